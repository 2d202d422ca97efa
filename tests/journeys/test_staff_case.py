"""A case from the queue to its end: sorted, acknowledged, extended, held, resumed, answered and closed."""

import re

import pytest
from playwright.sync_api import Page

from portal.store.models import Case, User
from tests.factories import a_sent_complaint
from tests.journeys.conftest import Open
from tests.journeys.officer import act, enter, open_case
from tests.journeys.parent import press, words
from tests.journeys.served import Site

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


@pytest.fixture
def officer(site: Site) -> User:
    return site.someone("complaints_officer", "Rosa Officer")


@pytest.fixture
def case(site: Site) -> Case:
    """A complaint that was just sent."""
    return site.do(a_sent_complaint)


def sort_it(page: Page, case: Case, procedure: str = "Children's social care complaint") -> None:
    """Fill the triage form in for a complaint about a looked-after child's visits."""
    page.goto(f"/cases/{case.reference}/triage")
    page.get_by_label("A title").fill("Visits stopped without a word")
    page.get_by_label("Complaint", exact=True).check()
    page.get_by_label("Which service is it most about?").select_option("looked_after")
    page.get_by_label(procedure, exact=True).check()
    for number, said in enumerate(("Nobody said why visits stopped", "Letters were not answered"), 1):
        page.locator(f"#point-{number}").fill(said)
        page.locator(f"#point-{number}-category").select_option("communication")
    page.get_by_label("I looked, and I see none of these").check()
    page.get_by_label("An advocate was offered").check()


def choose(page: Page, question: str, option: str) -> None:
    """One of the answers to a question."""
    page.get_by_role("group", name=question).get_by_label(option, exact=True).check()


def write_the_letter(page: Page) -> None:
    """Fill in what the template left open."""
    letter = page.locator("#letter")
    letter.fill(re.sub(r"\[[^]]*\]", "we looked into it", letter.input_value()))


@WAYS
def test_an_officer_works_a_complaint_from_the_queue_to_its_end(page: Page, site: Site, officer: User, case: Case) -> None:
    manager = site.someone("service_manager", "Tariq Manager", service="looked_after")
    enter(page, site, officer)
    open_case(page, case)
    page.get_by_text("Why this date?", exact=True).click()
    assert "Counting starts on Monday 23 November, which is day 0." in words(page)
    page.get_by_role("link", name="What was sent, exactly").click()
    assert "Zebrafish was moved and nobody told us.\nWe found out from the school." in page.get_by_role("main").inner_text()
    sort_it(page, case)
    page.get_by_label("Which manager answers?").select_option(str(manager.id))
    for question in ("Is this manager complained about?", "Did they take the decision", "Did the person ask for somebody else?"):
        choose(page, question, "No")
    press(page, "Sort it")
    assert page.url.endswith(f"/cases/{case.reference}")
    assert "Answer at stage 1: 10 working days left · Monday 7 December" in words(page)
    assert "Tariq Manager" in words(page)
    tell_and_extend(page, case)
    hold_and_resume(page, case)
    answer_and_close(page, case)


def tell_and_extend(page: Page, case: Case) -> None:
    """Say that we have it; set the latest date."""
    act(page, case, "Say that we have it")
    choose(page, "How did you tell them?", "by phone")
    press(page, "Write it down")
    act(page, case, "Extend (up to Monday 21 December)")
    page.get_by_role("group", name="Why?").get_by_role("radio").first.check()
    write_the_letter(page)
    press(page, "Set the new date and send the letter")
    assert "Answer at stage 1: 20 working days left · Monday 21 December" in words(page)


def hold_and_resume(page: Page, case: Case) -> None:
    """Wait for a court; go on."""
    act(page, case, "Put on hold")
    choose(page, "Why does it have to wait?", "Court or other proceedings")
    write_the_letter(page)
    press(page, "Put on hold and send the letter")
    assert "On hold since Monday 23 November: Court or other proceedings." in words(page)
    act(page, case, "End the hold")
    press(page, "End the hold")
    assert "On hold since" not in words(page)


