"""The offer of an advocate: what a young person said to it, the referral and its one working day, and being asked again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.outbox import Job
from portal.casework.people import offer, referral
from portal.casework.people.advocacy import Speaker, add
from portal.casework.people.offer import Answer, from_form, is_asked_again, may_say, offer_again
from portal.casework.rounds import ask_for_rounds
from portal.casework.stage.close import close
from portal.casework.stage.record import record
from portal.casework.tally import counts
from portal.casework.work import WORK
from portal.procedure.model import Event
from portal.settings.sections import Advocacy
from portal.store.models import Case, Outbox, Party, Referral, Task, User
from tests.factories import a_sent_complaint, a_triaged_case, a_user, a_young_person_s_complaint
from tests.integration.casework.conftest import Office


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Its selects are plain; the figures run on both databases."""
    return sqlite_url


@pytest.fixture
def boss(office: Office) -> User:
    return a_user(office.desk, "advocacy_manager", "Mina Organiser", organisation="clear_voice")


@pytest.fixture
def desk(office: Office) -> Desk:
    """The public's desk, of a council with a contracted service."""
    return replace(office.desk, by=None, settings=replace(office.desk.settings, advocacy=Advocacy(service="clear_voice")))


@pytest.fixture
def case(desk: Desk) -> Case:
    return a_sent_complaint(desk, relation="child", name="Kit", child_name=None, child_age=None)


def young(case: Case) -> Party:
    return next(one for one in case.parties if one.role == "complainant")


def events(case: Case) -> list[str]:
    return [row.event for row in case.events if row.event in offer.OFFER_EVENTS]


def rows(desk: Desk, kind: type[Any], *where: Any) -> list[Any]:
    desk.session.flush()
    return list(desk.session.scalars(sa.select(kind).where(*where).order_by(kind.id)))


def tasks(desk: Desk) -> list[str]:
    return [row.kind for row in rows(desk, Task, Task.done_at.is_(None))]


def mails(desk: Desk) -> list[Outbox]:
    return rows(desk, Outbox, Outbox.kind == referral.KIND)


@pytest.mark.parametrize(
    ("said", "happened", "open_tasks"),
    [
        ({}, ["advocate_offered"], []),
        ({"advocate_wanted": "more"}, ["advocate_offered"], []),
        ({"advocate_wanted": "no"}, ["advocate_offered", "advocate_declined"], []),
        ({"advocate_wanted": "yes"}, ["advocate_offered", "advocate_accepted"], []),
        ({"advocate_wanted": "have_one", "advocate_name": "Auntie Bo"}, ["advocate_offered", "advocate_chosen"], ["own_advocate"]),
    ],
)
def test_what_was_said_on_the_form_is_on_the_case_from_the_day_of_receipt(
    desk: Desk, boss: User, case: Case, said: dict[str, str], happened: list[str], open_tasks: list[str]
) -> None:
    from_form(desk, case, young(case), said)
    assert (events(case), tasks(desk)) == (happened, open_tasks)
    assert {row.on for row in case.events} == {case.received_on}
    assert [row.note for row in case.events if row.event == "advocate_chosen"] == (["Auntie Bo"] if open_tasks else [])
    assert len(rows(desk, Referral)) == len(mails(desk)) == (1 if said.get("advocate_wanted") == "yes" else 0)


@pytest.mark.parametrize(("way", "kind", "happened"), [("young", "complaint", 2), ("young_pictures", "help", 2), ("young_easy", "compliment", 0)])
def test_what_a_young_person_sends_has_the_offer_on_it(desk: Desk, boss: User, way: str, kind: str, happened: int) -> None:
    case = a_young_person_s_complaint(desk, way, kind=kind)
    assert events(case) == ["advocate_offered", "advocate_accepted"][:happened]
    assert [row.party_id for row in rows(desk, Referral)] == [young(case).id] * bool(happened)


def test_a_no_with_an_adult_beside_is_marked_so(desk: Desk, case: Case) -> None:
    from_form(desk, case, young(case), {"advocate_wanted": "no", "with_adult": "yes"})
    assert case.events[-1].details == {"party": str(young(case).id), "with_adult": True}
    offer_again(desk, case, young(case), Answer("no"))
    assert case.events[-1].details == {"party": str(young(case).id)}
    assert case.events[-2].details == {"party": str(young(case).id), "by": "page", "again": True}


def test_the_mail_to_the_service_says_only_that_there_is_a_referral(desk: Desk, boss: User, case: Case) -> None:
    a_user(desk, "advocacy_manager", "Nora Elsewhere", organisation="northside")
    from_form(desk, case, young(case), {"advocate_wanted": "yes"})
    (row,) = mails(desk)
    message = WORK[referral.KIND].prepare(desk, _job(row))
    assert (message.to, message.subject) == (boss.email, "You have a referral")
    assert not [word for word in (case.reference, "Kit", "Zebrafish", "http") if word in message.text]
    assert rows(desk, Referral)[0].organisation == "clear_voice"


