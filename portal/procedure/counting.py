"""How one clock's days are counted: holds left out, extensions and the latest date applied."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.procedure.calendar import Calendar
from portal.procedure.history import History
from portal.procedure.model import Clock, Ground, Happening, Unit

_ONE = timedelta(days=1)
IsHeld = Callable[[date], bool]


@dataclass(frozen=True)
class Extension:
    """A new date somebody set on a day: in time only if the old date had not passed by then."""

    id: str
    on: date
    due: date
    in_time: bool


def span(unit: Unit, start: date, end: date, calendar: Calendar) -> int:
    """The days of a unit after `start`, up to and with `end`; negative if `end` comes first."""
    return calendar.count(start, end) if unit is Unit.WORKING else (end - start).days


class Counting:
    """The dates of one clock counted from `base`: `due`, `latest` (no extension may pass it), `extensions`."""

    def __init__(self, clock: Clock, start: Happening | None, base: date, history: History, calendar: Calendar) -> None:
        self.clock, self.base, self.history, self.calendar = clock, base, history, calendar
        self._has_holds = any(hold.ground in clock.moved_by for hold in history.holds)
        # Waiting for an advocate moves the due date, but never the last possible one (practice: never beyond day 20).
        bounding = self._held_on(clock.moved_by - {Ground.ADVOCATE})
        self.latest = None if clock.cap is None else self._add(base, clock.cap, bounding)
        self._is_held = self._held_on(clock.moved_by)
        self.plain = self._sooner(start, self._bounded(self._add(base, clock.days, self._is_held)))
        self.due, self.extensions = self._extended(self.plain)

    def held(self, last: date) -> tuple[date, ...]:
        """The days up to `last` that would have counted had there been no hold."""
        if not self._has_holds:
            return ()
        return tuple(day for day in self.calendar.days(self.base + _ONE, last) if self._counts(day) and self._is_held(day))

    def moved_by(self) -> tuple[str, ...]:
        """The ids of the extensions and holds without which the date would be another."""
        moved = [extension.id for extension in self.extensions if extension.in_time and extension.due > self.plain]
        holds = (hold.id for day in self.held(self.due) for hold in self.history.holding(day, self.clock.moved_by))
        return tuple(dict.fromkeys([*moved, *holds]))

    def _extended(self, due: date) -> tuple[date, tuple[Extension, ...]]:
        made = []
        for happening in self.history.extensions(self.clock):
            named = happening.date_of("due")
            if named is None:
                continue
            made.append(Extension(happening.id, happening.on, named, happening.on <= due))
            if happening.on <= due:
                due = max(due, self._bounded(self._moved(named, max(happening.on, self.base))))
        return due, tuple(made)

    def _moved(self, named: date, since: date) -> date:
        """A date that was named on a day, moved on by the days on hold after that day."""
        days = [day for day in self.calendar.days(since + _ONE, named) if self._counts(day)]
        if not self._has_holds or not any(map(self._is_held, days)):
            return named
        return self._add(since, len(days), self._is_held)

    def _sooner(self, start: Happening | None, due: date) -> date:
        for flag, days in self.clock.sooner.items():
            if flagged := self.history.flagged_on(flag):
                due = min(due, self._add(max(self.base, flagged), days, self._held_on(frozenset())))
        before = start.date_of(self.clock.day_before) if start and self.clock.day_before else None
        return min(due, max(self.base, before - _ONE)) if before else due

    def _bounded(self, due: date) -> date:
        return due if self.latest is None else min(due, self.latest)

    def _held_on(self, grounds: frozenset[Ground]) -> IsHeld:
        if not self._has_holds or not grounds:
            return lambda day: False
        return lambda day: bool(self.history.holding(day, grounds))

    def _counts(self, day: date) -> bool:
        return self.clock.unit is Unit.CALENDAR or self.calendar.is_working(day)

    def _add(self, day: date, n: int, is_held: IsHeld) -> date:
        while n > 0:
            day += _ONE
            if self._counts(day) and not is_held(day):
                n -= 1
        return day
