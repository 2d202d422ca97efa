"""[[report.tables]] of council.toml read into tables; every mistake is one plain sentence that names the table and says what is possible."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from portal.procedure.model import UnknownSetting
from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.catalogue.measures import CONTEXT, MEASURES, measure_named
from portal.reports.catalogue.standard import standard
from portal.reports.conditions import as_counted, asked_of, codes_of, conditions_of, dimension_named, is_label_of_something, listed
from portal.reports.labels import CouncilWords
from portal.reports.model import LINES, YEARS, Line, Measure, Table
from portal.reports.period import Period, period_named
from portal.reports.suppress.hide import BELOW

KEYS = frozenset("id title measure rows columns lines where show merge labels order omit_zero total percent period years sub_population row column".split())
LINE_KEYS = frozenset(("label", "measure", "where", "percent", "percent_of"))
REPORT_KEYS = frozenset("percent suppress_below bands sub_populations several_findings tables".split())
TOTALS = ("rows", "columns", "both")
MOST_YEARS = 50
Said = Mapping[str, Any]


def tables_of(report: Said, words: CouncilWords) -> tuple[Table, ...]:
    """The tables of [report]. Raises UnknownSetting, also for what else is wrong in it."""
    _known("report", report, REPORT_KEYS)
    _one_of("report", report, "percent", ("largest-remainder",))
    _text("report", report, "several_findings", "")
    below_of(report)
    for tag in words.sub_populations:
        codes_of("report.sub_populations", DIMENSIONS["tag"], tag, words)
    said = report.get("tables", [])
    if not isinstance(said, list) or not all(isinstance(one, Mapping) for one in said):
        raise UnknownSetting("report.tables must be written as [[report.tables]], once for each table.")
    tables = [
        _table(f'report.tables "{one.get("id", "")}"' if one.get("id") else f"report.tables, number {number}", one, words) for number, one in enumerate(said, 1)
    ]
    seen: set[str] = set()
    for one in tables:
        if one.id in seen:
            raise UnknownSetting(f'report.tables has the id "{one.id}" twice.')
        seen.add(one.id)
    return tuple(tables)


def below_of(report: Said) -> int:
    """suppress_below of [report]: numbers from 1 to one less are hidden in what is public. Raises UnknownSetting."""
    below = report.get("suppress_below", BELOW)
    if not isinstance(below, int) or isinstance(below, bool) or below < 2:
        raise UnknownSetting("report.suppress_below must be a whole number from 2: numbers below it are hidden in what is public.")
    return below


def standard_tables(report: Literal["annual", "quarterly", "weekly"], words: CouncilWords) -> tuple[Table, ...]:
    """The tables of a report that the council does not declare; the annual one's again for each of its sub-populations."""
    tables = tables_of(standard(report), words)
    again = [one for one in tables if report == "annual" and all(measure.fact in DIMENSIONS["tag"].columns for measure in one.measures)]
    return tables + tuple(_of(one, tag, words) for tag in words.sub_populations for one in again)


def _of(table: Table, tag: str, words: CouncilWords) -> Table:
    return replace(table, id=f"{tag}:{table.id}", title=f"{words.label('tag', tag)}: {table.title}", sub_population=tag)


def one_table(said: Said, words: CouncilWords) -> Table:
    """One table, as it is declared in council.toml; its id may be left out. Raises UnknownSetting."""
    return _table("The table", {"id": "table", **said}, words)


def _table(place: str, said: Said, words: CouncilWords) -> Table:
    _known(place, said, KEYS)
    measure = _measure(place, said["measure"]) if "measure" in said else None
    rows, columns = _axis(f"{place}: rows", said.get("rows")), _axis(f"{place}: columns", said.get("columns"))
    id = _text(place, said, "id", "")
    if not id:
        raise UnknownSetting(f"{place} has no id.")
    table = Table(
        id=id,
        title=_text(place, said, "title", id),
        measure=measure,
        rows=rows,
        columns=columns,
        lines=_lines(place, said, measure, words),
        where=conditions_of(f"{place}: where", said.get("where", {}), words),
        show=_show(f"{place}: show", said.get("show", {}), (*rows, *columns), words),
        merge=_merge(f"{place}: merge", said.get("merge", {}), rows, words),
        labels=_as_written(said.get("show", {})) | _labels(f"{place}: labels", said.get("labels", {}), (*rows, *columns), words),
        row=_text(place, said, "row", "Total"),
        column=_text(place, said, "column", "Total"),
        is_by_count=_one_of(place, said, "order", ("count",)) == "count",
        omits_zero=_yes_no(place, said, "omit_zero"),
        total_rows=(total := _one_of(place, said, "total", TOTALS)) in ("rows", "both"),
        total_columns=total in ("columns", "both"),
        percent=cast(Literal["", "row", "column"], _one_of(place, said, "percent", ("row", "column"))),
        years=_years(place, said, (*rows, *columns)),
        period=_period(place, said),
        sub_population=_sub_population(place, said, words),
    )
    _fits(place, table)
    return table


