"""Exit on every page, with and without script: away at once, and Back shows nothing that was typed."""

import pytest
from playwright.sync_api import Page

from portal.store.models import Case, Draft
from tests.journeys.conftest import Open
from tests.journeys.parent import STORY, WAY, WHOLE, come_back, press, tell, written_down
from tests.journeys.served import Site
from tests.places import number

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
TYPED = (STORY, WHOLE["put_right"], WHOLE["name"], WHOLE["child_name"], WHOLE["phone"])


def leave(page: Page) -> None:
    """Press Exit and be elsewhere."""
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")


def back(page: Page, times: int) -> None:
    """Press Back so often; nothing typed is on any page that comes."""
    for _ in range(times):
        page.go_back(wait_until="load")
        page.wait_for_function("document.readyState === 'complete' && !document.body.hidden")
        shown = page.content() + " ".join(field.input_value() for field in page.locator("input[type='text'], input[type='tel'], textarea").all())
        assert [typed for typed in TYPED if typed in shown] == [], page.url


@WAYS
@pytest.mark.parametrize("key", WAY)
def test_exit_leaves_any_page_of_the_form_and_ends_the_draft(page: Page, site: Site, key: str) -> None:
    cases = site.count(Case)
    draft_id = site.holds_a_draft(page.context, {"kind": "complaint", "story": STORY})
    page.goto(f"/f/{number(key)}")
    leave(page)
    assert "It will rain" in page.content()
    site.until(lambda: not site.is_there(Draft, draft_id))  # after the browser has gone, so that nobody waits for it
    assert site.count(Case) == cases
    assert [cookie["name"] for cookie in page.context.cookies(site.url) if cookie["name"] == "draft"] == []


@WAYS
def test_back_ten_times_after_exit_shows_nothing_that_was_typed(page: Page) -> None:
    tell(page)
    leave(page)
    back(page, 10)


@WAYS
def test_what_was_typed_and_not_kept_is_gone_too(page: Page) -> None:
    tell(page, to="put_right")
    page.locator("#put_right").fill(WHOLE["put_right"])
    leave(page)
    back(page, 3)


@WAYS
def test_a_saved_form_stays_under_its_code(open_browser: Open) -> None:
    page = open_browser()
    tell(page, to="put_right")
    press(page, "Save and come back later")
    code = written_down(page)
    leave(page)
    page.goto(f"/f/{number('story')}")
    assert STORY not in page.content()
    other = open_browser()
    come_back(other, code)
    other.goto(f"/f/{number('story')}")
    assert STORY in other.content()


@pytest.mark.parametrize("path", ["/", "/talk", "/come-back", "/no-such-page", "/fails/500", "/fails/503"])
def test_exit_is_on_pages_outside_the_form_too(page: Page, path: str) -> None:
    page.goto(path)
    leave(page)


@pytest.mark.parametrize("key", (*WAY, "help_now", "thanks"))
def test_on_a_small_screen_a_thumb_on_continue_does_not_touch_exit(open_browser: Open, site: Site, key: str) -> None:
    page = open_browser(320)
    site.holds_a_draft(page.context, {"story": STORY, "in_danger": "yes", **({"kind": "compliment"} if key == "thanks" else {})})
    page.goto(f"/f/{number(key)}")
    leaving = page.get_by_role("button", name="Exit this page").bounding_box()
    going_on = page.locator("button[name='then']").first.bounding_box()
    assert leaving and going_on
    assert going_on["y"] - (leaving["y"] + leaving["height"]) >= 96
