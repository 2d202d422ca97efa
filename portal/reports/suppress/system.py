"""Numbers of which some are printed, and how they add up: what hiding is worked out on, without knowing what the numbers are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Equation = Mapping[int, int]
"""Number's place -> +1 or -1; together they make nothing: the parts of a whole and, with -1, the whole."""


@dataclass
class Number:
    """One number, in whatever tables it stands.

    value: None where even what is printed in full does not tell. is_printed: it stands somewhere, and can be hidden. is_public:
    everybody knows it, whatever is hidden: it was published, or it is a rest and there is none. is_sensitive: nobody may be able to work
    it out. most: the highest it can be where its sign says that it is small. least: what it is at least, as far as the full figures
    tell. is_total: hidden only where nothing else helps.
    """

    value: int | None
    is_printed: bool = True
    is_public: bool = False
    is_sensitive: bool = False
    is_total: bool = False
    most: int | None = None
    least: int = 0


@dataclass
class System:
    """numbers by place; equations over places. hidden: grows while it is solved. of: place -> its equations.

    maybe_nothing: hidden where a zero is hidden too, so that their sign may stand for none.
    """

    numbers: list[Number]
    equations: list[Equation]
    hidden: set[int] = field(default_factory=set)
    of: dict[int, list[int]] = field(default_factory=dict, init=False)
    maybe_nothing: set[int] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        for which, equation in enumerate(self.equations):
            for place in equation:
                self.of.setdefault(place, []).append(which)
        for place in tuple(self.hidden):
            self.hide(place)

    def is_unknown(self, place: int) -> bool:
        """Whether a reader does not see it."""
        number = self.numbers[place]
        return not number.is_public and (place in self.hidden or not number.is_printed)

    def is_shown(self, place: int) -> bool:
        """Whether it could still be hidden."""
        number = self.numbers[place]
        return number.is_printed and not number.is_public and place not in self.hidden

    def hide(self, place: int) -> None:
        self.hidden.add(place)
        if self.numbers[place].value == 0:
            self.maybe_nothing |= self.beside(place)

    def becomes_nothing(self, place: int, change: int) -> bool:
        """Whether a reader would have to take the sign of a hidden number for none, and has no reason to."""
        number = self.numbers[place]
        return number.is_printed and bool(number.value) and number.value == -change and place not in self.maybe_nothing

    def beside(self, place: int) -> set[int]:
        """Numbers that add up with it, and itself."""
        return {place, *(one for which in self.of.get(place, ()) for one in self.equations[which])}

    def sensitive(self) -> Iterator[int]:
        yield from (place for place, one in enumerate(self.numbers) if one.is_sensitive and not one.is_public)
