"""Triage: nothing is chosen for anybody, and no one officer can turn a complaint away."""

from typing import Any

import pytest
import sqlalchemy as sa

from portal.access.visible import find_case
from portal.casework.desk import NotAllowed
from portal.casework.intake.triage import Choices, Point, ToldRisk, decide, take_back, triage, waiting
from portal.casework.people.assign import Responder, assign
from portal.casework.people.subject import Subject, link_subject
from portal.casework.reading.people import answering
from portal.casework.reading.since import last_number, since
from portal.casework.stage.projection import standing_of
from portal.store.models import CaseIssue, Grant, Letter, Party, Risk
from tests.factories import a_sent_complaint, a_triaged_case, a_user
from tests.integration.casework.conftest import Office

POINTS = (Point("Nobody told us", "communication", "looked_after"),)


def chosen(**changes: Any) -> Choices:
    usual = {"kind": "complaint", "procedure": "statutory", "title": "Visits stopped", "service": "looked_after", "points": POINTS, "no_risks": True}
    return Choices(**{**usual, **changes})


def out_of_route(**changes: Any) -> Choices:
    signposted = {"kind": "enquiry", "procedure": "signposted", "points": (), "reason": "other_body", "letter": "Dear Ada, ..."}
    return chosen(**{**signposted, **changes})


