"""Of two who act at once the second keeps what they typed, also where nothing more can be done with it."""

from dataclasses import replace

from portal.casework.intake.triage import Choices, Point, take_back, triage
from portal.casework.people.subject import Subject
from portal.casework.stage.answer import answer
from portal.casework.stage.close import close
from portal.casework.stage.find import issues
from portal.store.models import Case
from tests import factories
from tests.integration.staff.conftest import Office

POINTS = (Point("No visits", "communication", "looked_after"),)
TYPED = "Dear Ada, we looked at every visit since May."


def test_whoever_sorts_it_second_keeps_their_words_and_sees_that_it_was_sorted(office: Office) -> None:
    case = office.make(factories.a_sent_complaint)
    office.app.config["WTF_CSRF_ENABLED"] = False
    browser, address = office.browser(office.officer), f"/cases/{case.reference}/triage"
    browser.get(address)
    sorted_out = Choices("complaint", "statutory", "A title", "looked_after", POINTS, no_risks=True)
    with office.desk(office.colleague) as desk:
        triage(desk, desk.session.get_one(Case, case.id), sorted_out)
    page = browser.post(address, data={"seen": "1", "letter": TYPED, "title": "Visits", "kept_token": "a b"})
    assert page.status_code == 409
    assert TYPED in page.text and "Sorted: the procedure was chosen" in page.text and "Cora Colleague" in page.text
    assert "a b" not in page.text


def test_whoever_extends_a_case_that_was_closed_meanwhile_keeps_their_letter(office: Office) -> None:
    case = office.make(factories.a_triaged_case)
    office.app.config["WTF_CSRF_ENABLED"] = False
    browser = office.browser(office.officer)
    with office.desk(office.colleague) as desk:
        row = desk.session.get_one(Case, case.id)
        answer(desk, row, {str(one.id): "upheld" for one in issues(desk, row)}, "We are sorry.", "post")
        close(desk, row)
    page = browser.post(f"/cases/{case.reference}/extend", data={"seen": "1", "letter": TYPED})
    assert TYPED in page.text


OUT_OF_ROUTE = Choices("enquiry", "signposted", "A title", "looked_after", POINTS, no_risks=True, reason="other_body", letter="Who can.")


def test_whoever_decides_a_proposal_second_keeps_their_words(office: Office) -> None:
    case = office.make(factories.a_sent_complaint)
    office.app.config["WTF_CSRF_ENABLED"] = False
    with office.desk(office.officer) as desk:
        proposal = triage(desk, desk.session.get_one(Case, case.id), OUT_OF_ROUTE)
        assert proposal is not None
        take_back(desk, desk.session.get_one(Case, case.id), proposal)
    page = office.browser(office.colleague).post(f"/cases/{case.reference}/proposal", data={"seen": "2", "decision": "decline", "why": TYPED})
    assert (page.status_code, TYPED in page.text) == (409, True)


def test_the_second_person_reads_all_that_they_agree_to(office: Office) -> None:
    case = office.make(factories.a_sent_complaint)
    chosen = replace(OUT_OF_ROUTE, subjects=(Subject("T. Worker"),), holder_id=str(office.officer.id))
    with office.desk(office.officer) as desk:
        triage(desk, desk.session.get_one(Case, case.id), chosen)
    page = office.browser(office.colleague).get(f"/cases/{case.reference}/proposal").text
    for said in ("No visits", "No risk was seen", "T. Worker", "Olu Officer", "Who can."):
        assert said in page
