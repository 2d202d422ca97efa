"""Proof that a number cannot be worked out: other numbers that would be printed just the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.reports.suppress.elimination import movements
from portal.reports.suppress.system import System

FEW_AND_MANY = (8, 24, 60)
"""How many numbers may differ: first a few, which is found soon."""

PATIENCE = 200
"""How many steps a search takes each time; then the number counts as given away. Hiding one more cell is the safe side."""


def in_doubt(system: System) -> set[int]:
    """Numbers that can differ in one of the simple ways: a first look, that leaves few to search for."""
    found: set[int] = set()
    search = Search(system)
    for ways in movements(system.equations, system.is_unknown):
        if not found.issuperset(ways) and any(search.can_differ(ways, sign) for sign in (1, -1)):
            found.update(ways)
    return found


@dataclass
class Search:
    """Looks for whole numbers that differ from the true ones in a given place, fit every equation and the signs that are printed.

    may_hide: looks also at what is shown and could be hidden, as little as it can; may_hide_zeros: at zeros too.
    """

    system: System
    may_hide: bool = False
    may_hide_zeros: bool = False
    changes: dict[int, int] = field(default_factory=dict)
    open: dict[int, int] = field(default_factory=dict)
    steps: int = 0
    many: int = 0

    def can_differ(self, ways: Mapping[int, int], sign: int) -> bool:
        return all(self._fits(place, sign * factor) for place, factor in ways.items())

    def other_numbers(self, place: int) -> dict[int, int]:
        """Place -> by how much it differs in the other numbers; empty where none were found."""
        for change, many in ((change, many) for many in FEW_AND_MANY for change in (1, -1)):
            self.changes, self.open, self.steps, self.many = {}, {}, 0, many
            if self._fits(place, change):
                self._change(place, change)
                if self._close():
                    return self.changes
        return {}

    def _fits(self, place: int, change: int) -> bool:
        number = self.system.numbers[place]
        least = 1 if number.is_printed and not self.may_hide_zeros and place not in self.system.maybe_nothing else 0
        if change < 0:
            return (number.least if number.value is None else number.value) + change >= least
        return number.most is None or number.value is None or number.value + change <= number.most

    def _change(self, place: int, change: int) -> None:
        total = self.changes.get(place, 0) + change
        self.changes[place] = total
        if not total:
            del self.changes[place]
        for which in self.system.of.get(place, ()):
            left = self.open.get(which, 0) + change * self.system.equations[which][place]
            self.open[which] = left
            if not left:
                del self.open[which]

    def _close(self) -> bool:
        """Make every equation hold again, each by one more number."""
        if not self.open:
            return True
        self.steps += 1
        if self.steps > PATIENCE or len(self.changes) > self.many:
            return False
        which = min(self.open, key=lambda one: (len(self.system.equations[one]), one))
        for place in self._choices(which):
            change = -self.open[which] * self.system.equations[which][place]
            self._change(place, change)
            if self._close():
                return True
            self._change(place, -change)
        return False

    def _choices(self, which: int) -> list[int]:
        """Numbers that can take up what an equation is out by; first those that close most and open least."""
        equation, left = self.system.equations[which], self.open[which]
        can = [place for place, sign in equation.items() if place not in self.changes and self._is_free(place) and self._fits(place, -left * sign)]
        return sorted(can, key=lambda place: self._price(place, -left * equation[place]))

    def _is_free(self, place: int) -> bool:
        if self.system.is_unknown(place):
            return True
        return self.may_hide and self.system.is_shown(place) and (self.may_hide_zeros or bool(self.system.numbers[place].value))

    def _price(self, place: int, change: int) -> tuple[bool, bool, bool, int, int, int]:
        """What it costs to let a number differ: a zero most, then a total, then what is shown; less where fewer sums have to be made good."""
        number = self.system.numbers[place]
        if self.system.is_unknown(place):
            return False, False, False, self._opens(place, change), 0, place
        return not number.value, number.is_total, True, self._opens(place, change), number.value or 0, place

    def _opens(self, place: int, change: int) -> int:
        """How many equations more would be open."""
        found = 0
        for which in self.system.of[place]:
            left = self.open.get(which, 0)
            found += bool(left + change * self.system.equations[which][place]) - bool(left)
        return found
