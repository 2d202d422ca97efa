"""The page of somebody who came back: where it stands, messages both ways, and nothing of anybody else."""

import pytest
import sqlalchemy as sa

from portal.casework.letters.letter import send, write
from portal.casework.people.advocacy import Speaker, add
from portal.casework.stage.answer import answer, issues
from portal.casework.stage.close import close
from portal.casework.stage.record import record
from portal.casework.thread.message import write_out
from portal.procedure.model import Event
from portal.store.models import Case, CaseEvent, Message, SafeContact, Tally, Task
from tests import factories
from tests.integration.public.returning import come_back, do, give_codes


@pytest.fixture
def office(app, settings, clock):
    """What staff do behind the page."""
    return Office(app, settings, clock)


class Office:
    def __init__(self, app, settings, clock):
        self.app, self.settings, self.clock = app, settings, clock
        self.database = app.extensions["council"].database
        with factories.a_desk(self.database, settings, clock()) as desk:
            factories.the_lists(desk)
            self.officer = factories.a_user(desk, name="Olu Officerton")

    def at_the_desk(self, verb):
        with factories.a_desk(self.database, self.settings, self.clock(), self.officer) as desk:
            return verb(desk)

    def sent(self, **said):
        """(id of the case, codes) of a complaint that waits to be sorted."""

        def make(desk):
            case = factories.a_couple(desk, **said) if said.pop("couple", False) else factories.a_sent_complaint(desk, **said)
            return case.id, give_codes(desk, case, self.database.keys.pepper)

        return self.at_the_desk(make)

    def sorted(self, **choices):
        def make(desk):
            case = factories.a_triaged_case(desk, **choices)
            return case.id, give_codes(desk, case, self.database.keys.pepper)

        return self.at_the_desk(make)

    def on(self, case_id, verb):
        """Do something to a case: on(id, lambda desk, case: ...)."""
        return self.at_the_desk(lambda desk: verb(desk, desk.session.get(Case, case_id)))

    def rows(self, kind, *where):
        with self.database.reading() as session:
            return list(session.scalars(sa.select(kind).where(*where)))

    def happened(self, case_id):
        with self.database.reading() as session:
            return list(session.scalars(sa.select(CaseEvent.event).where(CaseEvent.case_id == case_id).order_by(CaseEvent.number)))


def answered(desk, case):
    answer(desk, case, {str(one.id): "upheld" for one in issues(desk, case)}, "Dear Ada, we found it out.", "post")


def first(desk, case, role="complainant"):
    return sorted((one for one in case.parties if one.role == role), key=lambda one: one.id)[0]


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


def test_a_message_goes_to_the_team_and_the_answer_waits_on_the_page(office):
    case_id, (code,) = office.sent()
    me = come_back(office.app, code)
    page = do(me, "write", message="He rang again.\nTwice.")
    assert "A person reads it by the next working day" in page.words and "He rang again. Twice." in page.words
    assert [(one.kind, one.due_on.isoformat()) for one in office.rows(Task)] == [("read_message", "2026-11-24")]
    office.on(case_id, lambda desk, case: write_out(desk, first(desk, case), "We will ask him not to."))
    assert [one.kind for one in office.rows(Task, Task.done_at.is_(None))] == []
    assert office.rows(Message, Message.direction == "out")[0].read_at is None
    assert "We will ask him not to." in me.open("/back").words
    assert office.rows(Message, Message.direction == "out")[0].read_at is not None
    assert "Olu" not in me.page.words and "Officerton" not in me.page.words


def test_a_message_pressed_twice_is_one_message_and_other_words_are_kept_too(office):
    case_id, (code,) = office.sent()
    me = come_back(office.app, code)
    form = me.open("/back?part=write").fields
    for words in ("Come at five.", "Come at five.", "Come at six."):
        me.client.post("/back", data={**form, "message": words})
    assert [one.kind for one in office.rows(Message)] == ["message"] * 2
    assert office.happened(case_id).count("message_received") == 2
    assert len(office.rows(Task)) == 1


