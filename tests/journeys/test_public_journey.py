"""A parent tells us something: with and without script, by keyboard alone, on a small and on a large screen."""

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page

from tests.journeys.conftest import Open
from tests.journeys.parent import SEND, STORY, WAY, WHOLE, come_back, fill, press, send, tell, words, written_down
from tests.journeys.served import Site
from tests.places import number

TOPICS = ("complain", "danger", "child", "safeguard", "help", "abuse", "story", WHOLE["name"].lower())
WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
TELLING = """() => { const at = document.activeElement, of = at.form; return {
  name: at.name || '', type: at.type || at.tagName.toLowerCase(), words: (at.innerText || at.value || '').trim(), value: at.value || '',
  said: at.labels && at.labels[0] ? at.labels[0].innerText.trim() : '' } }"""


@WAYS
@pytest.mark.parametrize("width", [320, 1280])
def test_a_parent_tells_us_what_happened_and_reads_that_we_have_it(open_browser: Open, site: Site, width: int) -> None:
    page = open_browser(width)
    paths: set[str] = set()
    seen: list[tuple[str, str, int]] = []

    def look(loaded: Page) -> None:
        with suppress(Error):  # the person was quicker: the next page had begun to come
            seen.append((loaded.url, loaded.title(), loaded.evaluate("document.documentElement.scrollWidth")))

    page.on("response", lambda got: paths.add(urlsplit(got.url).path) if got.request.resource_type == "document" and got.status == 200 else None)
    page.on("load", look)
    code = send(page)
    assert page.locator("h1").inner_text() == "We have it"
    assert len(code.words.split()) == 6
    contact = site.contact(code.reference)
    assert contact is not None and contact.said["story"] == STORY and contact.said["child_name"] == WHOLE["child_name"]
    assert paths == {"/", "/done"} | {f"/f/{number(key)}" for key in WAY}
    told = " ".join(f"{url} {title}" for url, title, _width in seen).lower().replace("children’s services", "")
    assert [topic for topic in TOPICS if topic in told] == []
    assert len(seen) > len(paths) // 2
    assert max(wide for _url, _title, wide in seen) <= width


def tab_to(page: Page, name: str = "", words: str = "", said: str = "") -> None:
    """Press Tab until the focus stands on a field, a button or a link; never more than a screenful of times."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(TELLING)
        if (not name or at["name"] == name) and (not words or at["words"] == words) and (not said or at["said"].startswith(said)):
            return
    raise AssertionError(f"Tab never came to {name or words}")


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    keys = page.keyboard
    page.goto("/")
    tab_to(page, words="Start")
    with page.expect_navigation():
        keys.press("Enter")
    tab_to(page, name="kind")
    keys.press("Space")
    for key in WAY[:-1]:
        if key == "story":
            tab_to(page, name="story")
            keys.type(STORY)
        tab_to(page, words="Continue")
        with page.expect_navigation():
            keys.press("Enter")
    tab_to(page, words=SEND)
    with page.expect_navigation():
        keys.press("Space")
    contact = site.contact(written_down(page).reference)
    assert contact is not None and (contact.kind, contact.said["story"]) == ("complaint", STORY)


@WAYS
def test_somebody_who_would_rather_talk_leaves_a_number(page: Page, site: Site) -> None:
    page.goto("/")
    press(page, "I would rather talk")
    fill(page, phone="01632 960 222", best_times="Before three", language="Polish")
    press(page, SEND)
    assert "We will try to ring you by" in words(page)
    contact = site.contact(written_down(page).reference)
    assert contact is not None and (contact.kind, contact.wants_call, contact.said["phone"]) == ("talk", True, "01632 960 222")


@WAYS
def test_a_saved_form_opens_again_in_another_browser_and_after_sending_says_we_have_it(open_browser: Open) -> None:
    page = open_browser()
    tell(page, to="put_right")
    press(page, "Save and come back later")
    code = written_down(page)
    other = open_browser()
    come_back(other, code)
    assert other.url.endswith(f"/f/{number('put_right')}")
    other.goto(f"/f/{number('story')}")
    assert other.locator("#story").input_value() == STORY
    page.goto(f"/f/{number('story')}")
    assert page.locator("#story").count() == 0, "the first browser holds it no more"
    other.goto(f"/f/{number('check')}")
    press(other, SEND)
    assert written_down(other).reference == code.reference
    third = open_browser()
    come_back(third, code)
    assert "We have it" in words(third) and "Somebody will write to you by" in words(third)
    assert STORY not in third.content()


@WAYS
def test_an_empty_story_is_asked_for_again_and_nothing_is_lost(page: Page, java_script_enabled: bool) -> None:
    tell(page, to="story")
    press(page, "Continue")
    summary = page.locator(".govuk-error-summary")
    assert "We have kept what you wrote." in summary.inner_text()
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    summary.get_by_role("link").click()
    if java_script_enabled:
        assert page.evaluate("document.activeElement.id") == "story"
    else:
        assert page.url.endswith("#story")
