"""The page of somebody who came back: messages both ways, how to reach them, who speaks for them, and nothing of anybody else."""

from dataclasses import replace

import pytest

from portal.casework.letters.letter import send, write
from portal.casework.people.advocacy import Speaker, add
from portal.casework.thread.message import write_out
from portal.casework.thread.statement import PAGE, send_to_check
from portal.casework.thread.statement import answer as answer_statement
from portal.store.models import Message, SafeContact, Task
from tests import factories
from tests.integration.public.office import Office, first
from tests.integration.public.returning import come_back, do, give_codes


@pytest.fixture
def office(app, settings, clock):
    """What staff do behind the page."""
    return Office(app, settings, clock)


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


def test_choosing_a_language_keeps_a_message_that_is_not_sent(office):
    office.app.config["LANGUAGES"] = ("en", "pl")
    _case, (code,) = office.sent()
    me = come_back(office.app, code)
    assert "/languages/pl?to=/back?part" in do(me, "write", "languages", message="Half a message").html
    page = me.open("/languages/pl?to=/back?part=write")
    assert page.fields["message"] == ["Half a message"] and page.all("button", form="answers", value="languages")
    assert office.rows(Message) == []


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


def test_what_staff_wrote_down_is_agreed_or_changed_on_the_page(office):
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


def test_a_second_press_ends_nobody_else_s_part(office):
    case_id, (code,) = office.sent()
    for name in ("Grete Graypaw", "Horst Heather"):
        office.on(case_id, lambda desk, case, name=name: add(desk, case, Speaker(first(desk, case), "I rang her.", name, role="representative")))
    me = come_back(office.app, code)
    form = me.open("/back?part=helper").fields
    for _press in range(2):
        me.client.post("/back", data={**form, "who": "1"})
    words = me.open("/back").words
    assert "Grete" not in words and "Horst Heather" in words


def test_what_was_written_for_something_that_is_past_goes_to_the_team(office):
    case_id, (code,) = office.sent()
    office.on(case_id, lambda desk, case: send_to_check(desk, case, first(desk, case), "She was moved on a Friday.", PAGE))
    me = come_back(office.app, code)
    form = me.open("/back?part=told").fields
    office.on(case_id, lambda desk, case: answer_statement(desk, case, first(desk, case), "yes"))
    for text in ("She was moved on a Friday.", "It was a Monday.", "It was a Monday."):
        me.client.post("/back", data={**form, "told": "changed", "told_text": text})
    assert "It was a Monday." in me.open("/back").words
    assert [one.kind for one in office.rows(Message)] == ["message"]


def test_a_first_name_is_shown_only_where_the_council_says_so(office, settings):
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


def test_whoever_was_heard_by_a_worker_did_not_tell_us_themselves(office):
    def make(desk):
        case = factories.passed_on(desk)
        return case.id, give_codes(desk, case, office.database.keys.pepper)

    _case, (code,) = office.at_the_desk(make)
    assert "We heard of it on Monday 16 November." in come_back(office.app, code).page.words
