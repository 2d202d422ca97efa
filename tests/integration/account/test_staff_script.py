"""What the script adds for staff: words kept while they are typed, and a warning before a quiet session ends."""

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Page, expect

from portal.store.database import Database
from portal.web import kept_text
from portal.web.guard import signed_in_only
from tests.conftest import Clock
from tests.integration.account.person import Person
from tests.integration.account.test_kept_text import kept

SOON = "You will be signed out in 2 minutes"
WRITING = (
    '{% extends "layouts/staff.html" %}{% block main %}<h1>Note</h1><form method="post" action="/form">'
    '<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">{{ kept_token() }}'
    '<label for="note">Note</label><textarea id="note" name="note">{{ (kept or {}).get("note", "") }}</textarea></form>{% endblock %}'
)


@pytest.fixture
def java_script_enabled() -> bool:
    return True


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def app(app: Flask) -> Flask:
    app.add_url_rule("/writing", "writing", signed_in_only(lambda: render_template_string(WRITING, kept=kept_text.take())))
    return app


@pytest.fixture
def writing(page: Page, officer: Person, clock: Clock) -> Page:
    """Signed in, on a page with a form, the browser's time standing still."""
    page.goto("/account/sign-in?to=/writing")
    for name, typed in (("email", officer.email), ("password", officer.password), ("code", officer.code(clock.now))):
        page.fill(f"#{name}", typed)
    page.clock.install()
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/writing")
    return page


def pass_time(page: Page, clock: Clock, **by: float) -> None:
    clock.move(**by)
    page.clock.fast_forward(int(sum({"minutes": 60, "seconds": 1}[unit] * number for unit, number in by.items()) * 1000))


def test_words_are_kept_ten_seconds_after_they_were_typed(writing: Page, clock: Clock, running: Database) -> None:
    writing.fill("#note", "She rang, crying.")
    with writing.expect_response("**/account/keep") as answer:
        pass_time(writing, clock, seconds=10)
    assert answer.value.status == 200
    assert len(kept(running)) == 1
    writing.reload()
    expect(writing.locator("#note")).to_have_value("She rang, crying.")


def test_nothing_is_sent_while_nothing_changes(writing: Page, clock: Clock, running: Database) -> None:
    pass_time(writing, clock, minutes=5)
    assert kept(running) == []


def test_a_warning_comes_two_minutes_before_a_quiet_session_ends_and_any_key_stays(writing: Page, clock: Clock) -> None:
    status = writing.get_by_role("status")
    pass_time(writing, clock, minutes=12, seconds=59)
    expect(status).to_have_text("")
    pass_time(writing, clock, seconds=2)
    expect(status).to_contain_text(SOON)
    with writing.expect_response("**/account/stay"):
        writing.keyboard.press("Shift")
    expect(status).to_have_text("")
    pass_time(writing, clock, minutes=13, seconds=1)
    expect(status).to_contain_text(SOON)
    pass_time(writing, clock, minutes=2)
    expect(status).to_contain_text("You are signed out.")


def test_words_typed_after_the_end_are_kept_all_the_same(writing: Page, clock: Clock, running: Database) -> None:
    pass_time(writing, clock, minutes=61)
    writing.fill("#note", "Typed too late")
    with writing.expect_response("**/account/keep"):
        pass_time(writing, clock, seconds=10)
    expect(writing.get_by_role("status")).to_contain_text("You are signed out.")
    assert len(kept(running)) == 1
