"""A declared table becomes a counted one: its rows and columns, totals, percentages, and what was published of earlier years."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from portal.reports.cells import Cells
from portal.reports.counting import Counting
from portal.reports.gathering import gather
from portal.reports.grid import PERCENT, Entry
from portal.reports.labels import CouncilWords
from portal.reports.model import YEARS, Cell, Condition, Counted, CountedRow, Head, Kind, Number, Table
from portal.reports.outside import published
from portal.reports.period import Period
from portal.reports.sums import plain


def count_report(counting: Counting, tables: Iterable[Table], period: Period) -> tuple[Counted, ...]:
    """Every table of a report, for the period or the one a table names itself."""
    return tuple(count_table(counting, one, period) for one in tables)


def count_table(counting: Counting, table: Table, period: Period) -> Counted:
    """One table. Its cells hold what each is a number of, so that a number can be known again in another table."""
    period = table.period or period
    gathered = gather(counting, table, period)
    cells = Cells(table, gathered, period, counting.words)
    rows, columns = list(gathered.row_entries), list(gathered.column_entries)
    rows += [gathered.rows.total()] if table.total_rows and table.rows else []
    columns += [gathered.columns.total()] if table.total_columns and table.columns else []
    grid = {(row.key, column.key): cells.cell(row, column) for row in rows for column in columns}
    if table.columns == (YEARS,):
        grid |= _published(published(counting, table.id), rows, columns, grid, period)
    rows = _arranged(table, rows, columns, grid)
    found = [(row, [grid[row.key, column.key] for column in columns]) for row in rows]
    heads = [Head(one.label, one.key, one.is_total, _kind([grid[row.key, one.key] for row in rows])) for one in columns]
    if table.percent == "column":
        heads.append(Head(PERCENT, PERCENT, kind="percent"))
        found = [(row, [*some, percent]) for (row, some), percent in zip(found, cells.percent_column(rows), strict=True)]
    counted = [CountedRow(row.label, row.key, tuple(some), row.is_total, _kind(some)) for row, some in found]
    if table.percent == "row":
        counted.append(CountedRow(PERCENT, PERCENT, tuple(cells.percent_row(columns)), kind="percent"))
    return Counted(table, _units(table), _cohorts(table) + _only(table, counting.words), _bases(table), period, tuple(heads), tuple(counted))


def _kind(cells: Iterable[Cell]) -> Kind:
    """What a row or column holds: of several kinds, the first."""
    return next((one.kind for one in cells), "count")


def _arranged(table: Table, rows: list[Entry], columns: list[Entry], grid: Mapping[tuple[str, str], Cell]) -> list[Entry]:
    """Rows as they are printed: the largest first where that is asked, those of nothing but zeros left out; Total stays last."""

    def numbers(row: Entry) -> list[Number]:
        return [grid[row.key, column.key].value or 0 for column in columns if not column.is_total]

    parts, totals = [one for one in rows if not one.is_total], [one for one in rows if one.is_total]
    if table.is_by_count:
        parts.sort(key=lambda row: -sum(numbers(row)))
    return [one for one in parts if not table.omits_zero or any(numbers(one))] + totals


def _published(
    printed: Mapping[tuple[str, str], Number], rows: list[Entry], columns: list[Entry], grid: Mapping[tuple[str, str], Cell], period: Period
) -> dict[tuple[str, str], Cell]:
    """What an earlier report printed takes the place of what is counted now; totals of it are moved by as much."""
    done: dict[tuple[str, str], Cell] = {}
    for column in columns:
        label = period.earlier(column.back).label if column.back is not None else ""
        for row in rows:
            if (label, row.label) in printed:
                cell = grid[row.key, column.key]
                done[row.key, column.key] = replace(cell, value=printed[label, row.label], published=True, own=cell.value)
    for key, moved in _moved(done, rows, columns).items():
        cell = grid[key]
        if key not in done and moved:
            done[key] = replace(cell, value=plain((cell.value or 0) + moved), published=True, own=cell.value)
    return done


def _moved(done: Mapping[tuple[str, str], Cell], rows: list[Entry], columns: list[Entry]) -> dict[tuple[str, str], Number]:
    """By how much totals of numbers that add up change; a Total over lines, a share or an average is no sum."""
    total_rows = [one.key for one in rows if one.is_total and not any(row.line for row in rows)]
    total_columns = [one.key for one in columns if one.is_total]
    moved: dict[tuple[str, str], Number] = {}
    for (row, column), cell in done.items():
        change = (cell.value or 0) - (cell.own or 0)
        if cell.kind in ("percent", "average") or row in total_rows:
            continue
        rest = [(total, column) for total in total_rows] + [(row, total) for total in total_columns]
        for key in (*rest, *((one, other) for one in total_rows for other in total_columns)):
            moved[key] = moved.get(key, 0) + change
    return moved


def _units(table: Table) -> str:
    return "; ".join(dict.fromkeys(one.unit for one in table.measures))


def _cohorts(table: Table) -> str:
    """Each measure's cohort; named with its unit where there are several."""
    measures = table.measures
    if len({one.cohort for one in measures}) == 1:
        return measures[0].cohort
    return "; ".join(dict.fromkeys(f"{one.unit} {one.cohort}" for one in measures))


def _only(table: Table, words: CouncilWords) -> str:
    """Under which conditions, in words."""
    tag = (f"only {words.label('tag', table.sub_population)}",) if table.sub_population else ()
    wheres = (f"only where {one.dimension.replace('_', ' ')} is {'not ' if one.is_not else ''}{_codes(one, words)}" for one in table.where)
    return "".join(f"; {one}" for one in (*tag, *wheres))


def _codes(condition: Condition, words: CouncilWords) -> str:
    return " or ".join(words.label(condition.dimension, code) if code else "empty" for code in sorted(condition.codes))


def _bases(table: Table) -> str:
    """What percentages are of."""
    whole = [f"{table.base.unit} {table.base.cohort}"] if table.percent and table.base else []
    shares = [
        f"{one.label}: of {(one.share_of or one.measure).unit} {(one.share_of or one.measure).cohort}" for one in table.lines if one.is_share or one.share_of
    ]
    return "; ".join(dict.fromkeys([*(f"of {one}" for one in whole), *shares]))
