"""Whether the tables of a report agree with themselves and with each other, and where this year's "last year" is not what was published."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from portal.reports.model import LINES, YEARS, Cell, Condition, Counted, CountedRow, Head, Number, Quantity, Table

PLACES = 2
HUNDRED = 100
ADDED = ("count", "money")
"""Kinds of numbers that add up."""

Kind = Literal["equal", "at most", "restated"]


@dataclass(frozen=True)
class Check:
    """sentence: what is compared, without the two numbers. A restatement is told, and is no mistake."""

    sentence: str
    left: Number
    right: Number
    kind: Kind = "equal"

    @property
    def ok(self) -> bool:
        if self.kind == "at most":
            return self.left <= self.right
        return self.kind == "restated" or round(self.left - self.right, PLACES) == 0


@dataclass(frozen=True)
class Place:
    """Where a number stands."""

    counted: Counted
    row: CountedRow
    head: Head
    cell: Cell

    @property
    def is_part(self) -> bool:
        return not self.row.is_total and not self.head.is_total

    def is_part_by(self, dimension: str) -> bool:
        """Whether it is about some codes of a dimension: a total along the other axis is."""
        return not (self.row.is_total if dimension in self.counted.table.rows else self.head.is_total)

    @property
    def number(self) -> Number | None:
        """As it is counted from the records, whatever was published."""
        return self.cell.own if self.cell.published else self.cell.value

    def __str__(self) -> str:
        labels = ", ".join(label for label in (self.row.label, self.head.label) if label) or "the number without a name"
        return f'"{labels}" in "{self.counted.title or self.counted.id}"'


def checks(tables: Sequence[Counted]) -> list[Check]:
    """Parts against totals, wherever the total stands; the same number in several places; part populations; percentages; last year."""
    places = [Place(table, row, head, cell) for table in tables for row in table.rows for head, cell in zip(table.columns, row.cells, strict=True)]
    known: dict[Quantity, list[Place]] = {}
    for one in places:
        if one.cell.of and one.cell.kind in ADDED and one.number is not None:
            known.setdefault(one.cell.of, []).append(one)
    sums = (check for table in tables for check in _sums(table, [one for one in places if one.counted is table], known))
    lines = (check for table in tables for check in _lines(table, [one for one in places if one.counted is table], known))
    return [*sums, *lines, *_shared(known), *_sub_populations(known), *_percentages(tables), *_last_year(places)]


def _sums(counted: Counted, places: Iterable[Place], known: dict[Quantity, list[Place]]) -> Iterator[Check]:
    """Along each axis: what its parts make together stands in the table as a total, or in another table."""
    parts = [one for one in places if one.cell.kind in ADDED]
    for dimension in _axes(counted.table):
        groups: dict[Quantity, dict[Quantity, Place]] = {}
        for one in parts:
            if one.cell.of and one.is_part_by(dimension):
                groups.setdefault(_without(one.cell.of, dimension), {})[one.cell.of] = one
        for rest, different in groups.items():
            some = list(different.values())
            whole = rest if _is_whole(counted.table, dimension) else _shown(rest, dimension, some)
            if whole in known and len(some) > 1:
                total = min(known[whole], key=lambda place: (place.counted is not counted, place.is_part))
                yield Check(f"{_named(counted, dimension, some)} make {total}", sum(one.number or 0 for one in some), total.number or 0)


def _named(counted: Counted, dimension: str, parts: Sequence[Place]) -> str:
    """Parts by what they have in common: their column, or their row."""
    heads, rows = {one.head.label for one in parts}, {one.row.label for one in parts}
    common = [next(iter(labels)) for labels in (rows, heads) if len(labels) == 1]
    under = f' under "{", ".join(common)}"' if common and any(common) else ""
    return f'The parts by {dimension.replace("_", " ")}{under} in "{counted.title or counted.id}"'


def _axes(table: Table) -> Iterator[str]:
    """Dimensions whose parts add up: each thing is in one of them, and no condition of the table, a line or the measure asks for some of them."""
    asked = {one.dimension for where in (table.where, *(line.where for line in table.lines)) for one in where}
    asked |= {dimension for measure in table.measures for dimension, _code in measure.under}
    both = {"group", "service"}
    asked |= both if asked & both or both <= {*table.rows, *table.columns} else set()
    yield from (one for one in (*table.rows, *table.columns) if one not in (LINES, YEARS, "tag") and one not in asked)


def _is_whole(table: Table, dimension: str) -> bool:
    is_partly = bool(table.merge) and dimension in table.rows and not any("*" in codes for codes in table.merge.values())
    return dimension not in table.show and not is_partly


def _without(quantity: Quantity, dimension: str) -> Quantity:
    names = {dimension, "service"} if dimension == "group" else {dimension}
    return replace(quantity, conditions=frozenset(one for one in quantity.conditions if one.dimension not in names))


def _shown(rest: Quantity, dimension: str, parts: Iterable[Place]) -> Quantity:
    """What the shown codes make together."""
    name = "service" if dimension == "group" else dimension
    codes = frozenset(code for one in parts if one.cell.of for said in one.cell.of.conditions if said.dimension == name for code in said.codes)
    return replace(rest, conditions=rest.conditions | {Condition(name, codes)})


def _lines(counted: Counted, places: Iterable[Place], known: dict[Quantity, list[Place]]) -> Iterator[Check]:
    """Lines that ask one dimension for different codes: together no more than the whole, and as much as a line that asks for all of them."""
    groups: dict[tuple[str, Quantity], dict[frozenset[str], Place]] = {}
    if LINES not in (*counted.table.rows, *counted.table.columns):
        return
    for one in places:
        if one.cell.of and one.is_part and one.cell.kind in ADDED:
            for said in (said for said in one.cell.of.conditions if not said.is_not and said.dimension in _by_lines(counted.table)):
                groups.setdefault((said.dimension, _without(one.cell.of, said.dimension)), {})[said.codes] = one
    for (dimension, rest), members in groups.items():
        named = f'The lines by {dimension.replace("_", " ")} in "{counted.title or counted.id}"'
        for codes, place in members.items():
            yield from _within(named, {some: one for some, one in members.items() if some < codes}, place, codes)
        for place in known.get(rest, [])[:1]:
            yield from _within(named, members, place, None)


def _within(named: str, members: dict[frozenset[str], Place], place: Place, codes: frozenset[str] | None) -> Iterator[Check]:
    """The smallest of the members against what they are in; codes: all of it, None = not known."""
    parts = {some: one for some, one in members.items() if not any(other < some for other in members)}
    together = [code for some in parts for code in some]
    if len(parts) > 1 and len(together) == len(set(together)):
        made = sum(one.number or 0 for one in parts.values())
        is_all = frozenset(together) == codes
        yield Check(f"{named} {'make' if is_all else 'are part of'} {place}", made, place.number or 0, "equal" if is_all else "at most")


def _by_lines(table: Table) -> set[str]:
    """Dimensions that lines ask for: not tags, of which a thing can have several."""
    return {said.dimension for line in table.lines for said in line.where} - {"tag", *table.rows, *table.columns}


def _shared(known: dict[Quantity, list[Place]]) -> Iterator[Check]:
    """The same number is the same in every place."""
    for first, *others in known.values():
        for one in others:
            yield Check(f"{first} is the same number as {one}", first.number or 0, one.number or 0)


def _sub_populations(known: dict[Quantity, list[Place]]) -> Iterator[Check]:
    """No more in a sub-population than in all."""
    for quantity, (first, *_others) in known.items():
        whole = _without(quantity, "tag")
        if whole != quantity and whole in known:
            yield Check(f"{first} is part of {known[whole][0]}", first.number or 0, known[whole][0].number or 0, "at most")


def _percentages(tables: Sequence[Counted]) -> Iterator[Check]:
    for counted in tables:
        axis = {"column": counted.table.rows, "row": counted.table.columns}.get(counted.table.percent, ())
        if not axis or any(one in (LINES, YEARS, "tag") or not _is_whole(counted.table, one) for one in axis):
            continue
        if counted.table.percent == "column":
            found = [row.cells[-1].value for row in counted.rows if not row.is_total]
        else:
            found = [cell.value for head, cell in zip(counted.columns, counted.rows[-1].cells, strict=True) if not head.is_total]
        if any(one is not None for one in found):
            yield Check(f'The percentages in "{counted.title or counted.id}" make 100', sum(one or 0 for one in found), HUNDRED)


def _last_year(places: Iterable[Place]) -> Iterator[Check]:
    for one in places:
        if one.cell.published and one.cell.own is not None and one.cell.value is not None:
            is_same = round(one.cell.own - one.cell.value, PLACES) == 0
            said = f"{one} is as it was published" if is_same else f"{one} was published as another number than the records make today"
            yield Check(said, one.cell.own, one.cell.value, "equal" if is_same else "restated")
