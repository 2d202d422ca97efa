"""Which further numbers are hidden, so that no small one can be worked out: the next smallest first, totals last."""

from collections.abc import Iterable

from portal.reports.suppress.doubt import Search
from portal.reports.suppress.elimination import given_away
from portal.reports.suppress.system import System


def hide_enough(system: System) -> set[int]:
    """Adds to system.hidden until every sensitive number is in doubt. -> those that stay given away: by what is public already.

    First what adding and subtracting gives away, then what else nobody can doubt. Hiding more never gives away more, so each is asked
    until it finds nothing.
    """
    lost: set[int] = set()
    while exposed := _by_sums(system, lost):
        for place, cells in exposed.items():
            if not any(one in system.hidden for one in cells):  # else it is broken already; the next round asks again
                lost |= _hide_one(system, place, cells)
    safe: set[int] = set()
    for place in system.sensitive():
        while place not in safe | lost:
            found = Search(system).other_numbers(place)
            safe.update(found)
            if not found:
                lost |= _hide_one(system, place, _near(system, place))
    return lost


def _by_sums(system: System, lost: set[int]) -> dict[int, set[int]]:
    """Sensitive number -> the known numbers it follows from."""
    asked = [place for place in system.sensitive() if place not in lost]
    solved = given_away(system.equations, system.is_unknown) if asked else {}
    return {place: set(solved[place]) for place in asked if place in solved}


def _hide_one(system: System, place: int, cells: Iterable[int]) -> set[int]:
    """Hide the next smallest of these. -> the number, if none of them can be hidden."""
    can = [one for one in cells if system.can_be_hidden(one)]
    if not can:
        return {place}
    system.hidden.add(min(can, key=lambda one: (system.numbers[one].is_total, system.numbers[one].value or 0, one)))
    return set()


def _near(system: System, place: int) -> set[int]:
    """Cells that can be hidden in the nearest equations that have any."""
    seen, edge = {place}, {place}
    while edge:
        around = {one for here in edge for which in system.of.get(here, ()) for one in system.equations[which]} - seen
        if found := {one for one in around if system.can_be_hidden(one)}:
            return found
        seen |= around
        edge = {one for one in around if system.is_unknown(one)}
    return set()