def _known(place: str, said: Said, known: Iterable[str]) -> None:
    for key in said:
        if key not in known:
            raise UnknownSetting(f'{place} has "{key}", which Heard does not know. It knows: {", ".join(sorted(known))}.')


def _text(place: str, said: Said, key: str, usual: str) -> str:
    value = said.get(key, usual)
    if not isinstance(value, str):
        raise UnknownSetting(f"{place}: {key} must be a text in quotation marks.")
    return value


def _yes_no(place: str, said: Said, key: str) -> bool:
    value = said.get(key, False)
    if not isinstance(value, bool):
        raise UnknownSetting(f"{place}: {key} must be true or false.")
    return value


def _one_of(place: str, said: Said, key: str, words: tuple[str, ...]) -> str:
    value = _text(place, said, key, "")
    if key in said and value not in words:
        raise UnknownSetting(f'{place}: {key} is "{value}"; it can be: {listed(words)}.')
    return value


def _measure(place: str, key: Any) -> Measure:
    found = measure_named(key) if isinstance(key, str) else None
    if found is None:
        raise UnknownSetting(f'{place} names the measure "{key}", which Heard does not know. It knows: {", ".join(MEASURES)} and {CONTEXT}NAME.')
    return found


def _axis(place: str, said: Any) -> tuple[str, ...]:
    if said is None:
        return ()
    parts = said if isinstance(said, list) else [said]
    if not 1 <= len(parts) <= 2:
        raise UnknownSetting(f"{place} must be one dimension or a list of two.")
    return tuple(one if one in (LINES, YEARS) else dimension_named(place, one).key for one in parts)


def _lines(place: str, said: Said, measure: Measure | None, words: CouncilWords) -> tuple[Line, ...]:
    lines = said.get("lines", [])
    if not isinstance(lines, list) or not all(isinstance(one, Mapping) for one in lines):
        raise UnknownSetting(f'{place}: lines must be a list such as [{{ label = "Complaints", measure = "complaints_received" }}].')
    found = tuple(_line(f"{place}: line {number}", one, measure, words) for number, one in enumerate(lines, 1))
    labels = [one.label for one in found]
    if twice := next((one for one in labels if labels.count(one) > 1), None):
        raise UnknownSetting(f'{place} has two lines labelled "{twice}".')
    return found


def _line(place: str, said: Said, usual: Measure | None, words: CouncilWords) -> Line:
    _known(place, said, LINE_KEYS)
    label = _text(place, said, "label", "")
    measure = _measure(place, said["measure"]) if "measure" in said else usual
    if not label or measure is None:
        raise UnknownSetting(f"{place} needs a {'measure' if label else 'label'}.")
    is_share = _yes_no(place, said, "percent")
    share_of = _measure(f"{place}: percent_of", said["percent_of"]) if "percent_of" in said else None
    if is_share and share_of:
        raise UnknownSetting(f"{place} can have percent or percent_of, not both.")
    if (is_share or share_of) and not (measure.adds_up and (share_of or measure).adds_up):
        raise UnknownSetting(f"{place} asks for a share of {measure.unit}, which cannot be added up.")
    return Line(label, measure, conditions_of(f"{place}: where", said.get("where", {}), words), is_share, share_of)


def _show(place: str, said: Any, axes: tuple[str, ...], words: CouncilWords) -> dict[str, tuple[str, ...]]:
    if not isinstance(said, Mapping):
        raise UnknownSetting(f'{place} must be a table such as {{ finding = ["upheld"] }}.')
    for key in said:
        if key not in axes or key in (LINES, YEARS):
            raise UnknownSetting(f'{place} names "{key}", which is in neither rows nor columns.')
    return {key: codes_of(place, DIMENSIONS[key], codes, words) for key, codes in said.items()}


def _merge(place: str, said: Any, rows: tuple[str, ...], words: CouncilWords) -> dict[str, tuple[str, ...]]:
    if not isinstance(said, Mapping):
        raise UnknownSetting(f'{place} must be a table such as {{ "Other" = ["*"] }}.')
    if not said:
        return {}
    if len(rows) != 1 or rows[0] not in DIMENSIONS or rows[0] == YEARS:
        raise UnknownSetting(f"{place} needs rows of one dimension.")
    merged = {label: ("*",) if codes == ["*"] else _merged(f'{place} "{label}"', codes, rows[0], words) for label, codes in said.items()}
    every = [code for codes in merged.values() for code in codes]
    if twice := next((one for one in every if every.count(one) > 1), None):
        raise UnknownSetting(f'{place} has "{twice}" in two rows.')
    return merged


