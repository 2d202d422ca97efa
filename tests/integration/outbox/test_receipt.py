"""The mail that says 'we have it': whatever the mail server does, sending is safe, and the mail tells nothing."""

import time
from datetime import timedelta

import pytest

from portal.store.models import Case, CaseStage, SafeContact
from tests.integration.outbox.scene import ADDRESS, MONDAY, STORY
from tests.sizes import size

QUICK = 2.0  # seconds a submission may take here; a mail server that is down or slow would cost far more


def change_safe_contact(council, **change):
    with council.desk() as desk:
        (safe,) = desk.session.query(SafeContact).all()
        for name, value in change.items():
            setattr(safe, name, value)


def test_whoever_called_email_safe_gets_one_mail_and_the_case_says_so(council, postbox):
    case = council.send()
    council.work()
    assert postbox.to == [ADDRESS]
    assert council.happened(case) == ["received", "receipt_mailed"]


def test_the_receipt_stops_no_clock(council):
    council.send()
    (before,) = council.rows(CaseStage, CaseStage.clock == "acknowledge")
    council.work()
    (after,) = council.rows(CaseStage, CaseStage.clock == "acknowledge")
    assert (after.status, after.due_on, after.stopped_on) == (before.status, before.due_on, None)
    assert after.status == "running"


@pytest.mark.parametrize("kind", ["complaint", "compliment", "not_sure"])
def test_the_mail_is_the_same_whatever_it_is_about(council, postbox, kind):
    council.send()
    council.send(kind=kind)
    council.work()
    (_, one), (_, other) = postbox.got
    assert (one["Subject"], one.get_payload()) == (other["Subject"], other.get_payload())


def test_the_mail_carries_no_word_of_the_person_the_story_or_the_case(council, postbox):
    case = council.send()
    council.work()
    text = postbox.got[0][1].as_string().lower()
    (row,) = council.rows(Case)
    for secret in ("zebrafish", "ada", "quillfeather", "complain", row.reference.lower(), str(case), "http", "mother"):
        assert secret not in text.replace(ADDRESS, ""), secret


def test_nobody_who_did_not_call_email_safe_is_written_to(council, postbox):
    council.send(safe_email=None)
    council.send(safe_email=["email_letters"])
    council.send(email=None)
    council.work()
    assert postbox.got == []
    assert council.jobs("acknowledge") == []


@pytest.mark.parametrize("change", [{"may_email": False}, {"to_on": MONDAY.date()}, {"details": {}}])
def test_who_changed_their_mind_before_it_went_is_not_written_to(council, postbox, change):
    council.send()
    change_safe_contact(council, **change)
    council.work()
    assert postbox.got == []
    assert [job.state for job in council.jobs("acknowledge")] == ["done"]


def test_a_new_safe_address_gets_it_and_the_old_one_does_not(council, postbox):
    council.send()
    change_safe_contact(council, details={"email": "new@example.org"})
    council.work()
    assert postbox.to == ["new@example.org"]


def test_sending_does_not_wait_for_a_mail_server_that_is_down(council, postbox):
    postbox.stop()
    began = time.monotonic()
    case = council.send()
    assert time.monotonic() - began < QUICK
    council.work()
    assert council.happened(case) == ["received"]
    assert [(job.state, job.attempts) for job in council.jobs("acknowledge")] == [("ready", 1)]


def test_sending_does_not_wait_for_a_slow_mail_server(council, postbox):
    postbox.after = 5
    began = time.monotonic()
    council.send()
    assert time.monotonic() - began < QUICK
    council.work()
    assert [job.state for job in council.jobs("acknowledge")] == ["ready"]


@pytest.mark.parametrize("answer", ["421 4.3.0 closing", "451 4.7.1 greylisted", "450 4.2.1 busy"])
def test_a_server_that_says_later_is_tried_later(council, postbox, answer):
    case = council.send()
    postbox.answer = answer
    council.work()
    assert council.tasks(case) == []
    postbox.answer = ""
    council.later(seconds=15)
    council.work()
    assert postbox.to == [ADDRESS]


def test_an_address_that_is_refused_for_good_is_a_task_today_and_seen_on_the_case(council, postbox):
    case = council.send()
    postbox.answer = f"550 5.1.1 <{ADDRESS}> unknown, about {STORY}"
    council.work()
    assert council.tasks(case) == ["mail_failed"]
    (details,) = council.details(case, "mail_failed")
    assert details["mail"] == "acknowledge"
    (job,) = council.jobs("acknowledge")
    assert (job.state, job.body_sealed) == ("failed", None)
    assert set(job.error) <= set("abcdefghijklmnopqrstuvwxyz_0123456789"), "a code, never what the server said"
    council.later(days=1)
    council.work()
    assert council.tasks(case) == ["mail_failed"], "it is not tried again"


def test_after_an_outage_of_a_day_all_of_it_goes_within_fifteen_minutes(council, postbox):
    postbox.stop()
    cases = [council.send() for _ in range(size(300))]
    for _ in range(6):
        council.work()
        council.later(hours=4)
    council.work()
    postbox.start()
    council.work_until(council.now + timedelta(minutes=15))
    assert len(postbox.got) == len(cases)
    assert len(set(postbox.ids)) == len(cases)


def test_after_three_days_of_trying_a_person_is_told(council, postbox):
    postbox.stop()
    case = council.send()
    council.work()
    council.later(days=2, hours=23)
    council.work()
    assert council.tasks(case) == []
    council.later(hours=2)
    council.work()
    assert council.tasks(case) == ["mail_failed"]


def test_the_outbox_holds_no_address_and_no_word_in_the_clear(council, postbox):
    council.send()
    (job,) = council.jobs("acknowledge")
    assert ADDRESS.encode() not in job.body_sealed
    assert ADDRESS not in f"{job.dedupe} {job.kind} {job.error}"
