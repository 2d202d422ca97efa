"""The safety page: what somebody on duty needs to act, nothing more, and each opening seen by the complaints team."""

from datetime import timedelta

import pytest

from portal.store.models import AccessLog, Alarm, Case, CaseEvent
from tests import factories
from tests.integration.staff.conftest import Office


def test_the_duty_worker_sees_urgent_contacts_and_nothing_else(office: Office) -> None:
    urgent, other = office.make(factories.an_urgent_contact), office.make(factories.a_sent_complaint)
    browser = office.browser(office.duty)
    assert urgent.reference in browser.get("/safety").text and other.reference not in browser.get("/safety").text
    for address in ("/cases", f"/cases/{urgent.reference}", f"/cases/{urgent.reference}/sent", f"/safety/{other.reference}"):
        assert browser.get(address).status_code == 404


def test_the_page_says_what_was_said_of_danger_how_to_reach_them_and_where_they_are(office: Office) -> None:
    case = office.make(factories.an_urgent_contact, put_right="Something for later")
    page = office.browser(office.duty).get(f"/safety/{case.reference}").text
    for said in ("He has locked her in.", "12 Canary Row", "Text only, before 6", "01632 960 111", "Zebrafish", "Zebedee Quillfeather"):
        assert said in page
    assert "Something for later" not in page


def test_opening_it_ends_the_paging_and_is_logged_and_shown_on_the_case(office: Office) -> None:
    case = office.make(factories.an_urgent_contact)
    assert office.browser(office.duty).get(f"/safety/{case.reference}").status_code == 200
    alarm = office.rows(Alarm, Alarm.case_id == case.id)[0]
    assert (alarm.opened_by_id, alarm.next_at) == (office.duty.id, None)
    assert [row.action for row in office.rows(AccessLog, AccessLog.object_id == case.id)] == ["safety.open"]
    page = office.browser(office.officer).get(f"/cases/{case.reference}").text
    assert "Dan Duty" in page and "1 time on the safety page" in page


def test_looking_at_the_list_opens_nothing(office: Office) -> None:
    case = office.make(factories.an_urgent_contact)
    assert "nobody has opened this yet" in office.browser(office.duty).get("/safety").text
    assert office.rows(Alarm, Alarm.case_id == case.id)[0].opened_at is None


def test_acting_is_written_down_by_a_button_never_by_a_link(office: Office) -> None:
    case = office.make(factories.an_urgent_contact)
    browser = office.browser(office.duty)
    browser.get(f"/safety/{case.reference}")
    assert office.rows(CaseEvent, CaseEvent.case_id == case.id, CaseEvent.event == "noted") == []
    office.app.config["WTF_CSRF_ENABLED"] = False
    assert browser.post(f"/safety/{case.reference}").status_code == 302
    noted = office.rows(CaseEvent, CaseEvent.case_id == case.id, CaseEvent.event == "noted")
    assert [(row.by_id, row.details) for row in noted] == [(office.duty.id, {"acting": True})]
    assert "seen on the safety page, and acting" in office.browser(office.officer).get(f"/cases/{case.reference}").text


@pytest.mark.parametrize(("state", "days", "is_listed"), [("new", 60, True), ("open", 20, True), ("open", 31, False)])
def test_it_stays_until_it_is_sorted_and_then_for_thirty_days(office: Office, state: str, days: int, is_listed: bool) -> None:
    case = office.make(factories.an_urgent_contact)
    with office.desk() as desk:
        row = desk.session.get_one(Case, case.id)
        row.state, row.received_on = state, office.now.date() - timedelta(days=days)
    assert (case.reference in office.browser(office.duty).get("/safety").text) is is_listed
