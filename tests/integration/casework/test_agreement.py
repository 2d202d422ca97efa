"""Asking a child before somebody sees their words: what is asked, the five answers, the override, and who must not see it (F-04)."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.access.visible import find_case, shown_in_part
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people import must_not_see
from portal.casework.people.agreement import answer, ask, for_party, of_case, override, record_said, waits_for
from portal.casework.people.assign import Responder, assign
from portal.casework.thread.message import of_party
from portal.store.models import Agreement, Case, Party, Task, User
from tests import factories
from tests.integration.casework.conftest import Office

WHY = "He looks after the workers who plan visits."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The rule as a select runs on both databases in test_agreement_rule.py."""
    return sqlite_url


@pytest.fixture
def boss(office: Office) -> User:
    return factories.a_user(office.desk, "complaints_manager")


def of_role(case: Case, role: str) -> Party:
    return next(one for one in case.parties if one.role == role)


def a_case(office: Office, **said: object) -> Case:
    case = factories.an_advocate_s_complaint(office.desk, **said)
    case.state, case.procedure, case.stage = "open", "statutory", "stage1"
    factories.a_grant(office.desk, case, office.manager)
    return case


def is_open(office: Office, case: Case, user: User | None = None) -> bool:
    office.desk.session.flush()
    return find_case(office.desk.session, user or office.manager, case.reference, office.desk.today) is not None


def tasks(office: Office, case: Case) -> set[str]:
    return set(office.desk.session.scalars(sa.select(Task.kind).where(Task.case_id == case.id, Task.done_at.is_(None))))


def public(office: Office) -> Desk:
    return replace(office.desk, by=None)


def test_the_child_is_told_who_and_why_and_nothing_opens_before_they_answer(office: Office) -> None:
    case = a_case(office)
    row, speaker = ask(office.desk, case, office.manager, WHY), of_role(case, "advocate")
    assert (row.party_id, row.answer, row.why, row.asked_by_id) == (of_role(case, "child").id, None, WHY, office.officer.id)
    assert office.manager.name in str(of_party(office.desk.session, speaker.id)[-1].body)
    assert "agreement" in tasks(office, case)
    assert not is_open(office, case)
    answer(public(office), speaker, row, "yes")
    assert is_open(office, case)
    assert {"agreement_said"} == tasks(office, case) & {"agreement", "agreement_said"}
    assert (row.answered_how, row.answered_on, row.decided_by_id) == ("advocate", office.desk.today, None)


@pytest.mark.parametrize(("said", "opens"), [("yes", True), ("with_advocate", True), ("part", False), ("no", False), ("stop", False)])
def test_each_answer_opens_what_it_says(office: Office, said: str, opens: bool) -> None:
    case = a_case(office)
    record_said(office.desk, case, ask(office.desk, case, office.manager, WHY), said, "I want to see Kit.")
    assert is_open(office, case) is opens
    shown = office.desk.session.execute(shown_in_part(office.manager, office.desk.today)).all()
    assert [one.only for _case, one in shown] == (["I want to see Kit."] if said == "part" else [])
    assert ("withdrawal" in tasks(office, case)) is (said == "stop")
    event = next(row for row in reversed(case.events) if "agreement" in row.details)
    assert (event.event, event.details["said"], event.details["how"], event.note) == ("noted", said, "said", None)


def test_a_changed_mind_counts_at_once_and_what_was_said_before_is_kept(office: Office) -> None:
    case = a_case(office)
    first = answer(office.desk, of_role(case, "advocate"), ask(office.desk, case, office.manager, WHY), "yes")
    assert answer(office.desk, of_role(case, "advocate"), first, "yes") is first
    second = answer(public(office), of_role(case, "advocate"), first, "no", "He told my carer.")
    assert not is_open(office, case)
    assert (first.is_current, first.answer, second.why, second.asked_by_id) == (False, "yes", WHY, office.officer.id)
    with pytest.raises(NotAllowed):
        answer(office.desk, of_role(case, "advocate"), first, "yes")  # a page that was drawn before
    ask(office.desk, case, office.manager, "Somebody must plan the visit.")
    assert [one.answer for one in of_case(office.desk.session, case)] == [None]


