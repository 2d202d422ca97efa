"""The words of a procedure: happening, hold ground, clock, stage, procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from portal.procedure.event import CLOSINGS, PLACE, Event
from portal.procedure.word import Word
from portal.text import N_

__all__ = ["MOVING", "Clock", "Event", "Ground", "Happening", "Procedure", "Sentence", "Stage", "Unit", "UnknownSetting"]


class UnknownSetting(ValueError):
    """A council's setting names something that does not exist; the text is one plain sentence."""


@dataclass(frozen=True)
class Sentence:
    """A text marked for translation and what goes into it: `gettext(said.text, **said.values)`; dates stay dates."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.text % self.values


@dataclass(frozen=True)
class Happening:
    """One event of a case, as `standing` needs it.

    `on` is the London date it happened. `voids` is the id of a happening that this one takes back. What `details` may hold:

    - RECEIVED, RISK_NOTED, MADE_URGENT ...: "urgent", "child" (true): the shorter time of a clock applies from that day;
    - FREEZE_REQUESTED: "before" (ISO date of what is about to happen);
    - FREEZE_DECIDED, CALLED_BACK: "for" (id of the request it answers; absent = every earlier one);
    - TRIAGED: "issues" (list of ids); ISSUE_ADDED, ISSUE_DROPPED: "issue" (id);
    - EXTENDED: "clock" (key) and "due" (ISO date);
    - HELD: "ground", "issues" (ids it covers; absent = the whole complaint), "review_on", "until" (ISO dates);
    - RESUMED: "hold" (id of the hold it ends; absent = every one begun by then);
    - ANSWERED, ADJUDICATED ...: "final" (false: a first answer, after which work on the stage goes on);
    - STAGE_STARTED, STAGE_CONCLUDED, LATE_EXPLAINED: "stage" (its key); LATE_EXPLAINED: "reason" (code of the list);
    - STAGE2_REQUESTED, PANEL_REQUESTED: "is_day_known" (false: it was asked for, nobody knows when; the day is that of what followed);
    - BROUGHT_IN: "stage", "requested_on", "statement_agreed_on", "due_on" (ISO dates), "outcome", "from_whom": what only an earlier system says;
    - any: "earlier" (true): it was done in an earlier system.
    """

    id: str
    event: Event
    on: date
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    voids: str | None = None

    @property
    def place(self) -> tuple[date, int, str]:
        """Where it stands among the others: by day, then by the order of `Event`, then by id; never by when it was typed."""
        return self.on, PLACE[self.event], self.id

    def date_of(self, key: str) -> date | None:
        """The date under a key of the details. Raises ValueError if it is not an ISO date."""
        value = self.details.get(key)
        return date.fromisoformat(value) if isinstance(value, str) else value


class Ground(Word):
    """Why a complaint is on hold. Only the first three can move a clock; the rest are states with a chaser."""

    PROCEEDINGS = "proceedings", N_("Court or other proceedings")
    AGREED = "agreed", N_("The person agreed to wait")
    ADVOCATE = "advocate", N_("Waiting for an advocate")
    CONSENT = "consent", N_("Waiting for consent")
    TRANSLATION = "translation", N_("Waiting for a translation")
    ABSENCE = "absence", N_("Somebody we need is away")
    OTHER_PROCESS = "other_process", N_("Another process is going on")
    UNCLEAR = "unclear", N_("We need to ask what is meant")


MOVING = frozenset({Ground.PROCEEDINGS, Ground.AGREED, Ground.ADVOCATE})


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Clock:
    """A time limit: from the first of `starts` to the first of `stops`, `days` of `unit` later, the start being day 0.

    `cap` is the most days an extension can reach, counted from the same start. `source` says who set the number.
    `moved_by` are the hold grounds that stop it. `sooner` are shorter times for a case that is flagged ("urgent", "child").
    `day_before` names the detail of the start event that holds a date: the clock is due the day before it, if that is sooner.
    `ended_by` events end it without meeting it. `extended_as` is the clock whose extensions are its own too. `each`: every
    start event begins a run of its own. `is_ours` is false for the person's own time to ask for something. A reminder is for
    the daily list: it is never the date a case is sorted by.
    """

    key: str
    name: str
    starts: tuple[Event, ...]
    stops: tuple[Event, ...]
    days: int
    source: str
    cap: int | None = None
    unit: Unit = Unit.WORKING
    extended_by: Event | None = None
    extended_as: str | None = None
    moved_by: frozenset[Ground] = frozenset()
    sooner: Mapping[str, int] = field(default_factory=dict, hash=False)
    day_before: str | None = None
    ended_by: tuple[Event, ...] = ()
    each: bool = False
    is_ours: bool = True
    is_reminder: bool = False


@dataclass(frozen=True)
class Stage:
    """A part of a procedure: it begins with an event, has clocks, and allows events.

    `main` is the key of the clock that says when the stage must be answered, if one clock does. `closes_after`: a case in
    this stage may be closed once one of these has happened.
    """

    key: str
    name: str
    begins: Event
    clocks: tuple[Clock, ...]
    allows: frozenset[Event]
    closes_after: frozenset[Event]
    main: str | None = None

    def clock(self, key: str) -> Clock | None:
        return next((clock for clock in self.clocks if clock.key == key), None)


@dataclass(frozen=True)
class Procedure:
    """A course from the first event to the last: stages in order, and clocks that run in all of them.

    `ends`: the events after which nothing more is owed under this procedure. `allows` and `allows_closed`: what may happen
    in every stage, and to a closed case. `counts`: whether a case on it is a complaint in the figures.
    """

    key: str
    name: str
    stages: tuple[Stage, ...]
    clocks: tuple[Clock, ...] = ()
    allows: frozenset[Event] = frozenset()
    allows_closed: frozenset[Event] = frozenset()
    ends: frozenset[Event] = CLOSINGS
    counts: bool = True

    @property
    def all_clocks(self) -> tuple[Clock, ...]:
        return self.clocks + tuple(clock for stage in self.stages for clock in stage.clocks)
