"""One clock on one case: when it started, when it is due, whether it was met."""

from dataclasses import dataclass
from datetime import date

from portal.procedure.calendar import Calendar
from portal.procedure.counting import Counting, Extension, span
from portal.procedure.event import CLOSINGS
from portal.procedure.history import History
from portal.procedure.model import Clock, Happening
from portal.procedure.word import Word
from portal.text import N_


class Status(Word):
    """How a clock stands. ENDED: stopped, still in time, by something else than the act it asks for."""

    RUNNING = "running", N_("running")
    HELD = "held", N_("standing still")
    PROVISIONAL = "provisional", N_("not started; the date may change")
    WAITING = "waiting", N_("not started; no date yet")
    MET = "met", N_("met")
    MISSED = "missed", N_("missed")
    ENDED = "ended", N_("no longer needed")


@dataclass(frozen=True)
class Running:
    """How one clock stands.

    `start_id` is the happening that started it; `starts_by` the date a clock that has not started is counted from.
    `first_due_on` is the date before any extension. `latest_on` is the date no extension may pass. `raw_elapsed_days` counts
    from the start to the stop (or today) in the clock's unit and takes no hold off; `day` of `of` does. `held` are the days
    not counted because of a hold. `moved_by` are the ids of the extensions and holds that changed `due_on`. `is_provisional`:
    the date may still change, because the clock has not started, a hold has no end yet, or its bank holidays are not announced.
    """

    clock: Clock
    start_id: str | None = None
    started_on: date | None = None
    starts_by: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    latest_on: date | None = None
    stopped_on: date | None = None
    status: Status = Status.WAITING
    raw_elapsed_days: int = 0
    day: int = 0
    of: int = 0
    is_provisional: bool = True
    extensions: tuple[Extension, ...] = ()
    held: tuple[date, ...] = ()
    moved_by: tuple[str, ...] = ()
    is_open: bool = True
    """Whether the act it asks for is still owed, in time or late."""

    def days_left(self, today: date, calendar: Calendar) -> int | None:
        """Days of the clock's unit until it is due; negative when late; None without a date."""
        return None if self.due_on is None else span(self.clock.unit, today, self.due_on, calendar)


def run(clock: Clock, start: Happening | None, starts_by: date | None, history: History, calendar: Calendar) -> Running:
    """How a clock stands that `start` began or, nothing having begun it, that counts from `starts_by`."""
    stop, ending = _stops(clock, start, history)
    base = start.on if start else starts_by
    if base is None:
        return Running(clock, status=Status.ENDED if stop or ending else Status.WAITING, is_open=not (stop or ending))
    counting = Counting(clock, start, base, history, calendar)
    over = stop or ending
    last = over.on if over else history.today
    raw = max(0, span(clock.unit, base, last, calendar)) if start else 0
    held = counting.held(max(counting.due, last))
    status = _status(counting, start, stop, ending)
    return Running(
        clock=clock,
        start_id=start.id if start else None,
        started_on=start.on if start else None,
        starts_by=None if start else base,
        due_on=counting.due,
        first_due_on=counting.plain,
        latest_on=counting.latest,
        stopped_on=stop.on if stop else None,
        status=status,
        raw_elapsed_days=raw,
        day=raw - sum(day <= last for day in held) if start else 0,
        of=span(clock.unit, base, counting.due, calendar) - sum(day <= counting.due for day in held),
        is_provisional=start is None or calendar.is_provisional(counting.due) or (status is Status.HELD and history.is_hold_open_ended(clock.moved_by)),
        extensions=counting.extensions,
        held=held,
        moved_by=counting.moved_by(),
        is_open=over is None and status is not Status.ENDED,
    )


def _stops(clock: Clock, start: Happening | None, history: History) -> tuple[Happening | None, Happening | None]:
    """What stopped a clock, or else what ended it without that. On one day the stop wins."""
    stop = history.after(start, clock.stops) if start else history.first(clock.stops)
    endings = [history.after(start, clock.ended_by) if start else history.first(clock.ended_by)]
    if clock.is_ours:
        endings.append(history.after(start, CLOSINGS) if clock.each and start else history.closing)
    ending = min((e for e in endings if e), key=lambda e: e.place, default=None)
    if stop and (ending is None or stop.on <= ending.on):
        return stop, None
    return None, ending


def _status(counting: Counting, start: Happening | None, stop: Happening | None, ending: Happening | None) -> Status:
    clock, history = counting.clock, counting.history
    late = Status.MISSED if clock.is_ours else Status.ENDED
    if stop:
        return Status.MET if stop.on <= counting.due else late
    if ending:
        return Status.ENDED if ending.on <= counting.due else late
    if start is None:
        return Status.PROVISIONAL
    if history.today > counting.due:
        return late
    return Status.HELD if history.holding_now(clock.moved_by) else Status.RUNNING
