"""The stages as they went: read from the events of a case of today, and of an earlier system's with its gaps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage import escalate
from portal.casework.stage.acknowledge import acknowledge
from portal.casework.stage.close import close
from portal.casework.stage.find import find, issues
from portal.casework.stage.hold import Pause, hold
from portal.casework.stage.projection import happenings, refresh, standing_of
from portal.casework.stage.record import record
from portal.casework.stage.withdraw import not_accept, not_pursued, withdraw
from portal.casework.thread.status import where
from portal.casework.upkeep import fill_runs
from portal.procedure.model import Event
from portal.procedure.running import Status
from portal.store.database import new_id
from portal.store.models import Case, Proposal, StageRun
from tests.factories import a_sent_complaint, a_triaged_case
from tests.integration.casework.conftest import Office, acknowledged

COLUMNS = ("requested_on", "started_on", "acknowledged_on", "statement_agreed_on", "due_on", "extended_to", "first_response_on", "concluded_on")
CODES = ("late_reason", "outcome")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is written down is the same on both."""
    return sqlite_url


def went(case: Case) -> dict[str, dict[str, Any]]:
    """stage -> what its row says, without what is empty."""
    return {run.stage: {name: said for name in COLUMNS + CODES if (said := getattr(run, name)) is not None} for run in case.stage_runs}


def found(desk: Desk, case: Case, stage: str = "stage1") -> None:
    find(desk, case, {str(issue.id): "upheld" for issue in issues(desk, case)}, stage)


def an_earlier_case(office: Office, days_ago: int = 100) -> tuple[Desk, Case]:
    """A complaint of an earlier system: nothing of it is known but the day it came."""
    desk = replace(office.desk, by=None, brings_in=True)
    contact, nothing = a_sent_complaint(office.desk).contact, {name: [] for name in ("parties", "events", "stages", "stage_runs")}
    case = Case(id=new_id(), key_id=contact.key_id, contact=contact, reference="H-234567", kind="complaint", from_whom="parent", **nothing)
    case.procedure, case.stage, case.received_on = "statutory", "stage1", office.desk.today - timedelta(days=days_ago)
    office.desk.session.add(case)
    record(desk, case, Event.RECEIVED, on=case.received_on)
    return desk, case


def test_stage_1_is_there_from_triage_with_the_date_it_was_first_due(office: Office) -> None:
    sent = a_sent_complaint(office.desk)
    assert went(sent) == {}
    case, today = acknowledged(office), office.desk.today
    assert went(case)["stage1"] == {"started_on": today, "acknowledged_on": today, "due_on": office.desk.calendar.add(today, 10)}


def test_every_stage_is_written_down_in_its_turn(office: Office) -> None:
    case, day = acknowledged(office), office.desk.today
    later = office.later(60)
    found(later, case)
    escalate.respond(later, case, 1, day + timedelta(days=1))
    escalate.request(later, case, 2, day + timedelta(days=2))
    escalate.start(later, case, 2, day + timedelta(days=3))
    escalate.agree_statement(later, case, day + timedelta(days=4))
    found(later, case, "stage2")
    escalate.respond(later, case, 2, day + timedelta(days=50))
    escalate.explain_late(later, case, 2, "service_late", day + timedelta(days=51))
    escalate.request(later, case, 3, day + timedelta(days=52))
    stages = went(case)
    assert (stages["stage1"]["first_response_on"], stages["stage1"]["concluded_on"]) == (day + timedelta(days=1),) * 2
    assert stages["stage2"] == {
        "requested_on": day + timedelta(days=2),
        "started_on": day + timedelta(days=3),
        "statement_agreed_on": day + timedelta(days=4),
        "due_on": office.desk.calendar.add(day + timedelta(days=2), 25),
        "first_response_on": day + timedelta(days=50),
        "concluded_on": day + timedelta(days=50),
        "late_reason": "service_late",
    }
    assert stages["stage3"] == {"requested_on": day + timedelta(days=52)}
    assert case.stage == "stage3"


