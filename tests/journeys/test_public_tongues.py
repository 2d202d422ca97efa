"""Somebody who reads another language goes all the way in it, on a small screen, with and without script; also in forced colours."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.journeys.conftest import Open
from tests.journeys.served import AGENT_NAME, Site
from tests.places import number

STORY = "نقلوا ابني يوم الجمعة ولم يخبرنا أحد."
ENGLISH = re.compile(r"\b(?:the|and|you|your|this|that|with|we)\b", re.I)
BUTTON = "form .govuk-button[name='then'][value='{}']"


def press(page: Page, which: str) -> None:
    """A button by what it does: its words are another language's."""
    with page.expect_navigation(wait_until="load"):
        page.locator(BUTTON.format(which)).first.click()


def is_whole(page: Page) -> None:
    """Right to left, nothing wider than the screen, and no sentence of ours in English."""
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    ours = page.evaluate(
        "[...document.querySelectorAll('main h1, main h2, main label, main legend, main p')]"
        ".filter(one => !one.closest('bdi, [dir=auto], [translate=no], [lang]:not(html)') && !one.querySelector('bdi'))"
        ".map(one => one.innerText).join('\\n')"
    )
    assert not ENGLISH.search(ours), ours


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
def test_a_mother_who_reads_arabic_tells_us_and_comes_back(open_browser: Open, site: Site, java_script_enabled: bool) -> None:
    page = open_browser(320)
    page.goto("/")
    page.locator("footer .heard-tongues a").first.click()
    page.locator("a[hreflang='ar']").first.click()
    page.goto("/f/1")
    page.locator("input[name='kind'][value='complaint']").check()
    press(page, "go_on")
    is_whole(page)
    page.fill("[name='story']", STORY)
    press(page, "go_on")
    for _ in range(12):
        is_whole(page)
        if page.url.endswith(f"/f/{number('check')}"):
            break
        press(page, "go_on")
    press(page, "send")
    is_whole(page)
    reference, code = (page.locator(".heard-code dd").nth(at).inner_text() for at in (0, 1))
    assert re.fullmatch(r"(\d{4} ){4}\d{4}", code)
    contact = site.contact(reference)
    assert contact is not None and contact.language == "ar" and contact.is_unreadable and contact.said["story"] == STORY
    page.goto("/come-back")
    page.fill("[name='reference']", reference)
    page.fill("[name='words']", code.translate({ord(str(digit)): 0x0660 + digit for digit in range(10)}))
    with page.expect_navigation(wait_until="load"):
        page.locator("form .govuk-button").first.click()
    assert page.url.endswith("/back")
    is_whole(page)


def test_pages_can_be_used_in_forced_colours_and_at_four_times_the_size(open_browser: Open, site: Site) -> None:
    """400 % of 1280 px is 320 px of the page's own; what a box or a button is must not hang on a colour."""
    page = open_browser(320, user_agent=AGENT_NAME, forced_colors="active", device_scale_factor=4)
    for where in ("/", "/f/1", "/talk", "/come-back", "/paper", "/what-happens"):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, where
        boxes = "[...document.querySelectorAll('main .govuk-button, main .govuk-input, main .govuk-textarea')]"
        bare = boxes + ".filter(one => getComputedStyle(one).borderStyle === 'none').length"
        assert page.evaluate(bare) == 0, where
        assert axe(page) == [], where
