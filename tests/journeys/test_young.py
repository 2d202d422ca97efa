"""A young person tells us on a telephone, in each of the three ways: every screen is fit for them, and nothing is left behind on the device."""

import pytest
from playwright.sync_api import Page, Request

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience
from portal.forms.ways import WAYS, Way
from tests.browser import axe
from tests.journeys.conftest import Open
from tests.journeys.parent import press
from tests.journeys.served import Site

STORY = "Quokka was shouting and nobody came."
BY_WAY = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.key)
LARGEST = 90 * 1024
"""What the whole journey may load, without letters (issue: a phone on a slow line)."""
TOO_SMALL = """least => [...document.querySelectorAll('main a, main button, main label, main summary, main input:not([type=hidden])')]
  .filter(one => one.offsetParent && !one.closest('.govuk-visually-hidden') && one.getBoundingClientRect().height < least
    && !(one.type === 'radio' || one.type === 'checkbox') && !one.matches('label:not(.govuk-radios__label, .govuk-checkboxes__label)'))
  .map(one => `${one.tagName} ${one.textContent.trim().slice(0, 30)} ${Math.round(one.getBoundingClientRect().height)}`)"""

SMALLEST = """Math.min(...[...document.querySelectorAll('main p, main label, main li, main legend')]
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


def fit(page: Page) -> list[str]:
    """What is wrong with a young person's screen."""
    found = axe(page, level="AAA")
    found += [f"too small to press: {one}" for one in page.evaluate(TOO_SMALL, 48)]
    sideways = page.evaluate("document.documentElement.scrollWidth")
    letters = page.evaluate(SMALLEST)
    return [*found, *([f"{sideways} px wide"] if sideways > 320 else []), *([f"letters of {letters} px"] if letters < 18 else [])]


def tell(page: Page, way: Way, look: bool = True) -> list[str]:
    """All the way to the six words; what was wrong with a screen."""
    wrong: list[str] = []
    page.goto("/y")
    wrong += fit(page) if look else []
    page.locator(f"a[href$='as={way.letter}']").click()
    page.wait_for_load_state()
    for _ in range(10):
        wrong += [f"{page.url}: {one}" for one in (fit(page) if look else [])]
        for name, value in (("kind", "complaint"), ("in_danger", "not_sure"), ("advocate_wanted", "more"), ("talk_how", "page")):
            for box in page.locator(f"[name='{name}'][value='{value}']").all():
                box.check()
        for box in page.locator("[name='story']").all():
            box.fill(STORY)
        if page.locator("button[value='send']").count():
            break
        with page.expect_navigation(wait_until="load"):
            page.locator("button[value='go_on']").click()
    with page.expect_navigation(wait_until="load"):
        page.locator("button[value='send']").click()
    wrong += fit(page) if look else []
    return wrong


@BY_WAY
def test_every_screen_is_fit_for_a_young_person(open_browser: Open, site: Site, way: Way) -> None:
    page = open_browser(320)
    assert tell(page, way) == []
    words = page.locator(".heard-code__words li").all_inner_texts()
    assert len(words) == 6
    contact = site.contact(page.locator(".heard-code__one").first.inner_text())
    assert contact is not None and contact.audience == str(way.audience) and contact.said["story"] == STORY


@pytest.mark.parametrize("java_script_enabled", [False], ids=["no-script"])
def test_it_works_without_scripts(open_browser: Open, site: Site, java_script_enabled: bool) -> None:
    page = open_browser(390)
    tell(page, WAYS[1], look=False)
    assert site.contact(page.locator(".heard-code__one").first.inner_text()) is not None
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")


def test_by_keyboard_alone_in_the_order_of_the_page(open_browser: Open, site: Site) -> None:
    page = open_browser(390)
    page.goto("/f/1?as=y")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Exit this page"
    order = []
    for _ in range(14):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        if order[-1] == "kind":
            page.keyboard.press("Space")
        if order[-1] == "then":
            break
    assert order[:2] == ["Skip to main content", "Back"] and "kind" in order and order[-1] == "then"
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert page.locator("[name='story']").count()
    tree = page.locator("main").aria_snapshot()
    places = [tree.index(words) for words in ("What happened?", "textbox", "Say it: record your voice", "Ask someone to call me", "Next")]
    assert places == sorted(places)


def test_back_ten_times_after_exit_shows_nothing_and_no_address_or_title_says_what_it_is_about(open_browser: Open, site: Site) -> None:
    page = open_browser(390)
    titles: set[str] = set()
    page.on("domcontentloaded", lambda shown: titles.add(f"{shown.url} {shown.title()}"))
    tell(page, WAYS[0], look=False)
    reference, *words = [*page.locator(".heard-code__one").all_inner_texts(), *page.locator(".heard-code__words li").all_inner_texts()]
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")
    for _ in range(10):
        if page.go_back(wait_until="load") is None:
            break
        shown = page.content()
        assert STORY not in shown and reference not in shown and not all(word in shown for word in words)
    for name in ("complain", "young", "child", "danger", reference):
        assert not [one for one in titles if name in one.replace("Childline", "")]


@BY_WAY
def test_the_whole_journey_is_light(open_browser: Open, site: Site, way: Way) -> None:
    page = open_browser(390)
    loaded: list[int] = []

    def finished(request: Request) -> None:
        if not request.url.endswith("woff2") and "woff2" not in request.url:
            loaded.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", finished)
    tell(page, way, look=False)
    page.wait_for_load_state("networkidle")
    assert sum(loaded) <= LARGEST, sum(loaded)


def test_the_way_can_be_changed_on_every_page(open_browser: Open, site: Site) -> None:
    page = open_browser(390)
    for one in CATALOGUE[Audience.YOUNG].pages:
        site.holds_a_draft(page.context, {"kind": "help" if one.key == "help_first" else "complaint", "in_danger": "yes", "advocate_wanted": "more"}, "young")
        page.goto(f"/f/{CATALOGUE[Audience.YOUNG].pages.index(one) + 1}")
        at = page.url
        press(page, "Mostly pictures")
        assert page.url == at and page.locator("body.heard-young--pictures").count() == 1, one.key
