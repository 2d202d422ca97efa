"""What is compared in a report, and that a wrong number anywhere in it fails a check."""

from dataclasses import replace

from portal.reports.model import Cell, Counted, Number
from portal.reports.reconcile import Check, checks
from tests.unit.reports.by_chance import counted, pool


def changed(table: Counted, row: int, column: int, **new: object) -> Counted:
    rows = list(table.rows)
    cells = list(rows[row].cells)
    cells[column] = replace(cells[column], **new)  # type: ignore[arg-type]
    rows[row] = replace(rows[row], cells=tuple(cells))
    return replace(table, rows=tuple(rows))


def failed(*tables: Counted) -> list[Check]:
    return [one for one in checks(tables) if not one.ok]


def value(cell: Cell) -> Number:
    assert cell.value is not None
    return cell.value


def test_every_report_agrees_with_itself() -> None:
    found = checks(pool())
    assert len(found) > 300
    assert [one for one in found if not one.ok] == []
    assert {one.kind for one in found} == {"equal", "at most"}


def test_a_wrong_part_or_total_is_found() -> None:
    table = counted({"measure": "complaints_received", "rows": "channel", "columns": "status", "total": "both"})
    assert failed(table) == []
    for row in (0, len(table.rows) - 1):
        for column in (0, len(table.columns) - 1):
            wrong = failed(changed(table, row, column, value=value(table.rows[row].cells[column]) + 1))
            assert wrong
            assert all(abs(one.left - one.right) == 1 for one in wrong)


def test_a_total_that_stands_in_another_table_only() -> None:
    parts = counted({"id": "by-channel", "title": "How they came", "measure": "complaints_received", "rows": "channel", "column": "Complaints"})
    whole = counted({"id": "all", "rows": "lines", "lines": [{"label": "Received", "measure": "complaints_received"}], "title": "Numbers"})
    assert [one.sentence for one in checks([parts, whole])] == [
        'The parts by channel under "Complaints" in "How they came" make "Received, Total" in "Numbers"'
    ]
    assert failed(parts, changed(whole, 0, 0, value=1))
    assert failed(changed(parts, 0, 0, value=1), whole)


def test_parts_of_a_measure_that_has_one_of_them_only_are_not_the_whole() -> None:
    """By stage, what is counted at stage 1 is no split of every stage."""
    tables = [counted({"id": key, "measure": key, "rows": rows}) for key, rows in (("stage_1_answered", "stage"), ("withdrawn", "status"))]
    wholes = [counted({"id": f"all-{key}", "measure": key}) for key in ("stages_answered", "complaints_received")]
    assert failed(*tables, *wholes) == []


def test_a_number_that_stands_twice_is_the_same() -> None:
    one = counted({"id": "one", "measure": "complaints_received", "rows": "status"})
    other = counted({"id": "two", "measure": "complaints_received", "rows": "lines", "lines": [{"label": "Open", "where": {"status": "open"}}]})
    assert len(checks([one, other])) == 1
    assert failed(one, changed(other, 0, 0, value=0))


def test_what_is_shown_of_a_dimension_makes_its_total() -> None:
    shown = counted({"measure": "complaints_received", "rows": "channel", "show": {"channel": ["email", "letter"]}, "total": "rows"})
    assert len(checks([shown])) == 1
    assert failed(changed(shown, 0, 0, value=0))


def test_lines_against_the_line_of_them_all() -> None:
    lines = [
        {"label": "Upheld", "where": {"outcome": "upheld"}},
        {"label": "Not upheld", "where": {"outcome": "not_upheld"}},
        {"label": "Both", "where": {"outcome": ["upheld", "not_upheld"]}},
        {"label": "Every", "where": {}},
    ]
    table = counted({"measure": "stage_1_answered", "rows": "lines", "lines": lines})
    assert sorted(one.kind for one in checks([table])) == ["at most", "equal"]
    assert failed(changed(table, 2, 0, value=0))
    assert failed(changed(table, 3, 0, value=0))


def test_a_sub_population_is_no_more_than_all() -> None:
    every = counted({"id": "all", "measure": "complaints_received", "rows": "channel"})
    send = counted({"id": "send", "measure": "complaints_received", "rows": "channel", "sub_population": "send"})
    assert failed(every, send) == []
    assert failed(every, changed(send, 0, 0, value=10_000))


def test_percentages_make_100() -> None:
    column = counted({"measure": "complaints_received", "rows": "channel", "percent": "column", "total": "rows"})
    row = counted({"measure": "complaints_received", "rows": "channel", "columns": "status", "percent": "row", "total": "both"})
    for table, at in ((column, (0, 1)), (row, (len(row.rows) - 1, 0))):
        assert sum("percentages" in one.sentence for one in checks([table])) == 1
        assert [one.right for one in failed(changed(table, *at, value=99.0))] == [100]


def test_what_was_published_otherwise_is_told_and_is_no_mistake() -> None:
    table = counted({"measure": "complaints_received", "rows": "lines", "lines": [{"label": "Complaints"}], "columns": "year", "years": 2})
    before = value(table.rows[0].cells[1])
    same, other = (checks([changed(table, 0, 1, value=before + more, own=before, published=True)]) for more in (0, 4))
    assert [(one.kind, one.ok) for one in same] == [("equal", True)]
    assert [(one.kind, one.ok, one.left, one.right) for one in other] == [("restated", True, before, before + 4)]
