"""Opening a case: logged before it is shown, refused without a sign, and a colleague's only with a reason."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.store.models import AccessLog, Alarm, Case, CaseEvent, Opening, Task, User
from portal.web.staff import case as case_view
from tests import factories
from tests.integration.staff.conftest import Office

NOT_THERE = "T99999"
TITLE = "Contact stopped without explanation"


def body(browser: FlaskClient, address: str) -> tuple[int, str]:
    """Status and page, without the form token, which is new each time."""
    answer = browser.get(address)
    return answer.status_code, re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)


def test_the_log_row_is_committed_before_the_page_is_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    case = office.make(factories.a_sent_complaint)
    seen: list[int] = []

    def fails(*_what: object, **_more: object) -> str:
        seen.append(len(office.rows(AccessLog, AccessLog.object_id == case.id, AccessLog.action == "case.open", AccessLog.allowed)))
        raise RuntimeError

    monkeypatch.setattr(case_view, "render_template", fails)
    assert office.browser(office.officer).get(f"/cases/{case.reference}").status_code == 500
    assert seen == [1]


@pytest.mark.parametrize("page", ["", "/sent"])
def test_each_page_of_a_case_that_is_read_is_one_row_in_the_log(office: Office, page: str) -> None:
    case = office.make(factories.a_sent_complaint)
    browser = office.browser(office.officer)
    for _ in range(2):
        assert browser.get(f"/cases/{case.reference}{page}").status_code == 200
    rows = office.rows(AccessLog, AccessLog.object_id == case.id)
    assert [(row.action, row.allowed, row.user_id) for row in rows] == [("case.sent" if page else "case.open", True, office.officer.id)] * 2


def test_who_is_complained_about_is_told_nothing_and_the_complaints_manager_is(office: Office) -> None:
    case = office.make(factories.a_triaged_case, responder=office.manager)
    office.do(factories.a_subject, case, office.manager)
    browser = office.browser(office.manager)
    for _ in range(2):
        assert body(browser, f"/cases/{case.reference}") == body(browser, f"/cases/{NOT_THERE}")
    refused = office.rows(AccessLog, AccessLog.object_id == case.id, ~AccessLog.allowed)
    assert [row.rule for row in refused] == ["A-2", "A-2"]
    assert len(office.rows(Task, Task.case_id == case.id, Task.kind == "subject_tried")) == 1
    office.do(lambda desk: setattr(desk.session.get(Case, case.id), "holder_id", office.officer.id))
    assert "Somebody this complaint is about tried to open it" in office.browser(office.officer).get(f"/cases/{case.reference}").text


@pytest.mark.parametrize("who", ["officer", "manager", "senior", "duty"])
def test_the_world_of_who_is_complained_about_is_the_same_with_and_without_the_case(office: Office, who: str) -> None:
    """T-02a: lists, counts, pages and searches for a reference, before the complaint and after it."""
    user: User = getattr(office, who)
    office.make(factories.a_triaged_case, responder=office.manager, holder=office.officer)
    browser = office.browser(user)
    addresses = ["/cases", "/cases?before=end", "/cases?after=0.2026-01-01.T00000", "/safety", "/account/"]
    without = [body(browser, address) for address in addresses]
    case = office.make(factories.an_urgent_contact)
    office.do(factories.a_subject, case, user)
    assert [body(browser, address) for address in addresses] == without
    for part in ("", "/sent", "/triage", "/note", "/proposal", "/letters/1"):
        assert body(browser, f"/cases/{case.reference}{part}") == body(browser, f"/cases/{NOT_THERE}{part}")
    assert body(browser, f"/safety/{case.reference}") == body(browser, f"/safety/{NOT_THERE}")


@pytest.mark.parametrize("relation", ["not granted", "not sorted", "restricted"])
def test_another_s_case_is_simply_not_there(office: Office, relation: str) -> None:
    case = office.make(factories.a_sent_complaint if relation == "not sorted" else factories.a_triaged_case)
    if relation != "not granted":
        office.do(factories.a_grant, case, office.manager)
    user = office.manager
    if relation == "restricted":
        user = office.colleague
        with office.desk() as desk:
            factories.restricted(desk, desk.session.get_one(Case, case.id))
    browser = office.browser(user)
    assert body(browser, f"/cases/{case.reference}") == body(browser, f"/cases/{NOT_THERE}")
    assert case.reference not in browser.get("/cases").text


def test_a_link_to_the_complaint_shuts_out_at_the_next_request(office: Office) -> None:
    case = office.make(factories.a_triaged_case, responder=office.manager)
    browser = office.browser(office.manager)
    assert browser.get(f"/cases/{case.reference}").status_code == 200
    office.do(factories.a_subject, case, office.manager)
    assert browser.get(f"/cases/{case.reference}").status_code == 404


def test_a_reference_no_database_can_read_is_not_there(office: Office) -> None:
    office.app.config["WTF_CSRF_ENABLED"] = False
    assert office.browser(office.officer).post("/cases/%00/why", data={"why": "caller"}).status_code == 404


def test_a_colleague_s_case_asks_why_and_remembers_it_until_sign_out(office: Office) -> None:
    case = office.make(factories.a_triaged_case, holder=office.officer)
    office.app.config["WTF_CSRF_ENABLED"] = False
    browser, address = office.browser(office.colleague), f"/cases/{case.reference}"
    asked = browser.get(address)
    assert "Why do you open" in asked.text and TITLE not in asked.text
    assert office.rows(Opening, Opening.case_id == case.id) == []
    assert browser.post(f"{address}/why", data={"why": "curious"}).status_code == 422
    browser.post(f"{address}/why", data={"why": "caller"})
    assert TITLE in browser.get(address).text
    assert "Zebrafish" in browser.get(f"{address}/sent").text
    assert "Why do you open" in office.browser(office.colleague).get(address).text
    reasons = [row.reason for row in office.rows(AccessLog, AccessLog.object_id == case.id, AccessLog.action == "case.open")]
    assert reasons == ["caller"]
    owner = office.browser(office.officer).get(address).text
    assert "Cora Colleague" in owner and "The person is on the telephone" in owner


def test_nobody_acts_on_a_colleague_s_case_without_having_said_why(office: Office) -> None:
    case = office.make(factories.a_triaged_case, holder=office.officer)
    office.app.config["WTF_CSRF_ENABLED"] = False
    fields = {"note": "A note", "on-day": "23", "on-month": "11", "on-year": "2026", "seen": "99"}
    assert office.browser(office.colleague).post(f"/cases/{case.reference}/note", data=fields).status_code == 404
    assert office.rows(CaseEvent, CaseEvent.case_id == case.id, CaseEvent.event == "noted") == []


def test_a_senior_says_why_and_sees_no_names(office: Office) -> None:
    case = office.make(factories.a_triaged_case, said={"story": "Ada Quillfeather here. zebedee was moved."}, title="Zebedee was moved")
    office.app.config["WTF_CSRF_ENABLED"] = False
    browser, address = office.browser(office.senior), f"/cases/{case.reference}"
    assert "Why do you open" in browser.get(address).text
    browser.post(f"{address}/why", data={"why": "check", "to": "sent"})
    for page in ("/cases", address, f"{address}/sent"):
        text = browser.get(page).text
        assert case.reference in text
        assert not re.search("quillfeather|zebedee|01632 960 111|ada@example", text, re.IGNORECASE)
    assert "was moved." in browser.get(f"{address}/sent").text


def test_the_manager_who_answers_sees_names_but_no_numbers_and_addresses(office: Office) -> None:
    case = office.make(factories.a_triaged_case, responder=office.manager, holder=office.officer)
    browser = office.browser(office.manager)
    pages = browser.get(f"/cases/{case.reference}").text + browser.get(f"/cases/{case.reference}/sent").text
    assert "Ada Quillfeather" in pages
    assert "01632 960 111" not in pages and "ada@example.org" not in pages
    assert "Your role does not show you numbers and addresses." in pages


def test_opening_an_urgent_case_ends_its_alarm(office: Office) -> None:
    case = office.make(factories.an_urgent_contact)
    office.browser(office.officer).get(f"/cases/{case.reference}")
    assert office.rows(Alarm, Alarm.case_id == case.id)[0].opened_by_id == office.officer.id


@pytest.mark.parametrize(
    ("who", "how", "rule"),
    [
        ("manager", factories.a_sent_complaint, "A-3"),
        ("manager", factories.a_triaged_case, "A-6"),
        ("senior", factories.a_sent_complaint, "A-3"),
        ("duty", factories.a_triaged_case, "role"),
    ],
)
def test_a_refusal_is_logged_with_the_rule_that_decided(office: Office, who: str, how: Callable[..., Case], rule: str) -> None:
    case = office.make(how)
    browser = office.browser(getattr(office, who))
    assert body(browser, f"/cases/{case.reference}") == body(browser, f"/cases/{NOT_THERE}")
    rows = office.rows(AccessLog, AccessLog.object_id == case.id)
    assert [(row.allowed, row.rule, row.user_id) for row in rows] == [(False, rule, getattr(office, who).id)]
    assert office.rows(Task, Task.case_id == case.id, Task.kind == "subject_tried") == []
