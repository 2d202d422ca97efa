"""Stage 1: acknowledge, extend, hold, resume, answer, close, open again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from portal.access.visible import find_case
from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.first_words import first_words
from portal.casework.letters.letter import channels, send
from portal.casework.letters.words import GAP
from portal.casework.people.assign import hold_by
from portal.casework.stage.acknowledge import acknowledge
from portal.casework.stage.answer import answer, hand_in
from portal.casework.stage.close import close, reopen
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.find import issues
from portal.casework.stage.note import call_back, decide_wait, note, set_wait_day
from portal.casework.stage.pass_on import pass_on
from portal.casework.stage.projection import REST, happenings, refresh, standing_of
from portal.casework.stage.task import finish
from portal.store.models import Case, CaseEvent, CaseStage, Finding, Letter, Outbox, Task
from tests.factories import a_sent_complaint, a_triaged_case
from tests.integration.casework.conftest import Office, acknowledged

LETTER = "Dear Ada, ..."


def all_upheld(desk: Desk, case: Case) -> dict[str, str]:
    return {str(issue.id): "upheld" for issue in issues(desk, case)}


def test_acknowledging_leaves_the_answer_as_the_next_thing_due(office: Office) -> None:
    case = acknowledged(office)
    assert (case.due_clock, case.due_on) == ("stage1", office.desk.calendar.add(office.desk.today, 10))


def test_nothing_can_be_dated_in_the_future(office: Office) -> None:
    with pytest.raises(NotAllowed):
        acknowledge(office.desk, a_sent_complaint(office.desk), "phone", office.desk.today + timedelta(days=1))


def test_an_extension_moves_the_date_and_sends_a_letter(office: Office) -> None:
    case = acknowledged(office)
    latest = clock_to_extend(office.desk, case).latest_on
    assert latest == office.desk.calendar.add(office.desk.today, 20)
    extend(office.later(7), case, latest, "complex", LETTER, "post")
    assert case.due_on == latest
    assert office.desk.session.scalars(sa.select(Letter)).one().kind == "extension"


@pytest.mark.parametrize(("days", "reason", "letter"), [(21, "complex", LETTER), (15, "because", LETTER), (15, "complex", " ")])
def test_an_extension_needs_the_cap_a_reason_and_a_letter(office: Office, days: int, reason: str, letter: str) -> None:
    case = acknowledged(office)
    with pytest.raises(NotAllowed):
        extend(office.desk, case, office.desk.calendar.add(office.desk.today, days), reason, letter, "post")


def test_after_the_date_has_passed_nothing_can_be_extended(office: Office) -> None:
    case = acknowledged(office)
    with pytest.raises(NotAllowed):
        extend(office.later(16), case, office.desk.calendar.add(office.desk.today, 20), "complex", LETTER, "post")


def test_the_answer_needs_a_finding_for_every_point(office: Office) -> None:
    case = acknowledged(office)
    results = all_upheld(office.desk, case)
    results.popitem()
    with pytest.raises(NotAllowed, match="2"):
        answer(office.desk, case, results, LETTER, "post")


def test_the_answer_stops_the_clock_and_keeps_the_letter_as_sent(office: Office) -> None:
    case = acknowledged(office)
    answer(office.by(office.manager), case, all_upheld(office.desk, case), LETTER, "post")
    main = standing_of(office.desk, case).main
    assert main is not None and main.status.value == "met"
    assert {finding.result for finding in office.desk.session.scalars(sa.select(Finding))} == {"upheld"}
    letter = office.desk.session.scalars(sa.select(Letter)).one()
    assert letter.body == LETTER
    with pytest.raises(NotAllowed):
        send(office.desk, case, letter, "post")


def test_a_letter_with_a_gap_left_in_it_does_not_go(office: Office) -> None:
    case = acknowledged(office)
    unfinished = first_words(office.desk, case, "answer").replace("[say what was wrong]", "nobody rang [sic]")
    with pytest.raises(NotAllowed, match="Still to write"):
        answer(office.desk, case, all_upheld(office.desk, case), unfinished, "post")
    answer(office.desk, case, all_upheld(office.desk, case), GAP.sub("[sic]", unfinished), "post")


def test_no_case_closes_before_its_answer_has_gone(office: Office) -> None:
    case = acknowledged(office)
    with pytest.raises(NotAllowed):
        close(office.desk, case)
    answer(office.desk, case, all_upheld(office.desk, case), LETTER, "post")
    close(office.desk, case)
    assert (case.state, case.closed_on) == ("closed", office.desk.today)


def test_the_manager_who_answered_keeps_ten_working_days_after_closing(office: Office) -> None:
    case = acknowledged(office)
    answer(office.desk, case, all_upheld(office.desk, case), LETTER, "post")
    close(office.desk, case)
    last = office.desk.calendar.add(office.desk.today, 10)
    assert find_case(office.desk.session, office.manager, case.reference, last) is not None
    assert find_case(office.desk.session, office.manager, case.reference, last + timedelta(days=1)) is None


def test_a_closed_case_can_be_opened_again_with_its_history(office: Office) -> None:
    case = acknowledged(office)
    answer(office.desk, case, all_upheld(office.desk, case), LETTER, "post")
    close(office.desk, case)
    reopen(office.desk, case, "Wrote again")
    assert (case.state, case.closed_on) == ("open", None)


def test_a_letter_goes_by_email_only_where_that_was_called_safe_for_letters(office: Office) -> None:
    short_only = acknowledged(office, safe_email=["email"])
    assert channels(office.desk, short_only) == ["post"]
    with pytest.raises(NotAllowed):
        answer(office.desk, short_only, all_upheld(office.desk, short_only), LETTER, "email")
    letters_too = acknowledged(office, safe_email=["email_letters"])
    answer(office.desk, letters_too, all_upheld(office.desk, letters_too), LETTER, "email")
    assert "letter" in set(office.desk.session.scalars(sa.select(Outbox.kind)))


def test_two_tries_to_ring_leave_the_call_owed_and_reaching_them_settles_it(office: Office) -> None:
    case = a_sent_complaint(office.desk, kind="talk", story=None)
    call_back(office.desk, case, False, "No answer", office.desk.today)
    call_back(office.desk, case, False, "No answer", office.desk.today)
    assert case.due_clock == "callback"
    call_back(office.desk, case, True, "Spoke", office.desk.today)
    assert case.due_clock != "callback"


def test_a_freeze_request_is_settled_by_a_decision_with_reasons(office: Office) -> None:
    case = a_sent_complaint(office.desk, wait="yes")
    with pytest.raises(NotAllowed):
        decide_wait(office.desk, case, True, "", "")
    decide_wait(office.desk, case, True, "Head of service", "It can wait a week")
    assert case.rank == REST


def test_thanks_are_passed_on_and_then_closed(office: Office) -> None:
    case = a_triaged_case(office.desk, said={"kind": "compliment"}, kind="compliment", procedure="compliment", points=())
    with pytest.raises(NotAllowed):
        close(office.desk, case)
    pass_on(office.desk, case, "The team")
    close(office.desk, case)
    assert case.state == "closed"


def test_the_projections_rebuilt_from_events_equal_those_kept(office: Office) -> None:
    case = acknowledged(office)
    note(office.desk, case, "A note", office.desk.today)
    extend(office.later(3), case, office.desk.calendar.add(office.desk.today, 15), "complex", LETTER, "post")
    kept = (case.stage, case.state, case.due_on, case.due_clock, case.rank, case.closed_on)
    rows = _stage_rows(office)
    case.stage, case.due_on, case.due_clock, case.rank = "?", office.desk.today, None, 9
    case.stages.clear()
    refresh(office.later(3), case, happenings(office.desk.session, case))
    assert (case.stage, case.state, case.due_on, case.due_clock, case.rank, case.closed_on) == kept
    assert _stage_rows(office) == [row for row in rows if row[0] != "intake"]


def _stage_rows(office: Office) -> list[tuple[object, ...]]:
    office.desk.session.flush()
    columns = (CaseStage.procedure, CaseStage.clock, CaseStage.status, CaseStage.due_on, CaseStage.stopped_on)
    return sorted((tuple(row) for row in office.desk.session.execute(sa.select(*columns))), key=str)


def test_events_are_only_added(office: Office) -> None:
    case = acknowledged(office)
    office.desk.session.flush()
    for statement in (sa.update(CaseEvent).values(on=office.desk.today), sa.delete(CaseEvent).where(CaseEvent.case_id == case.id)):
        with pytest.raises(sa.exc.DatabaseError, match="only added"), office.desk.session.begin_nested():
            office.desk.session.execute(statement)


def test_the_second_of_two_writers_is_told(office: Office) -> None:
    case = acknowledged(office)
    office.desk.session.flush()
    office.desk.session.execute(sa.text('UPDATE "case" SET version = version + 1'))
    with pytest.raises(StaleDataError), office.desk.session.begin_nested():
        note(office.desk, case, "Too late", office.desk.today)


def test_a_task_is_done_when_somebody_says_how(office: Office) -> None:
    case = acknowledged(office)
    office.desk.session.add(Task(case_id=case.id, kind="mail_failed", due_on=office.desk.today, made_at=office.desk.now))
    office.desk.session.flush()
    with pytest.raises(NotAllowed):
        finish(office.desk, case, ["mail_failed"], " ")
    finish(office.desk, case, ["mail_failed"], "Rang instead")
    assert office.desk.session.scalars(sa.select(Task)).one().done_by_id == office.officer.id
    with pytest.raises(NotAllowed):
        finish(office.desk, case, ["mail_failed"], "Again")


def test_a_manager_hands_the_answer_in_and_the_team_sends_it(office: Office) -> None:
    case = acknowledged(office)
    hand_in(office.by(office.manager), case, all_upheld(office.desk, case), "Dear Ada, first")
    hand_in(office.by(office.manager), case, {}, "Dear Ada, second")
    assert case.state == "open"
    answer(office.desk, case, {}, "Dear Ada, second and checked", "post")
    letter = office.desk.session.scalars(sa.select(Letter)).one()
    assert (letter.number, letter.body, letter.sent_by_id) == (1, "Dear Ada, second and checked", office.officer.id)
    assert office.desk.session.scalars(sa.select(Task).where(Task.done_at.is_(None))).all() == []


def test_nobody_is_told_by_a_way_they_did_not_call_safe(office: Office) -> None:
    case = a_sent_complaint(office.desk, safe_phone=["text"], safe_email=[])
    with pytest.raises(NotAllowed):
        acknowledge(office.desk, case, "phone", office.desk.today)
    acknowledge(office.desk, case, "in_person", office.desk.today)


def test_a_case_can_be_given_to_another_of_the_team(office: Office) -> None:
    case = acknowledged(office)
    with pytest.raises(NotAllowed):
        hold_by(office.desk, case, str(office.manager.id))
    hold_by(office.desk, case, str(office.colleague.id))
    assert case.holder is office.colleague


def test_what_happens_tomorrow_is_decided_today(office: Office) -> None:
    case = a_sent_complaint(office.desk, wait="yes")
    set_wait_day(office.desk, case, office.desk.today + timedelta(days=1))
    assert (case.due_clock, case.due_on) == ("freeze", office.desk.today)
    decide_wait(office.desk, case, True, "Head of service", "It can wait")
    assert case.due_clock != "freeze"


def test_a_case_opened_again_is_open_again_to_the_manager(office: Office) -> None:
    case = acknowledged(office)
    answer(office.desk, case, all_upheld(office.desk, case), LETTER, "post")
    close(office.desk, case)
    reopen(office.desk, case, "Wrote again")
    much_later = office.desk.today + timedelta(days=60)
    assert find_case(office.desk.session, office.manager, case.reference, much_later) is not None
