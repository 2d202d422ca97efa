"""What each kind of staff meets: the duty worker the safety page alone, a manager their own cases, a senior no names."""

import pytest
from playwright.sync_api import Page

from tests.factories import a_sent_complaint, a_triaged_case, an_urgent_contact
from tests.journeys.officer import enter
from tests.journeys.parent import press, words
from tests.journeys.served import Site

pytestmark = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


def test_the_duty_worker_sees_the_safety_page_of_urgent_contacts_and_nothing_else(page: Page, site: Site) -> None:
    urgent = site.do(an_urgent_contact)
    calm = site.do(a_sent_complaint)
    enter(page, site, site.someone("duty_worker", "Vera Duty"))
    assert page.url.endswith("/safety")
    assert page.get_by_role("link", name="Queue").count() == 0
    assert page.get_by_role("link", name=calm.reference).count() == 0
    page.get_by_role("link", name=urgent.reference).click()
    read = words(page)
    assert "12 Canary Row" in read and "Text only, before 6" in read
    press(page, "I have seen this and am acting")
    page.goto("/safety")
    assert "opened" in page.locator("li").filter(has_text=urgent.reference).inner_text()
    for path in ("/cases", f"/cases/{urgent.reference}", f"/cases/{calm.reference}", f"/safety/{calm.reference}"):
        page.goto(path)
        assert "We cannot find that page" in words(page), path


def test_a_service_manager_sees_only_what_they_were_given(page: Page, site: Site) -> None:
    officer = site.someone("complaints_officer", "Wim Officer")
    manager = site.someone("service_manager", "Xena Manager", service="looked_after")
    given = site.do(lambda desk: a_triaged_case(desk, responder=manager, holder=officer), by=officer)
    other = site.do(lambda desk: a_triaged_case(desk, holder=officer), by=officer)
    enter(page, site, manager)
    assert page.get_by_role("link", name=given.reference).count() == 1
    assert page.get_by_role("link", name=other.reference).count() == 0
    page.goto(f"/cases/{given.reference}")
    assert page.get_by_role("button", name="Write the answer").count() == 1
    assert page.get_by_role("button", name="Put on hold").count() == 0
    page.goto(f"/cases/{other.reference}")
    assert "We cannot find that page" in words(page)


def test_a_senior_says_why_first_and_reads_no_names(page: Page, site: Site) -> None:
    officer = site.someone("complaints_officer", "Yara Officer")
    case = site.do(lambda desk: a_triaged_case(desk, holder=officer), by=officer)
    enter(page, site, site.someone("senior", "Zoe Senior"))
    page.goto(f"/cases/{case.reference}")
    assert "Why do you open" in words(page) and "Nobody told us" not in words(page)
    page.get_by_role("radio").first.check()
    press(page, "Open the case")
    assert "Your role does not show you names." in words(page)
    assert "Quillfeather" not in page.content()
