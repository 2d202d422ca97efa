"""What numbers tell of others that nobody prints: the rest of a whole, a sum that two tables share, and between what they lie."""

from collections.abc import Mapping

from portal.reports.suppress.elimination import given_away
from portal.reports.suppress.system import Equation, Number

PASSES = 20


def fill(numbers: list[Number], equations: list[Equation]) -> list[Equation]:
    """Sets `value` where it follows, and `least`, of numbers without a value. -> the equations that hold.

    An equation that does not hold is one that only looks like one (figures from outside that leave some out, what was published and
    is counted otherwise now): nobody learns anything from it.
    """
    holding = _by_ones(numbers, equations)
    unknown = {place for place, one in enumerate(numbers) if one.value is None}
    for place, row in given_away(holding, unknown.__contains__).items():
        value = sum(coefficient * (numbers[one].value or 0) for one, coefficient in row.items())
        if value < 0:
            holding = [one for one in holding if place not in one]
        else:
            numbers[place].value = value
    holding = [one for one in holding if _is_open(numbers, one) or _holds(numbers, one)]
    narrow(numbers, [one for one in holding if _is_open(numbers, one)], {})
    return holding


def _is_open(numbers: list[Number], equation: Equation) -> bool:
    return any(numbers[place].value is None for place in equation)


def _holds(numbers: list[Number], equation: Equation) -> bool:
    return sum(sign * (numbers[place].value or 0) for place, sign in equation.items()) == 0


def _by_ones(numbers: list[Number], equations: list[Equation]) -> list[Equation]:
    """Numbers that are the only one that is missing in an equation, again and again."""
    waiting, holding = list(equations), []
    before = -1
    while len(waiting) != before:
        before, rest = len(waiting), []
        for equation in waiting:
            missing = [place for place in equation if numbers[place].value is None]
            if len(missing) > 1:
                rest.append(equation)
            elif _settled(numbers, equation, missing):
                holding.append(equation)
        waiting = rest
    return holding + waiting


def _settled(numbers: list[Number], equation: Equation, missing: list[int]) -> bool:
    if not missing:
        return _holds(numbers, equation)
    (place,) = missing
    value = -equation[place] * sum(sign * (numbers[one].value or 0) for one, sign in equation.items() if one != place)
    if value >= 0:
        numbers[place].value = value
    return value >= 0


def narrow(numbers: list[Number], equations: list[Equation], most: dict[int, int | None]) -> None:
    """Sets `least` of numbers without a value, and their `value` where least and most meet; most: as far as it is known, by place."""
    for _pass in range(PASSES):
        if not [True for one in equations if _narrowed(numbers, one, most)]:
            return


def _narrowed(numbers: list[Number], equation: Equation, most: dict[int, int | None]) -> bool:
    changed = False
    for place in [one for one in equation if numbers[one].value is None]:
        least, highest = _span(numbers, equation, place, most)
        number, known = numbers[place], most.get(place)
        if least > number.least:
            number.least, changed = least, True
        if highest is not None and (known is None or highest < known):
            most[place], changed = highest, True
        if number.least == most.get(place):
            number.value, changed = number.least, True
    return changed


def _span(numbers: list[Number], equation: Equation, place: int, most: Mapping[int, int | None]) -> tuple[int, int | None]:
    """Between which numbers this one lies, as the others in the equation have it."""
    low, high = 0, 0
    ends = [True, True]
    for one, sign in equation.items():
        if one == place:
            continue
        value = numbers[one].value
        least, highest = (value, value) if value is not None else (numbers[one].least, most.get(one))
        factor = -sign * equation[place]
        for end, bound in enumerate((least, highest) if factor > 0 else (highest, least)):
            if bound is None:
                ends[end] = False
            elif end == 0:
                low += factor * bound
            else:
                high += factor * bound
    return (max(low, 0) if ends[0] else 0), (high if ends[1] else None)
