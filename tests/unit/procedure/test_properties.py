"""What is true of every history, whatever happened and whenever it was typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.procedure.catalogue import CATALOGUE, catalogue
from portal.procedure.event import NEEDS
from portal.procedure.explain import Mark, explain
from portal.procedure.model import MOVING, Event, Ground, Happening, Procedure
from portal.procedure.running import Status
from portal.procedure.standing import standing
from tests.sizes import size
from tests.unit.procedure.story import CORPORATE, ENGLAND, STATUTORY

FEW = settings(max_examples=size(120), deadline=None)
FIRST = date(2026, 10, 1)
TODAY = date(2027, 3, 1)
OTHERS = {Event.RECEIVED, Event.CLOSED, Event.MESSAGE_SENT, Event.REOPENED, Event.WITHDRAWN, Event.NOT_ACCEPTED, Event.BROUGHT_IN}
EVENTS = sorted(OTHERS.union(*(stage.allows for procedure in (STATUTORY, CORPORATE) for stage in procedure.stages)))

days = st.integers(0, 150).map(lambda n: FIRST + timedelta(days=n))
details = st.fixed_dictionaries(
    {
        "clock": st.sampled_from(["stage1", "stage2"]),
        "due": days.map(date.isoformat),
        "ground": st.sampled_from(list(Ground)),
        "issue": st.sampled_from("abc"),
        "urgent": st.booleans(),
        "earlier": st.booleans(),
        "final": st.booleans(),
        "stage": st.sampled_from(["stage1", "stage2"]),
    },
    optional={"until": days.map(date.isoformat), "issues": st.lists(st.sampled_from("abc"), max_size=3)},
)


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    count = draw(st.integers(1, 9))
    ids = [str(n) for n in range(count)]
    voids = st.none() | st.sampled_from(ids)
    return [Happening(id, draw(st.sampled_from(EVENTS)), draw(days), draw(details), draw(voids)) for id in ids]


@FEW
@given(histories(), st.randoms(use_true_random=False), st.sampled_from(list(CATALOGUE.values())))
def test_the_order_in_which_things_were_typed_never_matters(history: list[Happening], shuffler: object, procedure: Procedure) -> None:
    typed = list(history)
    shuffler.shuffle(typed)  # type: ignore[attr-defined]
    assert standing(procedure, typed, ENGLAND, TODAY) == standing(procedure, history, ENGLAND, TODAY)


@FEW
@given(st.integers(0, 60), st.integers(1, 40), st.integers(1, 40))
def test_an_extension_made_after_the_due_date_leaves_the_clock_missed(received: int, late: int, longer: int) -> None:
    start = FIRST + timedelta(days=received)
    due = ENGLAND.add(start, 10)
    on = due + timedelta(days=late)
    extended = Happening("e", Event.EXTENDED, on, {"clock": "stage1", "due": (on + timedelta(days=longer)).isoformat()})
    now = standing(STATUTORY, [Happening("r", Event.RECEIVED, start), extended], ENGLAND, on)
    assert now.main and (now.main.due_on, now.main.status, now.main.extensions[0].in_time) == (due, Status.MISSED, False)


@FEW
@given(histories(), days, st.sampled_from(sorted(set(Ground) - MOVING)), st.sampled_from([STATUTORY, CORPORATE]))
def test_a_hold_that_does_not_move_a_clock_moves_nothing(history: list[Happening], on: date, ground: Ground, procedure: Procedure) -> None:
    hold = Happening("hold", Event.HELD, on, {"ground": ground})
    with_hold = standing(procedure, [*history, hold], ENGLAND, TODAY)
    assert with_hold.clocks == standing(procedure, history, ENGLAND, TODAY).clocks


@FEW
@given(histories(), st.sampled_from([STATUTORY, CORPORATE]))
def test_no_date_is_later_than_the_latest_possible_one(history: list[Happening], procedure: Procedure) -> None:
    clocks = standing(procedure, history, ENGLAND, TODAY).clocks
    assert [r for r in clocks if r.latest_on and r.due_on and r.due_on > r.latest_on] == []


@FEW
@given(histories(), st.sampled_from([STATUTORY, CORPORATE]))
def test_only_a_moving_hold_takes_a_date_beyond_the_cap(history: list[Happening], procedure: Procedure) -> None:
    unheld = [h for h in history if h.event is not Event.HELD]
    for running in standing(procedure, unheld, ENGLAND, TODAY).clocks:
        start = running.started_on or running.starts_by
        if start and running.clock.cap is not None:
            assert running.due_on and running.due_on <= ENGLAND.add(start, running.clock.cap)


@FEW
@given(histories(), st.sampled_from([STATUTORY, CORPORATE]))
def test_the_working_of_every_date_adds_up(history: list[Happening], procedure: Procedure) -> None:
    for running in standing(procedure, history, ENGLAND, TODAY).clocks:
        working = explain(running, ENGLAND)
        numbers = [day.number for day in working.days if day.number is not None]
        assert numbers == list(range(len(numbers)))
        due = [day for day in working.days if Mark.DUE in day.marks]
        assert [day.on for day in due] == ([running.due_on] if running.due_on else [])


@FEW
@given(histories())
def test_what_was_taken_back_is_as_if_it_had_never_been(history: list[Happening]) -> None:
    clean = [replace(h, voids=None) for h in history if h.event is not Event.VOIDED]
    wrong = Happening("wrong", Event.ANSWERED, FIRST)
    undone: Sequence[Happening] = [*clean, wrong, Happening("undo", Event.VOIDED, TODAY, voids="wrong")]
    assert standing(STATUTORY, undone, ENGLAND, TODAY) == standing(STATUTORY, clean, ENGLAND, TODAY)


OF_A_COUNCIL = {
    "wales": {"preset": "wales-2014"},
    "two": {"preset": "two-stage", "stages": [{"days": 10}, {"days": 20}]},
    "one": {"preset": "one-stage", "stages": [{"days": 5}]},
}


def test_every_procedure_can_be_followed_to_its_end_from_every_stage() -> None:
    for procedure in catalogue(OF_A_COUNCIL).values():
        seen, stages = walk(procedure)
        clocked = {event for clock in procedure.all_clocks for event in (*clock.starts[:1], *clock.stops[:1])}
        assert clocked - seen == set(), f"{procedure.key}: a clock waits for what can never happen"
        assert stages == {stage.key for stage in procedure.stages}, f"{procedure.key}: a stage that cannot be ended"


def walk(procedure: Procedure) -> tuple[set[Event], set[str]]:
    """Goes through a procedure doing always the earliest thing still possible: what was possible, and where it could be ended."""
    steps = {stage.begins for stage in procedure.stages}.union(*(stage.closes_after for stage in procedure.stages))
    steps |= {event for clock in procedure.all_clocks for event in (*clock.starts[:1], *clock.stops[:1])}
    steps |= {NEEDS[event] for event in steps if event in NEEDS}
    ends = procedure.ends - {Event.WITHDRAWN, Event.NOT_PURSUED, Event.NOT_ACCEPTED}
    seen: set[Event] = set()
    ended: set[str] = set()
    way: list[Happening] = []
    while True:
        now = standing(procedure, way, ENGLAND, TODAY)
        seen |= now.may
        ended |= set() if ends.isdisjoint(now.may) else {now.stage.key}
        onward = [event for event in Event if event in now.may & steps and event not in {h.event for h in way}]
        if not onward:
            return seen, ended
        way.append(Happening(str(len(way)), onward[0], FIRST + timedelta(days=len(way))))
