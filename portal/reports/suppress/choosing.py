"""Which further numbers are hidden, so that no small one can be worked out: the next smallest first, then totals, a zero last of all."""

from collections.abc import Iterable
from dataclasses import replace

from portal.reports.suppress.doubt import Search, in_doubt
from portal.reports.suppress.elimination import given_away
from portal.reports.suppress.knowing import narrow
from portal.reports.suppress.system import System


def hide_enough(system: System) -> set[int]:
    """Adds to system.hidden until every sensitive number is in doubt. -> those that stay given away, by what is public already.

    First what adding and subtracting gives away, then what else nobody can doubt. Hiding more never gives away more, so what is in doubt
    stays so.
    """
    lost: set[int] = set()
    while exposed := _by_sums(system, lost):
        for place, cells in exposed.items():
            if cells & system.hidden:
                continue  # it is broken already; the next round asks again
            if (choice := _next(system, cells)) is None:
                lost.add(place)
            else:
                system.hide(choice)
    safe = in_doubt(system)
    for place in system.sensitive():
        if place not in safe | lost:
            safe |= _put_in_doubt(system, place)
    return lost | _by_bounds(system, set(system.sensitive()) - safe - lost)


def _by_bounds(system: System, unproved: set[int]) -> set[int]:
    """Of those for which the search found nothing: hide what is near until bounds alone do not give them away. -> those that stay so."""
    lost: set[int] = set()
    while given := (unproved - lost) & _fixed(system):
        for place in sorted(given):
            if (choice := _next(system, _near(system, place))) is None:
                lost.add(place)
            else:
                system.hide(choice)
    return lost


def _fixed(system: System) -> set[int]:
    """Unknown numbers whose least and most are the same."""
    numbers = [replace(one) for one in system.numbers]
    most: dict[int, int | None] = {}
    unknown = {place for place in range(len(numbers)) if system.is_unknown(place)}
    for place in unknown:
        numbers[place].value = None
        numbers[place].least = 1 if numbers[place].is_printed and place not in system.maybe_nothing else 0
        most[place] = numbers[place].most
    narrow(numbers, [one for one in system.equations if unknown.intersection(one)], most)
    return {place for place in unknown if numbers[place].value is not None}


def _near(system: System, place: int) -> set[int]:
    """Numbers above nothing that can be hidden, in the nearest equations that have any."""
    seen, edge = {place}, {place}
    while edge:
        around = {one for here in edge for one in system.beside(here)} - seen
        if found := {one for one in around if system.is_shown(one) and system.numbers[one].value}:
            return found
        seen |= around
        edge = {one for one in around if system.is_unknown(one)}
    return set()


def _by_sums(system: System, lost: set[int]) -> dict[int, set[int]]:
    """Sensitive number -> the known numbers it follows from."""
    asked = [place for place in system.sensitive() if place not in lost]
    solved = given_away(system.equations, system.is_unknown) if asked else {}
    return {place: set(solved[place]) for place in asked if place in solved}


def _next(system: System, cells: Iterable[int]) -> int | None:
    """Of these cells the one to hide: a zero only where there is nothing else."""

    def order(place: int) -> tuple[bool, bool, int, int]:
        number = system.numbers[place]
        return not number.value, number.is_total, number.value or 0, place

    return min((one for one in cells if system.is_shown(one)), key=order, default=None)


def _put_in_doubt(system: System, place: int) -> set[int]:
    """Hide what other numbers would need; zeros, where all that is more than nothing would not help. -> what is in doubt."""
    searches = (Search(system), Search(system, may_hide=True), Search(system, may_hide=True, may_hide_zeros=True))
    found = next((ways for one in searches if (ways := one.other_numbers(place))), {})
    for one in sorted(found):
        if not system.is_unknown(one):
            system.hide(one)
    for one in sorted(found):
        if system.becomes_nothing(one, found[one]):
            _hide_a_zero_beside(system, one)
    return set(found)


def _hide_a_zero_beside(system: System, place: int) -> None:
    """So that its sign may stand for none."""
    zeros = [one for one in system.beside(place) if system.is_shown(one) and not system.numbers[one].value]
    if zeros:
        system.hide(min(zeros))
    system.maybe_nothing.add(place)
