"""The cells of a table: each number, what it is a number of, and the percentages beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.reports.gathering import Gathered, ask_of, base_of
from portal.reports.grid import EVERY, SUM, Axis, Entry
from portal.reports.labels import CouncilWords
from portal.reports.model import YEARS, Cell, Kind, Measure, Table, Way
from portal.reports.period import Period
from portal.reports.quantity import Naming
from portal.reports.selecting import Asked
from portal.reports.sums import Sum, largest_remainder, share, size, value_of


@dataclass(frozen=True)
class Cells:
    """Draws the cells of one gathered table."""

    table: Table
    gathered: Gathered
    period: Period
    words: CouncilWords

    def cell(self, row: Entry, column: Entry) -> Cell:
        """The number where a row and a column meet."""
        ask = ask_of(self.table, row.line or column.line)  # a Total over lines has none: it is of the table's own measure
        top = self.gathered.find(ask.top, row, column)
        naming = Naming(self.words, self._periods(row, column), row.conditions + column.conditions)
        if ask.under is None:
            return _number(ask.top, top, naming)
        part, whole = value_of(ask.top.measure, top), value_of(ask.under.measure, self.gathered.find(ask.under, row, column))
        return Cell(share(part, whole), "percent", naming.of(ask.top), naming.of(ask.under), part, whole)

    def _periods(self, row: Entry, column: Entry) -> str:
        """The period a cell is about; a Total over years is about all of them."""
        for axis, entry in ((self.gathered.rows, row), (self.gathered.columns, column)):
            if YEARS in axis.parts:
                backs = range(self.table.years) if entry.back is None else (entry.back,)
                return ", ".join(self.period.earlier(back).label for back in backs)
        return self.period.label

    def percent_column(self, rows: Sequence[Entry]) -> list[Cell]:
        """The % of each row; a row that is a share itself has none."""
        (column,) = self.gathered.column_entries
        return self._percents(self.gathered.rows, [(one, column) for one in rows])

    def percent_row(self, columns: Sequence[Entry]) -> list[Cell]:
        """The % of each column, of all its rows together."""
        all_rows = Entry("", "", SUM, self.gathered.rows.total().conditions, is_total=True)
        return self._percents(self.gathered.columns, [(all_rows, one) for one in columns])

    def _percents(self, along: Axis, places: Sequence[tuple[Entry, Entry]]) -> list[Cell]:
        base = base_of(self.table)
        whole = value_of(base.measure, self.gathered.at(base, EVERY, EVERY))
        naming = Naming(self.words, self.period.label, ())
        found = [self.cell(row, column) for row, column in places]
        is_total = [(row.is_total and along is self.gathered.rows) or column.is_total for row, column in places]
        parts = [one.value or 0 for one, total in zip(found, is_total, strict=True) if not total]
        remainders = iter(largest_remainder(parts, whole) if whole and along.is_parted else ())
        cells = []
        for one, total in zip(found, is_total, strict=True):
            value = next(remainders, None) if along.is_parted and not total else share(one.value, whole)
            value = None if one.kind in ("percent", "average") else value
            cells.append(Cell(value, "percent", one.of, naming.of(base), one.value, whole))
        return cells


def _number(asked: Asked, found: Sum | None, naming: Naming) -> Cell:
    measure, value = asked.measure, value_of(asked.measure, found)
    if isinstance(found, dict):
        of = (naming.in_time(asked), found.get(1, 0)) if measure.way is Way.SHARE else (None, None)
        return Cell(value, kind_of(measure), of[0], naming.known(asked), of[1], size(found))
    return Cell(value, kind_of(measure), naming.of(asked), of_value=value)


def kind_of(measure: Measure) -> Kind:
    if measure.way is Way.SHARE:
        return "percent"
    if measure.way in (Way.AVERAGE, Way.MEDIAN, Way.LONGEST):
        return "average"
    return "money" if measure.of == "pence" else "count"
