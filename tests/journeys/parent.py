"""What a parent does in a browser: fills in a page, presses its button, writes down the code."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Page

from portal.forms.catalogue import PARENT

PAGES = tuple(page.key for page in PARENT.pages)
WAY = ("what", "story", "put_right", "safety", "around", "you", "child", "reach", "needs", "check")
"""The pages that most people meet."""
SEND = "Send this to the complaints team"

STORY = "Zebrafish was moved on Friday and nobody told us."

WHOLE: Mapping[str, str] = {
    "kind": "Something is wrong (a complaint)",
    "story": STORY,
    "put_right": "Tell us why, and say sorry.",
    "in_danger": "No",
    "relation": "Mum or dad",
    "stay_anonymous": "Yes, I will give my name",
    "name": "Ada Quillfeather",
    "child_name": "Zebedee Quillfeather",
    "phone": "01632 960 111",
}
"""Answers by question; of a choice, the words beside it."""


class Code(NamedTuple):
    """What somebody writes down."""

    reference: str
    words: str


def press(page: Page, words: str) -> None:
    """Press a button, or a link that looks like one, and see the page it leads to."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=words, exact=True).click()


def fill(page: Page, **answers: str) -> None:
    """Write each text and choose each option that is on this page."""
    for key, said in answers.items():
        field = page.locator(f"[name='{key}']")
        if field.count() and field.first.get_attribute("type") in ("radio", "checkbox"):
            group = page.locator("fieldset").filter(has=field.first).last
            group.get_by_text(said, exact=True).click()
        elif field.count():
            field.fill(said)


def go_on(page: Page, **answers: str) -> None:
    """Fill the page in and continue."""
    fill(page, **answers)
    press(page, "Continue")


def tell(page: Page, to: str = "check", **more: str) -> None:
    """From the start page to a page of the form, answering all on the way."""
    answers = {**WHOLE, **more}
    page.goto("/")
    press(page, "Start")
    for _ in PAGES:
        here = PAGES[int(urlsplit(page.url).path.rpartition("/")[2]) - 1]
        if here == to:
            return
        fill(page, **answers)
        press(page, "Not now, carry on" if here == "help_now" else "Continue")
    raise AssertionError(f"never came to {to}: {page.url}")


def send(page: Page, **more: str) -> Code:
    """The whole way to 'We have it'."""
    tell(page, **more)
    press(page, SEND)
    return written_down(page)


def written_down(page: Page) -> Code:
    """The reference and the words that the page shows."""
    lines = page.locator(".heard-code dd").all_inner_texts()
    return Code(lines[0], lines[1] if len(lines) > 1 else "")


def come_back(page: Page, code: Code) -> None:
    """Type what was written down."""
    page.goto("/come-back")
    fill(page, reference=code.reference, words=code.words)
    press(page, "Open it")


def words(page: Page) -> str:
    """All that can be read on the page."""
    return re.sub(r"\s+", " ", page.locator("body").inner_text())