def test_after_a_first_answer_the_stage_is_finished_on_a_day_of_its_own(office: Office) -> None:
    case = acknowledged(office)
    found(office.desk, case)
    escalate.respond(office.desk, case, 1, office.desk.today, is_final=False)
    assert "concluded_on" not in went(case)["stage1"]
    with pytest.raises(NotAllowed):
        close(office.desk, case)
    escalate.conclude(office.later(5), case, 1, office.later(5).today)
    assert went(case)["stage1"]["concluded_on"] == office.later(5).today
    close(office.later(5), case)
    assert case.state == "closed"


TOO_EARLY: dict[str, Callable[[Desk, Case], None]] = {
    "an answer while a point has no finding": lambda desk, case: escalate.respond(desk, case, 1, desk.today),
    "finishing what was not answered": lambda desk, case: escalate.conclude(desk, case, 1, desk.today),
    "work on a stage nobody asked for": lambda desk, case: escalate.start(desk, case, 2, desk.today),
    "a statement of a stage nobody asked for": lambda desk, case: escalate.agree_statement(desk, case, desk.today),
    "asking for stage 1": lambda desk, case: escalate.request(desk, case, 1, desk.today),
    "stage 3 before stage 2": lambda desk, case: escalate.request(desk, case, 3, desk.today),
    "a fourth stage": lambda desk, case: escalate.start(desk, case, 4, desk.today),
    "a late reason that is not on the list": lambda desk, case: escalate.explain_late(desk, case, 1, "because", desk.today),
    "a due date out of the air": lambda desk, case: escalate.set_due(desk, case, 1, desk.today, None, desk.today),
    "not taken on by one person alone": lambda desk, case: not_accept(desk, case, desk.today, "out_of_time"),
    "not taken on without a reason": lambda desk, case: not_accept(desk, case, desk.today),
    "given up without three tries": lambda desk, case: not_pursued(desk, case, desk.today),
    "withdrawn for no reason there is": lambda desk, case: withdraw(desk, case, desk.today, "because"),
}


def test_what_cannot_be_yet_is_refused_and_writes_nothing(office: Office) -> None:
    case = a_triaged_case(office.desk, responder=office.manager)
    before = len(case.events)
    for what, act in TOO_EARLY.items():
        with pytest.raises(NotAllowed):
            act(office.desk, case)
        assert len(case.events) == before, what


def test_a_complaint_is_given_up_only_after_three_tries_in_two_ways_the_last_a_letter(office: Office) -> None:
    case = a_triaged_case(office.desk, said={"call_me": ["yes"]}, responder=office.manager)
    later, last = office.later(30), office.later(30).today
    for event, days in ((Event.CALLBACK_TRIED, 1), (Event.CALLBACK_TRIED, 3)):
        record(later, case, event, on=office.desk.today + timedelta(days=days))
    with pytest.raises(NotAllowed):
        not_pursued(later, case, last)
    record(later, case, Event.LETTER_SENT, on=office.desk.today + timedelta(days=9))
    not_pursued(later, case, last)
    assert case.closed_on == last


def test_a_complaint_is_not_taken_on_once_a_second_person_agreed_and_the_letter_went(office: Office) -> None:
    case = a_triaged_case(office.desk, responder=office.manager)
    agreed: dict[str, Any] = {"by_id": office.officer.id, "decided_by_id": office.colleague.id, "decision": "agreed"}
    proposal = Proposal(id=new_id(), key_id=case.key_id, case_id=case.id, act="not_accept", reason="out_of_time", at=office.desk.now, **agreed)
    office.desk.session.add(proposal)
    with pytest.raises(NotAllowed):
        not_accept(office.desk, case, office.desk.today, "out_of_time")
    record(office.desk, case, Event.LETTER_SENT)
    not_accept(office.desk, case, office.desk.today, "out_of_time")
    assert (case.state, case.events[-1].details) == ("closed", {"reason": "out_of_time"})
    page = where(office.desk, case, case.parties[0])
    assert page.says.startswith("We do not look into this as a complaint.")
    assert (page.steps, page.path, page.is_bad_news, page.can_stop) == ((), (), True, False)