def answer_and_close(page: Page, case: Case) -> None:
    """A finding for each point, the letter, the end."""
    act(page, case, "Write the answer")
    choose(page, "1. Nobody said why visits stopped", "Upheld")
    choose(page, "2. Letters were not answered", "Not upheld")
    write_the_letter(page)
    press(page, "Send the answer")
    assert "Stage 1: Upheld" in words(page) and "Stage 1: Not upheld" in words(page)
    act(page, case, "Close")
    press(page, "Close it")
    assert "Nothing is due" in words(page)
    page.get_by_role("link", name="The answer").click()
    assert "Dear Ada Quillfeather" in words(page)


@WAYS
def test_an_answer_without_a_finding_for_each_point_is_not_sent_and_kept(page: Page, site: Site, officer: User, case: Case, java_script_enabled: bool) -> None:
    enter(page, site, officer)
    sort_it(page, case)
    press(page, "Sort it")
    act(page, case, "Write the answer")
    choose(page, "1. Nobody said why visits stopped", "Upheld")
    page.get_by_label("The letter").fill("Dear Ada, we are sorry.")
    press(page, "Send the answer")
    assert "Choose an answer: 2. Letters were not answered" in words(page)
    assert page.get_by_label("The letter").input_value() == "Dear Ada, we are sorry."
    assert page.get_by_role("group", name="1. Nobody said").get_by_label("Upheld", exact=True).is_checked()


@WAYS
def test_the_first_error_of_a_staff_form_gets_the_focus(page: Page, site: Site, officer: User, case: Case, java_script_enabled: bool) -> None:
    enter(page, site, officer)
    page.goto(f"/cases/{case.reference}/triage")
    press(page, "Sort it")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.locator(".govuk-error-summary a").first.click()
    if java_script_enabled:
        assert page.evaluate("document.activeElement.id") == "kind"
    else:
        assert page.url.endswith("#kind")


@WAYS
def test_a_choice_out_of_the_statutory_route_is_proposed_by_one_and_decided_by_another(open_browser: Open, site: Site, officer: User, case: Case) -> None:
    page, colleague = open_browser(), open_browser()
    enter(page, site, officer)
    sort_it(page, case, "Complaint to the council")
    press(page, "Sort it")
    assert page.get_by_text("There is a problem").count(), "a reason and a letter are wanted"
    page.get_by_role("group", name="Why does it leave its usual way?").get_by_role("radio").first.check()
    page.get_by_label("Yes, send this letter").check()
    write_the_letter(page)
    press(page, "Sort it")
    assert "A second person must decide." in words(page)
    page.get_by_role("link", name="Look at the proposal").click()
    assert page.get_by_label("Agree: do it and send the letter").count() == 0, "nobody decides what they proposed"

    enter(colleague, site, site.someone("complaints_manager", "Sam Manager"))
    open_case(colleague, case)
    colleague.get_by_role("link", name="Look at the proposal").click()
    assert "Rosa Officer proposes to take this out of its usual way." in words(colleague)
    colleague.get_by_label("Agree: do it and send the letter").check()
    press(colleague, "Write down the decision")
    page.goto(f"/cases/{case.reference}")
    assert "Complaint to the council" in words(page)
    assert "Which way it goes" in words(page)


@WAYS
def test_of_two_who_write_at_once_the_second_keeps_their_words_and_sees_what_happened(open_browser: Open, site: Site, officer: User, case: Case) -> None:
    first, second = open_browser(), open_browser()
    enter(first, site, officer)
    enter(second, site, site.someone("complaints_officer", "Uma Officer"))
    for browser, said in ((first, "Rang at ten."), (second, "Rang at eleven.")):
        browser.goto(f"/cases/{case.reference}/note")
        browser.get_by_label("The note").fill(said)
    press(first, "Keep this note")
    press(second, "Keep this note")
    assert "Somebody else was quicker" in words(second)
    assert "Rosa Officer" in second.locator("#meanwhile-box").inner_text()
    assert second.get_by_label("The note").input_value() == "Rang at eleven."
    press(second, "Keep this note")
    assert "Rang at ten." in words(second) and "Rang at eleven." in words(second)
