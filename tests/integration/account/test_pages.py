"""The account's pages in a real browser at 320 px: reachable for everybody, nothing wider than the screen, no script needed."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from portal.casework.account.account import DEMO, Part, add, find, give_link
from tests.browser import axe
from tests.conftest import Clock
from tests.integration.account.person import PASSWORD, Person


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def context_options(context_options: dict[str, Any]) -> dict[str, Any]:
    return context_options | {"viewport": {"width": 320, "height": 800}}


@pytest.fixture
def looks_right(page: Page, context_options: dict[str, Any]) -> Callable[[str], None]:
    """Check the page that is open: its heading, its width, axe, and that an error summary has the focus."""

    def check(heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        if context_options["java_script_enabled"]:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert axe(page) == []
            if page.locator(".govuk-error-summary").count():
                expect(page.locator(".govuk-error-summary")).to_be_focused()

    return check


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words).click()


def test_enrolling_and_signing_in(page: Page, looks_right: Callable[[str], None], at_desk: Callable[..., str], clock: Clock) -> None:
    token = at_desk(lambda desk: add(desk, "nia@anytown.example", "Nia Price", Part("complaints_officer"))[1])
    page.goto(f"/account/enrol/{token}")
    looks_right("Choose a password")
    page.get_by_label("Password").fill("short")
    press(page, "Go on")
    looks_right("Choose a password")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Go on")
    looks_right("Set up your phone")
    press(page, "Finish")
    looks_right("Set up your phone")
    page.get_by_text("I cannot scan the picture").click()
    letters = re.sub(r"\s", "", page.locator("code").inner_text())
    nia = Person("nia@anytown.example", PASSWORD, letters)
    page.get_by_label("Code").fill(nia.code(clock.now))
    press(page, "Finish")
    looks_right("Sign in")
    expect(page.get_by_text("Your account is ready.")).to_be_visible()
    clock.move(seconds=30)
    sign_in(page, nia, clock, password="not this one at all")
    looks_right("Sign in")
    sign_in(page, nia, clock)
    page.wait_for_url("**/cases")


def test_ones_own_pages(page: Page, looks_right: Callable[[str], None], officer: Person, clock: Clock) -> None:
    page.goto("/account/sign-in?to=/account/")
    sign_in(page, officer, clock)
    looks_right("Your account")
    for link, heading in (("Change Password", "Change your password"), ("Change Phone for codes", "Use another phone")):
        page.get_by_role("link", name=link).click()
        looks_right(heading)
        page.get_by_label(re.compile("Your password")).fill("not this one at all")
        page.locator("main form button").click()
        looks_right(heading)
        page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="What each role may do").click()
    looks_right("What each role may do")
    page.get_by_role("link", name="Back").click()
    press(page, "Sign out everywhere")
    looks_right("Sign in")
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_the_links_of_a_demo(
    page: Page, looks_right: Callable[[str], None], app: Flask, officer: Person, at_desk: Callable[..., str], complaints_of_the_browser: list[str]
) -> None:
    council = app.extensions["council"]
    app.extensions["council"] = replace(council, settings=replace(council.settings, demo=True))
    token = at_desk(lambda desk: give_link(desk, find(desk, officer.email), DEMO))
    page.goto(f"/account/demo/{token}")
    looks_right("Sign in to the demo")
    press(page, "Sign in as Ama Boateng, Complaints officer")
    page.wait_for_url("**/cases")
    page.goto(f"/account/demo/{token}")
    looks_right("This link does not work any more")
    assert [said for said in complaints_of_the_browser if "404" not in said] == []
    complaints_of_the_browser.clear()


def sign_in(page: Page, person: Person, clock: Clock, password: str = "") -> None:
    for label, typed in (("E-mail address", person.email), ("Password", password or person.password), ("Code", person.code(clock.now))):
        page.get_by_label(label, exact=True).fill(typed)
    press(page, "Sign in")
