"""New referrals: only the manager of the service asked has them; the answer, and what the young person reads of it."""

from datetime import timedelta
from typing import Any

import pytest

from portal.casework.people.subject import Subject, link_subject
from portal.store.models import AccessLog, Case, CaseEvent, Message, Party, Referral, Task
from tests.integration.advocate.conftest import Service


def taken(service: Service, **other: str) -> dict[str, str]:
    return {"takes": "yes", "who": str(service.imogen.id), "told": "We ring today.", "why": "", **other}


def test_the_inbox_says_who_and_how_to_reach_them_safely_and_nothing_of_what_they_told_us(service: Service) -> None:
    which = service.referred(email=None, safe_email=None, address="1 Hidden Row", best_times="After school").id
    browser = service.browser(service.boss)
    inbox, page = browser.get("/advocate/").text, browser.get(f"/advocate/referrals/{which}").text
    assert "New referrals" in inbox and "Kit" in inbox and "Answer by Tuesday 24 November" in inbox
    assert "01632 960 111" in page and "After school" in page and "Leave no voicemail." in page and "Do not say who you are" in page
    for shown in (inbox, page):
        assert not [word for word in ("Ashgrove", "Zebrafish", "moved", "1 Hidden Row") if word in shown], "only a first name, and what was called safe"
    assert "01632" not in inbox, "a list is seen by others in the room"
    assert [row.allowed for row in service.rows(AccessLog, AccessLog.action == "referral.open")] == [True]


def test_who_called_nothing_safe_is_reached_through_the_team(service: Service) -> None:
    which = service.referred(safe_phone=None, safe_email=None).id
    page = service.browser(service.boss).get(f"/advocate/referrals/{which}").text
    assert "They called no way safe" in page and "01632" not in page and "ada@example.org" not in page


def test_nobody_else_has_it(service: Service) -> None:
    which = service.referred().id
    with service.desk() as desk:
        northside = desk.session.merge(service.stranger)
        northside.role = "advocacy_manager"
    for other in (service.imogen, northside, service.officer):
        browser = service.browser(other)
        assert browser.get(f"/advocate/referrals/{which}").status_code == browser.post(f"/advocate/referrals/{which}").status_code == 404
        assert "New referrals" not in browser.get("/advocate/").text
    assert len(service.rows(AccessLog, AccessLog.action == "referral.open", ~AccessLog.allowed)) == 2, "whose role could open one"


def test_a_manager_whom_it_is_about_does_not_have_it(service: Service) -> None:
    row = service.referred()
    with service.desk(service.officer) as desk:
        link_subject(desk, desk.session.get_one(Case, row.case_id), Subject(service.boss.name, str(service.boss.id)))
    assert service.browser(service.boss).get(f"/advocate/referrals/{row.id}").status_code == 404


def test_the_service_takes_it_and_the_young_person_reads_who_it_is(service: Service) -> None:
    which = service.referred().id
    browser = service.browser(service.boss)
    assert browser.post(f"/advocate/referrals/{which}", data=taken(service)).location == "/advocate/?done=referral"
    (row,), (party,) = service.rows(Referral), service.rows(Party, Party.role == "advocate")
    assert (row.answer, row.answered_by_id, party.user_id, party.speaks_for_id) == ("taken", service.boss.id, service.imogen.id, row.party_id)
    assert "Imogen Speakwell is your advocate now." in service.bodies()[0] and "nothing without asking you first" in service.bodies()[0]
    assert [one.party_id for one in service.rows(Message)] == [row.party_id]
    theirs = service.browser(service.imogen).get(f"/advocate/{party.reference}").text
    assert "Kit" in theirs and "Zebrafish" not in theirs, "the story is told by the young person"
    assert browser.get(f"/advocate/referrals/{which}").status_code == browser.post(f"/advocate/referrals/{which}").status_code == 404


def test_the_service_cannot_take_it_and_says_why(service: Service) -> None:
    which = service.referred().id
    browser = service.browser(service.boss)
    assert browser.post(f"/advocate/referrals/{which}", data={"takes": "no", "why": "Nobody is free."}).status_code == 302
    (row,) = service.rows(Referral)
    assert (row.answer, [one.kind for one in service.rows(Task, Task.done_at.is_(None))]) == ("not_taken", ["find_advocate"])
    with service.database.reading() as session:
        assert session.get_one(CaseEvent, service.rows(CaseEvent)[-1].id).note == "Nobody is free."
    assert service.rows(Message) == [], "nobody is told that somebody comes before somebody said yes"


@pytest.mark.parametrize("wrong", [{"takes": ""}, {"who": ""}, {"told": " "}, {"takes": "no"}, {"who": "nobody"}, {"told": "\x00"}])
def test_an_answer_that_says_too_little_keeps_what_was_typed(service: Service, wrong: dict[str, Any]) -> None:
    which = service.referred().id
    answer = service.browser(service.boss).post(f"/advocate/referrals/{which}", data=taken(service, **wrong))
    assert (answer.status_code, "Kit" in answer.text) == (422, True)
    assert service.rows(Referral)[0].answer is None
    assert "told" in wrong or "We ring today." in answer.text


def test_a_late_one_says_so(service: Service) -> None:
    which = service.referred().id
    service.clock.now += timedelta(days=3)
    browser = service.browser(service.boss)
    assert "late" in browser.get("/advocate/").text
    assert "Your answer was due by Tuesday 24 November" in browser.get(f"/advocate/referrals/{which}").text
