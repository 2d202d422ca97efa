"""Dates in words: how many days are left, how old something is, and each day of a clock drawn."""

from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext, ngettext

from portal.procedure.calendar import Calendar
from portal.procedure.counting import span
from portal.procedure.explain import HELD, Day, Mark, Working
from portal.procedure.model import Procedure, Unit
from portal.web.language import write_date

SOON = 3
"""Days left from which a date is marked as near."""


class Left(NamedTuple):
    """words: '3 working days left'. tone: late, soon or empty; the words say the same."""

    words: str
    tone: str


class DrawnDay(NamedTuple):
    """short: the number, or a short name of why it does not count; full: the same for ears and in the tooltip's place."""

    short: str
    full: str
    looks: str


def left(due: date, today: date, calendar: Calendar, unit: Unit = Unit.WORKING) -> Left:
    """How long there is until a due date, or since."""
    if due == today:
        return Left(gettext("Today"), "soon")
    number = span(unit, today, due, calendar)
    if due < today:
        return Left(_over(-number, unit), "late")
    return Left(_left(number, unit), "soon" if number <= SOON else "")


def _over(number: int, unit: Unit) -> str:
    if number == 0:
        return gettext("Just over")
    if unit is Unit.CALENDAR:
        return ngettext("%(num)s day over", "%(num)s days over", number)
    return ngettext("%(num)s working day over", "%(num)s working days over", number)


def _left(number: int, unit: Unit) -> str:
    if number == 0:
        return gettext("No working day left")
    if unit is Unit.CALENDAR:
        return ngettext("%(num)s day left", "%(num)s days left", number)
    return ngettext("%(num)s working day left", "%(num)s working days left", number)


def unit_of(procedure: Procedure, clock_key: str | None) -> Unit:
    """The unit in which a clock of a procedure counts."""
    return next((clock.unit for clock in procedure.all_clocks if clock.key == clock_key), Unit.WORKING)


def age(since: datetime, now: datetime) -> str:
    """How long ago something arrived: minutes, hours or days."""
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(num)s minute", "%(num)s minutes", max(1, minutes))
    if minutes < 24 * 60:
        return ngettext("%(num)s hour", "%(num)s hours", minutes // 60)
    return ngettext("%(num)s day", "%(num)s days", minutes // (24 * 60))


def draw(working: Working, today: date) -> list[DrawnDay]:
    """Every day of a clock: counted ones by number, weekends and holidays by name, today and the due date marked."""
    return [_drawn(day, today) for day in working.days]


def _drawn(day: Day, today: date) -> DrawnDay:
    short = str(day.number) if day.reason is None else _short(day)
    dates = write_date(day.on) + (f" – {write_date(day.until)}" if day.until else "")
    said = [dates, gettext("day %(number)s", number=day.number) if day.reason is None else gettext(day.reason)]
    said += [gettext("today")] if day.has(today) else []
    said += [gettext("due")] if Mark.DUE in day.marks else []
    looks = ["is-off"] if day.reason else ["is-left"] if day.on > today else []
    looks += ["is-today"] if day.has(today) else []
    looks += ["is-due"] if Mark.DUE in day.marks else []
    return DrawnDay(short, ", ".join(said), " ".join(looks))


def _short(day: Day) -> str:
    if day.on.weekday() >= 5 and not day.until:
        return gettext("Sat") if day.on.weekday() == 5 else gettext("Sun")
    return gettext("hold") if day.reason == HELD else gettext("holiday")
