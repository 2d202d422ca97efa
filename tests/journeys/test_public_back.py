"""Somebody comes back on a small phone: writes, is away in one press, and Back shows nothing of what was there or typed."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from portal.access.code import hash_code, new_reference, new_words
from portal.casework.desk import Desk
from portal.casework.intake.draft import FreshCode, save
from portal.store.models import Draft, Message, Visit
from tests.factories import a_sent_complaint
from tests.journeys.conftest import Open
from tests.journeys.parent import SEND, STORY, Code, come_back, fill, press, words
from tests.journeys.served import Site

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
CANARY = "He is at the school gate, canary."


@pytest.fixture
def code(site: Site) -> Code:
    """The code of somebody who has sent a complaint."""
    reference, chosen = new_reference(), new_words()

    def sent(desk: Desk) -> None:
        case = a_sent_complaint(desk)
        person = next(one for one in case.parties if one.reference)
        person.reference, person.code_hash = reference, hash_code(chosen, site.database.keys.pepper)

    site.do(sent)
    return Code(reference, " ".join(chosen))


def quiet_for(site: Site, minutes: int) -> None:
    """So long nothing is heard of any browser."""
    site.do(lambda desk: desk.session.execute(sa.update(Visit).values(seen_at=desk.now - timedelta(minutes=minutes))))


@WAYS
def test_a_message_is_written_and_after_exit_back_ten_times_shows_nothing(open_browser: Open, site: Site, code: Code) -> None:
    page = open_browser(320)
    come_back(page, code)
    assert "Somebody will write to you by" in words(page)
    press(page, "Write to us")
    fill(page, message=CANARY)
    press(page, SEND)
    assert CANARY in words(page) and page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")
    for _ in range(10):
        page.go_back(wait_until="load")
        page.wait_for_function("document.readyState === 'complete' && !document.body.hidden")
        shown = page.content() + " ".join(field.input_value() for field in page.locator("input[type='text'], textarea").all())
        assert not any(secret in shown for secret in (CANARY, code.reference, code.words)), page.url
    newest = sa.select(Visit.ended_at).order_by(Visit.made_at.desc()).limit(1)
    site.until(lambda: site.do(lambda desk: desk.session.scalar(newest)) is not None)


@WAYS
def test_what_is_typed_too_late_comes_back_with_the_code(open_browser: Open, site: Site, code: Code) -> None:
    page = open_browser(320)
    come_back(page, code)
    press(page, "Add something")
    fill(page, addition=CANARY)
    quiet_for(site, 16)
    before = site.count(Message)
    press(page, SEND)
    assert "We have kept what you wrote. It is not sent yet." in words(page) and CANARY not in page.content()
    fill(page, reference=code.reference, words=code.words)
    press(page, "Open it")
    assert page.locator("textarea").input_value() == CANARY
    press(page, SEND)
    assert "A person reads it by the next working day" in words(page)
    assert site.count(Message) == before + 1


def test_the_warning_shows_itself_two_minutes_before_without_a_script(open_browser: Open, code: Code) -> None:
    page = open_browser(320, java_script_enabled=False)
    come_back(page, code)
    press(page, "Write to us")
    warning = page.locator(".heard-soon")
    assert not warning.is_visible()
    page.evaluate("document.getAnimations().forEach((one) => { one.currentTime = 780001; })")
    assert warning.is_visible() and re.search(r"This page closes in 2 minutes, at \d+:\d\d am", words(page))


def test_the_addresses_name_no_topic_no_reference_and_no_code(open_browser: Open, code: Code) -> None:
    page = open_browser()
    come_back(page, code)
    seen = {page.url}
    for link in page.get_by_role("main").get_by_role("link").all():
        seen.add(str(link.get_attribute("href")))
    assert not any(secret in "".join(seen) for secret in (code.reference, *code.words.split()))
    assert page.title() == "Come back · Anytown Council"


def test_a_saved_form_is_called_to_mind_only_for_who_asks(page: Page, site: Site) -> None:
    draft_id = site.holds_a_draft(page.context, {"kind": "complaint", "story": STORY})
    site.do(lambda desk: save(desk, desk.session.get_one(Draft, draft_id), FreshCode(new_reference(), "", "")))
    page.goto("/saved")
    fill(page, remind_email="only-me@example.org")
    press(page, "Remind me")
    assert "We will remind you 7 days before we delete it." in words(page) and "only-me@example.org" not in page.content()
