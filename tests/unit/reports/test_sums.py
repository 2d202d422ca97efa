"""Rounding: parts of one whole add up to 100, a lone percentage rounds half up; periods run from April."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.procedure.model import UnknownSetting
from portal.reports.period import month_number, month_of, period_named, quarter, quarter_of, week, year, year_of
from portal.reports.sums import half_up, largest_remainder, share


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.integers(0, 50))
def test_largest_remainder(parts: list[int], missing: int) -> None:
    whole = sum(parts) + missing
    if not whole:
        return
    found = largest_remainder(parts, whole)
    assert all(abs(percent - 100 * part / whole) < 1 for percent, part in zip(found, parts, strict=True))
    assert sum(found) == share(sum(parts), whole)
    assert sorted(found) == [percent for _part, percent in sorted(zip(parts, found, strict=True))] or len(set(parts)) < len(parts)


def test_the_published_percentages() -> None:
    assert largest_remainder([52, 20, 11, 7, 2], 92) == [56, 22, 12, 8, 2]
    assert largest_remainder([54, 60, 37], 151) == [36, 40, 24]
    assert (largest_remainder([1, 1], 3), largest_remainder([1], 8)) == ([34, 33], [13])


def test_halves_go_up() -> None:
    assert [half_up(Fraction(5, 2)), half_up(Fraction(7, 2)), half_up(Fraction(249, 100)), half_up(Fraction(25, 100), 1)] == [3, 4, 2, 0.3]
    assert (share(5, 8), share(1, 0), share(None, 3), share(21, 59)) == (63, None, None, 36)


def test_periods() -> None:
    assert (year(2019).start, year(2019).end, year(2019).label) == (date(2019, 4, 1), date(2020, 3, 31), "2019-20")
    assert (quarter(2019, 4).start, quarter(2019, 4).end) == (date(2020, 1, 1), date(2020, 3, 31))
    assert [quarter(2019, 4).earlier(1).label, year(2000).earlier(1).label, week(date(2020, 1, 5)).earlier(1).label] == [
        "2018-19 Q4",
        "1999-00",
        "2019-12-23 to 2019-12-29",
    ]
    assert period_named("2019-20 Q2") == quarter(2019, 2) and period_named("1999-00") == year(1999)
    number = month_number(date(2020, 3, 31))
    assert (month_of(number), quarter_of(number), year_of(number)) == ("2020-03", "Q4", "2019-20")
    for text in ("2019", "2019-21", "2019-20 Q5", ""):
        with pytest.raises(UnknownSetting):
            period_named(text)
