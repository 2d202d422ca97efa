"""Somebody who wants to know: works small numbers out from what is printed and how the tables are declared, with code of their own.

They think of people, not of tables: every combination of codes is a group of people of unknown size, every printed cell says how many
people some of the groups have together. Whatever follows from that, by adding and subtracting or because nobody is less than nothing,
they find.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from portal.reports.model import LINES, YEARS, Cell, Condition, Counted, Quantity

OUTSIDE = "anything that no table names"
PARTLY = {"unanswered_at_end": "complaints_received", "payments": "remedies_agreed"}
SMALL = range(1, 6)

Says = dict[str, list[tuple[frozenset[str], bool]]]


@dataclass
class Claim:
    """What a cell says: of whom, and how many (exactly, or between two numbers). truth: what only the council knows."""

    table: int
    says: Says
    truth: float
    least: float
    most: float
    is_small: bool
    groups: frozenset[int] = frozenset()


@dataclass
class Attack:
    """The claims about one kind of thing (complaints received in a year, say) that speak of some dimensions."""

    claims: list[Claim]
    nobody: list[Says]
    size: int = 0
    found: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        """Every small number that is hidden and follows all the same."""
        if not any(one.is_small for one in self.claims):
            return []
        self._group_people()
        basis = eliminate([row(one.groups) | {-1: Fraction(one.most)} for one in self.claims if one.least == one.most and one.groups])
        low, high = self._bounds()
        for groups, truth in self._wanted():
            rest = reduced(row(groups), basis)
            is_solved = not any(column >= 0 for column in rest)
            least, most = sum(low[one] for one in groups), sum(high[one] for one in groups)
            for claim in self.claims:
                if claim.groups == groups:
                    least, most = max(least, claim.least), min(most, claim.most)
            if is_solved or least == most:
                self.found.append(f"{truth}: {'sums' if is_solved else 'bounds'}, {[one.says for one in self.claims if one.groups == groups][:1]}")
        return self.found

    def _group_people(self) -> None:
        """Groups of people whom no claim tells apart are one group; groups of whom a claim says that there is nobody are left out.

        Every claim, and everything that says of whom there is nobody, is a bit: set where a person fits.
        """
        codes: dict[str, set[str]] = {}
        for claim in self.claims:
            for dimension, said in claim.says.items():
                codes.setdefault(dimension, {OUTSIDE}).update(*(some for some, _is_not in said))
        nobody = [one for one in self.nobody if set(one) <= set(codes)]
        nobody += [claim.says for claim in self.claims if claim.most == 0]
        rules = [*(claim.says for claim in self.claims), *nobody]
        whoever = (1 << len(rules)) - 1
        found = {whoever}
        for dimension, some_codes in codes.items():
            kinds = {sum(1 << bit for bit, says in enumerate(rules) if fits(says.get(dimension, ()), code)) for code in some_codes}
            found = {one & kind for one in found for kind in kinds}
        inside = (1 << len(self.claims)) - 1
        groups = sorted({one for one in found if one & inside and not one & ~inside})
        self.size = len(groups)
        for number, claim in enumerate(self.claims):
            claim.groups = frozenset(group for group, one in enumerate(groups) if one >> number & 1)

    def _wanted(self) -> Iterator[tuple[frozenset[int], float]]:
        """Small hidden numbers, and small rests: who knows a number and a part of it that leaves one group's worth of people."""
        seen: set[frozenset[int]] = set()
        for claim in self.claims:
            if claim.is_small and claim.groups and claim.groups not in seen:
                seen.add(claim.groups)
                yield claim.groups, claim.truth
        for whole, part in combinations(self.claims, 2):
            for one, other in ((whole, part), (part, whole)):
                rest = one.groups - other.groups
                if one.groups > other.groups and one.truth - other.truth in SMALL and rest not in seen and self._is_one_piece(rest):
                    seen.add(rest)
                    yield rest, one.truth - other.truth

    def _is_one_piece(self, rest: frozenset[int]) -> bool:
        return not any(claim.groups & rest and not rest <= claim.groups for claim in self.claims)

    def _bounds(self) -> tuple[list[float], list[float]]:
        """Least and most of every group, as far as one claim after the other narrows them."""
        low, high = [0.0] * self.size, [float("inf")] * self.size
        changed = True
        while changed:
            changed = False
            for claim in self.claims:
                least, most = sum(low[one] for one in claim.groups), sum(high[one] for one in claim.groups)
                for one in claim.groups:
                    others_high = sum(high[other] for other in claim.groups if other != one) if high[one] == float("inf") else most - high[one]
                    top, bottom = claim.most - (least - low[one]), claim.least - others_high
                    if top < high[one]:
                        most, high[one], changed = others_high + top, top, True
                    if bottom > low[one]:
                        least, low[one], changed = least - low[one] + bottom, bottom, True
        return low, high


Row = dict[int, Fraction]


def row(groups: Iterable[int]) -> Row:
    return dict.fromkeys(groups, Fraction(1))


def eliminate(rows: Iterable[Row]) -> list[tuple[int, Row]]:
    """Gaussian elimination: (pivot, row) in order; column -1 is what is on the right."""
    basis: list[tuple[int, Row]] = []
    for one in sorted(rows, key=len):
        rest = reduced(one, basis)
        columns = [column for column in rest if column >= 0]
        if columns:
            pivot = min(columns)
            basis.append((pivot, {column: value / rest[pivot] for column, value in rest.items()}))
    return basis


