"""Who is on duty, who is woken in which order, and what a page may say about somebody looking."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.casework.desk import LONDON
from portal.casework.intake.rota import State, next_duty, on_duty, pages, watch
from portal.procedure.calendar import Calendar
from portal.settings import Council, Rota, Settings, Watcher

ENGLAND = Calendar("england")
WEEKDAYS = (0, 1, 2, 3, 4)
OFFICE = Watcher("office@x.example", days=WEEKDAYS, starts=time(9), ends=time(17))
NIGHT = Watcher("night@x.example", days=WEEKDAYS, starts=time(17), ends=time(9), bank_holidays=True)
ALWAYS = Watcher("always@x.example", bank_holidays=True)


def council(*duty, senior=""):
    return Settings(Path("instance"), Council("X"), rota=Rota(duty, senior))


def london(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def who(settings, text):
    return [one.email for one in on_duty(settings, ENGLAND, london(text))]


def test_a_line_covers_its_hours_and_ends_on_the_minute():
    assert who(council(OFFICE), "2026-11-23T09:00") == ["office@x.example"]
    assert who(council(OFFICE), "2026-11-23T16:59") == ["office@x.example"]
    assert who(council(OFFICE), "2026-11-23T17:00") == []


def test_a_night_shift_belongs_to_the_day_it_begins():
    assert who(council(NIGHT), "2026-11-28T03:00") == ["night@x.example"], "Saturday morning is Friday's shift"
    assert who(council(NIGHT), "2026-11-28T18:00") == [], "Saturday evening is nobody's"
    assert who(council(NIGHT), "2026-11-30T03:00") == [], "Monday morning would be Sunday's shift"


@pytest.mark.parametrize("day", ["2026-12-25T10:00", "2026-12-28T10:00"])
def test_on_a_bank_holiday_only_those_are_there_who_said_so(day):
    assert who(council(OFFICE, ALWAYS), day) == ["always@x.example"]


def test_hours_are_london_hours_in_summer_and_winter():
    assert on_duty(council(OFFICE), ENGLAND, datetime(2026, 7, 1, 8, 30, tzinfo=UTC))
    assert not on_duty(council(OFFICE), ENGLAND, datetime(2026, 11, 23, 8, 30, tzinfo=UTC))


def test_the_night_the_clocks_go_back_is_covered_to_its_end():
    always = council(ALWAYS)
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert all(on_duty(always, ENGLAND, start + timedelta(minutes=10 * n)) for n in range(40))


def test_an_alarm_wakes_those_on_duty_in_order_then_the_senior_and_nobody_twice():
    second = Watcher("second@x.example", bank_holidays=True)
    settings = council(ALWAYS, OFFICE, second, ALWAYS, senior="senior@x.example")
    assert pages(settings, ENGLAND, london("2026-11-28T12:00")) == ("always@x.example", "second@x.example", "senior@x.example")
    assert pages(council(OFFICE, senior="senior@x.example"), ENGLAND, london("2026-11-28T12:00")) == ("senior@x.example",)
    assert pages(council(OFFICE), ENGLAND, london("2026-11-28T12:00")) == ()


def test_without_a_rota_no_page_may_say_that_somebody_is_looking():
    for hour in range(24 * 8):
        said = watch(council(senior="senior@x.example"), ENGLAND, london("2026-11-20T00:00") + timedelta(hours=hour))
        assert not said.is_duty_paged
        assert said.state is not State.ON_DUTY


def test_out_of_hours_nobody_in_the_team_looks_before_monday_at_nine():
    said = watch(council(), ENGLAND, london("2026-11-20T18:30"))
    assert said.state is State.NOBODY
    assert said.until == said.next_in == london("2026-11-23T09:00")
    assert f"{said.until:%A %H:%M}" == "Monday 09:00"


def test_over_christmas_the_team_is_next_there_after_all_bank_holidays():
    assert watch(council(OFFICE), ENGLAND, london("2026-12-24T20:00")).until == london("2026-12-29T09:00")


def test_the_evening_before_the_duty_begins_says_when_it_does():
    late = Watcher("late@x.example", days=(5,), starts=time(20), ends=time(23))
    said = watch(council(late), ENGLAND, london("2026-11-21T10:00"))
    assert (said.until, said.next_in) == (london("2026-11-21T20:00"), london("2026-11-23T09:00"))


def test_in_office_hours_without_a_rota_the_team_is_in_but_nobody_is_paged():
    said = watch(council(), ENGLAND, london("2026-11-23T10:00"))
    assert (said.state, said.until, said.next_in) == (State.TEAM_IN, None, london("2026-11-24T09:00"))


def test_a_proclaimed_holiday_shuts_the_team():
    calendar = Calendar("england", proclaimed=[date(2026, 11, 23)])
    assert watch(council(), calendar, london("2026-11-23T10:00")).until == london("2026-11-24T09:00")


HOURS = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0, tzinfo=None))
LINES = st.builds(Watcher, st.just("a@x.example"), days=st.sets(st.integers(0, 6)).map(tuple), starts=HOURS, ends=HOURS, bank_holidays=st.booleans())
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))


@given(st.lists(LINES, max_size=3), INSTANTS)
def test_somebody_is_there_at_the_promised_instant_and_nobody_just_before(duty, now):
    settings = council(*duty)
    said = watch(settings, ENGLAND, now)
    if said.until is None:
        assert said.is_team_in or said.is_duty_paged
        return
    there, before = watch(settings, ENGLAND, said.until), watch(settings, ENGLAND, said.until - timedelta(seconds=1))
    assert said.until > now
    assert there.state is not State.NOBODY
    assert before.state is State.NOBODY


@given(LINES, INSTANTS)
def test_the_next_duty_lies_ahead(line, now):
    start = next_duty(council(line), ENGLAND, now)
    assert start is None or (start > now and on_duty(council(line), ENGLAND, start))
