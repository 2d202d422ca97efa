"""How the numbers of a whole add up: the parts of each dimension, the rest that is not shown, and sums that several tables share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from portal.reports.suppress.regions import PERIOD, Codes, Place, Region, dimensions_of, without
from portal.reports.suppress.system import Equation

ROUNDS = 2
"""The rest of a rest is looked at too: boys outside a sub-population who are not on a line. Rests of those are not."""


@dataclass
class AddingUp:
    """places: a number each, the printed ones first. covers: (what is counted, dimension) -> of which part all codes are listed, and which.

    codes: (what is counted, dimension) -> every code there can be.
    """

    places: dict[Place, int]
    covers: dict[tuple[str, str], dict[Region, Codes]]
    codes: dict[tuple[str, str], Codes]
    equations: list[Equation] = field(default_factory=list)

    def find(self) -> list[Equation]:
        """Every way in which they add up. Adds to `places` the numbers that are not printed and take part."""
        self._sums_shared()
        for _round in range(ROUNDS):
            for measure, dimension in sorted(self.codes):
                self._parts(measure, dimension)
        self.equations = [dict(items) for items in dict.fromkeys(tuple(sorted(one.items())) for one in self.equations)]
        return self.equations

    def _sums_shared(self) -> None:
        """Where two tables split the same whole in two ways, the whole they share is a number even where nobody prints it."""
        by_dimensions: dict[tuple[str, Codes], list[Region]] = {}
        for measure, region in self.places:
            by_dimensions.setdefault((measure, dimensions_of(region)), []).append(region)
        shared = set(by_dimensions)
        for (measure, one), (other_measure, other) in combinations(sorted(by_dimensions, key=lambda key: (key[0], sorted(key[1]))), 2):
            if measure == other_measure:
                for more in (one, other):
                    if more != one & other:
                        self._down(measure, by_dimensions[measure, more], one & other, is_inside=(measure, one & other) in shared)

    def _down(self, measure: str, regions: Iterable[Region], to: Codes, *, is_inside: bool) -> None:
        """The sums of these regions over the dimensions that are not in `to`, one dimension after the other."""
        current = list(regions)
        for dimension in sorted(dimensions_of(current[0]) - to - {PERIOD}):
            wider = dict.fromkeys(without(region, dimension) for region in current)
            current = [one for one in wider if is_inside or self._listed(measure, dimension, one) is not None]
            for one in current:
                self._place(measure, one)
            if not current:
                return

    def _listed(self, measure: str, dimension: str, region: Region) -> Codes | None:
        """The codes that are all of a region's, where a table lists them; None where no table does."""
        found = None
        for covered, codes in self.covers.get((measure, dimension), {}).items():
            if covered <= region:
                found = codes if found is None else found & codes
        return found

    def _place(self, measure: str, region: Region) -> int:
        return self.places.setdefault((measure, region), len(self.places))

    def _parts(self, measure: str, dimension: str) -> None:
        every = self.codes[measure, dimension]
        groups: dict[Region, dict[Codes, int]] = {}
        for (whole, region), place in self.places.items():
            if whole == measure:
                groups.setdefault(without(region, dimension), {})[dict(region).get(dimension, every)] = place
        for region, members in groups.items():
            if len(members) > 1:
                self.equations += self._of_group(measure, dimension, region, members)

    def _of_group(self, measure: str, dimension: str, region: Region, members: dict[Codes, int]) -> Iterator[Equation]:
        """Each member as the sum of its smallest parts; where all codes are listed, what is beyond them is nothing."""
        listed = self._listed(measure, dimension, region)
        own: dict[Codes, int] = {}
        for codes, place in members.items():
            some = codes if listed is None else codes & listed
            if not some:
                yield {place: 1}
            elif own.setdefault(some, place) != place:
                yield {own[some]: 1, place: -1}
        for codes, place in own.items():
            parts = [atom for atom in _atoms(tuple(own)) if atom <= codes]
            if parts != [codes]:
                yield {place: -1} | {own[atom] if atom in own else self._place(measure, region | {(dimension, atom)}): 1 for atom in parts}


@lru_cache(1000)
def _atoms(sets: tuple[Codes, ...]) -> list[Codes]:
    """The smallest parts that these sets of codes are made of."""
    by_signature: dict[tuple[bool, ...], set[str]] = {}
    for code in frozenset().union(*sets):
        by_signature.setdefault(tuple(code in one for one in sets), set()).add(code)
    return sorted((frozenset(one) for one in by_signature.values()), key=sorted)
