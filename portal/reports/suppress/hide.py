"""The tables of a report as everybody may see them: small numbers hidden, and whatever would give them away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from portal.reports.model import Cell, Counted, CountedRow
from portal.reports.suppress.adding_up import AddingUp
from portal.reports.suppress.choosing import hide_enough
from portal.reports.suppress.knowing import fill
from portal.reports.suppress.printing import MONEY, Printed, Shown, is_whole, numbered, read
from portal.reports.suppress.regions import Place
from portal.reports.suppress.system import Number, System

BELOW = 6


At = tuple[int, int, int]
"""A cell: the numbers of its table, row and column."""


def hide_small_numbers(tables: Sequence[Counted], below: int = BELOW, before: Sequence[Counted] = ()) -> tuple[Counted, ...]:
    """Counts of 1 to `below` - 1 about people, and as few others as keep them in doubt, over all of these tables together.

    before: last year's report, counted again. What it shows to everybody is known, what it hides stays hidden. Hidden cells have no value
    and `hidden`. See docs/decisions/small-numbers.md.
    """
    hidden_before = {(table + len(tables), row, column) for table, row, column in _hidden_cells(read(before, below))} if before else set()
    return _without(tables, _hidden_cells(read((*tables, *before), below), len(tables), hidden_before))


def _hidden_cells(printed: Printed, first_before: int | None = None, hidden_before: Collection[At] = ()) -> set[At]:
    """The cells to hide; those of tables from `first_before` on are settled."""
    places = numbered(place for one in printed.shown for place in one.places)
    numbers = [Number(printed.values[place], is_total=is_whole(place)) for place in places]
    equations = AddingUp(places, printed.covers, printed.codes).find()
    numbers += [Number(None, is_printed=False) for _more in range(len(places) - len(numbers))]
    equations = fill(numbers, equations)
    _mark(printed, places, numbers)
    settled = [one for one in printed.shown if first_before is not None and one.at[0] >= first_before]
    seen = {places[place] for one in settled if one.at not in hidden_before for place in one.places}
    hidden = {place for place, one in enumerate(numbers) if one.is_sensitive and one.is_printed}
    hidden |= {places[one.places[0]] for one in settled if one.at in hidden_before and one.cell.kind in ("count", "money")} - seen
    known = _published(printed, places) | seen
    hide_enough(System([replace(one, is_public=one.is_public or place in known) for place, one in enumerate(numbers)], equations, hidden))
    if any(numbers[place].is_sensitive for place in known):  # whoever has not read what was published is told no more than others
        hide_enough(System([replace(one, is_sensitive=one.is_sensitive and place in known) for place, one in enumerate(numbers)], equations, hidden))
    return {one.at for one in printed.shown if one.tells_rest or printed.is_small_itself(one) or any(places[place] in hidden for place in one.places)}


def _mark(printed: Printed, places: dict[Place, int], numbers: list[Number]) -> None:
    """What is small, what is known to be nothing, and what is seen at all."""
    values = {place: numbers[which].value for place, which in places.items()}
    for place, which in places.items():
        number = numbers[which]
        number.is_public = number.value == 0 and place not in printed.values
        number.is_sensitive = printed.is_sensitive(place, values)
        if number.is_sensitive and place[0] != MONEY:
            number.most = printed.below - 1
    for one in printed.shown:
        for place in one.places:
            numbers[places[place]].is_total |= one.is_total
    seen = {place for one in printed.shown if not one.tells_rest for place in one.places if not _is_hidden_with(one, place, places, numbers)}
    for place, which in places.items():
        numbers[which].is_printed = place in seen or (place in printed.values and numbers[which].is_sensitive)


def _is_hidden_with(shown: Shown, place: Place, places: dict[Place, int], numbers: list[Number]) -> bool:
    """Whether a cell is hidden whatever comes, because of another number it tells."""
    return any(numbers[places[other]].is_sensitive for other in shown.places if other != place)


def _published(printed: Printed, places: dict[Place, int]) -> set[int]:
    return {places[one.places[0]] for one in printed.shown if one.cell.published and one.places}


def _without(tables: Sequence[Counted], hidden: set[At]) -> tuple[Counted, ...]:
    found = []
    for which, counted in enumerate(tables):
        rows = [
            replace(row, cells=tuple(_public(cell, (which, at, column) in hidden) for column, cell in enumerate(row.cells)))
            for at, row in enumerate(counted.rows)
        ]
        found.append(replace(counted, rows=tuple(_in_order(rows) if counted.table.is_by_count else rows)))
    return tuple(found)


def _public(cell: Cell, is_hidden: bool) -> Cell:
    if is_hidden:
        return replace(cell, value=None, of_value=None, base_value=None, own=None, hidden=True)
    return replace(cell, own=None)


def _in_order(rows: Iterable[CountedRow]) -> list[CountedRow]:
    """The largest first would tell of two hidden numbers which is larger: rows with one stand last, by name."""

    def order(row: CountedRow) -> tuple[int, str]:
        if row.is_total or row.kind == "percent":
            return 2, ""
        is_hidden = any(cell.hidden for cell in row.cells)
        return (1, row.label) if is_hidden else (0, "")

    return sorted(rows, key=order)
