"""Every page of the product, as people meet it: axe finds nothing, nothing scrolls sideways, and no view is left out."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from portal.web.staff.acts import ACTS
from tests.browser import axe
from tests.journeys.conftest import Open
from tests.journeys.served import AGENT_NAME, Site
from tests.journeys.tongues import unmarked
from tests.journeys.visits import accounts, acts, advocates, back, errors, files, first, paper, public, scripts, staff
from tests.journeys.visits.visit import Here, Visit
from tests.reading import grade
from tests.sizes import IS_SOAK

PARTS = (public, back, first, paper, accounts, staff, acts, scripts, advocates, files, errors)
VISITS = [one for part in PARTS for one in part.VISITS]
REFUSED = [one.name for one in VISITS if one.name.startswith("act-") and one.name.endswith("-refused")]
LOOKED_AT = VISITS if IS_SOAK else [one for one in VISITS if one.name not in REFUSED or one.name in REFUSED[::4]]
"""Each act's page is looked at; the same page with what is missing is for a quarter of them in `make test`, for all in `make soak`."""
NO_PAGES = {
    *("static", "public.sheet", "public.security_txt", "public.exit", "public.choose", "public.code_picture"),
    *("staff.file_copy", "staff.file_shown", "account.stay", "health.livez", "health.readyz"),
}
"""Answers of GET that nobody reads as a page: files, the way out, and what machines ask."""
WORDS_BY_LAW = {"accessibility"}
"""Whose words the regulations set, however hard they are."""
SMALL, LARGE = 320, 1280
OF_SIZE = ["target-size", "scrollable-region-focusable", "meta-viewport", "css-orientation-lock"]
"""The rules whose answer depends on the size of the window; all are asked on the small one, these on the large one too in `make soak`."""
IN_THE_DARK = ("start", "story-left-empty", "form-help-now", "sent", "case-stage-1", "case-stage-1-late", "triage-left-empty", "urgent-contacts")
"""Pages that between them show every colour."""
PICTURES = Path(__file__).parents[2] / "screenshots"


@pytest.mark.parametrize("one", [pytest.param(visit, id=visit.name) for visit in LOOKED_AT])
def test_a_page_is_fit_for_everybody(one: Visit, window: Page, site: Site) -> None:
    page = window
    me = site.first(one.role) or site.someone(one.role) if one.role else None
    if me:
        site.signs_in(page.context, me)
    one.go(Here(page, site, me))
    page.wait_for_load_state()
    assert one.endpoint == "fails" or not page.get_by_text("Something went wrong on our side").count()
    assert page.locator("body.heard-staff").count() == (1 if one.role else page.url.count("/account/"))
    assert one.endpoint in _endpoints(site, page)
    leaves = page.get_by_role("button", name="Exit this page").count()
    assert leaves == (0 if page.locator("body.heard-staff").count() else 1)
    problems = _too_hard(page, one.name)
    for width in (SMALL, LARGE):
        page.set_viewport_size({"width": width, "height": 800})
        _picture(page, f"{one.name}-{width}")
        problems += [f"{width}: {found}" for found in (axe(page) if width == SMALL else axe(page, OF_SIZE) if IS_SOAK else [])]
        sideways = page.evaluate("document.documentElement.scrollWidth")
        problems += [f"{width}: {sideways} px wide"] if sideways > width else []
    if not one.role and not one.endpoint.startswith(("account.", "fails", "public.printed")):
        problems += unmarked(page, site)
    assert problems == []


@pytest.mark.parametrize("one", [pytest.param(visit, id=visit.name) for visit in VISITS if visit.name in IN_THE_DARK])
def test_dark_colours_can_be_read(one: Visit, open_browser: Open, site: Site) -> None:
    page = open_browser(SMALL, user_agent=AGENT_NAME, color_scheme="dark")
    if one.role:
        site.signs_in(page.context, site.first(one.role))
    one.go(Here(page, site, None))
    assert axe(page, ["color-contrast"]) == []


def test_no_view_is_left_out(site: Site) -> None:
    views = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "fails"}
    assert len(views) > 20
    assert views - NO_PAGES - {one.endpoint for one in VISITS} == set()


def test_no_act_is_left_out() -> None:
    names = {one.name for one in VISITS}
    assert {f"act-{key}" for key in ACTS} <= names
    assert len(names) == len(VISITS)


def _too_hard(page: Page, name: str) -> list[str]:
    """Figure S5: six years of school are enough to read what the public is shown in English."""
    is_public = page.locator("html[lang='en'] > body.heard-public").count()
    years = grade(page.content()) if is_public and name not in WORDS_BY_LAW else 0
    return [f"takes {years} years of school to read"] if years > 6 else []


def _endpoints(site: Site, page: Page) -> set[str]:
    """The views behind an address: the one that shows it and the one that takes what is posted there; "" where there is none."""
    adapter = site.app.url_map.bind("127.0.0.1")
    path = page.url.removeprefix(site.url).partition("?")[0]
    found = set()
    for method in ("GET", "POST"):
        with suppress(HTTPException):
            found.add(str(adapter.match(path, method=method)[0]))
    return found or {""}


def _picture(page: Page, name: str) -> None:
    """`make shots`: every page at both widths, for a person to look at."""
    if os.environ.get("HEARD_SHOTS") == "1":
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
