"""Sending: one transaction, the same reference and code however often, and nothing that was not said."""

from dataclasses import replace

import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.intake.draft import FreshCode
from portal.casework.intake.submit import submit, submit_now
from portal.casework.reading.people import reach_of
from portal.store.models import Alarm, Case, CaseEvent, Contact, Draft, Outbox, Party, SafeContact
from tests.factories import SAID
from tests.integration.casework.conftest import Office

FRESH = FreshCode("H-256789", "apple bridge candle drum engine feather", "hash one")
OTHER = FreshCode("H-9CDFHJ", "garden hammer island jacket kettle ladder", "hash two")


def a_draft(office: Office) -> Draft:
    draft, _token = drafts.start(replace(office.desk, by=None), "parent")
    drafts.keep(office.desk, draft, SAID)
    return draft


def count(office: Office, table: type) -> int:
    return office.desk.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_sending_makes_a_contact_a_case_people_and_the_first_event(office: Office) -> None:
    sent = submit(office.desk, a_draft(office), SAID, FRESH)
    case = office.desk.session.scalars(sa.select(Case)).one()
    assert (sent.reference, sent.words) == (FRESH.reference, FRESH.words)
    assert (case.state, case.procedure, case.due_clock) == ("new", "intake", "triage")
    assert {party.role for party in office.desk.session.scalars(sa.select(Party))} == {"complainant", "child"}
    assert [event.event for event in office.desk.session.scalars(sa.select(CaseEvent))] == ["received"]


def test_what_was_sent_is_kept_exactly(office: Office) -> None:
    story = "Line one\n\n  spaces  and ‮ bidi, żółć, 𐍈, {{7*7}} <script>alert(1)</script>"
    submit(office.desk, a_draft(office), {**SAID, "story": story}, FRESH)
    assert office.desk.session.scalars(sa.select(Contact)).one().answers["story"] == story


def test_sending_twice_gives_the_same_reference_and_code_and_makes_nothing(office: Office) -> None:
    draft = a_draft(office)
    first = submit(office.desk, draft, SAID, FRESH)
    second = submit(office.desk, draft, SAID, OTHER)
    assert (second.reference, second.words, second.is_new) == (first.reference, first.words, False)
    assert (count(office, Contact), count(office, Case)) == (1, 1)


def test_the_code_of_a_saved_draft_opens_what_was_sent(office: Office) -> None:
    draft = a_draft(office)
    drafts.save(office.desk, draft, FRESH)
    sent = submit(office.desk, draft, SAID, OTHER)
    complainant = office.desk.session.scalars(sa.select(Party).where(Party.role == "complainant")).one()
    assert (sent.reference, complainant.code_hash) == (FRESH.reference, FRESH.hash)


def test_after_sending_the_draft_holds_no_answers(office: Office) -> None:
    draft = a_draft(office)
    submit(office.desk, draft, SAID, FRESH)
    assert draft.answers == {}


def test_a_channel_that_was_not_called_safe_is_not_safe(office: Office) -> None:
    submit(office.desk, a_draft(office), {**SAID, "safe_phone": ["text"], "safe_email": []}, FRESH)
    safe = office.desk.session.scalars(sa.select(SafeContact)).one()
    assert safe.may_text
    assert not (safe.may_ring or safe.may_voicemail or safe.may_email or safe.may_email_letters or safe.may_post or safe.may_say_who)


def test_how_to_reach_somebody_in_danger_is_what_they_wrote_and_no_yes_of_ours(office: Office) -> None:
    submit_now(office.desk, a_draft(office), {"kind": "danger", "in_danger": "yes", "now_reach": "yes", "now_how": "Text only, never ring"}, FRESH)
    reach = reach_of(office.desk.session.scalars(sa.select(SafeContact)).one(), may_see=True)
    assert (reach.channels, reach.details) == ({}, {"now_how": "Text only, never ring"})


def test_danger_said_and_sent_is_urgent_and_wakes_the_rota(office: Office) -> None:
    submit(office.desk, a_draft(office), {**SAID, "in_danger": "yes"}, FRESH)
    assert office.desk.session.scalars(sa.select(Case)).one().rank == 0
    assert count(office, Alarm) == 1
    assert "page" in set(office.desk.session.scalars(sa.select(Outbox.kind)))


def test_danger_answered_and_not_sent_tells_nobody(office: Office) -> None:
    drafts.keep(office.desk, a_draft(office), {"in_danger": "yes"})
    assert (count(office, Contact), count(office, Alarm), count(office, Outbox)) == (0, 0, 0)


def test_tell_the_team_now_is_a_contact_of_its_own_and_the_form_goes_on(office: Office) -> None:
    draft = a_draft(office)
    now = submit_now(office.desk, draft, {"kind": "danger", "in_danger": "yes", "now_what": "Come"}, FRESH)
    again = submit_now(office.desk, draft, {"kind": "danger", "in_danger": "yes", "now_what": "Come"}, OTHER)
    whole = submit(office.desk, draft, SAID, OTHER)
    assert (now.reference, again.reference, whole.reference) == (FRESH.reference, FRESH.reference, OTHER.reference)
    follows = office.desk.session.scalars(sa.select(Contact).where(Contact.reference == whole.reference)).one().follows_id
    assert follows == office.desk.session.scalars(sa.select(Contact.id).where(Contact.reference == now.reference)).one()


def test_something_that_should_wait_comes_right_after_danger(office: Office) -> None:
    submit(office.desk, a_draft(office), {**SAID, "wait": "yes", "wait_what": "The move"}, FRESH)
    case = office.desk.session.scalars(sa.select(Case)).one()
    assert (case.rank, case.due_clock) == (1, "freeze")


def test_i_would_rather_talk_starts_a_callback_clock_of_one_working_day(office: Office) -> None:
    submit(office.desk, a_draft(office), {"kind": "talk", "phone": "01632 960222"}, FRESH)
    case = office.desk.session.scalars(sa.select(Case)).one()
    assert (case.due_clock, case.due_on) == ("callback", office.desk.calendar.add(office.desk.today, 1))


def test_exit_ends_the_browser_s_hold_and_a_draft_that_was_never_saved(office: Office) -> None:
    _draft, token = drafts.start(office.desk, "parent")
    office.desk.session.flush()
    drafts.end(office.desk.session, token)
    assert drafts.open_draft(office.desk, token) is None
    assert count(office, Draft) == 0


def test_exit_keeps_a_saved_draft_under_its_code(office: Office) -> None:
    draft, token = drafts.start(office.desk, "parent")
    drafts.save(office.desk, draft, FRESH)
    office.desk.session.flush()
    drafts.end(office.desk.session, token)
    assert drafts.open_draft(office.desk, token) is None
    assert count(office, Draft) == 1


def test_a_reference_that_is_taken_is_not_given_again(office: Office) -> None:
    submit(office.desk, a_draft(office), SAID, FRESH)
    second = submit(office.desk, a_draft(office), SAID, FRESH)
    assert second.reference != FRESH.reference
    assert second.words == FRESH.words
