"""Sums that can be put together: a number, or how often each value came; and what a measure makes of one in the end."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from portal.reports.model import Measure, Number, Way

Sum = Number | dict[int, int]
"""A number for what adds up; value -> how often for averages, medians, longest and shares; nothing is 0 or {}."""

OF_VALUES = frozenset({Way.AVERAGE, Way.MEDIAN, Way.LONGEST, Way.SHARE})


def nothing(measure: Measure) -> Sum:
    return {} if measure.way in OF_VALUES else 0


def of_some(measure: Measure, value: int | None, times: int) -> Sum:
    """The sum of so many facts that have this value."""
    if measure.way is Way.COUNT:
        return times
    if value is None:
        return nothing(measure)
    return {int(value): times} if measure.way in OF_VALUES else value * times


def together(one: Sum, other: Sum) -> Sum:
    """Two sums of the same measure as one."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {value: one.get(value, 0) + other.get(value, 0) for value in {**one, **other}}
    if isinstance(one, dict) or isinstance(other, dict):
        raise TypeError("these are sums of different measures")
    return one + other


def size(found: Sum) -> Number:
    """How many facts a share or an average is of; of a number, the number."""
    return sum(found.values()) if isinstance(found, dict) else found


def value_of(measure: Measure, found: Sum | None) -> Number | None:
    """The number to print. None: a figure that is not there, an average of none, a share of nothing."""
    if isinstance(found, dict):
        return _of_values(measure.way, found)
    if found is None:
        return None
    return plain(Fraction(found) / 100) if measure.of == "pence" else plain(found)


def _of_values(way: Way, found: Mapping[int, int]) -> Number | None:
    number = sum(found.values())
    if not number:
        return None
    if way is Way.SHARE:
        return half_up(Fraction(100 * found.get(1, 0), number))
    if way is Way.LONGEST:
        return max(found)
    if way is Way.MEDIAN:
        return half_up(_median(found, number), 1)
    return half_up(Fraction(sum(value * times for value, times in found.items()), number), 1)


def _median(found: Mapping[int, int], number: int) -> Fraction:
    low = high = None
    passed = 0
    for value in sorted(found):
        passed += found[value]
        low = value if low is None and 2 * passed >= number else low
        high = value if high is None and 2 * passed > number else high
    return Fraction((low or 0) + (high or 0), 2)


def plain(number: Number | Fraction) -> Number:
    """A whole number where it is one."""
    return int(number) if number == int(number) else float(number)


def half_up(number: Fraction, places: int = 0) -> Number:
    """Rounded; a half goes up."""
    whole = (number * 10**places + Fraction(1, 2)).__floor__()
    return whole if places == 0 else float(Fraction(whole, 10**places))


def share(part: Number | None, whole: Number | None) -> Number | None:
    """A percentage rounded half up; None of nothing."""
    return half_up(Fraction(part) * 100 / Fraction(whole)) if whole and part is not None else None


def largest_remainder(parts: Iterable[Number], whole: Number) -> list[int]:
    """Whole percentages of parts of `whole` that add up to the percentage of all of them: to 100 where they are the whole.

    Rounded down, then the largest remainders go up; of equal remainders the larger part's, then the earlier one's. A single part is
    rounded half up.
    """
    exact = [Fraction(one) * 100 / Fraction(whole) for one in parts]
    down = [one.__floor__() for one in exact]
    places = sorted(range(len(exact)), key=lambda place: (down[place] - exact[place], -exact[place], place))
    for place in places[: int(half_up(sum(exact, Fraction(0)))) - sum(down)]:
        down[place] += 1
    return down
