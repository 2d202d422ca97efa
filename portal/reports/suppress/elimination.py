"""Which unknown numbers equations give away: sparse elimination, exact in whole numbers modulo a large prime."""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush

from portal.reports.suppress.system import Equation

PRIME = 2**61 - 1
"""Far beyond any determinant of tables whose coefficients are 1 and -1, so that what vanishes modulo it vanishes."""

MOST = 1000
"""A larger factor is a fraction, as it looks modulo the prime."""

Row = dict[int, int]


def given_away(equations: Iterable[Equation], is_unknown: Callable[[int], bool]) -> dict[int, Row]:
    """Unknown number -> its coefficients in what is known: number = sum of coefficient x known.

    Those, and only those, that follow from the equations by adding and subtracting: the rows of the reduced echelon form with one
    unknown in them.
    """
    rows, where, width = _laid_out(equations, is_unknown)
    pivots = _reduced(rows, where, width)
    return {place: _solved(rows[which], place) for place, which in pivots.items() if width[which] == 1}


def movements(equations: Iterable[Equation], is_unknown: Callable[[int], bool]) -> list[Row]:
    """Ways in which unknown numbers can differ together and every equation holds: unknown -> by how much, in whole numbers.

    One for each unknown that the others follow from; all other ways are put together of these.
    """
    rows, where, width = _laid_out([{place: sign for place, sign in one.items() if is_unknown(place)} for one in equations], is_unknown)
    pivots = _reduced(rows, where, width)
    free = {place: {place: 1} for place in where if place not in pivots}
    for place, which in pivots.items():
        row = rows[which]
        for other, factor in _solved(row, place).items():
            free[other][place] = factor
    return [one for _place, one in sorted(free.items()) if all(abs(factor) <= MOST for factor in one.values())]


def _laid_out(equations: Iterable[Equation], is_unknown: Callable[[int], bool]) -> tuple[list[Row], dict[int, set[int]], list[int]]:
    """Equations as rows, the rows an unknown stands in, and how many unknowns each row has."""
    rows = [dict(one) for one in equations if any(is_unknown(place) for place in one)]
    where: dict[int, set[int]] = {}
    for which, row in enumerate(rows):
        for place in row:
            if is_unknown(place):
                where.setdefault(place, set()).add(which)
    return rows, where, [sum(place in where for place in row) for row in rows]


def _reduced(rows: list[Row], where: dict[int, set[int]], width: list[int]) -> dict[int, int]:
    """Gauss and Jordan, the shortest row first and in it the number that stands in fewest rows. -> unknown -> its row."""
    pivots: dict[int, int] = {}
    waiting = [(wide, which) for which, wide in enumerate(width)]
    heapify(waiting)
    while waiting:
        wide, which = heappop(waiting)
        row = rows[which]
        if wide < width[which]:
            heappush(waiting, (width[which], which))  # it has grown since
            continue
        unknown = [place for place in row if place in where]
        if not unknown:
            continue
        place = min(unknown, key=lambda one: (len(where[one]), one))
        pivots[place] = which
        for other in sorted(where[place] - {which}):
            _subtract(rows, other, row, row_factor(rows[other], row, place), where, width)
    return pivots


def row_factor(row: Row, pivot: Row, place: int) -> int:
    return row[place] * _inverse(pivot[place]) % PRIME


def _inverse(value: int) -> int:
    return value if value in (1, -1) else pow(value, -1, PRIME)


def _subtract(rows: list[Row], other: int, pivot: Row, factor: int, where: dict[int, set[int]], width: list[int]) -> None:
    row = rows[other]
    for place, coefficient in pivot.items():
        before = row.get(place, 0)
        after = (before - factor * coefficient) % PRIME
        if after:
            row[place] = after
        else:
            row.pop(place, None)
        if place in where and bool(before) is not bool(after):
            width[other] += 1 if after else -1
            (where[place].add if after else where[place].discard)(other)


def _solved(row: Row, place: int) -> Row:
    factor = -_inverse(row[place])
    return {known: _signed(coefficient * factor % PRIME) for known, coefficient in row.items() if known != place}


def _signed(value: int) -> int:
    return value - PRIME if value > PRIME // 2 else value
