"""Dates in words: what is left, what is over, and how old something is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from portal.procedure.calendar import Calendar
from portal.procedure.explain import count_days
from portal.procedure.model import Unit
from portal.web.staff.days import age, draw, left

TODAY = date(2026, 11, 23)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """No database is asked."""
    return sqlite_url


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (date(2026, 11, 23), "Today", "soon"),
        (date(2026, 11, 24), "1 working day left", "soon"),
        (date(2026, 11, 26), "3 working days left", "soon"),
        (date(2026, 11, 27), "4 working days left", ""),
        (date(2026, 11, 30), "5 working days left", ""),
        (date(2026, 11, 20), "1 working day over", "late"),
        (date(2026, 11, 21), "1 working day over", "late"),
        (date(2026, 11, 19), "2 working days over", "late"),
        (date(2026, 12, 29), "24 working days left", ""),
    ],
)
def test_working_days_are_said_in_words_before_the_date(due: date, words: str, tone: str) -> None:
    assert left(due, TODAY, Calendar()) == (words, tone)


def test_a_weekend_between_is_neither_a_day_left_nor_today() -> None:
    friday, saturday, sunday = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
    assert left(saturday, friday, Calendar()) == ("No working day left", "soon")
    assert left(saturday, sunday, Calendar()) == ("Just over", "late")


def test_a_clock_of_calendar_days_speaks_of_days() -> None:
    assert left(TODAY + timedelta(days=30), TODAY, Calendar(), Unit.CALENDAR).words == "30 days left"
    assert left(TODAY - timedelta(days=1), TODAY, Calendar(), Unit.CALENDAR).words == "1 day over"


@pytest.mark.parametrize(("minutes", "words"), [(0, "1 minute"), (59, "59 minutes"), (60, "1 hour"), (1439, "23 hours"), (1440, "1 day"), (4320, "3 days")])
def test_how_old_a_contact_is(now: datetime, minutes: int, words: str) -> None:
    assert age(now - timedelta(minutes=minutes), now) == words


def test_weekends_and_holidays_are_named_and_today_is_marked() -> None:
    from portal.procedure.explain import Working

    days = count_days(date(2026, 12, 23), date(2026, 12, 29), Calendar())
    drawn = draw(Working(days, (), "", date(2028, 12, 31)), date(2026, 12, 24))
    assert [day.short for day in drawn] == ["0", "1", "holiday", "Sat", "Sun", "holiday", "2"]
    assert drawn[1].full == "Thursday 24 December, day 1, today" and "is-today" in drawn[1].looks
    assert drawn[2].full == "Friday 25 December, Christmas Day"
