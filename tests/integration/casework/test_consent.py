"""Consent of whoever is spoken for: kept with its history, asked again, never a refusal, and the end of what goes out."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.casework.desk import NotAllowed
from portal.casework.letters.readers import left_out, readers
from portal.casework.people import consent
from portal.casework.people.consent import COMPLAIN, KINDS, NO, NOT_YET, RECEIVE, RECORDS, YES
from portal.casework.people.safe_contact import Mail, safe_email
from portal.casework.stage.projection import standing_of
from portal.casework.thread.message import write_out
from portal.store.models import Case, Party, Task
from tests.factories import an_advocate_s_complaint
from tests.integration.casework.conftest import Office


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain selects: nothing here differs between the two databases."""
    return sqlite_url


@pytest.fixture
def case(office: Office) -> Case:
    return an_advocate_s_complaint(office.desk, consent_complain=None)


def speaker(case: Case) -> Party:
    return next(one for one in case.parties if one.role == "advocate")


def chasers(office: Office, kind: str = consent.TASK) -> list[Task]:
    return list(office.desk.session.scalars(sa.select(Task).where(Task.kind == kind, Task.done_at.is_(None))))


def test_no_consent_stops_neither_the_case_nor_a_date_and_somebody_asks_again(office: Office, case: Case) -> None:
    before = standing_of(office.desk, case)
    for _ in range(2):
        consent.give(office.desk, case, speaker(case), COMPLAIN, NOT_YET)
    after = standing_of(office.desk, case)
    assert [(one.clock.key, one.due_on, one.status) for one in after.clocks] == [(one.clock.key, one.due_on, one.status) for one in before.clocks]
    assert (case.state, [task.due_on for task in chasers(office)]) == ("new", [office.desk.calendar.add(office.desk.today, 5)])
    assert safe_email(office.desk.session, speaker(case).id, office.desk.today, Mail.LETTER) == "imogen@voices.example"
    consent.give(office.desk, case, speaker(case), COMPLAIN, YES, "spoken", office.desk.today)
    assert chasers(office) == []


def test_only_the_first_of_the_three_is_chased(office: Office, case: Case) -> None:
    consent.give(office.desk, case, speaker(case), RECEIVE, NOT_YET)
    consent.give(office.desk, case, speaker(case), RECORDS, NO)
    assert chasers(office) == []
    assert {kind: one.state for kind, one in consent.standing(office.desk.session, speaker(case).id, office.desk.today).items()} == {
        COMPLAIN: consent.NOT_ASKED,
        RECEIVE: NOT_YET,
        RECORDS: NO,
    }


def test_every_answer_is_kept_and_the_newest_counts(office: Office, case: Case) -> None:
    session, today, advocate = office.desk.session, office.desk.today, speaker(case)
    for days, answer in enumerate((NOT_YET, NO, YES)):
        consent.give(office.later(days), case, advocate, COMPLAIN, answer, "written", note=f"answer {days}")
    assert [row.note for row in consent.of(session, advocate.id)] == ["answer 2", "answer 1", "answer 0"]
    assert consent.stopped_on(session, advocate.id, today + timedelta(days=2)) is None


@pytest.mark.parametrize("kind", [COMPLAIN, RECEIVE])
def test_from_the_day_it_is_taken_back_nothing_goes_to_them(office: Office, case: Case, kind: str) -> None:
    session, today, advocate = office.desk.session, office.desk.today, speaker(case)
    given = consent.give(office.desk, case, advocate, kind, YES, "written", today)
    consent.withdraw(office.later(3), case, given, today + timedelta(days=3))
    assert [consent.stopped_on(session, advocate.id, today + timedelta(days=n)) for n in (2, 3, 9)] == [None, given.withdrawn_on, given.withdrawn_on]
    assert safe_email(session, advocate.id, today + timedelta(days=3), Mail.RECEIPT) is None
    with pytest.raises(NotAllowed, match="nothing more"):
        write_out(office.later(3), advocate, "Here is what we found.")
    assert [task.due_on for task in chasers(office, consent.TAKEN_BACK_TASK)] == [office.desk.calendar.add(today + timedelta(days=3), 1)]
    consent.give(office.later(4), case, advocate, kind, NOT_YET)
    assert consent.stopped_on(session, advocate.id, today + timedelta(days=4)) is not None, "being asked again is no yes"
    consent.give(office.later(5), case, advocate, kind, YES)
    assert consent.stopped_on(session, advocate.id, today + timedelta(days=5)) is None