def test_the_statutory_clock_has_run_since_the_complaint_was_received(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    later = office.later(2)
    triage(later, case, chosen())
    assert case.due_on == later.calendar.add(office.desk.today, 2)  # still to be acknowledged
    main = standing_of(later, case).main
    assert main is not None and main.due_on == later.calendar.add(office.desk.today, 10)


def test_every_point_gets_its_own_row(office: Office) -> None:
    case = a_triaged_case(office.desk)
    words = [issue.words for issue in office.desk.session.scalars(sa.select(CaseIssue).where(CaseIssue.case_id == case.id).order_by(CaseIssue.number))]
    assert words == ["Nobody told us why visits stopped", "Letters not answered"]


def test_a_risk_needs_somebody_who_was_told(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    with pytest.raises(NotAllowed):
        triage(office.desk, case, chosen(no_risks=False))
    with pytest.raises(NotAllowed):
        triage(office.desk, case, chosen(no_risks=False, risks=(ToldRisk("press", " ", ""),)))
    triage(office.desk, case, chosen(no_risks=False, risks=(ToldRisk("press", "Press office, by phone", ""),)))
    assert office.desk.session.scalars(sa.select(Risk)).one().told == "Press office, by phone"


@pytest.mark.parametrize(
    "choices",
    [
        out_of_route(),
        out_of_route(kind="complaint"),
        chosen(procedure="corporate", reason="other_body", letter="Dear Ada, ..."),
        chosen(procedure="compliment", kind="compliment", reason="other_body", letter="Dear Ada, ..."),
        chosen(kind="enquiry", reason="other_body", letter="Dear Ada, ..."),
        chosen(procedure="corporate", service="send", reason="other_body", letter="Dear Ada, ..."),
    ],
    ids=["an enquiry", "signposted", "corporate for a statutory service", "called a compliment", "an enquiry on its own route", "mixed with social work"],
)
def test_taking_a_complaint_out_of_its_route_waits_for_a_second_person(office: Office, choices: Choices) -> None:
    case = a_sent_complaint(office.desk)
    assert triage(office.desk, case, choices) is not None
    assert (case.state, case.procedure) == ("new", "intake")


@pytest.mark.parametrize("lacking", [{"reason": None}, {"reason": "no such reason"}, {"letter": "  "}, {"letter": "Why: [say why in plain words]"}])
def test_taking_it_out_needs_a_reason_from_the_list_and_a_letter(office: Office, lacking: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        triage(office.desk, a_sent_complaint(office.desk), out_of_route(**lacking))


def test_nobody_decides_their_own_proposal(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    proposal = triage(office.desk, case, out_of_route())
    assert proposal is not None
    with pytest.raises(NotAllowed):
        decide(office.desk, case, proposal, agreed=True)


def test_when_the_second_person_agrees_it_is_done_and_the_letter_goes(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    proposal = triage(office.desk, case, out_of_route())
    assert proposal is not None
    decide(office.by(office.colleague), case, proposal, agreed=True)
    letter = office.desk.session.scalars(sa.select(Letter)).one()
    assert (case.procedure, case.state, letter.kind, letter.body) == ("signposted", "open", "route", "Dear Ada, ...")


def test_when_the_second_person_does_not_agree_it_is_sorted_again(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    proposal = triage(office.desk, case, out_of_route())
    assert proposal is not None
    with pytest.raises(NotAllowed):
        decide(office.by(office.colleague), case, proposal, agreed=False)
    decide(office.by(office.colleague), case, proposal, agreed=False, why="It is about a child in care")
    triage(office.desk, case, chosen())
    assert case.procedure == "statutory"


def test_whoever_proposed_it_can_take_it_back(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    proposal = triage(office.desk, case, out_of_route())
    assert proposal is not None
    with pytest.raises(NotAllowed):
        take_back(office.by(office.colleague), case, proposal)
    take_back(office.desk, case, proposal)
    assert waiting(office.desk, case) is None


def test_naming_the_manager_who_answers_opens_the_case_to_them(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    assert find_case(office.desk.session, office.manager, case.reference, office.desk.today) is None
    triage(office.desk, case, chosen(responder=Responder(str(office.manager.id), False, False, False)))
    assert find_case(office.desk.session, office.manager, case.reference, office.desk.today) is not None


@pytest.mark.parametrize("answers", [(True, False, False), (False, True, False), (False, False, True)])
def test_a_yes_to_any_of_the_three_questions_needs_another_manager(office: Office, answers: tuple[bool, bool, bool]) -> None:
    with pytest.raises(NotAllowed):
        triage(office.desk, a_sent_complaint(office.desk), chosen(responder=Responder(str(office.manager.id), *answers)))


def test_staff_complained_about_never_see_the_case_and_cannot_answer_it(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    with pytest.raises(NotAllowed):
        triage(
            office.desk,
            case,
            chosen(subjects=(Subject("T", str(office.manager.id)),), responder=Responder(str(office.manager.id), False, False, False)),
        )


def test_an_officer_complained_about_is_shut_out_at_once(office: Office) -> None:
    case = a_triaged_case(office.desk, subjects=(Subject("C", str(office.colleague.id)),))
    assert find_case(office.desk.session, office.colleague, case.reference, office.desk.today) is None


def test_staff_named_in_a_proposal_cannot_be_the_second_person(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    triage(office.desk, case, out_of_route(subjects=(Subject("C", str(office.colleague.id)),)))
    assert find_case(office.desk.session, office.colleague, case.reference, office.desk.today) is None


def test_staff_named_in_a_proposal_stand_on_the_case_once(office: Office) -> None:
    case = a_sent_complaint(office.desk)
    proposal = triage(office.desk, case, out_of_route(subjects=(Subject("C"),)))
    assert proposal is not None
    decide(office.by(office.colleague), case, proposal, agreed=True)
    assert len(office.desk.session.scalars(sa.select(Party).where(Party.case_id == case.id, Party.role == "subject")).all()) == 1


def test_staff_complained_about_do_not_look_after_the_case(office: Office) -> None:
    with pytest.raises(NotAllowed):
        a_triaged_case(office.desk, holder=office.officer, subjects=(Subject("O", str(office.officer.id)),))


def test_whoever_is_complained_about_later_holds_and_answers_it_no_more(office: Office) -> None:
    case = a_triaged_case(office.desk, responder=office.manager, holder=office.colleague)
    for user in (office.colleague, office.manager):
        link_subject(office.desk, case, Subject(user.name, str(user.id)))
    assert (case.holder, answering(office.desk, case)) == (None, [])


def test_that_somebody_was_named_later_stands_in_the_history(office: Office) -> None:
    case = a_triaged_case(office.desk)
    before = last_number(office.desk, case)
    link_subject(office.desk, case, Subject("A social worker"))
    assert [event.event for event in since(office.desk, case, before)] == ["noted"]


def test_a_manager_who_does_not_exist_cannot_answer(office: Office) -> None:
    with pytest.raises(NotAllowed):
        assign(office.desk, a_triaged_case(office.desk), Responder("nobody", False, False, False))


def test_what_is_sorted_is_not_sorted_again(office: Office) -> None:
    case = a_triaged_case(office.desk)
    with pytest.raises(NotAllowed):
        triage(office.desk, case, chosen())


def test_a_new_manager_takes_the_place_of_the_earlier_one(office: Office) -> None:
    case = a_triaged_case(office.desk, responder=office.manager)
    other = a_user(office.desk, "service_manager")
    assign(office.desk, case, Responder(str(other.id), False, False, False))
    assert find_case(office.desk.session, office.manager, case.reference, office.desk.today) is None
    live = [grant.user_id for grant in office.desk.session.scalars(sa.select(Grant)) if grant.to_on is None]
    assert live == [other.id]
