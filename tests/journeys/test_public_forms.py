"""Each way in has a form of its own: speaking for a child, passing something on, thanks, two who tell us together; at 320 px, with and without script."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Open
from tests.journeys.parent import SEND, STORY, fill, go_on, press, tell, words, written_down
from tests.journeys.served import Site

pytestmark = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
SMALL = 320


def take(page: Page, link: str) -> None:
    """Follow one of the quieter links of the start page."""
    page.goto("/")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name=link).click()


def fits(page: Page) -> None:
    """Nothing scrolls sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL, page.url


def test_an_advocate_tells_us_for_a_child(open_browser: Open, site: Site) -> None:
    page = open_browser(SMALL)
    take(page, "I speak for a child or young person")
    go_on(page, story="He wants to stay with his sister.", own_words="I aint going")
    go_on(page, in_danger="No")
    go_on(page, adv_name="Ola", adv_role="Advocate", instructed="Yes", bars="None of these")
    go_on(page, child_name="Tom", child_lives="With a foster carer", must_not_see="His carer")
    fill(page, consent_complain="Yes", consent_how="They said so")
    for part, typed in (("day", "31"), ("month", "2"), ("year", "2026")):
        page.locator(f"#consent_on-{part}").fill(typed)
    press(page, "Continue")
    summary = page.locator(".govuk-error-summary")
    assert "There is no such day" in summary.inner_text()
    fits(page)
    summary.get_by_role("link").click()
    if page.evaluate("document.documentElement.classList.contains('js-enabled')"):
        assert page.evaluate("document.activeElement.id") == "consent_on-day"
    else:
        assert page.url.endswith("#consent_on-day")
    page.locator("#consent_on-day").fill("20")
    press(page, "Continue")
    go_on(page, email="ola@voices.example", safe_email="E-mail our letters to you")
    go_on(page)
    assert "Friday 20 February 2026" in words(page)
    press(page, SEND)
    contact = site.contact(written_down(page).reference)
    assert contact is not None and contact.audience == "advocate"
    assert (contact.said["own_words"], contact.said["consent_on"], contact.said["safe_email"]) == ("I aint going", "2026-02-20", ["email_letters"])


def test_a_worker_passes_on_what_they_heard(open_browser: Open, site: Site) -> None:
    page = open_browser(SMALL)
    take(page, "I work with children and heard something (pass it on)")
    fits(page)
    fill(page, said="She says nobody listens.", **{"heard_on-day": "20", "heard_on-month": "11", "heard_on-year": "2026"})
    press(page, "Continue")
    go_on(page, person_is="A child or young person", worker_role="School staff")
    press(page, SEND)
    assert "The time to answer runs from the day you heard it." in words(page)
    reference = page.locator("strong[dir='ltr']").inner_text()
    contact = site.contact(reference)
    assert contact is not None and (contact.audience, str(contact.received_on), contact.said["person_is"]) == ("pass_on", "2026-11-20", "child")


def test_somebody_says_thank_you(open_browser: Open, site: Site) -> None:
    page = open_browser(SMALL)
    page.goto("/")
    press(page, "Start")
    go_on(page, kind="Something went well (a compliment)")
    go_on(page, story="She listened to my son.")
    go_on(page)
    go_on(page, praise_for="Team 3", praise_from="Someone at a court", may_pass_on="Yes, but without my name", may_publish="No")
    fits(page)
    go_on(page)
    press(page, SEND)
    contact = site.contact(written_down(page).reference)
    assert contact is not None and (contact.kind, contact.said["may_pass_on"]) == ("compliment", "without_name")


def test_two_who_tell_us_together_each_write_down_a_code(open_browser: Open, site: Site) -> None:
    page = open_browser(SMALL)
    tell(page, together="Yes", with_name="Ben", with_code="Show it here, they are with me now", with_phone="01632 960 222")
    press(page, SEND)
    fits(page)
    first, second = page.locator(".heard-code").all()
    assert first.inner_text() != second.inner_text() and len(second.locator("dd").all_inner_texts()[1].split()) == 6
    contact = site.contact(written_down(page).reference)
    assert contact is not None and (contact.said["story"], contact.said["with_name"]) == (STORY, "Ben")


def test_somebody_not_sure_of_the_place_reads_where_else_to_go_and_carries_on(open_browser: Open) -> None:
    page = open_browser(SMALL)
    tell(page, to="put_right")
    with page.expect_navigation():
        page.get_by_role("link", name="Not sure this is the right place?").click()
    fits(page)
    page.get_by_label("What is it about?").select_option("court")
    press(page, "I will go there instead")
    assert "What you wrote stays here for 24 hours" in words(page)
    press(page, "Carry on here")
    assert page.locator("#put_right").count() == 1
