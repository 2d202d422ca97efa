"""Proof that a number cannot be worked out: other numbers that would be printed just the same."""

from dataclasses import dataclass, field

from portal.reports.suppress.system import System

PATIENCE = 3000
"""How many steps a search takes before a number counts as given away: hiding one more cell is the safe side."""

MANY = 100
"""How many numbers may differ."""


@dataclass
class Search:
    """Looks for whole numbers that differ from the true ones in a given place, fit every equation and the signs that are printed."""

    system: System
    changes: dict[int, int] = field(default_factory=dict)
    open: dict[int, int] = field(default_factory=dict)
    steps: int = 0

    def other_numbers(self, place: int) -> dict[int, int]:
        """Place -> by how much it differs in the other numbers; empty where none were found."""
        for change in (1, -1):
            self.changes, self.open, self.steps = {}, {}, 0
            if self._fits(place, change):
                self._change(place, change)
                if self._close():
                    return self.changes
        return {}

    def _fits(self, place: int, change: int) -> bool:
        number = self.system.numbers[place]
        least = 1 if number.is_printed and place not in self.system.maybe_nothing else 0
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
        if self.steps > PATIENCE or len(self.changes) > MANY:
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
        can = [place for place, sign in equation.items() if place not in self.changes and self.system.is_unknown(place) and self._fits(place, -left * sign)]
        return sorted(can, key=lambda place: (self._opens(place, -left * equation[place]), place))

    def _opens(self, place: int, change: int) -> int:
        """How many equations more would be open."""
        found = 0
        for which in self.system.of[place]:
            left = self.open.get(which, 0)
            found += bool(left + change * self.system.equations[which][place]) - bool(left)
        return found
