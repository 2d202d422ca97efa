"""One press or many, two tabs, Back and once more, a reload: one case, one reference, one code."""

import pytest
from playwright.sync_api import Page

from portal.store.models import Case
from tests.journeys.parent import SEND, fill, press, tell, written_down
from tests.journeys.served import Site
from tests.places import number

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


@pytest.fixture
def cases(site: Site) -> int:
    """How many there were before."""
    return site.count(Case)


def press_twice(page: Page) -> None:
    """Two presses of the mouse on the same spot, 20 ms apart, whatever is there the second time."""
    button = page.get_by_role("button", name=SEND)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    for _ in range(2):
        page.mouse.click(box["x"] + 20, box["y"] + 20)
        page.wait_for_timeout(20)


@WAYS
def test_a_double_click_sends_once(page: Page, site: Site, cases: int) -> None:
    tell(page)
    press_twice(page)
    page.wait_for_url("**/done")
    assert site.count(Case) == cases + 1
    assert len(written_down(page).words.split()) == 6


@WAYS
def test_a_double_click_asks_for_one_call(page: Page, site: Site, cases: int) -> None:
    page.goto("/talk")
    fill(page, phone="01632 960 333")
    press_twice(page)
    page.wait_for_url("**/talk/done")
    assert site.count(Case) == cases + 1


@WAYS
def test_back_and_sending_again_gives_the_same_reference_and_words(page: Page, site: Site, cases: int) -> None:
    tell(page)
    press(page, SEND)
    first = written_down(page)
    page.go_back(wait_until="load")
    page.wait_for_load_state("networkidle")
    if page.get_by_role("button", name=SEND).count():
        press(page, SEND)
    assert written_down(page) == first
    assert site.count(Case) == cases + 1


@WAYS
def test_reloading_the_last_page_sends_nothing_again(page: Page, site: Site, cases: int) -> None:
    tell(page)
    press(page, SEND)
    first = written_down(page)
    for _ in range(3):
        page.reload()
    assert written_down(page) == first
    assert site.count(Case) == cases + 1


@WAYS
def test_two_tabs_send_one_case(page: Page, site: Site, cases: int) -> None:
    tell(page)
    other = page.context.new_page()
    other.goto(f"/f/{number('check')}")
    press(page, SEND)
    press(other, SEND)
    assert written_down(page) == written_down(other)
    assert site.count(Case) == cases + 1