def _merged(place: str, codes: Any, dimension: str, words: CouncilWords) -> tuple[str, ...]:
    rest = ("*",) if isinstance(codes, list) and "*" in codes else ()
    return (*codes_of(place, DIMENSIONS[dimension], [one for one in codes if one != "*"] if rest else codes, words), *rest)


def _labels(place: str, said: Any, axes: tuple[str, ...], words: CouncilWords) -> dict[str, str]:
    if not isinstance(said, Mapping) or not all(isinstance(one, str) for one in said.values()):
        raise UnknownSetting(f'{place} must be a table of codes and texts such as {{ parent = "Parent" }}.')
    for code in said:
        if not is_label_of_something(code, axes, words):
            raise UnknownSetting(f'{place} has "{code}", which is no code of {" or ".join(axes) or "anything"}.')
    return {as_counted(one, code): text for code, text in said.items() for one in axes or ("",)}


def _as_written(show: Mapping[str, Any]) -> dict[str, str]:
    """An ethnic group that is shown is called as the council writes it."""
    each = ((key, code) for key, codes in show.items() for code in ([codes] if isinstance(codes, str) else codes))
    return {as_counted(key, code): code for key, code in each if as_counted(key, code) != code}


def _years(place: str, said: Said, axes: tuple[str, ...]) -> int:
    years = said.get("years", 1)
    if not isinstance(years, int) or isinstance(years, bool) or not 1 <= years <= MOST_YEARS:
        raise UnknownSetting(f"{place}: years must be a number from 1 to {MOST_YEARS}.")
    if years > 1 and YEARS not in axes:
        raise UnknownSetting(f'{place} has years = {years}, but neither rows nor columns say "{YEARS}".')
    return years


def _period(place: str, said: Said) -> Period | None:
    try:
        return period_named(_text(place, said, "period", "")) if "period" in said else None
    except UnknownSetting as error:
        raise UnknownSetting(f"{place}: {error}") from None


def _sub_population(place: str, said: Said, words: CouncilWords) -> str:
    tag = _text(place, said, "sub_population", "")
    if tag:
        codes_of(f"{place}: sub_population", DIMENSIONS["tag"], tag, words)
    return tag


def _fits(place: str, table: Table) -> None:
    """The axes go together, and everything that is counted has the dimensions it is asked for."""
    axes = [*table.rows, *table.columns]
    if twice := next((one for one in axes if axes.count(one) > 1), None):
        raise UnknownSetting(f'{place} has "{twice}" twice in its rows and columns.')
    if bool(table.lines) != (LINES in axes):
        raise UnknownSetting(f'{place} has lines, but neither rows nor columns say "{LINES}".' if table.lines else f'{place} says "{LINES}" but has no lines.')
    if not table.measure and not table.lines:
        raise UnknownSetting(f"{place} has no measure.")
    _has_total(place, table)
    _has_percent(place, table)
    asked = [*table.dimensions, *(one.dimension for one in table.where), *(["tag"] if table.sub_population else [])]
    for measure in table.measures:
        for dimension in asked:
            asked_of(place, measure, dimension)
    for line in table.lines:
        for condition in line.where:
            asked_of(f'{place}: line "{line.label}"', line.measure, condition.dimension)


def _has_total(place: str, table: Table) -> None:
    if LINES not in (*(table.rows if table.total_rows else ()), *(table.columns if table.total_columns else ())) or table.base:
        return
    raise UnknownSetting(
        f"{place} has a Total over lines of different measures, which cannot be added up. Give the table a measure of its own, or leave total out."
    )


def _has_percent(place: str, table: Table) -> None:
    if not table.percent:
        return
    if table.base is None or not table.base.adds_up:
        raise UnknownSetting(f"{place} has percent, which needs one measure that can be added up for the whole table.")
    if YEARS in (*table.rows, *table.columns):
        raise UnknownSetting(f"{place} has percent over years, which are not parts of one whole.")
    is_one = not table.columns or (table.columns == (LINES,) and len(table.lines) == 1)
    if table.percent == "column" and not is_one:
        raise UnknownSetting(f'{place} has percent = "column", which is for a table of one column.')
    if table.percent == "row" and not table.columns:
        raise UnknownSetting(f'{place} has percent = "row", which needs columns that are parts of one whole.')
