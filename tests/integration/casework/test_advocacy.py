"""Advocates: linked, handed over, away, dismissed, ended; whoever is out is out from that moment."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal.access.visible import own_young_people
from portal.casework.account import advocates
from portal.casework.account.account import disable
from portal.casework.desk import NotAllowed
from portal.casework.people import consent
from portal.casework.people.advocacy import TASK, Speaker, add, dismiss, end, link, sent_by
from portal.casework.people.hand_over import Told, before_them, hand_over
from portal.casework.people.safe_contact import Mail, safe_email
from portal.casework.people.subject import Subject, link_subject
from portal.casework.thread.message import of_party, write_in
from portal.casework.thread.visit import begin, open_visit
from portal.store.models import AccessLog, Case, Party, Task, User
from tests.factories import a_sent_complaint, a_user, an_advocate_s_complaint
from tests.integration.casework.conftest import Office


@pytest.fixture
def case(office: Office) -> Case:
    return an_advocate_s_complaint(office.desk)


@pytest.fixture
def imogen(office: Office) -> User:
    return a_user(office.desk, "advocate", "Imogen Speakwell", organisation="clear_voice")


@pytest.fixture
def jonah(office: Office) -> User:
    return a_user(office.desk, "advocate", "Jonah Listener", organisation="clear_voice")


@pytest.fixture
def boss(office: Office) -> User:
    return a_user(office.desk, "advocacy_manager", "Mina Organiser", organisation="clear_voice")


def of_role(case: Case, role: str) -> Party:
    return next(one for one in case.parties if one.role == role)


def seen_by(office: Office, user: User, on: date | None = None) -> list[Party]:
    office.desk.session.flush()
    return list(office.desk.session.scalars(own_young_people(user, on or office.desk.today)))


def told(office: Office, shares: bool = True) -> Told:
    return Told("in_person", office.desk.today, "Fine with me.", shares)


def events(case: Case) -> list[str]:
    return [row.event for row in case.events if row.event.startswith("advocate")]


def test_whoever_sent_it_with_a_code_signs_in_once_linked_and_the_code_opens_nothing(office: Office, case: Case, imogen: User) -> None:
    party = of_role(case, "advocate")
    visit = begin(office.desk, party)
    link(office.desk, case, party, imogen, "By telephone.")
    assert (seen_by(office, imogen), party.code_hash, open_visit(office.desk, visit)) == ([party], None, None)
    assert (party.name, events(case)) == ("Imogen Speakwell", ["advocate_appointed"])
    with pytest.raises(NotAllowed):
        link(office.desk, case, party, imogen, "Again.")


def test_a_complaint_sent_while_signed_in_is_theirs_at_once(office: Office, case: Case, imogen: User) -> None:
    sent_by(office.by(office.officer), case.reference, office.officer)
    assert of_role(case, "advocate").user_id is None
    sent_by(office.by(imogen), case.reference, imogen)
    assert [one.reference for one in seen_by(office, imogen)] == [case.reference]


def test_an_advocate_sees_only_where_they_speak_for_somebody_today(office: Office, case: Case, imogen: User, jonah: User) -> None:
    link(office.desk, case, of_role(case, "advocate"), imogen, "Told.")
    other = an_advocate_s_complaint(office.desk)
    assert (len(seen_by(office, imogen)), seen_by(office, jonah), seen_by(office, office.officer)) == (1, [], [])
    assert seen_by(office, imogen, imogen.ends_on + timedelta(days=1)) == [], "the account has ended"
    link(office.desk, other, of_role(other, "advocate"), imogen, "Told.")
    link_subject(office.desk, other, Subject("Imogen", str(imogen.id)))
    assert len(seen_by(office, imogen)) == 1, "nobody sees a case about themselves"
    with pytest.raises(NotAllowed, match="complained about"):
        add(office.desk, other, Speaker(of_role(other, "child"), "Told.", user=imogen))


def test_an_advocate_is_added_to_a_parents_complaint_and_a_relative_keeps_a_code(office: Office, imogen: User) -> None:
    case = a_sent_complaint(office.desk)
    child = of_role(case, "child")
    party = add(office.desk, case, Speaker(child, "At school.", user=imogen))
    assert safe_email(office.desk.session, party.id, office.desk.today, Mail.RECEIPT) == imogen.email
    aunt = add(office.desk, case, Speaker(child, "At school.", "Aunt May", role="representative", bars=("controls_money",)))
    assert (aunt.role, aunt.user_id, aunt.about["bars"], bool(aunt.reference)) == ("representative", None, ["controls_money"], True)
    for wrong in (
        Speaker(child, " ", user=imogen),
        Speaker(child, "Told."),
        Speaker(child, "Told.", user=imogen),
        Speaker(child, "Told.", user=office.officer),
    ):
        with pytest.raises(NotAllowed):
            add(office.desk, case, wrong)
    end(office.desk, case, aunt, "Moved away")
    assert events(case) == ["advocate_appointed"]


def test_the_child_dismisses_an_advocate_who_is_out_at_once(office: Office, case: Case, imogen: User) -> None:
    party, child = of_role(case, "advocate"), of_role(case, "child")
    link(office.desk, case, party, imogen)
    with pytest.raises(NotAllowed):
        dismiss(office.desk, case, party, party)
    dismiss(office.desk, case, party, child)
    assert (seen_by(office, imogen), events(case)[-1]) == ([], "advocate_ended")
    assert case.events[-1].details == {"party": str(party.id), "by": str(child.id)}
    assert safe_email(office.desk.session, party.id, office.desk.today, Mail.LETTER) is None
    assert [task.kind for task in office.desk.session.scalars(sa.select(Task))] == [TASK]
    logged = office.desk.session.scalars(sa.select(AccessLog.action).where(AccessLog.object_id == party.id).order_by(AccessLog.number)).all()
    assert logged == ["advocate.linked", "advocate.ended"]


def test_whoever_has_only_a_code_can_be_ended_too(office: Office, case: Case) -> None:
    party = of_role(case, "advocate")
    visit = begin(office.desk, party)
    end(office.desk, case, party)
    assert (open_visit(office.desk, visit), events(case)) == (None, ["advocate_appointed", "advocate_ended"])
    with pytest.raises(NotAllowed):
        end(office.desk, case, party)


def test_a_hand_over_gives_the_new_advocate_a_page_and_the_old_one_none(office: Office, case: Case, imogen: User, jonah: User, boss: User) -> None:
    party = of_role(case, "advocate")
    link(office.desk, case, party, imogen)
    write_in(office.by(imogen), party, "She wants to wait.", "once")
    after = hand_over(office.by(boss), party, jonah, told(office), office.desk.today)
    assert (seen_by(office, imogen), seen_by(office, jonah), after.speaks_for_id) == ([], [after], party.speaks_for_id)
    assert [len(of_party(office.desk.session, one.id)) for one in (after, *before_them(office.desk, after))] == [0, 1]
    states = {kind: one.state for kind, one in consent.standing(office.desk.session, after.id, office.desk.today).items()}
    assert states["receive"] == consent.NOT_ASKED, "who reads the answer is asked anew"
    logged = office.desk.session.scalars(sa.select(AccessLog.action).where(AccessLog.action == "advocate.hand_over")).all()
    assert (logged, events(case)) == (["advocate.hand_over"], ["advocate_appointed", "advocate_ended", "advocate_appointed"])


def test_what_was_written_before_is_read_only_where_the_young_person_agreed(office: Office, case: Case, imogen: User, jonah: User, boss: User) -> None:
    link(office.desk, case, of_role(case, "advocate"), imogen)
    after = hand_over(office.by(boss), of_role(case, "advocate"), jonah, told(office, shares=False), office.desk.today)
    assert before_them(office.desk, after) == []


def test_who_is_away_is_covered_and_comes_back_by_themselves(office: Office, case: Case, imogen: User, jonah: User, boss: User) -> None:
    first, today = of_role(case, "advocate"), office.desk.today
    link(office.desk, case, first, imogen)
    consent.give(office.desk, case, first, "receive", "yes", "written")
    starts, back = today + timedelta(days=3), today + timedelta(days=10)
    cover = hand_over(office.by(boss), first, jonah, told(office), starts, back)
    days = {0: (1, 0), 2: (1, 0), 3: (0, 1), 9: (0, 1), 10: (1, 0)}
    assert {n: tuple(len(seen_by(office, one, today + timedelta(days=n))) for one in (imogen, jonah)) for n in days} == days
    assert safe_email(office.desk.session, cover.id, today, Mail.RECEIPT) is None, "it has not begun"
    again = seen_by(office, imogen, back)[0]
    assert before_them(office.desk, again) == [cover, first]
    assert consent.may_have_answer(office.desk.session, again, back) and not consent.may_have_answer(office.desk.session, cover, starts)
    consent.give(office.later(3), case, cover, "complain", "no")
    assert consent.stopped_on(office.desk.session, again.id, back) == today + timedelta(days=3), "a no while somebody covers holds for who comes back"
    with pytest.raises(NotAllowed, match="planned"):
        hand_over(office.by(boss), first, jonah, told(office), starts)
    dismiss(office.desk, case, first, of_role(case, "child"))
    assert [seen_by(office, one, today + timedelta(days=n)) for one in (imogen, jonah) for n in (0, 5, 20)] == [[]] * 6


def test_nobody_takes_over_before_the_young_person_was_told(office: Office, case: Case, imogen: User, jonah: User, boss: User) -> None:
    party, today, desk = of_role(case, "advocate"), office.desk.today, office.by(boss)
    with pytest.raises(NotAllowed):
        hand_over(desk, party, jonah, told(office), today)  # has a code, no account
    link(office.desk, case, party, imogen)
    elsewhere = a_user(office.desk, "advocate", organisation="northside")
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    for to, how, starts, back in (
        (jonah, Told("hinted", today, "", True), today, None),
        (jonah, Told("phone", tomorrow, "", True), tomorrow, None),
        (jonah, told(office), yesterday, None),
        (jonah, told(office), today, today),
        (imogen, told(office), today, None),
        (elsewhere, told(office), today, None),
        (office.officer, told(office), today, None),
    ):
        with pytest.raises(NotAllowed):
            hand_over(desk, party, to, how, starts, back)
    given = consent.give(office.desk, case, party, "complain", "yes")
    consent.withdraw(office.desk, case, given, today)
    with pytest.raises(NotAllowed, match="took back"):
        hand_over(desk, party, jonah, told(office), today)


def test_an_advocate_who_leaves_is_out_everywhere_and_each_young_person_is_asked_anew(office: Office, case: Case, imogen: User, boss: User) -> None:
    link(office.desk, case, of_role(case, "advocate"), imogen)
    desk = office.by(boss)
    assert [(one.user.name, one.count) for one in advocates.advocates(desk)] == [("Imogen Speakwell", 1), ("Mina Organiser", 0)]
    epoch = imogen.epoch
    assert advocates.end_account(desk, imogen, "Left the service") == 1
    assert (imogen.is_disabled, imogen.epoch > epoch, seen_by(office, imogen)) == (True, True, [])
    assert case.events[-1].note == "Left the service"
    with pytest.raises(NotAllowed):
        advocates.end_account(desk, boss, "")


def test_a_service_has_its_own_advocates_only(office: Office, imogen: User, boss: User) -> None:
    other = office.by(a_user(office.desk, "advocacy_manager", organisation="northside"))
    assert (advocates.find(other, imogen.id), advocates.find(office.by(boss), imogen.id)) == (None, imogen)
    assert advocates.advocates(office.by(office.officer)) == []
    made, token = advocates.add(other, "new@northside.example", "New Voice", office.desk.today)
    assert (made.organisation, made.role, bool(token)) == ("northside", "advocate", True)
    with pytest.raises(NotAllowed):
        advocates.add(other, "b@northside.example", "B", None)


def test_mail_does_not_go_to_an_account_that_is_over(office: Office, case: Case, imogen: User) -> None:
    party = of_role(case, "advocate")
    link(office.desk, case, party, imogen)
    assert safe_email(office.desk.session, party.id, office.desk.today, Mail.LETTER)
    disable(office.desk, imogen)
    office.desk.session.flush()
    assert safe_email(office.desk.session, party.id, office.desk.today, Mail.LETTER) is None


def test_the_young_person_reads_on_their_page_who_speaks_for_them_now(office: Office, imogen: User, jonah: User, boss: User) -> None:
    case = a_sent_complaint(office.desk, relation="care_leaver", child_name=None, child_age=None)
    person = of_role(case, "complainant")
    party = add(office.desk, case, Speaker(person, "Asked for it.", user=imogen))
    hand_over(office.by(boss), party, jonah, told(office), office.desk.today + timedelta(days=1), office.desk.today + timedelta(days=3))
    advocates.end_account(office.by(boss), jonah, "Left")
    assert [one.body.splitlines() for one in of_party(office.desk.session, person.id)] == [
        [
            "Jonah Listener will speak for you from Tuesday 24 November 2026 to Wednesday 25 November 2026. Then it is Imogen Speakwell again.",
            "Jonah Listener can read what was written before.",
            "If you do not want this, tell us. You can choose somebody else, or nobody.",
        ],
        ["Jonah Listener does not speak for you any more.", "You can have somebody else to speak for you. We will ask you what you want."],
    ]
