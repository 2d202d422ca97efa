"""The page of somebody who came back: where it stands, what comes next, the next stage, and stopping."""

import pytest

from portal.casework.stage.close import close
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Tally, Task
from tests import factories
from tests.integration.public.office import Office, answered
from tests.integration.public.returning import come_back, do, give_codes


@pytest.fixture
def office(app, settings, clock):
    """What staff do behind the page."""
    return Office(app, settings, clock)


def test_it_says_where_it_stands_and_what_comes_next_with_its_day(office):
    _case, (code,) = office.sent()
    page = come_back(office.app, code).page
    assert "You told us on Monday 23 November. We have it. The complaints team reads it first." in page.words
    assert "Somebody will write to you by Wednesday 25 November, if you told us a safe way." in page.words
    assert "answer by" not in page.words, "the day of the answer is not said before somebody has sorted it"
    assert "Zebrafish" not in page.words and code.reference not in page.words


def test_what_is_late_says_so_and_what_to_do(office, clock):
    _case, (code,) = office.sorted()
    clock.move(days=30)
    page = come_back(office.app, code).page
    assert "You should have had our answer by Monday 7 December." in page.words
    assert "This is late, and we are sorry." in page.words and "Ombudsman" in page.words


def test_after_twenty_working_days_the_next_stage_can_be_asked_for(office, clock):
    case_id, (code,) = office.sorted()
    clock.move(days=25)
    assert "You can ask for the next stage now" not in come_back(office.app, code).page.words
    clock.move(days=4)
    me = come_back(office.app, code)
    assert "You can ask for the next stage now." in me.page.words
    assert "somebody new looks into it from the start" in do(me, "next", why_next="").words
    assert office.happened(case_id)[-1] == "stage2_requested"


def test_what_nobody_has_sorted_by_then_becomes_a_task(office, clock):
    case_id, (code,) = office.sent()
    clock.move(days=29)
    do(come_back(office.app, code), "next", why_next="Nobody rang.")
    assert {one.kind for one in office.rows(Task)} >= {"next_stage", "read_message"}
    assert "stage2_requested" not in office.happened(case_id)


def test_after_an_answer_it_asks_first_whether_somebody_is_unhappy_then_how_it_felt(office):
    case_id, (code,) = office.sorted()
    office.on(case_id, lambda desk, case: (answered(desk, case), close(desk, case)))
    me = come_back(office.app, code)
    assert "We have answered. You can still come back." in me.page.words and "closed" not in me.page.words.lower().replace("closes", "")
    assert me.page.words.index("I am not happy with the answer") < me.page.words.index("Tell us how it felt")
    do(me, "felt", felt="bad")
    assert [(one.kind, one.answer, one.count) for one in office.rows(Tally)] == [("felt", "bad", 1)]
    assert "Tell us how it felt" not in me.open("/back").words
    do(me, "next", why_next="It is not what I said.")
    do(me, "next", why_next="It is not what I said.")
    assert office.happened(case_id).count("stage2_requested") == 1
    assert "next_stage" not in {one.kind for one in office.rows(Task)}


def test_bad_news_asks_nobody_how_it_felt(office):
    case_id, (code,) = office.sorted()

    def decline(desk, case):
        answered(desk, case)
        record(desk, case, Event.STAGE2_REQUESTED)
        record(desk, case, Event.STAGE2_DECLINED)

    office.on(case_id, decline)
    me = come_back(office.app, code)
    assert "We will not look into it again at stage 2" in me.page.words and "how it felt" not in me.page.words
    assert me.open("/back?part=felt").url == "/back"


def test_who_was_not_heard_from_opens_it_again_by_looking(office):
    case_id, (code,) = office.sorted()
    office.on(case_id, lambda desk, case: record(desk, case, Event.NOT_PURSUED))
    page = come_back(office.app, code).page
    assert office.happened(case_id)[-1] == "reopened"
    assert "A manager looks into it" in page.words


def test_stopping_is_asked_for_and_nothing_stops_by_itself(office):
    case_id, (code,) = office.sorted()
    page = do(come_back(office.app, code), "stop", why_stop="I am tired.")
    assert "Before we stop, we ask you if somebody told you to." in page.words
    assert office.happened(case_id)[-1] == "withdrawal_asked"
    assert [one.kind for one in office.rows(Task)] == ["withdrawal"]


def test_a_compliment_speaks_of_thanks(office):
    kind = {"kind": "compliment", "procedure": "compliment", "points": ()}
    _case, (code,) = office.sorted(said={"kind": "compliment"}, **kind)
    page = come_back(office.app, code).page
    assert "Thank you. We are passing it on" in page.words and "next stage" not in page.words


def test_who_speaks_for_a_child_is_asked_once_how_they_are_treated_and_worse_is_the_manager_s_today(office, clock):
    def make(desk):
        case = factories.an_advocate_s_complaint(desk)
        return case.id, give_codes(desk, case, office.database.keys.pepper)

    case_id, (code,) = office.at_the_desk(make)
    assert "Tell us how it has been" not in come_back(office.app, code).page.words
    clock.move(days=14)
    me = come_back(office.app, code)
    assert "Tell us how it has been" in me.page.words
    assert "Tell us how it has been" not in do(me, "since", since="worse").words
    assert [(one.kind, one.due_on) for one in office.rows(Task, Task.kind == "treated_worse")] == [("treated_worse", clock().date())]
    assert [(one.kind, one.answer) for one in office.rows(Tally)] == [("treated", "worse")]
    assert me.open("/back?part=since").url == "/back"
    assert office.happened(case_id)[-1] == "noted"


def test_after_the_last_stage_it_says_whom_else_to_ask_and_a_person_reads_what_is_written(office):
    case_id, (code,) = office.sorted()

    def to_the_end(desk, case):
        answered(desk, case)
        for event in (Event.STAGE2_REQUESTED, Event.ADJUDICATED, Event.PANEL_REQUESTED, Event.PANEL_HELD, Event.PANEL_REPORTED, Event.PANEL_ANSWERED):
            record(desk, case, event)

    office.on(case_id, to_the_end)
    me = come_back(office.app, code)
    assert "?part=unhappy" in me.page.html and me.open("/back?part=next").url == "/back"
    page = me.open("/back?part=unhappy")
    assert "There is no other stage with us." in page.words and "Ombudsman" in page.words
    me.press(url="/back", why_next="It is still wrong.")
    assert {one.kind for one in office.rows(Task)} == {"next_stage", "read_message"}
