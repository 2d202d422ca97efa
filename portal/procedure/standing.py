"""Where a case stands: its stage, its clocks, what is due next and what may happen next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.procedure.calendar import Calendar
from portal.procedure.event import NEEDS, ONCE
from portal.procedure.history import History, Hold
from portal.procedure.model import Clock, Event, Happening, Procedure, Sentence, Stage, Unit
from portal.procedure.running import Running, run
from portal.procedure.word import Word
from portal.text import N_


class State(Word):
    """Whether a case is worked on; on hold, some of its clocks may still run."""

    OPEN = "open", N_("Open")
    ON_HOLD = "on_hold", N_("On hold")
    CLOSED = "closed", N_("Closed")


@dataclass(frozen=True)
class Standing:
    """Where a case stands on a day. `next_clock` is the one of our clocks that is due first (overdue ones come first)."""

    procedure: Procedure
    stage: Stage
    state: State
    clocks: tuple[Running, ...]
    next_clock: Running | None
    holds: tuple[Hold, ...]
    may: frozenset[Event]

    @property
    def next_due(self) -> date | None:
        return self.next_clock.due_on if self.next_clock else None

    @property
    def main(self) -> Running | None:
        """The clock that says when this stage must be answered."""
        return self.clock(self.stage.main) if self.stage.main else None

    def clock(self, key: str) -> Running | None:
        """The newest run of a clock."""
        return next((running for running in reversed(self.clocks) if running.clock.key == key), None)


def standing(procedure: Procedure, happenings: Iterable[Happening], calendar: Calendar, today: date) -> Standing:
    """Where a case stands on `today`, from what happened and when; never from the order in which it was typed.

    Happenings that were voided do not count. Choosing another procedure reads the same happenings again, so its clocks have
    run since they began. Raises ValueError if a date in the details is not an ISO date.
    """
    history = History(happenings, today)
    reached = _reached(procedure, history)
    stage = reached[-1]
    clocks = _clocks(procedure, reached, history, calendar)
    is_closed = history.closing is not None
    holds = tuple(hold for hold in history.holds if hold.is_open(today))
    return Standing(
        procedure=procedure,
        stage=stage,
        state=State.CLOSED if is_closed else State.ON_HOLD if holds else State.OPEN,
        clocks=clocks,
        next_clock=_next(clocks, stage),
        holds=holds,
        may=_may(procedure, reached, history, clocks),
    )


def check_extension(running: Running, on: date, due: date, calendar: Calendar) -> Sentence | None:
    """Why a clock cannot be given a new date on a day; None if it can."""
    if running.clock.extended_by is None:
        return Sentence(N_("This date cannot be changed."))
    if running.started_on is None or running.due_on is None:
        return Sentence(N_("This clock has not started, so there is no date to change."))
    if not running.is_open:
        return Sentence(N_("This is done, so there is no date to change."))
    if on > running.due_on:
        return Sentence(N_("The date, %(due)s, has already passed. A new date can only be set before that."), {"due": running.due_on})
    if due <= running.due_on:
        return Sentence(N_("The new date must be later than %(due)s."), {"due": running.due_on})
    if running.latest_on is not None and due > running.latest_on:
        return Sentence(N_("The latest date possible is %(latest)s."), {"latest": running.latest_on})
    if running.clock.unit is Unit.WORKING and (reason := calendar.why_not(due)):
        return Sentence(N_("%(due)s is not a working day (%(reason)s)."), {"due": due, "reason": reason})
    return None


def _reached(procedure: Procedure, history: History) -> tuple[Stage, ...]:
    """The stages up to the furthest one that has begun; at least the first."""
    begun = [n for n, stage in enumerate(procedure.stages) if stage.begins in history.happened]
    return procedure.stages[: max(begun, default=0) + 1]


def _clocks(procedure: Procedure, reached: tuple[Stage, ...], history: History, calendar: Calendar) -> tuple[Running, ...]:
    found: list[Running] = []
    for clock in (*(clock for stage in reached for clock in stage.clocks), *procedure.clocks):
        if clock.each:
            found += [run(clock, start, None, history, calendar) for start in history.all_of(clock.starts)]
        else:
            found.append(run(clock, history.first(clock.starts), _awaited(clock, found), history, calendar))
    return tuple(found)


def _awaited(clock: Clock, found: Iterable[Running]) -> date | None:
    """When the event that a clock waits for is due by the clock that asks for it."""
    for running in found:
        if running.clock.is_ours and not set(clock.starts).isdisjoint(running.clock.stops):
            return running.due_on
    return None


def _next(clocks: Iterable[Running], stage: Stage) -> Running | None:
    owed = [running for running in clocks if running.is_open and running.clock.is_ours and not running.clock.is_reminder and running.due_on]
    # Of two due on one day the stage's own clock is named.
    return min(owed, key=lambda r: (r.due_on or date.max, r.clock.key != stage.main), default=None)


def _may(procedure: Procedure, reached: tuple[Stage, ...], history: History, clocks: Iterable[Running]) -> frozenset[Event]:
    """What may happen next. What an earlier stage allowed stays possible, since it may be written down late."""
    if Event.RECEIVED not in history.happened:
        return frozenset({Event.RECEIVED})
    after = procedure.stages[len(reached) : len(reached) + 1]
    if history.closing is not None:
        allowed = procedure.allows_closed | {stage.begins for stage in after}
    else:
        allowed = procedure.allows.union(*(stage.allows for stage in reached))
    refused = ONCE & history.happened
    refused |= {event for event, needed in NEEDS.items() if needed not in history.happened}
    if not any(hold.ended_on is None or history.today < hold.ended_on for hold in history.holds):
        refused |= {Event.RESUMED, Event.HOLD_REVIEWED}
    if not any(_can_extend(running) for running in clocks):
        refused |= {Event.EXTENDED}
    if not history.is_answered(reached[-1]):
        refused |= {Event.CLOSED}
    return allowed - refused


def _can_extend(running: Running) -> bool:
    """Whether a new date is possible. That the old one has passed is for `check_extension`: it may be written down late."""
    if running.clock.extended_by is None or running.due_on is None or running.started_on is None:
        return False
    return running.is_open and (running.latest_on is None or running.due_on < running.latest_on)
