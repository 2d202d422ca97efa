"""Why a date is that date: every day that counted, every day that did not, and the sentences to say it with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from portal.procedure.calendar import Calendar
from portal.procedure.model import Sentence, Unit
from portal.procedure.running import Running, Status
from portal.text import N_

HELD = N_("On hold")
LONG_HOLD = 25
"""Working days of a hold that are drawn one by one; a longer one is a single line, or the page of a case on hold for years is nothing else."""


class Mark(StrEnum):
    START = "start"
    DUE = "due"
    EXTENDED = "extended"
    STOPPED = "stopped"
    HELD = "held"
    LATEST = "latest"


@dataclass(frozen=True)
class Day:
    """One day: its number if it counted (0 is the day the clock starts), else the reason, marked for translation.

    until: of a long hold the last day, where all of its days are said in one.
    """

    on: date
    number: int | None
    reason: str | None
    marks: frozenset[Mark] = frozenset()
    until: date | None = None

    def has(self, day: date) -> bool:
        return self.on <= day <= (self.until or self.on)


@dataclass(frozen=True)
class Working:
    """How a due date came about: the days from the start to the due date (or a later stop), a long hold in one, in words, and by what rule."""

    days: tuple[Day, ...]
    sentences: tuple[Sentence, ...]
    source: str
    known_to: date


def count_days(
    start: date,
    end: date,
    calendar: Calendar,
    unit: Unit = Unit.WORKING,
    held: Iterable[date] = (),
    marks: Mapping[date, frozenset[Mark]] | None = None,
) -> tuple[Day, ...]:
    """Every day from `start` (day 0) to `end`, numbered where it counts."""
    off, marked = frozenset(held), marks or {}
    number, found = 0, [Day(start, 0, None, marked.get(start, frozenset()))]
    for day in list(calendar.days(start, end))[1:]:
        reason = HELD if day in off else calendar.why_not(day) if unit is Unit.WORKING else None
        number += reason is None
        found.append(Day(day, None if reason else number, reason, marked.get(day, frozenset())))
    return tuple(found)


def explain(running: Running, calendar: Calendar) -> Working:
    """The working of one clock's due date. A clock without a date has no days and one sentence."""
    start = running.started_on or running.starts_by
    if start is None or running.due_on is None:
        return Working((), (Sentence(N_("This has no date yet: what it counts from has not happened.")),), running.clock.source, calendar.known_to)
    end = max(filter(None, (running.due_on, running.stopped_on)))
    days = count_days(start, end, calendar, running.clock.unit, running.held, _marks(start, running))
    return Working(tuple(_folded(days)), tuple(_sentences(start, running, calendar)), running.clock.source, calendar.known_to)


def _folded(days: Iterable[Day]) -> Iterator[Day]:
    """The days, a long hold in one, from its first to its last working day: those between that never count are in it."""
    for is_off, run in groupby(days, lambda day: day.number is None and day.marks <= {Mark.HELD}):
        off = list(run)
        held = [place for place, day in enumerate(off) if day.reason == HELD]
        if is_off and len(held) > LONG_HOLD:
            yield from off[: held[0]]
            yield replace(off[held[0]], until=off[held[-1]].on)
            yield from off[held[-1] + 1 :]
        else:
            yield from off


def _marks(start: date, running: Running) -> dict[date, frozenset[Mark]]:
    marked: dict[date, set[Mark]] = {}
    pairs = [(start, Mark.START), (running.due_on, Mark.DUE), (running.stopped_on, Mark.STOPPED), (running.latest_on, Mark.LATEST)]
    pairs += [(extension.on, Mark.EXTENDED) for extension in running.extensions]
    pairs += [(day, Mark.HELD) for day in running.held]
    for day, mark in pairs:
        if day is not None:
            marked.setdefault(day, set()).add(mark)
    return {day: frozenset(marks) for day, marks in marked.items()}


def _sentences(start: date, running: Running, calendar: Calendar) -> Iterable[Sentence]:
    yield _from(start, running)
    yield Sentence(N_("It is due on %(due)s, which is day %(of)s."), {"due": running.due_on, "of": running.of})
    if running.clock.unit is Unit.WORKING:
        yield Sentence(N_("Only working days count: not Saturdays, Sundays or bank holidays."))
    yield from (_extension(extension.on, extension.due, extension.in_time) for extension in running.extensions)
    if kept := [day for day in running.held if running.due_on and day <= running.due_on]:
        yield Sentence(N_("%(days)s days were not counted because of a hold."), {"days": len(kept)})
    if running.latest_on is not None:
        yield Sentence(N_("The date cannot be put off beyond %(latest)s."), {"latest": running.latest_on})
    if running.due_on and calendar.is_provisional(running.due_on):
        yield Sentence(N_("The date may change: bank holidays after %(known_to)s have not all been announced."), {"known_to": calendar.known_to})
    if running.status is Status.HELD and running.is_provisional:
        yield Sentence(N_("The date may change: the hold may go on."))


def _from(start: date, running: Running) -> Sentence:
    if running.started_on:
        return Sentence(N_("Counting starts on %(start)s, which is day 0."), {"start": start})
    text = N_("What it counts from has not happened. We count from the day by which that is due, %(start)s. The date may change.")
    return Sentence(text, {"start": start})


def _extension(on: date, due: date, in_time: bool) -> Sentence:
    if in_time:
        return Sentence(N_("On %(on)s a new date was set: %(due)s."), {"on": on, "due": due})
    return Sentence(N_("On %(on)s a new date was set, %(due)s, but the old date had passed, so it was missed."), {"on": on, "due": due})
