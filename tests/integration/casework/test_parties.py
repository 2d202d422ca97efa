"""Who is on a case after sending: two who complain together, a child and whoever speaks for them, somebody a worker heard."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.intake.draft import FreshCode
from portal.casework.intake.submit import Sent, submit
from portal.casework.reading.people import reach_of
from portal.casework.stage.projection import REST, WAIT
from portal.store.models import Case, Draft, Outbox, Party, SafeContact, Task
from tests import factories
from tests.factories import COUPLE, PASSED_ON, SAID
from tests.integration.casework.conftest import Office

FIRST = FreshCode("H-256789", "apple bridge candle drum engine feather", "hash one")
SECOND = FreshCode("H-9CDFHJ", "garden hammer island jacket kettle ladder", "hash two")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is sent and told is the same on both."""
    return sqlite_url


def send(office: Office, fresh: FreshCode, fresh_with: FreshCode | None, **said: Any) -> tuple[Draft, Sent]:
    desk = replace(office.desk, by=None)
    draft, _token = drafts.start(desk, "parent")
    return draft, submit(desk, draft, {**SAID, **COUPLE, **said}, fresh, fresh_with=fresh_with)


def parties(office: Office, case: Case, role: str) -> list[Party]:
    select = sa.select(Party).where(Party.case_id == case.id, Party.role == role).order_by(Party.id)
    return list(office.desk.session.scalars(select))


def safe(office: Office, party: Party) -> SafeContact:
    return office.desk.session.scalars(sa.select(SafeContact).where(SafeContact.party_id == party.id)).one()


def test_two_who_complain_together_have_a_reference_a_code_and_safe_ways_each(office: Office) -> None:
    case = factories.a_couple(office.desk)
    ada, bruno = parties(office, case, "complainant")
    assert (ada.name, bruno.name) == ("Ada Quillfeather", "Bruno Marchbanks")
    assert ada.reference == case.reference
    assert len({ada.reference, bruno.reference, None}) == 3
    assert (ada.code_hash, bruno.code_hash) == ("hash A", "hash B")
    assert (safe(office, ada).may_ring, safe(office, ada).may_text) == (True, False)
    assert (safe(office, bruno).may_ring, safe(office, bruno).may_text) == (False, True)
    assert safe(office, bruno).details == {"phone": "01632 960 222", "email": "bruno@example.org"}


def test_what_the_first_ticked_says_nothing_of_the_second(office: Office) -> None:
    case = factories.a_couple(office.desk, with_safe_phone=None, with_safe_email=None, safe_email=["email", "email_letters"], safe_post=["post"])
    reach = reach_of(safe(office, parties(office, case, "complainant")[1]), may_see=True)
    assert not any(reach.channels.values())


def test_each_of_two_gets_a_receipt_where_they_called_e_mail_safe(office: Office) -> None:
    factories.a_couple(office.desk)
    assert office.desk.session.scalar(sa.select(sa.func.count()).where(Outbox.kind == "acknowledge")) == 2


def test_sending_twice_shows_the_same_two_codes(office: Office) -> None:
    draft, first = send(office, FIRST, SECOND)
    again = submit(office.desk, draft, {**SAID, **COUPLE}, SECOND, fresh_with=FIRST)
    assert (first.words, first.with_words) == (FIRST.words, SECOND.words)
    assert (again.reference, again.words, again.with_reference, again.with_words) == (first.reference, first.words, first.with_reference, first.with_words)
    assert first.with_name == "Bruno Marchbanks"


def test_once_the_page_was_read_neither_code_is_kept(office: Office) -> None:
    draft, _sent = send(office, FIRST, SECOND)
    drafts.sent_page_read(draft)
    assert (draft.words_sealed, draft.with_words_sealed) == (None, None)


def test_a_code_nobody_read_in_a_day_goes_with_the_other(office: Office) -> None:
    draft, _sent = send(office, FIRST, SECOND)
    draft.words = None
    drafts.sweep(office.desk.session, office.desk.now + timedelta(hours=25))
    assert draft.with_words_sealed is None


@pytest.mark.parametrize(("asked", "made"), [("later", SECOND), ("show", None)], ids=["given later", "no code was made"])
def test_the_second_code_is_shown_only_where_it_was_asked_for(office: Office, asked: str, made: FreshCode | None) -> None:
    _draft, sent = send(office, FIRST, made, with_code=asked)
    assert (sent.with_reference, sent.with_words) == ("", "")
    second = office.desk.session.scalars(sa.select(Party).where(Party.role == "complainant").order_by(Party.id.desc())).first()
    assert second is not None
    assert (second.code_hash, bool(second.reference), second.code_made_on) == (None, True, None)


def test_the_complaint_an_advocate_sends_is_the_child_s_and_the_code_the_advocate_s(office: Office) -> None:
    case = factories.an_advocate_s_complaint(office.desk)
    (child,), (advocate,) = parties(office, case, "child"), parties(office, case, "advocate")
    assert (case.from_whom, case.raised_by, parties(office, case, "complainant")) == ("advocate", "advocate", [])
    assert (advocate.speaks_for_id, advocate.reference, child.code_hash) == (child.id, case.reference, None)
    assert reach_of(safe(office, child), may_see=True).channels == {}, "what the advocate wrote is no yes of the child's"