def reduced(one: Row, basis: Iterable[tuple[int, Row]]) -> Row:
    rest = dict(one)
    for pivot, known in basis:
        if factor := rest.get(pivot):
            for column, value in known.items():
                left = rest.get(column, Fraction(0)) - factor * value
                rest[column] = left
                if not left:
                    del rest[column]
    return rest


def fits(said: Iterable[tuple[frozenset[str], bool]], code: str) -> bool:
    return all((code in some) is not is_not for some, is_not in said)


@lru_cache(10_000)
def says_of(quantity: Quantity) -> tuple[str, Says]:
    found: Says = {"period": [(frozenset(quantity.period.split(", ")), False)]}
    measure = PARTLY.get(quantity.measure, quantity.measure)
    conditions: list[Condition] = sorted(quantity.conditions, key=repr)
    if measure != quantity.measure:
        found[quantity.measure] = [(frozenset({"it is"}), False)]
    for one in conditions:
        if one.dimension == "tag":
            found.setdefault(f"tag {sorted(one.codes)}", []).append((frozenset({"has it"}), one.is_not))
        else:
            found.setdefault(one.dimension, []).append((one.codes, one.is_not))
    return measure, found


def attack(public: Sequence[Counted], true: Sequence[Counted]) -> list[str]:
    """What an attacker works out of the public tables; the true ones only tell whether it was worth knowing."""
    claims: dict[str, list[Claim]] = {}
    for measure, claim in _claims(public, true):
        claims.setdefault(measure, []).append(claim)
    nobody = _nobody(true)
    found: list[str] = []
    for measure, some in claims.items():
        for dimensions in _together(some):
            these = [one for one in some if set(one.says) <= dimensions]
            found += [f"{measure}: {one}" for one in Attack(these, nobody.get(measure, [])).run()]
    return found


def _nobody(tables: Sequence[Counted]) -> dict[str, list[Says]]:
    """Tables that leave no code of a dimension out: of those they are about, there is nobody with another."""
    found: dict[str, list[Says]] = {}
    for counted in tables:
        declared = counted.table
        asked = {one.dimension for where in (declared.where, *(line.where for line in declared.lines)) for one in where}
        for dimension in {*declared.rows, *declared.columns} - {LINES, YEARS, "tag", *declared.show, *asked}:
            if declared.merge and dimension in declared.rows:
                continue  # one of its rows is everything else, or some are left out
            listed: dict[str, tuple[str, Says, set[str]]] = {}
            for cell in (cell for one in counted.rows for cell in one.cells if cell.of):
                measure, says = says_of(cell.of)
                name = "service" if dimension == "group" and "group" not in says else dimension
                if len(says.get(name, [])) == 1:
                    rest = {key: said for key, said in says.items() if key != name}
                    listed.setdefault(repr((measure, sorted(rest.items()))), (measure, rest, set()))[2].update(says[name][0][0])
            if dimension in ("group", "service") and any("group" in says_of(cell.of)[1] for one in counted.rows for cell in one.cells if cell.of):
                continue  # those of no group: services that the table does not name
            for measure, rest, some in listed.values():
                name = "service" if dimension == "group" else dimension
                found.setdefault(measure, []).append({**rest, name: [(frozenset(some), True)]})
    return found


def _together(claims: Sequence[Claim]) -> list[set[str]]:
    """Sets of dimensions that two tables speak of; not more at once than there are people to think of."""
    own = {frozenset(one.says) for one in claims}
    pairs = {one | other for one in own for other in own}
    return [set(one) for one in sorted(pairs, key=sorted) if not any(one < other for other in pairs)]


def _claims(public: Sequence[Counted], true: Sequence[Counted]) -> Iterator[tuple[str, Claim]]:
    payments = {cell.of.conditions: cell.value for table in true for one in table.rows for cell in one.cells if cell.of and cell.of.measure == "payments"}
    for number, (shown, whole) in enumerate(zip(public, true, strict=True)):
        rows = {one.key: one for one in whole.rows}
        hides_nothing = any(
            cell.hidden and not other.value
            for line in shown.rows
            for cell, other in zip(line.cells, rows[line.key].cells, strict=True)
            if other.kind == "count"
        )
        for line in shown.rows:
            for cell, other in zip(line.cells, rows[line.key].cells, strict=True):
                if other.of is None or other.value is None or other.published:
                    continue
                if other.kind in ("count", "money"):
                    yield _counted(number, cell, other, payments, 0 if hides_nothing else 1)
                elif other.kind == "percent" and not cell.hidden and other.base and other.of_value is not None:
                    measure, says = says_of(other.of)
                    if other.value in (0, 100) or (other.base_value or 0) <= 40:
                        yield measure, Claim(number, says, other.of_value, other.of_value, other.of_value, False)


def _counted(number: int, cell: Cell, other: Cell, payments: dict[frozenset[Condition], float | None], least: int) -> tuple[str, Claim]:
    assert other.of is not None and other.value is not None
    measure, says = says_of(other.of)
    is_money = other.kind == "money"
    is_small = (payments.get(other.of.conditions) or 0) in SMALL if is_money else other.value in SMALL
    if cell.value is not None:
        return measure, Claim(number, says, other.value, cell.value, cell.value, False)
    most = max(SMALL) if is_small and not is_money else float("inf")
    return measure, Claim(number, says, other.value, 0 if is_money else least, most, is_small)
