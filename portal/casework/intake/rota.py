"""Who is on duty at an instant, whom an alarm wakes in which order, and when somebody looks next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from portal.casework.desk import LONDON
from portal.procedure.calendar import Calendar
from portal.settings import Settings, Team, Watcher

AHEAD = timedelta(days=31)  # longer than any gap of weekends and bank holidays; a rota emptier than that is none
_DAY = timedelta(days=1)


class State(StrEnum):
    """What a public page may say about this moment; only ON_DUTY lets it say that somebody is looking (practice F-01)."""

    ON_DUTY = "on_duty"
    TEAM_IN = "team_in"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Watch:
    """What a page may say. is_duty_paged: somebody on the rota is told of danger at once. All instants in London time.

    next_in: when the complaints team is there next (its next opening, if it is there now). until: while nobody is there at
    all, when the team or somebody on the rota is; else None.
    """

    is_team_in: bool
    is_duty_paged: bool
    next_in: datetime
    until: datetime | None = None

    @property
    def state(self) -> State:
        if self.is_duty_paged:
            return State.ON_DUTY
        return State.TEAM_IN if self.is_team_in else State.NOBODY


@dataclass(frozen=True)
class _Hours:
    """Hours of a day, from an instant up to another (UTC)."""

    starts: datetime
    ends: datetime

    def cover(self, now: datetime) -> bool:
        return self.starts <= now < self.ends


def on_duty(settings: Settings, calendar: Calendar, now: datetime) -> tuple[Watcher, ...]:
    """The lines of the rota that cover this instant, in the council's order."""
    return tuple(one for one in settings.rota.duty if any(hours.cover(now) for hours in _shifts(one, calendar, now, now)))


def pages(settings: Settings, calendar: Calendar, now: datetime) -> tuple[str, ...]:
    """The addresses an alarm goes to, one after the other: those on duty in order, then the named senior; nobody twice."""
    everybody = [one.email for one in on_duty(settings, calendar, now)] + [settings.rota.senior]
    return tuple(dict.fromkeys(address for address in everybody if address))


def watch(settings: Settings, calendar: Calendar, now: datetime) -> Watch:
    """What the public pages may say of this instant, from the rota, the team's hours and the bank holidays."""
    is_team_in = any(hours.cover(now) for hours in _opening_hours(settings.team, calendar, now, now))
    is_duty_paged = bool(on_duty(settings, calendar, now))
    next_in = _next_opening(settings.team, calendar, now).astimezone(LONDON)
    if is_team_in or is_duty_paged:
        return Watch(is_team_in, is_duty_paged, next_in)
    duty = next_duty(settings, calendar, now)
    return Watch(is_team_in, is_duty_paged, next_in, min(next_in, duty.astimezone(LONDON)) if duty else next_in)


def next_duty(settings: Settings, calendar: Calendar, now: datetime) -> datetime | None:
    """The next instant at which a line of the rota begins, or None if none does within a month."""
    starts = (_next_start(_shifts(one, calendar, now, now + AHEAD), now) for one in settings.rota.duty)
    return min((start for start in starts if start), default=None)


def _next_start(every: Iterator[_Hours], now: datetime) -> datetime | None:
    return next((hours.starts for hours in every if hours.starts > now), None)


def _shifts(one: Watcher, calendar: Calendar, first: datetime, last: datetime) -> Iterator[_Hours]:
    """The shifts of a line that touch these instants; a shift belongs to the day on which it begins."""
    for day in _days(first, last):
        is_holiday = day.weekday() < 5 and not calendar.is_working(day)
        if day.weekday() in one.days and (one.bank_holidays or not is_holiday):
            yield _hours(day, one.starts, one.ends)


def _opening_hours(team: Team, calendar: Calendar, first: datetime, last: datetime) -> Iterator[_Hours]:
    for day in _days(first, last):
        if calendar.is_working(day):
            yield _hours(day, team.opens, team.closes)


def _next_opening(team: Team, calendar: Calendar, now: datetime) -> datetime:
    day = now.astimezone(LONDON).date()
    while not calendar.is_working(day) or _hours(day, team.opens, team.closes).starts <= now:
        day += _DAY
    return _hours(day, team.opens, team.closes).starts


def _days(first: datetime, last: datetime) -> Iterator[date]:
    """The London days on which something may begin that covers an instant between these two: also the day before."""
    day, end = first.astimezone(LONDON).date() - _DAY, last.astimezone(LONDON).date()
    while day <= end:
        yield day
        day += _DAY


def _hours(day: date, starts: time, ends: time) -> _Hours:
    """London hours as instants: an end at or before the start is on the next day, so that 0 to 0 is the whole day."""
    last = day if ends > starts else day + _DAY
    return _Hours(datetime.combine(day, starts, LONDON).astimezone(UTC), datetime.combine(last, ends, LONDON).astimezone(UTC))
