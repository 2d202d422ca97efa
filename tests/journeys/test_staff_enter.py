"""Somebody rings: from the first word to the reference and the six words, read back in between, with and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.store.models import User
from tests.journeys.conftest import Open
from tests.journeys.officer import enter
from tests.journeys.parent import press, words
from tests.journeys.served import Site

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


@pytest.fixture
def officer(site: Site) -> User:
    return site.someone("complaints_officer", "Rosa Officer")


def begin(page: Page) -> None:
    """Start a script for a call."""
    page.goto("/cases")
    page.get_by_role("link", name="Write down").click()
    page.get_by_label("A parent, a carer").check()
    page.get_by_label("by phone").check()
    press(page, "Start")


@WAYS
def test_a_telephone_complaint_from_the_ring_to_the_reference(page: Page, site: Site, officer: User, java_script_enabled: bool) -> None:
    enter(page, site, officer)
    begin(page)
    page.locator("#story").fill("They moved him on Friday.\nNobody rang us.")
    page.get_by_role("group", name="What do you want to tell us?").get_by_label("Something is wrong").check()
    if java_script_enabled:
        for part in ("story", "what"):
            expect(page.locator(f"[data-state={part}]")).to_have_text("written", timeout=8_000)
        page.reload()  # the caller is still speaking: nothing is lost
    else:
        page.get_by_role("button", name="Keep", exact=True).nth(2).click()
    assert page.locator("#story").input_value() == "They moved him on Friday.\nNobody rang us."
    assert page.get_by_label("Something is wrong").is_checked()
    page.get_by_label("What is your phone number?").fill("01632 960 222")
    press(page, "Read it back")
    assert "Nobody rang us." in page.get_by_role("main").inner_text()
    page.get_by_label("Yes: I read it to them and they agree").check()
    press(page, "Send this to the complaints team")
    shown = page.locator(".heard-code").inner_text()
    reference = re.findall(r"H-\w+", shown)[0]
    assert len(page.locator(".heard-spelt li").all()) == 6
    found = site.contact(reference)
    assert found and found.said["story"] == "They moved him on Friday.\nNobody rang us." and found.said["phone"] == "01632 960 222"
    assert (found.channel, found.entered_by_id) == ("phone", officer.id)
    press(page, "Given: hide the words")
    assert page.locator(".heard-spelt").count() == 0 and reference in words(page)
    page.get_by_role("button", name="Open the case").click()
    assert "They agreed it" in words(page)


def test_two_windows_and_an_ended_session_lose_no_keystroke(open_browser: Open, site: Site, officer: User) -> None:
    page = open_browser()
    enter(page, site, officer)
    begin(page)
    second = page.context.new_page()
    second.goto(page.url)
    page.locator("#story").fill("From the first window.")
    second.locator("#when_happened").fill("In May")
    expect(page.locator("[data-state=story]")).to_have_text("written", timeout=8_000)
    expect(second.locator("[data-kept-at]")).to_contain_text("Kept at")
    second.locator("#story").fill("From the second window.")
    expect(second.get_by_role("status")).to_contain_text("Both texts are kept", timeout=8_000)
    page.reload()
    shown = page.get_by_role("main").inner_text()
    assert "From the second window." in shown
    assert page.locator("#story").input_value() == "From the first window."
    assert page.locator("#when_happened").input_value() == "In May"
    press(page, "Drop this text")
    site.clock.move(minutes=16)
    page.locator("#when_happened").fill("In May and June")
    expect(page.get_by_role("status")).to_contain_text("You are signed out", timeout=8_000)
    enter(page, site, officer)
    page.goto(second.url)
    assert page.locator("#when_happened").input_value() == "In May and June"
    expect(page.locator("[data-kept-at]")).to_contain_text("Kept at")
