"""The complaints team links advocates and writes consent down; the case page says how it stands, and the letter says who gets it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.casework.people import consent
from portal.casework.people.advocacy import Speaker, add, end
from portal.store.models import Case, Party, User
from tests.factories import a_triaged_case, a_user, an_advocate_s_complaint
from tests.integration.staff.conftest import Office


@pytest.fixture
def office(office: Office) -> Office:
    office.app.config["WTF_CSRF_ENABLED"] = False
    return office


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def an_account(office: Office) -> User:
    with office.desk() as desk:
        return a_user(desk, "advocate", "Jonah Listener", organisation="clear_voice")


def test_an_advocate_is_linked_from_the_case_and_signs_in(office: Office) -> None:
    case, jonah = office.make(an_advocate_s_complaint), an_account(office)
    browser, party = office.browser(office.officer), office.rows(Party, Party.role == "advocate")[0]
    page = browser.get(f"/cases/{case.reference}/advocate").text
    assert "Jonah Listener, Clear Voice advocacy" in page and "who is on this case already" in page
    given = {"who": str(party.id), "account": str(jonah.id), "role": "advocate", "for": str(party.speaks_for_id), "told": "At school."}
    assert browser.post(f"/cases/{case.reference}/advocate", data={**given, "account": "", "seen": "999"}).status_code == 422
    assert browser.post(f"/cases/{case.reference}/advocate", data={**given, "seen": "999"}).status_code == 302
    assert office.browser(jonah).get(f"/advocate/{party.reference}").status_code == 200
    assert "New code" not in browser.get(f"/cases/{case.reference}").text
    assert "They sign in, and need no code." in browser.get(f"/cases/{case.reference}/new_code?to={party.reference}").text
    assert "Clear Voice advocacy" in browser.get(f"/cases/{case.reference}").text
    with office.desk() as desk:
        desk.session.get_one(User, jonah.id).ends_on = desk.today - timedelta(days=1)
    assert "Their account has ended" in browser.get(f"/cases/{case.reference}").text


def test_the_case_page_says_how_consent_stands_and_keeps_what_was_said_before(office: Office) -> None:
    case = office.make(an_advocate_s_complaint)
    browser, party = office.browser(office.officer), office.rows(Party, Party.role == "advocate")[0]
    page = browser.get(f"/cases/{case.reference}").text
    assert page.count("Not asked") == 2 and "They said so" in page
    back = browser.get(f"/cases/{case.reference}/consent_back").text
    assert "To make the complaint, Imogen Speakwell" in back
    with office.desk(office.officer) as desk:
        row, same = consent.of(desk.session, party.id)[0], desk.session.get_one(Case, case.id)
        consent.withdraw(desk, same, row, desk.today)
    page = browser.get(f"/cases/{case.reference}").text
    assert "nothing more goes to them" in page and "Taken back" in page
    assert "Consent was taken back: ask the young person what they want now" in page


def test_whoever_may_not_know_names_sees_no_consent(office: Office) -> None:
    case = office.make(a_triaged_case)
    with office.desk(office.officer) as desk:
        same = desk.session.get_one(Case, case.id)
        child = desk.session.scalars(sa.select(Party).where(Party.case_id == case.id, Party.role == "child")).one()
        party = add(desk, same, Speaker(child, "Told.", "Imogen Speakwell"))
        consent.give(desk, same, party, "complain", "yes", note="She said yes.")
        end(desk, same, party, "Moved")
    browser = office.browser(office.senior)
    browser.post(f"/cases/{case.reference}/why", data={"why": "check"})
    page = browser.get(f"/cases/{case.reference}").text
    assert "What has happened" in page and "Imogen" not in page and "She said yes." not in page
    assert "Ended on" in office.browser(office.officer).get(f"/cases/{case.reference}").text


def test_the_letter_says_who_gets_the_answer_and_blocks_nothing(office: Office) -> None:
    case = office.make(a_triaged_case)
    with office.desk(office.officer) as desk:
        same = desk.session.get_one(Case, case.id)
        child = next(one for one in same.parties if one.role == "child")
        add(desk, same, Speaker(child, "Told.", "Imogen Speakwell"))
    browser = office.browser(office.officer)
    page = browser.get(f"/cases/{case.reference}/answer").text
    assert "Consent that Imogen Speakwell gets the answer is missing." in page
    assert 'name="letter-2"' in page, "the child may have one"
