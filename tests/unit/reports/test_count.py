"""Random declarations over random facts: refused in a sentence, or counted as a plain recount has it, parts adding up to totals."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.procedure.model import UnknownSetting
from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.count import count_table
from portal.reports.declare import one_table
from portal.reports.model import Counted, Reading
from portal.reports.period import year
from tests.unit.reports.recount import MEASURES, Rows, Span, Where, codes, counted, percent, value
from tests.unit.reports.world import CODED, WORDS, World, world

SPAN = Span(2023)
TOTAL = "*"
ADDS_UP = [one for one in MEASURES if "_days_" not in one and one != "share_in_time"]
COUNTED = [one for one in ADDS_UP if one not in ("pounds", "people_trained")]
OF_COMPLAINTS = ("service", "group", "tag", "month", "quarter", "channel", "complainant", "status", "received", "gone_on_to_stage_2")

seeds = st.integers(0, 2)
IN_FACTS = [one for one in DIMENSIONS.values() if one.reading is not Reading.ANSWER and one.key != "year"]


@st.composite
def measured(draw: st.DrawFn, of: list[str], axes: int) -> tuple[str, ...]:
    """A measure and as many dimensions that it has."""
    measure = draw(st.sampled_from(of))
    can = [one.key for one in IN_FACTS if MEASURES[measure][0] in one.columns]
    return measure, *draw(st.lists(st.sampled_from(can), min_size=axes, max_size=axes, unique=True))


CONDITION = {
    "group": ["care", "learning", ""],
    "tag": ["send", "welsh", ""],
    "status": ["open", "on_hold", "withdrawn"],
    "service": ["fostering", ""],
    "received": ["this", "earlier"],
    "stage": ["1", "2"],
    "response_band": ["0-10", "11-20", "0-5", ""],
    "conclusion_band": ["Over 20", "Over 50", "6-28"],
    "outcome": ["several", "partly_upheld", ""],
    "in_time": ["yes", ""],
    "gone_on_to_stage_2": ["yes"],
    "quarter": ["Q1", "Q4"],
    "month": ["2023-04", "2024-02"],
    "year": ["2023-24"],
}


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for dimension in draw(st.lists(st.sampled_from(sorted(CONDITION)), max_size=2, unique=True)):
        some = draw(st.lists(st.sampled_from(CONDITION[dimension]), min_size=1, unique=True))
        made[dimension] = draw(st.sampled_from([some, {"not": some}, some[0]]))
    return made


OFTEN = [*MEASURES, *["complaints_received", "stages_answered", "stage_1_answered"] * 4]
measures = st.sampled_from(OFTEN)


@cache
def world_of(seed: int) -> World:
    return world(seed)


def declared(said: dict[str, Any]) -> Any:
    """The table, or None where it was refused in one plain sentence."""
    try:
        return one_table(said, WORDS)
    except UnknownSetting as refused:
        assert str(refused).startswith("The table") and str(refused).endswith(".")
        return None


def cells(counted: Counted) -> dict[tuple[str, str], Any]:
    return {(row.key, head.key): cell.value for row in counted.rows for head, cell in zip(counted.columns, row.cells, strict=True)}


def at(dimension: str | None, key: str) -> list[Where]:
    return [{dimension: key}] if dimension and key != TOTAL else []


@settings(max_examples=110, deadline=None)
@given(seeds, measured(OFTEN, 1) | measured(OFTEN, 2), conditions(), st.booleans())
def test_rows_and_columns_are_as_recounted(seed: int, drawn: tuple[str, ...], where: dict[str, Any], is_send: bool) -> None:
    measure, rows, columns = (*drawn, None)[:3]
    said = {"measure": measure, "rows": rows, "where": where, "total": "both"} | ({"columns": columns} if columns else {})
    table = declared(said | ({"sub_population": "send"} if is_send else {}))
    if table is None:
        return
    made, here = count_table(world_of(seed).counting, table, year(SPAN.first)), world_of(seed)
    base: list[Where] = [where, *([{"tag": "send"}] if is_send else [])]
    seen = 0
    for (row, column), number in cells(made).items():
        found = counted(here.rows, measure, [*base, *at(rows, row), *at(columns, column)], SPAN)
        assert number == value(measure, found), (row, column)
        seen += len(found) if TOTAL not in (row, column) else 0
    if measure in COUNTED:
        assert seen >= len(counted(here.rows, measure, base, SPAN))  # more with tags: nothing is left out


@settings(max_examples=40, deadline=None)
@given(seeds, measured(ADDS_UP, 2), st.integers(1, 3))
def test_parts_are_their_totals(seed: int, drawn: tuple[str, str, str], first: int) -> None:
    """Where some codes are shown and some are not, a Total is that of what is shown."""
    measure, rows, columns = drawn
    if "tag" in (rows, columns):
        return  # what has two tags stands in two rows, and once in the total
    shown = {columns: CODED[columns][:first]} if columns in CODED else {}
    said = {"measure": measure, "rows": rows, "columns": columns, "total": "both", "show": {key: list(some) for key, some in shown.items()}, "omit_zero": True}
    table = declared(said)
    if table is None:
        return
    made = count_table(world_of(seed).counting, table, year(SPAN.first))
    for row in made.rows:
        assert row.cells[-1].value == pytest.approx(sum(cell.value or 0 for cell in row.cells[:-1]))
        assert row.is_total or any(cell.value for cell in row.cells)
    for place in range(len(made.columns)):
        assert made.rows[-1].cells[place].value == pytest.approx(sum(row.cells[place].value or 0 for row in made.rows[:-1]))


@settings(max_examples=40, deadline=None)
@given(
    seeds,
    st.lists(st.tuples(measures, conditions(), st.sampled_from(["", "percent", "of"])), min_size=1, max_size=3),
    st.sampled_from(OF_COMPLAINTS),
    st.integers(1, 3),
)
def test_lines_over_years_and_dimensions_are_as_recounted(seed: int, lines: list[tuple[str, dict[str, Any], str]], columns: str, years: int) -> None:
    said_lines = [_line(number, *line) for number, line in enumerate(lines)]
    said: dict[str, Any] = {"rows": "lines", "lines": said_lines, "columns": [columns, "year"], "years": years}
    if (table := declared(said)) is None:
        said |= {"columns": "year"}
    if table is None and (table := declared(said)) is None:
        return
    made = count_table(world_of(seed).counting, table, year(SPAN.first))
    for row, line in zip(made.rows, lines, strict=True):
        for head, cell in zip(made.columns, row.cells, strict=True):
            *code, back = head.key.split("|")
            span = Span(SPAN.first + int(back))
            here: list[Where] = [{columns: code[0]}] if code else []
            assert cell.value == _of_line(world_of(seed).rows, line, here, span), head.label


def _line(number: int, measure: str, where: dict[str, Any], share: str) -> dict[str, Any]:
    of = {"percent": {"percent": True}, "of": {"percent_of": "complaints_received"}, "": {}}[share]
    return {"label": f"Line {number}", "measure": measure, "where": where, **of}


def _of_line(rows: Rows, line: tuple[str, dict[str, Any], str], here: list[Where], span: Span) -> float | None:
    measure, where, share = line
    number = value(measure, counted(rows, measure, [*here, where], span))
    if not share:
        return number
    other = measure if share == "percent" else "complaints_received"
    also = [] if other == measure else [{key: said for key, said in where.items() if key in OF_COMPLAINTS or key == "year"}]
    return percent(number, value(other, counted(rows, other, [*here, *also], span)))


@settings(max_examples=40, deadline=None)
@given(seeds, measured(ADDS_UP, 1), st.sampled_from(["row", "column"]))
def test_percentages_of_parts_add_up_to_100(seed: int, drawn: tuple[str, str], way: str) -> None:
    measure, dimension = drawn
    said = {"measure": measure, "percent": way} | ({"rows": dimension, "total": "rows"} if way == "column" else {"columns": dimension, "total": "columns"})
    table = declared(said)
    if table is None:
        return
    made = count_table(world_of(seed).counting, table, year(SPAN.first))
    if dimension == "tag":  # what has two is in two rows: each percentage stands alone
        shown = [cell for row in made.rows for cell in row.cells if cell.kind == "percent"]
        assert [cell.value for cell in shown] == [percent(cell.of_value, cell.base_value) for cell in shown]
        return
    percents = [row.cells[-1].value for row in made.rows] if way == "column" else [cell.value for cell in made.rows[-1].cells]
    whole = value(measure, counted(world_of(seed).rows, measure, [], SPAN))
    assert sum(one or 0 for one in percents[:-1]) == (100 if whole else 0)
    assert percents[-1] == (100 if whole else None)


def test_every_code_that_is_counted_has_a_row() -> None:
    here = world_of(1)
    made = count_table(here.counting, one_table({"measure": "issues_received", "rows": "service"}, WORDS), year(SPAN.first))
    found = {code for row in counted(here.rows, "issues_received", [], SPAN) for code in codes(row, "service", "issues_received", SPAN)}
    assert found <= {row.key for row in made.rows}


AXIS = st.sampled_from(["lines", "year", *OF_COMPLAINTS])
MOSTLY = st.sampled_from(["complaints_received", "open_at_end", "unanswered_at_end", "complaints_received", "stages_answered", "share_in_time"])
TABLE = {"measure": MOSTLY, "rows": AXIS | st.lists(AXIS, min_size=2, max_size=2), "columns": AXIS | st.lists(AXIS, min_size=2, max_size=2)}
SETTINGS: list[tuple[str, Any]] = [
    *(("where", {"status": said}) for said in ("open", {"not": ["open", "closed"]})),
    *(("show", said) for said in ({"channel": ["letter", "email"]}, {"service": ["advice"]})),
    *(("merge", said) for said in ({"Written": ["letter", "email"], "Else": ["*"]}, {"Care": ["care"]}, {"Known": ["open", "closed"]})),
    *(("total", said) for said in ("rows", "columns", "both")),
    *(("percent", said) for said in ("row", "column")),
    *(("period", said) for said in ("2022-23", "2023-24 Q2")),
    *(("order", "count"), ("omit_zero", True), ("years", 3), ("sub_population", "send"), ("labels", {"0": "Now", "email": "E-mail"})),
]
SHARES = st.sampled_from([{}, {}, {"percent": True}, {"percent_of": "complaints_received"}, {"percent_of": "context:children"}])
LINES = st.lists(st.tuples(MOSTLY, st.sampled_from([{}, {"tag": ["send", ""]}, {"received": "earlier"}]), SHARES), min_size=1, max_size=2)
SOME = st.lists(st.sampled_from(SETTINGS), max_size=3)


@settings(max_examples=100, deadline=None)
@given(seeds, st.fixed_dictionaries(TABLE), SOME, LINES)
def test_every_table_that_is_not_refused_is_counted_in_rows_and_columns(seed: int, said: dict[str, Any], more: list[Any], lines: list[Any]) -> None:
    said |= dict(more)
    if said["columns"] == said["rows"]:
        del said["columns"]
    if "lines" in f"{said['rows']} {said.get('columns')}":
        said |= {"lines": [{"label": f"Line {at}", "measure": measure, "where": where, **share} for at, (measure, where, share) in enumerate(lines)]}
    if (table := declared(said)) is None:
        return
    made = count_table(world_of(seed).counting, table, year(SPAN.first))
    assert made.unit and made.cohort and bool(made.base) is bool(table.percent or any(line.is_share or line.share_of for line in table.lines))
    assert all(len(row.cells) == len(made.columns) for row in made.rows)
    keys = [row.key for row in made.rows]
    assert len(set(keys)) == len(keys) and len({head.key for head in made.columns}) == len(made.columns)
    for cell in (cell for row in made.rows for cell in row.cells):
        assert cell.kind != "percent" or cell.value is None or cell.base_value
        assert cell.kind in ("percent", "average") or cell.of


def test_a_counted_table_says_under_which_conditions() -> None:
    said = {"measure": "complaints_received", "where": {"status": {"not": ["on_hold"]}, "service": ["advice", ""]}, "sub_population": "send"}
    made = count_table(world_of(0).counting, one_table(said, WORDS), year(SPAN.first))
    assert made.cohort == "received in the period; only SEND; only where status is not On hold; only where service is empty or Advice"
    assert (made.unit, made.base) == ("complaints", "")


def test_a_group_of_people_in_a_figure_from_outside_is_known_however_it_is_written() -> None:
    said = {"measure": "context:children", "rows": "subject_ethnicity", "merge": {"Asian": ["Asian: Indian"], "Others": ["*"]}}
    made = count_table(world_of(0).counting, one_table(said, WORDS), year(SPAN.first))
    assert [row.cells[0].value for row in made.rows] == [12, None]
