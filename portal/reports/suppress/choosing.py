"""Which further numbers are hidden, so that no small one can be worked out: the next smallest first, then totals, a zero last of all."""

from collections.abc import Iterable

from portal.reports.suppress.doubt import Search, in_doubt
from portal.reports.suppress.elimination import given_away
from portal.reports.suppress.system import System


def hide_enough(system: System) -> set[int]:
    """Adds to system.hidden until every sensitive number is in doubt. -> those that stay given away, by what is public already.

    First what adding and subtracting gives away, then what else nobody can doubt. Hiding more never gives away more, so each is asked
    until it finds nothing.
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
    return lost | (set(system.sensitive()) - safe)


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
    """Hide what other numbers would need; a zero beside it, where all that is more than nothing would not help. -> what is in doubt."""
    found = Search(system).other_numbers(place) or Search(system, may_hide=True).other_numbers(place)
    for one in found:
        if not system.is_unknown(one):
            system.hide(one)
    while not found and (zeros := {one for one in system.beside(place) if system.is_shown(one) and not system.numbers[one].value}):
        system.hide(min(zeros))
        found = Search(system).other_numbers(place)
    return set(found)
