"""What the tables of a report print of each number, and which numbers are small."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from portal.reports.model import LINES, YEARS, Cell, Counted, Quantity, Table
from portal.reports.suppress.regions import PERIOD, SAME_AS, YES, Codes, Place, Raw, Region, dimensions_of, every_code, raw_of, region_of, without

MONEY, PAYMENTS = "pounds", ("remedies_agreed", ("of payments", frozenset({YES})))
"""Money is as telling as the number of payments that make it up."""

PUBLISHED = "published "
"""A number that was published and is counted otherwise today is no number of today."""


@dataclass
class Shown:
    """A cell: its table, row and column, and the numbers a reader knows who sees it. tells_rest: of a percentage, that what is missing is small."""

    at: tuple[int, int, int]
    cell: Cell
    places: tuple[Place, ...]
    is_total: bool
    tells_rest: bool = False


@dataclass
class Printed:
    """Every cell with a number in it. values: of each number, pounds in pence."""

    tables: Sequence[Counted]
    below: int
    shown: list[Shown] = field(default_factory=list)
    values: dict[Place, int] = field(default_factory=dict)
    covers: dict[tuple[str, str], dict[Region, Codes]] = field(default_factory=dict)
    codes: dict[tuple[str, str], Codes] = field(default_factory=dict)

    def is_small(self, value: int | None) -> bool:
        return value is not None and 0 < value < self.below

    def is_small_itself(self, shown: Shown) -> bool:
        """Whatever it is a number of."""
        return shown.cell.kind == "count" and bool(shown.places) and shown.cell.value is not None and 0 < shown.cell.value < self.below

    def is_sensitive(self, place: Place, values: Mapping[Place, int | None]) -> bool:
        """Money: where few payments make it up, or nobody knows how many."""
        measure, region = place
        if measure.removeprefix(PUBLISHED) != MONEY:
            return self.is_small(values.get(place))
        whole, condition = PAYMENTS
        payments = values.get((measure.replace(MONEY, whole), region | {condition}))
        return bool(values.get(place)) and (payments is None or self.is_small(payments))


def read(tables: Sequence[Counted], below: int) -> Printed:
    """The tables as cells and the numbers they tell."""
    printed = Printed(tables, below)
    cells = [(at, cell, tuple(_named(cell))) for at, cell in _cells(tables)]
    ungrouped = _ungrouped([(tables[at[0]], named) for at, _cell, named in cells if not _is_total(tables, at)])
    raws = {one: _raw(*one, ungrouped) for _at, _cell, named in cells for one, _value in named}
    printed.codes = every_code(raws.values())
    regions = {one: region_of(measure, raw, printed.codes) for one, (measure, raw) in raws.items()}
    for at, cell, named in cells:
        places = tuple((raws[one][0], regions[one]) for one, _value in named)
        printed.values.update(dict(zip(places, (value for _one, value in named), strict=True)))
        printed.shown.append(Shown(at, cell, places, _is_total(tables, at), _tells_rest(printed, cell, places)))
    for one in printed.shown:
        _cover(printed, tables[one.at[0]], one)
    return printed


def _cells(tables: Sequence[Counted]) -> Iterator[tuple[tuple[int, int, int], Cell]]:
    for table, counted in enumerate(tables):
        for row, line in enumerate(counted.rows):
            yield from (((table, row, column), cell) for column, cell in enumerate(line.cells) if cell.value is not None)


Name = tuple[Quantity, bool]
"""A quantity, and whether it is as published where that is another number."""


def _named(cell: Cell) -> Iterator[tuple[Name, int]]:
    """The numbers a cell tells. A percentage tells of how much, and so near enough how many."""
    of_value = cell.value if cell.kind in ("count", "money") else cell.of_value
    is_other = cell.published and cell.own != cell.value
    for quantity, value in ((cell.of, of_value), (cell.base, cell.base_value)):
        if quantity and value is not None:
            whole = value * 100 if quantity.measure == MONEY else value
            if float(whole).is_integer() or quantity.measure == MONEY:
                yield (quantity, is_other), round(whole)


def _raw(quantity: Quantity, is_other: bool, ungrouped: Codes) -> tuple[str, Raw]:
    measure, raw = raw_of(quantity, ungrouped)
    return (PUBLISHED + measure if is_other else measure), raw


def _is_total(tables: Sequence[Counted], at: tuple[int, int, int]) -> bool:
    table, row, column = at
    return tables[table].rows[row].is_total or tables[table].columns[column].is_total


def _ungrouped(cells: Iterable[tuple[Counted, tuple[tuple[Name, int], ...]]]) -> Codes:
    """Services that stand in no group, as far as the tables tell: a cell of a group is about its services."""
    grouped: set[str] = set()
    every: set[str] = {""}
    for counted, named in cells:
        is_by_group, is_crossed = ("group" in counted.table.dimensions), ("service" in counted.table.dimensions)
        for (quantity, _is_other), value in named:
            asked = {one.dimension: one.codes for one in quantity.conditions}
            every |= asked.get("service", frozenset())
            if is_by_group and "group" not in asked and (value or not is_crossed):
                grouped |= asked.get("service", frozenset())
    return frozenset(every - grouped)


def _tells_rest(printed: Printed, cell: Cell, places: tuple[Place, ...]) -> bool:
    if cell.kind != "percent" or len(places) < 2 or places[0][0] != places[1][0]:
        return False
    return printed.is_small(abs(printed.values[places[1]] - printed.values[places[0]]))


def _cover(printed: Printed, counted: Counted, shown: Shown) -> None:
    """An axis that leaves nothing out lists every code there is of whatever else its cells are about: of a total along the other axis too."""
    if not shown.places:
        return
    measure, region = shown.places[0]
    _table, row, column = shown.at
    for axis, is_total in ((counted.table.rows, counted.rows[row].is_total), (counted.table.columns, counted.columns[column].is_total)):
        for name in _left_whole(counted.table, axis) & dimensions_of(region) if not is_total else ():
            known = printed.covers.setdefault((measure, name), {})
            rest = without(region, name)
            known[rest] = known.get(rest, frozenset()) | dict(region)[name]


@lru_cache(1000)
def _left_whole(table: Table, axis: tuple[str, ...]) -> frozenset[str]:
    """The dimensions of an axis of which no code is left out: none is chosen, and no condition asks for some."""
    if table.merge and axis == table.rows and not any("*" in codes for codes in table.merge.values()):
        return frozenset()
    asked = {one.dimension for where in (table.where, *(line.where for line in table.lines)) for one in where}
    named = {SAME_AS.get(one, one) for one in {*axis} - {LINES, YEARS, "tag", *table.show}}
    return frozenset(named - {SAME_AS.get(one, one) for one in asked})


def is_whole(place: Place) -> bool:
    """Whether it is all of what is counted in a period, or all of a sub-population."""
    return all(one == PERIOD or one.startswith("tag ") for one in dimensions_of(place[1]))


def numbered(places: Iterable[Place]) -> dict[Place, int]:
    counter = count()
    return {one: next(counter) for one in dict.fromkeys(places)}
