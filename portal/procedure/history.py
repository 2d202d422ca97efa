"""What counts of a case's history: the live happenings in their order, holds, points of complaint, flags."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter

from portal.procedure.event import CLOSINGS, OPENINGS
from portal.procedure.model import Clock, Event, Ground, Happening, Stage

_place = attrgetter("place")


def _earlier_ends_last(happening: Happening) -> tuple[date, bool, bool, tuple[date, int, str]]:
    """An earlier system says that a case is closed: of what it says of one day that comes last, and what happened here comes after it."""
    is_earlier = happening.details.get("earlier") is True
    return happening.on, not is_earlier, is_earlier and happening.event in CLOSINGS, happening.place


def live(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """The happenings that were not taken back, by day, event and id. Taking back a taking-back revives what it took back."""
    every = tuple(happenings)
    voiders: dict[str, list[str]] = {}
    for happening in every:
        if happening.voids is not None:
            voiders.setdefault(happening.voids, []).append(happening.id)
    counts = _counting({happening.id for happening in every}, voiders) if voiders else None
    kept = every if counts is None else (h for h in every if h.id in counts)
    return tuple(sorted((h for h in kept if h.event is not Event.VOIDED), key=lambda h: h.place))


def _counting(ids: set[str], voiders: dict[str, list[str]]) -> set[str]:
    """Which ids count: those that nothing counting takes back. Two that take back each other both do not."""
    counts: set[str] = set()
    void: set[str] = set()
    undecided = set(ids)
    while undecided:
        settled_in = {i for i in undecided if all(v in void for v in voiders.get(i, ()))}
        settled_out = {i for i in undecided if any(v in counts for v in voiders.get(i, ()))}
        if not settled_in and not settled_out:
            return counts
        counts |= settled_in
        void |= settled_out
        undecided -= settled_in | settled_out
    return counts


@dataclass(frozen=True)
class Hold:
    """A pause of the complaint. `ended_on` is the day it was resumed or the agreed last day, whichever came first."""

    id: str
    ground: str
    on: date
    issues: frozenset[str] | None
    review_on: date | None
    ended_on: date | None

    def is_open(self, today: date) -> bool:
        return self.on <= today and (self.ended_on is None or today < self.ended_on)

    def covers(self, day: date, today: date) -> bool:
        """Whether a day lies in the hold: after the day it began, up to the day it ended (or, unended, today)."""
        return self.on < day <= (self.ended_on or today)


class History:
    """A case's live happenings, and what they say together."""

    def __init__(self, happenings: Iterable[Happening], today: date) -> None:
        self.events = live(happenings)
        self.today = today
        self._by_event: dict[Event, list[Happening]] = {}
        for happening in self.events:
            self._by_event.setdefault(happening.event, []).append(happening)
        self.happened = frozenset(self._by_event)
        self.holds = tuple(self._hold(h) for h in self.all_of([Event.HELD]))
        self._holding: dict[tuple[date, frozenset[Ground]], tuple[Hold, ...]] = {}
        self.closing = self._closing()
        self._flags: dict[str, date] = {}
        for happening in self.events:
            for flag, value in happening.details.items():
                if value is True:
                    self._flags.setdefault(flag, happening.on)

    def all_of(self, events: Iterable[Event]) -> list[Happening]:
        return sorted((h for event in events for h in self._by_event.get(event, ())), key=_place)

    def first(self, events: Iterable[Event]) -> Happening | None:
        return min((self._by_event[event][0] for event in events if event in self._by_event), key=_place, default=None)

    def after(self, start: Happening, events: Iterable[Event]) -> Happening | None:
        """The first of these events after `start` that is for it, or for nothing named."""
        return min((h for event in events for h in self._next(start, event)), key=_place, default=None)

    def _next(self, start: Happening, event: Event) -> Iterator[Happening]:
        """At most one: the first of an event after `start` that is for it."""
        found = self._by_event.get(event, [])
        later = found[bisect_right(found, start.place, key=_place) :]
        return islice((h for h in later if h.details.get("for", start.id) == start.id), 1)

    def extensions(self, clock: Clock) -> tuple[Happening, ...]:
        keys = (clock.key, clock.extended_as)
        made = self._by_event.get(clock.extended_by, ()) if clock.extended_by else ()
        return tuple(h for h in made if h.details.get("clock") in keys)

    def is_answered(self, stage: Stage) -> bool:
        """Whether a case in this stage may be closed: something ended it, or a first answer came and the rest of the work is done."""
        if any(h.details.get("final") is not False for h in self.all_of(stage.closes_after)):
            return True
        return any(h.details.get("stage") == stage.key for h in self.all_of((Event.STAGE_CONCLUDED,)))

    def flagged_on(self, flag: str) -> date | None:
        """The day on which a happening first said so ("urgent", "child")."""
        return self._flags.get(flag)

    def holding(self, day: date, grounds: frozenset[Ground]) -> tuple[Hold, ...]:
        """The holds on these grounds that together keep a day from counting."""
        if (day, grounds) not in self._holding:
            found = [h for h in self.holds if h.ground in grounds and h.covers(day, self.today)]
            self._holding[day, grounds] = self._all_covered(day, found)
        return self._holding[day, grounds]

    def holding_now(self, grounds: frozenset[Ground]) -> tuple[Hold, ...]:
        """The holds on these grounds by which a clock stands still today."""
        return self._all_covered(self.today, [h for h in self.holds if h.ground in grounds and h.is_open(self.today)])

    def is_hold_open_ended(self, grounds: frozenset[Ground]) -> bool:
        return any(hold.ended_on is None for hold in self.holding_now(grounds))

    def _all_covered(self, day: date, holds: list[Hold]) -> tuple[Hold, ...]:
        """The holds, if no live point is left to answer; a hold that names no points covers the whole complaint."""
        whole = tuple(hold for hold in holds if hold.issues is None)
        if whole or not holds:
            return whole
        points = self.issues(day)
        covered = frozenset[str]().union(*(hold.issues or () for hold in holds))
        return tuple(holds) if points and points <= covered else ()

    def issues(self, day: date) -> frozenset[str]:
        """The points of complaint that are live on a day."""
        points: set[str] = set()
        for happening in self.all_of((Event.TRIAGED, Event.ISSUE_ADDED, Event.ISSUE_DROPPED)):
            if happening.on > day:
                break
            points |= set(happening.details.get("issues", ())) if happening.event is Event.TRIAGED else set()
            points |= {happening.details["issue"]} if happening.event is Event.ISSUE_ADDED else set()
            points -= {happening.details["issue"]} if happening.event is Event.ISSUE_DROPPED else set()
        return frozenset(points)

    def _closing(self) -> Happening | None:
        """The event by which the case is closed now; None if it is open or was opened again."""
        closing: Happening | None = None
        for happening in sorted(self.all_of(CLOSINGS | OPENINGS), key=_earlier_ends_last):
            closing = None if happening.event in OPENINGS else closing or happening
        return closing

    def _hold(self, happening: Happening) -> Hold:
        ends = [h.on for h in self.all_of([Event.RESUMED]) if h.on >= happening.on and h.details.get("hold", happening.id) == happening.id]
        until = happening.date_of("until")
        issues = happening.details.get("issues")
        return Hold(
            id=happening.id,
            ground=str(happening.details.get("ground", "")),
            on=happening.on,
            issues=None if issues is None else frozenset(issues),
            review_on=happening.date_of("review_on"),
            ended_on=min([*ends, *([until] if until else [])], default=None),
        )