def _job(row: Outbox) -> Any:
    return Job(row.id, row.kind, row.dedupe, row.case_id, row.body, row.made_at, 1)


@pytest.mark.parametrize("why", ["no service", "no manager"])
def test_where_no_service_has_an_inbox_an_officer_refers_by_hand(office: Office, desk: Desk, case: Case, why: str) -> None:
    here = replace(office.desk, by=None) if why == "no service" else desk
    from_form(here, case, young(case), {"advocate_wanted": "yes"})
    assert (tasks(desk), mails(desk)) == (["refer_by_hand"], [])


def test_a_service_that_does_not_answer_in_a_working_day_is_chased_each_working_day(desk: Desk, boss: User, case: Case) -> None:
    from_form(desk, case, young(case), {"advocate_wanted": "yes"})
    chased = []
    for days in range(8):  # from a Monday; the days between are a weekend
        later = replace(desk, now=desk.now + timedelta(days=days))
        chased += [later.today.strftime("%a")] * referral.chase(later)
        referral.chase(later)
    assert desk.today.strftime("%a") == "Mon"
    assert chased == ["Wed", "Thu", "Fri", "Mon"]
    assert (len(mails(desk)), tasks(desk)) == (5, ["chase_referral"])
    assert [row.details["referral"] for row in case.events if row.event == "chased"] == [str(rows(desk, Referral)[0].id)] * 4


def test_the_nightly_round_chases(desk: Desk, boss: User, case: Case) -> None:
    from_form(desk, case, young(case), {"advocate_wanted": "yes"})
    later = replace(desk, now=desk.now + timedelta(days=3))
    ask_for_rounds(later)
    (row,) = rows(later, Outbox, Outbox.kind == "daily")
    WORK["daily"].prepare(later, _job(row))
    assert tasks(later) == ["chase_referral"]


def test_whoever_links_an_advocate_has_answered_the_referral(office: Office, desk: Desk, boss: User, case: Case) -> None:
    imogen = a_user(desk, "advocate", "Imogen Speakwell", organisation="clear_voice")
    from_form(desk, case, young(case), {"advocate_wanted": "yes"})
    referral.chase(replace(desk, now=desk.now + timedelta(days=2)))
    add(office.desk, case, Speaker(young(case), "On the phone", user=imogen))
    (row,) = rows(desk, Referral)
    assert (row.answer, row.answered_on, row.answered_by_id, tasks(desk)) == ("taken", desk.today, office.officer.id, [])
    assert not may_say(desk, case, young(case))


def test_a_second_yes_makes_nothing_and_a_no_takes_it_back(desk: Desk, boss: User, case: Case) -> None:
    from_form(desk, case, young(case), {"advocate_wanted": "yes"})
    offer_again(desk, case, young(case), Answer("yes"))
    assert events(case) == ["advocate_offered", "advocate_accepted"]
    offer_again(desk, case, young(case), Answer("no"))
    assert [row.answer for row in rows(desk, Referral)] == ["withdrawn"]
    offer_again(desk, case, young(case), Answer("yes"))
    assert [row.answer for row in rows(desk, Referral)] == ["withdrawn", None]


@pytest.mark.parametrize(("said", "asked"), [("", True), ("no", True), ("yes", False), ("have_one", False)])
def test_who_said_no_or_nothing_is_asked_once_at_the_answer_and_at_the_next_stage(office: Office, boss: User, said: str, asked: bool) -> None:
    desk = replace(office.desk, settings=replace(office.desk.settings, advocacy=Advocacy(service="clear_voice")))
    case = a_triaged_case(desk, said={"relation": "child", "child_name": None, "child_age": None})
    party = young(case)
    from_form(desk, case, party, {"advocate_wanted": said})
    assert not is_asked_again(desk, case, party)
    for event in ("answered", "stage2_requested"):
        _happens(desk, case, event)
        assert is_asked_again(desk, case, party) is asked
        offer_again(desk, case, party, Answer("no")) if asked else None
        assert not is_asked_again(desk, case, party)


def test_a_closed_case_can_be_offered_and_a_grown_up_is_not(office: Office, desk: Desk, boss: User) -> None:
    case = a_triaged_case(office.desk, said={"relation": "child"})
    _happens(office.desk, case, "answered")
    close(office.desk, case, "")
    offer_again(desk, case, young(case), Answer("yes"))
    assert events(case)[-1] == "advocate_accepted"
    parents = a_sent_complaint(desk)
    assert not may_say(desk, parents, young(parents))


def _happens(desk: Desk, case: Case, event: str) -> None:
    record(desk, case, Event(event))


def test_that_the_page_was_shown_is_counted_of_nobody(desk: Desk) -> None:
    offer.shown(desk, "young")
    offer.shown(desk, "young")
    assert [(row.form, row.count) for row in counts(desk.session, "advocate", [desk.today.isoformat()[:7]])] == [("young", 2)]