def test_whoever_speaks_only_for_the_child_is_their_representative(office: Office) -> None:
    case = factories.a_sent_complaint(office.desk, relation="friend", speaks_for="child", child_name=None, child_age=None)
    (speaker,), (child,) = parties(office, case, "representative"), parties(office, case, "child")
    assert (speaker.speaks_for_id, speaker.reference) == (child.id, case.reference)
    assert (case.raised_by, case.is_subject_identified) == ("family_representative", None)


def test_whoever_speaks_for_both_complains_too(office: Office) -> None:
    case = factories.a_sent_complaint(office.desk, relation="grandparent", speaks_for="both")
    assert parties(office, case, "complainant")[0].speaks_for_id == parties(office, case, "child")[0].id
    assert (case.raised_by, case.is_subject_identified) == ("self", True)


def test_several_children_are_each_on_the_case(office: Office) -> None:
    case = factories.a_sent_complaint(office.desk, more_children="yes", child2_name="Zelda", child2_lives="foster", child3_age="2")
    assert [(child.name, child.about) for child in parties(office, case, "child")] == [
        ("Zebedee Quillfeather", {"age": "8"}),
        ("Zelda", {"lives": "foster"}),
        ("", {"age": "2"}),
    ]


def test_what_a_worker_heard_is_the_person_s_and_nobody_has_a_code_yet(office: Office) -> None:
    case = factories.passed_on(office.desk)
    (person,), (worker,) = parties(office, case, "complainant"), parties(office, case, "passed_on_by")
    assert (person.name, person.relation, person.reference, person.code_hash) == ("Kit Ashgrove", "child", case.reference, None)
    assert (worker.name, worker.reference) == ("Walt Worker", None)
    assert reach_of(safe(office, person), may_see=True).channels == {}
    assert (case.from_whom, case.raised_by, case.is_subject_identified) == ("passed_on", "professional", True)


def test_whoever_passes_something_on_is_shown_a_reference_and_no_code(office: Office) -> None:
    draft, _token = drafts.start(replace(office.desk, by=None), "pass_on")
    sent = submit(office.desk, draft, PASSED_ON, FIRST)
    assert (sent.reference, sent.words, sent.has_code) == (FIRST.reference, "", False)
    assert sent.write_by >= office.desk.today, "nobody is told a day that is over"


def test_the_clock_runs_from_the_day_it_was_heard(office: Office) -> None:
    heard = office.desk.today - timedelta(days=7)
    case = factories.passed_on(office.desk, heard_on=heard.isoformat())
    assert (case.received_on, case.due_on) == (heard, office.desk.calendar.add(heard, 2))
    assert (case.events[0].on, case.events[0].at) == (heard, office.desk.now)


@pytest.mark.parametrize("days", [1, -367, -3_000])
def test_a_day_that_cannot_be_right_is_looked_at_and_the_clock_runs_from_today(office: Office, days: int) -> None:
    case = factories.passed_on(office.desk, heard_on=(office.desk.today + timedelta(days=days)).isoformat())
    assert case.received_on == office.desk.today
    assert office.desk.session.scalars(sa.select(Task.kind).where(Task.case_id == case.id)).all() == ["check_heard"]


def test_nothing_to_look_at_where_the_day_is_right(office: Office) -> None:
    case = factories.passed_on(office.desk, heard_on=(office.desk.today - timedelta(days=366)).isoformat())
    assert office.desk.session.scalars(sa.select(Task.kind).where(Task.case_id == case.id)).all() == []


def test_a_language_that_was_asked_for_by_name_is_kept_for_letters(office: Office) -> None:
    case = factories.a_couple(office.desk, language="Polish")
    assert [party.language for party in parties(office, case, "complainant")] == ["pl", "en"]


def test_a_day_that_was_named_brings_the_answer_forward(office: Office) -> None:
    tomorrow = factories.a_sent_complaint(office.desk, wait="yes", wait_what="The move", wait_when="tomorrow")
    passed = factories.a_sent_complaint(office.desk, wait="yes", wait_what="The move", wait_when="1.1.2026")
    later = factories.a_sent_complaint(office.desk, wait="yes", wait_what="The move", wait_when="when school begins")
    due = [next(row.due_on for row in case.stages if row.clock == "freeze") for case in (tomorrow, passed, later)]
    assert due == [office.desk.today, office.desk.today, office.desk.calendar.add(office.desk.today, 1)]


def test_words_that_nobody_on_duty_reads_rank_like_a_freeze_request(office: Office) -> None:
    polish = factories.a_sent_complaint(office.desk, written_in="pl")
    arabic = factories.a_sent_complaint(office.desk, story="لا أحد يرد على الهاتف منذ ثلاثة أسابيع ولا أفهم الرسالة")
    english = factories.a_sent_complaint(office.desk)
    assert [case.rank for case in (polish, arabic, english)] == [WAIT, WAIT, REST]
    assert [(case.contact.is_unreadable, case.contact.is_not_screened) for case in (polish, arabic, english)] == [(True, True), (True, True), (False, False)]
    tasks = office.desk.session.execute(sa.select(Task.case_id, Task.kind, Task.due_on)).all()
    due = office.desk.calendar.add(office.desk.today, 1)
    assert set(tasks) == {(polish.id, "translate", due), (arabic.id, "translate", due)}