def test_the_last_day_still_counts_and_the_next_does_not(office: Office, case: Case) -> None:
    session, advocate, last = office.desk.session, speaker(case), office.desk.today + timedelta(days=30)
    consent.give(office.desk, case, advocate, COMPLAIN, YES, "written", office.desk.today, last)
    assert consent.stopped_on(session, advocate.id, last) is None
    assert consent.stopped_on(session, advocate.id, last + timedelta(days=1)) == last + timedelta(days=1)
    assert consent.standing(session, advocate.id, last + timedelta(days=1))[COMPLAIN].state == consent.OVER


def test_that_only_the_child_gets_the_answer_stops_nothing_but_the_answer(office: Office, case: Case) -> None:
    session, today, advocate = office.desk.session, office.desk.today, speaker(case)
    assert not consent.may_have_answer(session, advocate, today), "nobody has asked"
    consent.give(office.desk, case, advocate, RECEIVE, NO)
    assert (consent.may_have_answer(session, advocate, today), consent.stopped_on(session, advocate.id, today)) == (False, None)
    consent.give(office.desk, case, advocate, RECEIVE, YES)
    assert consent.may_have_answer(session, advocate, today)


def test_what_cannot_be_is_refused(office: Office, case: Case) -> None:
    desk, today, advocate = office.desk, office.desk.today, speaker(case)
    child = next(one for one in case.parties if one.role == "child")
    tomorrow = today + timedelta(days=1)
    for wrong in (
        lambda: consent.give(desk, case, child, COMPLAIN, YES),
        lambda: consent.give(desk, case, advocate, "everything", YES),
        lambda: consent.give(desk, case, advocate, COMPLAIN, "perhaps"),
        lambda: consent.give(desk, case, advocate, COMPLAIN, YES, "guessed"),
        lambda: consent.give(desk, case, advocate, COMPLAIN, YES, "written", tomorrow),
        lambda: consent.give(desk, case, advocate, COMPLAIN, YES, "written", today, today - timedelta(days=1)),
        lambda: consent.give(desk, case, advocate, COMPLAIN, YES, file_id=advocate.id),
        lambda: consent.withdraw(desk, case, consent.give(desk, case, advocate, RECORDS, NO), today),
        lambda: consent.withdraw(desk, case, consent.give(desk, case, advocate, RECORDS, YES), tomorrow),
    ):
        with pytest.raises(NotAllowed):
            wrong()
    assert set(KINDS) == {COMPLAIN, RECEIVE, RECORDS}


def test_the_answer_goes_to_the_child_where_nobody_agreed_that_the_advocate_gets_it(office: Office, case: Case) -> None:
    desk, advocate = office.desk, speaker(case)
    child = next(one for one in case.parties if one.role == "child")
    assert (readers(desk, case, "answer"), left_out(desk, case, "answer")) == ([child], [advocate])
    assert (readers(desk, case, "route"), left_out(desk, case, "route")) == ([advocate, child], [])
    given = consent.give(desk, case, advocate, RECEIVE, YES)
    assert (readers(desk, case, "answer"), left_out(desk, case, "answer")) == ([advocate, child], [])
    consent.withdraw(desk, case, given, desk.today)
    assert (readers(desk, case, "route"), left_out(desk, case, "route")) == ([child], [advocate])
