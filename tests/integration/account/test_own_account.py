"""Somebody's own account: another password, another phone, and what the page shows."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.access.words import REACHES, WORDS
from portal.casework.account.account import DEMO, Part, add, give_link
from portal.store.database import Database
from tests.conftest import Clock
from tests.integration.account.person import Browser, Person

NEW = "violet ladder hums quietly"


def test_another_password_ends_the_other_browsers_at_once_and_this_one_goes_on(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    here, there = visitor_of(), visitor_of()
    there.sign_in(officer, clock.now)
    clock.move(seconds=30)
    here.sign_in(officer, clock.now)
    here.get("/account/password")
    old = here.client.get_cookie("heard").value
    assert here.post("/account/password", {"password": officer.password, "new_password": NEW}).location == "/account/?changed=password"
    assert (here.is_in(), there.is_in()) == (True, False)
    there.client.set_cookie("heard", old)
    assert not there.is_in()
    clock.move(seconds=30)
    assert visitor_of().sign_in(officer, clock.now).status_code == 200
    assert visitor_of().sign_in(officer, clock.now, password=NEW).status_code == 302


def test_another_password_needs_the_one_of_now(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/password")
    assert visitor.post("/account/password", {"password": "not this one at all", "new_password": NEW}).status_code == 200
    assert 'id="password-error"' in visitor.page


def test_guesses_at_a_signed_in_browser_lock_the_account(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/password")
    for _ in range(5):
        visitor.post("/account/password", {"password": "not this one at all", "new_password": NEW})
    assert visitor.post("/account/password", {"password": officer.password, "new_password": NEW}).status_code == 200


def test_another_phone_ends_the_other_browsers_and_the_old_phone(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    here, there = visitor_of(), visitor_of()
    there.sign_in(officer, clock.now)
    clock.move(seconds=30)
    here.sign_in(officer, clock.now)
    here.get("/account/factor")
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", here.page)
    assert found
    fresh = replace(officer, secret=found[1].replace(" ", ""))
    answer = here.post("/account/factor", {"password": officer.password, "code": fresh.code(clock.now)})
    assert answer.location == "/account/?changed=factor"
    assert (here.is_in(), there.is_in()) == (True, False)
    clock.move(seconds=30)
    assert visitor_of().sign_in(officer, clock.now).status_code == 200
    assert visitor_of().sign_in(fresh, clock.now).status_code == 302


def test_a_code_of_the_old_phone_changes_nothing(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/factor")
    assert visitor.post("/account/factor", {"password": officer.password, "code": officer.code(clock.now)}).status_code == 200
    clock.move(seconds=30)
    assert visitor.sign_in(officer, clock.now).status_code == 302


def test_the_page_says_who_one_is_here(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/")
    for words in ("Ama Boateng", officer.email, "Complaints officer", "This browser"):
        assert words in visitor.page


def test_every_permission_and_reach_has_words() -> None:
    assert set(WORDS) == set(Permission)
    assert set(REACHES) == {*Reach, None}


def test_the_page_of_roles_shows_every_role_to_anybody_signed_in(visitor: Browser, officer: Person, clock: Clock) -> None:
    assert visitor.get("/account/roles").status_code == 302
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/roles")
    assert all(f">{role.name}</h2>" in visitor.page for role in CATALOGUE.values())
    assert "read who opened what" in visitor.page


@pytest.fixture
def demo_link(app: Flask, settings: object, at_desk: Callable[..., str]) -> str:
    return at_desk(lambda desk: give_link(desk, add(desk, "demo@anytown.example", "Demo Officer", Part("complaints_officer"))[0], DEMO))


@pytest.fixture
def demo_app(app: Flask, running: Database) -> Flask:
    council = app.extensions["council"]
    app.extensions["council"] = replace(council, settings=replace(council.settings, demo=True))
    return app


def test_a_demo_link_signs_in_once_when_its_button_is_pressed(demo_app: Flask, demo_link: str, running: Database) -> None:
    first, second = Browser(demo_app.test_client(), running), Browser(demo_app.test_client(), running)
    assert first.get(f"/account/demo/{demo_link}").status_code == 200
    assert "Sign in as Demo Officer, Complaints officer" in first.page
    assert not first.is_in()
    assert first.post(f"/account/demo/{demo_link}").status_code == 302
    assert first.is_in()
    assert second.get(f"/account/demo/{demo_link}").status_code == 404
    second.get("/account/sign-in")
    assert second.post(f"/account/demo/{demo_link}").status_code == 404


def test_a_demo_link_lives_for_a_quarter_of_an_hour(demo_app: Flask, demo_link: str, running: Database, clock: Clock) -> None:
    clock.move(minutes=15)
    assert Browser(demo_app.test_client(), running).get(f"/account/demo/{demo_link}").status_code == 404


def test_a_demo_link_opens_nothing_where_there_is_no_demo(visitor: Browser, demo_link: str) -> None:
    visitor.get("/account/sign-in")
    assert visitor.get(f"/account/demo/{demo_link}").status_code == 404
    assert visitor.post(f"/account/demo/{demo_link}").status_code == 404


def test_a_demo_link_opens_nothing_off_loopback(demo_app: Flask, demo_link: str, running: Database) -> None:
    council = demo_app.extensions["council"]
    demo_app.extensions["council"] = replace(council, settings=replace(council.settings, web=replace(council.settings.web, listen="0.0.0.0:80")))
    assert Browser(demo_app.test_client(), running).get(f"/account/demo/{demo_link}").status_code == 404