def test_an_earlier_system_s_history_keeps_its_gaps_and_says_where_it_came_from(office: Office) -> None:
    desk, case = an_earlier_case(office)
    assert went(case) == {}, "nobody said that stage 1 was worked on"
    day = case.received_on
    escalate.respond(desk, case, 1, day + timedelta(days=30))
    escalate.set_due(desk, case, 1, day + timedelta(days=14), day + timedelta(days=28), day)
    escalate.start(desk, case, 2, day + timedelta(days=40))
    close(desk, case, on=day + timedelta(days=40))
    assert went(case) == {
        "stage1": {
            "due_on": day + timedelta(days=14),
            "extended_to": day + timedelta(days=28),
            "first_response_on": day + timedelta(days=30),
            "concluded_on": day + timedelta(days=30),
        },
        "stage2": {"started_on": day + timedelta(days=40)},
    }
    assert (case.stage, case.state, case.closed_on) == ("stage2", "closed", day + timedelta(days=40))
    assert all(row.details["earlier"] is True for row in case.events)


def test_an_earlier_system_s_dates_must_still_be_possible(office: Office) -> None:
    desk, case = an_earlier_case(office)
    for day in (case.received_on - timedelta(days=1), desk.today + timedelta(days=1)):
        with pytest.raises(NotAllowed):
            escalate.respond(desk, case, 1, day)


@pytest.mark.parametrize(("end", "event"), [(withdraw, "withdrawn"), (not_pursued, "not_pursued"), (not_accept, "not_accepted")])
def test_an_earlier_system_s_endings_need_nobody_of_today(office: Office, end: Callable[[Desk, Case, date, str], None], event: str) -> None:
    desk, case = an_earlier_case(office)
    end(desk, case, case.received_on, "court")
    assert (case.state, case.events[-1].event, case.events[-1].details["reason"]) == ("closed", event, "court")


def test_a_case_that_comes_in_on_hold_stands_still_as_its_reason_says(office: Office) -> None:
    desk, case = an_earlier_case(office, days_ago=5)
    hold(desk, case, Pause("", (), desk.today, reason="court"), "", "", on=case.received_on)
    assert case.state == "held"
    main = standing_of(desk, case).main
    assert main and main.status is Status.HELD


def test_an_open_case_that_came_in_goes_on_by_todays_rules(office: Office) -> None:
    desk, case = an_earlier_case(office, days_ago=5)
    escalate.respond(desk, case, 1, case.received_on)
    escalate.request(office.desk, case, 2, office.desk.today)
    assert went(case)["stage2"] == {"requested_on": office.desk.today, "due_on": office.desk.calendar.add(office.desk.today, 25)}
    with pytest.raises(NotAllowed):
        acknowledge(office.desk, case, "letter", office.desk.today)


def test_rows_rebuilt_from_events_equal_those_kept_and_are_written_only_when_they_change(office: Office) -> None:
    case = acknowledged(office)
    found(office.desk, case)
    escalate.respond(office.desk, case, 1, office.desk.today)
    escalate.request(office.desk, case, 2, office.desk.today)
    office.desk.session.flush()
    kept, ids = went(case), {run.id for run in case.stage_runs}
    refresh(office.desk, case, happenings(office.desk.session, case))
    assert ({run.id for run in case.stage_runs}, any(map(office.desk.session.is_modified, case.stage_runs))) == (ids, False)
    case.stage_runs.clear()
    office.desk.session.flush()
    refresh(office.desk, case, happenings(office.desk.session, case))
    assert went(case) == kept


def test_an_upgrade_fills_in_the_stages_of_the_cases_that_were_there_before(office: Office) -> None:
    cases = [acknowledged(office) for _ in range(3)]
    kept = [went(case) for case in cases]
    office.desk.session.flush()
    office.desk.session.query(StageRun).delete()
    office.desk.session.expire_all()
    last = fill_runs(office.desk, at_once=2)
    assert fill_runs(office.desk, last, at_once=2) is None
    office.desk.session.flush()
    assert [went(case) for case in cases] == kept
    versions = [case.version for case in cases]
    assert fill_runs(office.desk) is None, "nothing is left to fill in"
    assert [case.version for case in cases] == versions
