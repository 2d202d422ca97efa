"""The face of young people's pages in a browser: read aloud only by the device's own voices, Shift three times, contrast on every ground."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.journeys.conftest import Open
from tests.journeys.served import Site
from tests.places import number

FAKE = """
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
window.heard = {said: [], last: null, cancelled: 0};
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => VOICES,
  speak: (one) => { heard.said.push([one.text, one.voice.name]); heard.last = one; },
  cancel: () => { heard.cancelled += 1; },
  addEventListener: (_name, act) => { heard.voices_came = act; },
}});
"""
OURS = '{name: "ours", lang: "en-GB", localService: true}'
AMERICAN = '{name: "american", lang: "en_US", localService: true}'
FAR = '{name: "far", lang: "en-GB", localService: false}'
OTHER = '{name: "polish", lang: "pl-PL", localService: true}'
NOW = ".heard-sentence--now"


def opened(open_browser: Open, *voices: str, path: str = "/y") -> Page:
    """A page in a browser that has these voices."""
    page = open_browser(390)
    page.add_init_script(FAKE.replace("VOICES", f"[{', '.join(voices)}]"))
    page.goto(path)
    return page


def ends(page: Page) -> None:
    """The voice comes to the end of its sentence."""
    page.evaluate("heard.last.onend()")


def shown_now(page: Page) -> str:
    return " ".join("".join(page.locator(NOW).all_text_contents()).split())


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("voices", [(), (FAR, OTHER)], ids=["none", "far and other"])
def test_without_a_voice_of_the_device_in_the_language_of_the_page_nothing_is_offered(open_browser: Open, voices: tuple[str, ...]) -> None:
    page = opened(open_browser, *voices)
    page.wait_for_function("!!heard.voices_came")
    page.evaluate("heard.voices_came()")
    assert page.get_by_text("Read this to me").count() == 0


@pytest.mark.parametrize("java_script_enabled", [False])
def test_without_script_nothing_is_offered(open_browser: Open) -> None:
    page = open_browser(390)
    page.goto("/y")
    assert not page.get_by_text("Read this to me").is_visible() and not page.get_by_text("This makes a noise").is_visible()


def test_it_asks_before_it_makes_a_noise(open_browser: Open) -> None:
    page = opened(open_browser, FAR, OTHER, AMERICAN, OURS)
    button(page, "Read this to me")
    expect(page.get_by_text("Use headphones or go where nobody can hear.")).to_be_visible()
    assert page.evaluate("heard.said.length") == 0
    button(page, "Not now")
    expect(page.get_by_role("button", name="Read this to me")).to_be_focused()
    assert page.evaluate("heard.said.length") == 0 and not page.get_by_text("This makes a noise").is_visible()


def test_it_reads_sentence_by_sentence_and_shows_which(open_browser: Open) -> None:
    page = opened(open_browser, FAR, OTHER, AMERICAN, OURS)
    before = page.locator("main").inner_text()
    button(page, "Read this to me")
    button(page, "Play")
    said = [shown_now(page)]
    while True:
        ends(page)
        if not page.locator(NOW).count():
            break
        assert len(said) < 200
        said.append(shown_now(page))
    assert page.evaluate("heard.said") == [[text, "ours"] for text in said]
    assert said[0] == page.get_by_role("heading", level=1).inner_text()
    assert len(said) > 10 and not [text for text in said if "Read this" in text or "noise" in text]
    assert page.locator("main").inner_text() == before and page.locator(".heard-sentence").count() == 0


def test_what_stands_in_a_field_is_not_read(open_browser: Open, site: Site) -> None:
    page = opened(open_browser, OURS)
    site.holds_a_draft(page.context, {"kind": "complaint", "story": "Nobody came. I waited."}, "young")
    page.goto(f"/f/{number('story', 'young')}")
    assert page.locator("textarea").first.input_value() == "Nobody came. I waited."
    button(page, "Read this to me")
    button(page, "Play")
    while page.locator(NOW).count():
        ends(page)
    assert "Nobody came" not in str(page.evaluate("heard.said")) and page.evaluate("heard.said.length") > 2
    assert page.locator("textarea").first.input_value() == "Nobody came. I waited."


def test_it_stops_when_told_and_when_the_page_goes_out_of_sight(open_browser: Open) -> None:
    page = opened(open_browser, OURS)
    for stops in ("document.querySelector('[data-read=stop]').click()", "dispatchEvent(new PageTransitionEvent('pagehide'))"):
        button(page, "Read this to me")
        button(page, "Play")
        before = page.evaluate("heard.cancelled")
        page.evaluate(stops)
        assert page.evaluate("heard.cancelled") > before and page.locator(NOW).count() == 0
        said = page.evaluate("heard.said.length")
        ends(page)
        assert page.evaluate("heard.said.length") == said


@pytest.mark.parametrize("path", ["/y", "/f/1?as=p"])
def test_shift_three_times_is_exit(open_browser: Open, path: str) -> None:
    page = open_browser()
    page.goto(path)
    for _ in range(2):
        page.keyboard.press("Shift")
    for _ in range(3):
        page.keyboard.press("Shift+A")  # a capital letter is no way out, and what came before it no longer counts
        page.keyboard.press("Shift")
    assert page.url.endswith(path)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/weather")


def test_slow_presses_are_no_exit(open_browser: Open) -> None:
    page = open_browser()
    page.clock.install()
    page.goto("/y")
    for _ in range(4):
        page.keyboard.press("Shift")
        page.clock.fast_forward(3000)
    assert page.url.endswith("/y")


@pytest.mark.parametrize("ground", ["usual", "usual in the dark", "white", "blue", "dark"])
def test_every_word_has_seven_to_one_on_every_ground(open_browser: Open, site: Site, ground: str) -> None:
    page = open_browser(320, color_scheme="dark" if ground == "usual in the dark" else "light")
    page.context.add_cookies([{"name": "heard_showing", "value": f"{ground.split()[0]}.largest.more", "url": site.url}])
    for path in ("/y", "/f/1?as=e", "/showing"):
        page.goto(path)
        assert axe(page, ["color-contrast-enhanced"]) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_letters_and_the_pictures_come(open_browser: Open) -> None:
    page = open_browser(390)
    page.goto("/y")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').length") >= 1
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 0
