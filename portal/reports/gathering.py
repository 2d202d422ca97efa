"""Everything a table counts, gathered: what each of its lines asks, and the sums by row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.counting import Counting
from portal.reports.grid import EVERY, SUM, Axis, Entry, Key
from portal.reports.model import LINES, YEARS, Condition, Line, Table, Way
from portal.reports.outside import find_outside
from portal.reports.period import Period
from portal.reports.selecting import Asked, Found, find
from portal.reports.sums import Sum, nothing, together


@dataclass(frozen=True)
class Ask:
    """What a cell holds: a number, or the share of it in another."""

    top: Asked
    under: Asked | None = None


def base_of(table: Table) -> Asked:
    """The table's own measure, of which a Total over lines and a percentage are. Raises ValueError where it has none (see declare)."""
    if table.base is None:
        raise ValueError(f"{table.id} has no measure of its own")
    return Asked(table.base, _common(table))


def ask_of(table: Table, line: Line | None) -> Ask:
    """What a line asks; without one, the table's own measure."""
    if line is None:
        return Ask(base_of(table))
    common = _common(table)
    top = Asked(line.measure, common + line.where)
    if line.share_of and line.share_of.key != line.measure.key:
        fact = line.share_of.fact
        can = tuple(one for one in line.where if line.share_of.way is Way.OUTSIDE or fact in DIMENSIONS[one.dimension].columns)
        return Ask(top, Asked(line.share_of, common + can))
    return Ask(top, Asked(line.measure, common) if line.is_share or line.share_of else None)


def _common(table: Table) -> tuple[Condition, ...]:
    return table.where + ((Condition("tag", frozenset({table.sub_population})),) if table.sub_population else ())


@dataclass
class Gathered:
    """The rows and columns of a table, and its sums by what was asked, row and column."""

    rows: Axis
    columns: Axis
    row_entries: list[Entry]
    column_entries: list[Entry]
    sums: dict[tuple[Asked, Key, Key], Sum] = field(default_factory=dict)

    def find(self, asked: Asked, row: Entry, column: Entry) -> Sum | None:
        return self.at(asked, row.at, column.at)

    def at(self, asked: Asked, row: Key, column: Key) -> Sum | None:
        """None only for a figure from outside that is not there."""
        return self.sums.get((asked, row, column), None if asked.measure.way is Way.OUTSIDE else nothing(asked.measure))


def gather(counting: Counting, table: Table, period: Period) -> Gathered:
    """Count everything the table asks for."""
    by_year = [_found(counting, table, _asked(table), table.dimensions, period.earlier(back)) for back in range(table.years)]
    present = _present(table, by_year)
    rows = Axis(table, table.rows, table.row, bool(table.merge), counting.words, period, present)
    columns = Axis(table, table.columns, table.column, False, counting.words, period, present)
    gathered = Gathered(rows, columns, rows.entries(), columns.entries())
    adding = _Adding(gathered, {one.at for one in gathered.row_entries}, {one.at for one in gathered.column_entries})
    for back, found in enumerate(by_year):
        adding.add(found, back)
        _add_once(counting, table, period.earlier(back), back, adding)
    return gathered


def _asked(table: Table) -> tuple[Asked, ...]:
    asks = [ask_of(table, line) for line in table.lines]
    if table.base and table.base in table.measures:
        asks.append(Ask(base_of(table)))
    return tuple(dict.fromkeys(one for ask in asks for one in (ask.top, ask.under) if one))


def _found(counting: Counting, table: Table, asked: Iterable[Asked], dimensions: tuple[str, ...], period: Period) -> Found:
    asked = tuple(asked)
    outside = tuple(one for one in asked if one.measure.way is Way.OUTSIDE)
    found = find(counting, tuple(one for one in asked if one not in outside), dimensions, period)
    return found | (find_outside(counting, outside, dimensions, period) if outside else {})


def _present(table: Table, by_year: Iterable[Found]) -> dict[str, set[str]]:
    present: dict[str, set[str]] = {one: set() for one in table.dimensions}
    for found in by_year:
        for addresses in found.values():
            for address in addresses:
                for dimension, code in zip(table.dimensions, address, strict=True):
                    present[dimension].add(code)
    return present


@dataclass
class _Adding:
    """Adds what was found to the rows and columns it belongs to: its own, those of what is shown, and those of everything."""

    gathered: Gathered
    shown_rows: set[Key]
    shown_columns: set[Key]

    def add(self, found: Found, back: int) -> None:
        table = self.gathered.rows.table
        split = sum(part not in (LINES, YEARS) for part in table.rows)
        for asked, addresses in found.items():
            for address, some in addresses.items():
                row, column = self.gathered.rows.at(address[:split], back), self.gathered.columns.at(address[split:], back)
                rows = _keys(row, self.shown_rows, is_once="tag" not in table.rows)
                columns = _keys(column, self.shown_columns, is_once="tag" not in table.columns)
                self.put(asked, rows, columns, some)

    def put(self, asked: Asked, rows: Iterable[Key], columns: Iterable[Key], some: Sum) -> None:
        sums = self.gathered.sums
        for row in rows:
            for column in columns:
                key = (asked, row, column)
                sums[key] = together(sums[key], some) if key in sums else some


def _keys(own: Key, shown: set[Key], is_once: bool) -> list[Key]:
    """Where it is counted along one axis. With tags it stands in several rows, and its totals are counted apart."""
    found = [own] if own in shown else []
    return [*found, *([SUM] if found else []), EVERY] if is_once else found


def _add_once(counting: Counting, table: Table, period: Period, back: int, adding: _Adding) -> None:
    """Totals over tags: what has two tags is counted once."""
    if "tag" not in table.dimensions:
        return
    is_row = "tag" in table.rows
    axis, other = (adding.gathered.rows, adding.gathered.columns) if is_row else (adding.gathered.columns, adding.gathered.rows)
    kept = tuple(part for part in other.parts if part not in (LINES, YEARS))
    shown = axis.total().conditions
    asked = _asked(table)
    for key, conditions in ((SUM, shown), (EVERY, ())):
        wider = {replace(one, where=one.where + conditions): one for one in asked}
        found = _found(counting, table, wider, kept, period)
        for one, addresses in found.items():
            for address, some in addresses.items():
                keys = _keys(other.at(address, back), adding.shown_columns if is_row else adding.shown_rows, is_once=True)
                adding.put(wider[one], *(([key], keys) if is_row else (keys, [key])), some)