def test_only_the_child_and_whoever_speaks_for_them_can_answer(office: Office) -> None:
    case, other = a_case(office), factories.an_advocate_s_complaint(office.desk)
    row = ask(office.desk, case, office.manager, WHY)
    assert for_party(office.desk, of_role(case, "advocate")) == [row]
    assert for_party(office.desk, of_role(other, "advocate")) == []
    worker = Party(id=factories.new_id(), key_id=case.key_id, case_id=case.id, role="passed_on_by", from_on=office.desk.today)
    office.desk.session.add(worker)
    gone = of_role(case, "advocate")
    gone.to_on = office.desk.today
    for party in (of_role(other, "advocate"), of_role(other, "child"), worker, gone):
        with pytest.raises(NotAllowed):
            answer(office.desk, party, row, "yes")
    assert answer(office.desk, of_role(case, "child"), row, "part", "Only my room.").answered_how == "page"


def test_what_the_child_answered_on_their_own_page_is_theirs_alone(office: Office) -> None:
    case = a_case(office)
    row = answer(public(office), of_role(case, "child"), ask(office.desk, case, office.manager, WHY), "part", "Only my room.")
    assert for_party(office.desk, of_role(case, "advocate")) == []
    with pytest.raises(NotAllowed):
        answer(public(office), of_role(case, "advocate"), row, "yes")
    assert not is_open(office, case)


def test_only_with_my_advocate_there_opens_while_there_is_one(office: Office) -> None:
    case = a_case(office)
    record_said(office.desk, case, ask(office.desk, case, office.manager, WHY), "with_advocate")
    assert is_open(office, case) and not waits_for(office.desk, case, office.manager)
    of_role(case, "advocate").to_on = office.desk.today
    assert not is_open(office, case) and waits_for(office.desk, case, office.manager)


def test_only_the_complaints_manager_overrides_and_must_say_who_could_be_hurt(office: Office, boss: User) -> None:
    case = a_case(office)
    row = answer(office.desk, of_role(case, "advocate"), ask(office.desk, case, office.manager, WHY), "no")
    with pytest.raises(NotAllowed, match="Only the complaints manager"):
        override(office.desk, case, office.manager, "He said that he will hurt her.")
    with pytest.raises(NotAllowed, match="who could be hurt"):
        override(office.by(boss), case, office.manager, " ")
    made = override(office.by(boss), case, office.manager, "He said that he will hurt her.")
    assert is_open(office, case) and not row.is_current
    assert (made.answer, made.decided_by_id, made.only) == ("overridden", boss.id, "He said that he will hurt her.")
    with pytest.raises(NotAllowed):
        answer(office.desk, of_role(case, "advocate"), made, "no")


def test_whoever_reads_every_case_waits_too(office: Office) -> None:
    case, senior = a_case(office), factories.a_user(office.desk, "senior")
    assert not is_open(office, case, senior) and waits_for(office.desk, case, senior)
    record_said(office.desk, case, ask(office.desk, case, senior, "She checks how long it takes."), "yes")
    assert is_open(office, case, senior) and not waits_for(office.desk, case, senior)
    assert not waits_for(office.desk, case, office.officer)


def test_who_must_not_see_it_stops_every_assignment_until_the_manager_wrote_what_was_agreed(office: Office, boss: User) -> None:
    case = a_case(office, must_not_see="Her foster carer")
    responder = Responder(str(office.manager.id), False, False, False)
    for attempt in (lambda: assign(office.desk, case, responder), lambda: ask(office.desk, case, office.manager, WHY)):
        with pytest.raises(NotAllowed, match="who must not see it"):
            attempt()
    with pytest.raises(NotAllowed, match="Only the complaints manager"):
        must_not_see.agreed_who(office.desk, case, "Tom may.")
    must_not_see.agreed_who(office.by(boss), case, "Tom may, her carer is not told.")
    assign(office.desk, case, responder)
    assert not is_open(office, case)  # a grant, and no answer yet
    record_said(office.desk, case, ask(office.desk, case, office.manager, WHY), "yes")
    assert is_open(office, case)


@pytest.mark.parametrize("who", ["officer", "complained about"])
def test_nobody_is_asked_about_those_who_need_no_yes_or_can_never_see_it(office: Office, who: str) -> None:
    case = a_case(office)
    if who != "officer":
        factories.a_subject(office.desk, case, office.manager)
    with pytest.raises(NotAllowed):
        ask(office.desk, case, office.colleague if who == "officer" else office.manager, WHY)
    assert office.desk.session.scalars(sa.select(Agreement)).all() == []


def test_a_parent_s_case_asks_no_child(office: Office) -> None:
    with pytest.raises(NotAllowed, match="no child's own words"):
        ask(office.desk, factories.a_sent_complaint(office.desk), office.manager, WHY)
