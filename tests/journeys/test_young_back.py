"""A young person keeps their words and comes back with them on a telephone: every screen is fit for them, and Back shows nothing after Exit."""

import pytest

from portal.forms.ways import WAYS, Way
from tests.journeys.conftest import Open
from tests.journeys.parent import Code, come_back, press
from tests.journeys.served import Site
from tests.journeys.test_young import fit, tell
from tests.journeys.visits.back import on_young_page, talked_with_a_child
from tests.journeys.visits.visit import Here

SCRIPT = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
CANARY = "He is at the school gate, canary."
SEND = "Send this to the complaints team"


@SCRIPT
def test_the_words_are_kept_and_open_their_page_and_nothing_is_left_after_exit(open_browser: Open, site: Site) -> None:
    page = open_browser(320)
    tell(page, WAYS[1], look=False)
    (reference,), words = page.locator(".heard-code__one").all_inner_texts(), page.locator(".heard-code__words li").all_inner_texts()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the picture").click()
    assert saved.value.suggested_filename == "picture.png"
    page.get_by_role("link", name="Print a card").click()
    page.wait_for_load_state()
    page.emulate_media(media="print")
    assert page.locator("main").inner_text().split()[:1] == [reference] and not page.locator("header").is_visible() and page.title() == "Card"
    page.emulate_media(media="screen")
    come_back(page, Code(reference, " ".join(words)))
    assert page.locator("body.heard-young--easy").count() and page.locator("[aria-current='step']").count() == 1
    page.get_by_role("link", name="Write to us", exact=True).click()
    page.locator("[name='message']").fill(CANARY)
    press(page, SEND)
    assert CANARY in page.locator("main").inner_text()
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")
    for _ in range(10):
        if page.go_back(wait_until="load") is None:
            break
        page.wait_for_function("document.readyState === 'complete' && !document.body.hidden")
        shown = page.content() + " ".join(field.input_value() for field in page.locator("input[type='text'], textarea").all())
        assert CANARY not in shown and reference not in shown and " ".join(words) not in shown, page.url


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.key)
def test_every_screen_of_the_page_is_fit_for_a_young_person(open_browser: Open, site: Site, way: Way) -> None:
    page = open_browser(320)
    on_young_page(Here(page, site, None), str(way.audience), talked_with_a_child)
    wrong = [f"/back: {one}" for one in fit(page)]
    for part in ("answer", "side", "reach"):
        page.goto(f"/back?part={part}")
        wrong += [f"{part}: {one}" for one in fit(page)]
    assert wrong == []
