"""Staff see that words raised a case, and the kinds; nobody ever sees that the list found none."""

from portal.casework.thread.message import write_in
from portal.store.models import Case
from tests import factories
from tests.integration.staff.conftest import Office


def test_the_queue_the_case_and_the_safety_page_say_so_and_of_another_nothing(office: Office) -> None:
    raised, other = office.make(factories.a_sent_complaint, story="My uncle hits my sister"), office.make(factories.a_sent_complaint)
    browser = office.browser(office.officer)
    assert browser.get("/cases").text.count("raised by words") == 1
    page = browser.get(f"/cases/{raised.reference}").text
    assert "Raised by words" in page and "somebody is hurt or hit" in page
    assert "by words" not in browser.get(f"/cases/{other.reference}").text
    assert "somebody is hurt or hit" in office.browser(office.duty).get(f"/safety/{raised.reference}").text


def test_the_safety_page_shows_the_later_message_that_raised_it(office: Office) -> None:
    case = office.make(factories.a_sent_complaint)
    duty = office.browser(office.duty)
    assert duty.get(f"/safety/{case.reference}").status_code == 404
    with office.desk() as desk:
        row = desk.session.get_one(Case, case.id)
        write_in(desk, row.parties[0], "He said he will kill us tonight", "once")
    assert "He said he will kill us tonight" in duty.get(f"/safety/{case.reference}").text