def test_two_parents_never_see_a_word_of_each_other(office):
    case_id, (ada, bruno) = office.sent(couple=True)
    hers, his = come_back(office.app, ada), come_back(office.app, bruno)
    do(hers, "write", message="Canary of Ada")
    do(hers, "talk", phone="01632 960 999")
    do(hers, "stop", why_stop="Canary reason")

    def letters(desk, case):
        send(desk, case, write(desk, case, "hold", "Canary letter to Ada"), "post")
        write_out(desk, first(desk, case), "Canary answer to Ada")

    office.on(case_id, letters)
    for part in ("", "?part=write", "?part=reach", "?part=letter&n=1", "?part=stop"):
        page = his.open(f"/back{part}")
        assert "Canary" not in page.html and "Quillfeather" not in page.html and "960 999" not in page.html, part
    assert "ring you" not in his.open("/back").words, "that she asked for a call is not his to read"
    assert "There are no messages yet" in his.page.words and "Letters to you" not in his.page.words
    assert "We will try to ring you" in hers.open("/back").words and "Canary answer to Ada" in hers.page.words
    assert "Canary letter to Ada" in hers.open("/back?part=letter&n=1").words


def test_a_new_way_to_reach_somebody_takes_the_place_of_all_before(office):
    case_id, (code,) = office.sent()
    me = come_back(office.app, code)
    page = do(me, "reach", phone="01632 960 777", safe_phone=["text"])
    assert "Send a text" in page.words and "Ring you" not in page.words
    assert "960 777" not in page.html and "960 111" not in page.html, "the page shows no number to whoever looks over the shoulder"
    do(me, "reach", phone="01632 960 777", safe_phone=["text"])
    assert office.happened(case_id).count("contact_changed") == 1
    rows = office.rows(SafeContact)
    assert [(one.may_text, one.may_ring, one.may_email, one.to_on is None) for one in rows][-1] == (True, False, False, True)
    assert sum(one.to_on is None for one in rows) == 1


def test_whoever_would_rather_talk_is_rung_once_and_by_the_next_working_day(office):
    case_id, (code,) = office.sent()
    me = come_back(office.app, code)
    do(me, "talk", phone="01632 960 555")
    page = do(me, "talk", phone="01632 960 555")
    assert "We will try to ring you by Tuesday 24 November" in page.words
    assert office.happened(case_id).count("callback_asked") == 1


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


def test_what_staff_wrote_down_is_agreed_or_changed_on_the_page(office):
    from portal.casework.thread.statement import PAGE, send_to_check

    case_id, (code,) = office.sent()
    office.on(case_id, lambda desk, case: send_to_check(desk, case, first(desk, case), "She was moved on a Friday.", PAGE))
    me = come_back(office.app, code)
    assert "Is this what you told us?" in me.page.words
    me.open("/back?part=told")
    assert "She was moved on a Friday." in me.page.words
    assert "Write what you want to say instead" in me.press(url="/back", told="changed", told_text=" ").words
    assert "Is this what you told us?" not in do(me, "told", told="changed", told_text="On a Monday.").words
    assert office.happened(case_id)[-1] == "account_confirmed"


def test_a_person_ends_who_speaks_for_them_and_owes_no_reason(office):
    case_id, (code,) = office.sent()
    office.on(case_id, lambda desk, case: add(desk, case, Speaker(first(desk, case), "I rang her.", "Grete Graypaw", role="representative")))
    me = come_back(office.app, code)
    assert "Who speaks for you Grete Graypaw" in me.page.words
    assert "Choose who no longer speaks for you" in do(me, "helper", who="7").words
    page = do(me, "helper", who="1")
    assert "They can see nothing of this any more." in page.words and "Grete" not in page.words
    assert "advocate_ended" in {one.kind for one in office.rows(Task)}


def test_a_first_name_is_shown_only_where_the_council_says_so(office, settings):
    from dataclasses import replace

    case_id, (code,) = office.sorted(holder=office.officer)
    assert "Olu" not in come_back(office.app, code).page.words
    named = replace(settings, team=replace(settings.team, first_names=True))
    running = office.app.extensions["council"]
    office.app.extensions["council"] = replace(running, settings=named)
    words = come_back(office.app, code).page.words
    assert "Olu in the complaints team looks after it." in words and "Officerton" not in words
    assert case_id


def test_an_advocate_with_an_account_and_whoever_is_no_longer_on_the_case_open_nothing(office):
    case_id, (code,) = office.sent()

    def change(**columns):
        office.on(case_id, lambda desk, case: [setattr(first(desk, case), name, value) for name, value in columns.items()])
        return come_back(office.app, code).page.words

    assert "We cannot open that" in change(user_id=office.officer.id)
    assert "We cannot open that" not in change(user_id=None)
    assert "We cannot open that" in change(to_on=office.clock().date())


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


def test_whoever_was_heard_by_a_worker_did_not_tell_us_themselves(office):
    def make(desk):
        case = factories.passed_on(desk)
        return case.id, give_codes(desk, case, office.database.keys.pepper)

    _case, (code,) = office.at_the_desk(make)
    assert "We heard of it on Monday 16 November." in come_back(office.app, code).page.words
