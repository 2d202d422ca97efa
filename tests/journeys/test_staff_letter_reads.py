"""A letter to a young person says how hard it is to read: as it is typed, and without script when asked."""

import pytest
from playwright.sync_api import Page

from portal.casework.desk import Desk
from portal.casework.letters.grade import reading
from portal.store.models import Case
from tests.browser import axe
from tests.factories import a_triaged_case
from tests.journeys.officer import enter
from tests.journeys.parent import press, words
from tests.journeys.served import Site
from tests.reading import TEXTS


def young_case(desk: Desk) -> Case:
    """A case of somebody who told us in a young person's way."""
    case = a_triaged_case(desk)
    case.parties[0].relation = "child"
    return case


@pytest.fixture
def writing(page: Page, site: Site) -> Page:
    case = site.do(young_case)
    enter(page, site, site.someone("complaints_officer"))
    page.goto(f"/cases/{case.reference}/extend")
    assert page.locator("#letter").input_value().startswith("Hello Ada,")
    return page


@pytest.mark.parametrize("java_script_enabled", [True], ids=["script"])
def test_the_script_counts_as_the_product_counts(writing: Page) -> None:
    assert not writing.get_by_role("button", name="Count again").count()
    writing.locator("#letter").fill("A placement.")
    writing.get_by_text("placement: you could say “where you live”").wait_for()  # while it is typed
    assert axe(writing) == []
    for text in TEXTS:
        writing.locator("#letter").fill(text)
        writing.locator("#letter").dispatch_event("change")
        counted = reading(text)
        assert abs(float(writing.locator("#letter-reads strong").inner_text()) - counted.grade) <= 0.05
        shown = writing.locator("#letter-reads li").all_inner_texts()
        assert shown == [f"{word}: you could say “{plain}”" if plain else word for word, plain in counted.hard]
        assert writing.get_by_text("These words are hard:").is_visible() is bool(counted.hard)


@pytest.mark.parametrize("java_script_enabled", [False], ids=["no-script"])
def test_without_script_the_words_are_counted_when_asked_and_nothing_is_done(writing: Page) -> None:
    writing.locator("#letter").fill(TEXTS[3])
    press(writing, "Count again")
    assert writing.locator("#letter").input_value() == TEXTS[3]
    assert f"Reading grade {reading(TEXTS[3]).grade}." in words(writing)
    assert "statutory: you could say “what the law says”" in words(writing)
    assert writing.url.endswith("/extend")
