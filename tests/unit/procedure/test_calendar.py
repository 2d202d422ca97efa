"""Working days are counted as the regulations say, for every date from 2025 to 2035."""

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from portal.procedure.calendar import KNOWN_TO, Calendar
from portal.procedure.model import UnknownSetting

ENGLAND, WALES = Calendar("england"), Calendar("wales")
PUBLISHED = {one["date"] for one in BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}


def easter(year: int) -> date:
    """Easter Sunday by Gauss's rule, with his two exceptions."""
    century = year // 100
    m = (15 + century - century // 4 - (8 * century + 13) // 25) % 30
    n = (4 + century - century // 4) % 7
    d = (19 * (year % 19) + m) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    if e == 6 and (d == 29 or (d == 28 and (11 * m + 11) % 30 < 19)):
        e -= 7
    return date(year, 3, 22) + timedelta(days=d + e)


def monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def by_rule(year: int) -> set[date]:
    """The weekdays off in a year in which nothing is proclaimed or moved."""
    off = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    off |= {monday_on_or_after(date(year, 5, 1)), monday_on_or_after(date(year, 5, 25)), monday_on_or_after(date(year, 8, 25))}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() >= 5 or fixed in off:
            fixed += timedelta(days=1)
        off.add(fixed)
    return off


def table(year: int) -> set[date]:
    """The published list where there is one, else the rule."""
    return {day for day in PUBLISHED if day.year == year} or by_rule(year)


@pytest.mark.parametrize("calendar", [ENGLAND, WALES], ids=["england", "wales"])
def test_every_date_from_2025_to_2035_equals_an_independent_table(calendar: Calendar) -> None:
    off = set().union(*(table(year) for year in range(2025, 2036)))
    days = list(calendar.days(date(2025, 1, 1), date(2035, 12, 31)))
    assert len(days) == 4017
    assert [day for day in days if calendar.is_working(day) != (day.weekday() < 5 and day not in off)] == []


def test_past_years_with_moved_and_proclaimed_days_equal_the_published_list() -> None:
    for year in range(2012, 2025):
        off = {day for day in ENGLAND.days(date(year, 1, 1), date(year, 12, 31)) if day.weekday() < 5 and not ENGLAND.is_working(day)}
        assert off == {day for day in table(year) if day.weekday() < 5}


def test_the_day_something_happens_is_day_0() -> None:
    monday = date(2026, 11, 2)
    assert ENGLAND.add(monday, 0) == monday
    assert ENGLAND.add(monday, 1) == date(2026, 11, 3)


def test_ten_working_days_over_christmas_skip_the_substitute_day() -> None:
    assert ENGLAND.add(date(2026, 12, 18), 10) == date(2027, 1, 6)
    assert ENGLAND.why_not(date(2026, 12, 28)) == "Boxing Day (substitute day)"


def test_christmas_at_a_weekend_gives_two_substitute_days() -> None:
    assert ENGLAND.add(date(2027, 12, 24), 1) == date(2027, 12, 29)


def test_clocks_going_forward_on_easter_sunday_change_no_date() -> None:
    assert ENGLAND.add(date(2027, 3, 25), 1) == date(2027, 3, 30)
    assert [ENGLAND.why_not(date(2027, 3, day)) for day in (26, 28, 29)] == ["Good Friday", "Sunday", "Easter Monday"]


def test_clocks_going_back_change_no_date() -> None:
    assert ENGLAND.add(date(2027, 10, 29), 1) == date(2027, 11, 1)


def test_a_council_shut_between_christmas_and_new_year_still_has_working_days() -> None:
    assert ENGLAND.is_working(date(2026, 12, 29))


@pytest.mark.parametrize("start", [date(2025, 1, 1) + timedelta(days=97 * n) for n in range(41)])
def test_counting_the_days_to_a_due_date_gives_back_the_number(start: date) -> None:
    assert [ENGLAND.count(start, ENGLAND.add(start, n)) for n in (0, 1, 10, 25, 65)] == [0, 1, 10, 25, 65]


def test_days_left_are_negative_when_the_date_has_passed() -> None:
    assert ENGLAND.count(date(2026, 11, 6), date(2026, 11, 2)) == -4


def test_a_proclaimed_day_does_not_count_and_is_named() -> None:
    calendar = Calendar("england", proclaimed=[date(2027, 6, 4)])
    assert calendar.add(date(2027, 6, 3), 1) == date(2027, 6, 7)
    assert calendar.why_not(date(2027, 6, 4)) == "Bank holiday (proclaimed)"


def test_a_cancelled_bank_holiday_counts() -> None:
    assert Calendar("england", cancelled=[date(2027, 5, 3)]).is_working(date(2027, 5, 3))


def test_good_friday_and_christmas_cannot_be_cancelled() -> None:
    with pytest.raises(UnknownSetting, match=r"Good Friday \(2027-03-26\) cannot be cancelled"):
        Calendar("england", cancelled=[date(2027, 3, 26)])


def test_only_england_and_wales_are_known() -> None:
    with pytest.raises(UnknownSetting, match='no nation "scotland"; it can be "england" or "wales"'):
        Calendar("scotland")


def test_a_date_is_provisional_only_beyond_the_announced_holidays() -> None:
    assert not ENGLAND.is_provisional(KNOWN_TO["england"])
    assert ENGLAND.is_provisional(KNOWN_TO["england"] + timedelta(days=1))


def test_the_announced_holidays_are_no_more_than_what_was_published() -> None:
    assert {last.year for last in KNOWN_TO.values()} == {max(PUBLISHED).year}
