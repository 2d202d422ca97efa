"""Enrolling by a link: once, in two steps, without being signed in by it."""

import re
from collections.abc import Callable

import pyotp
import pytest

from portal.casework.account import account
from portal.casework.account.account import Part
from tests.conftest import Clock
from tests.integration.account.person import PASSWORD, Browser, Person

EMAIL = "new@anytown.example"


@pytest.fixture
def token(at_desk: Callable[..., str]) -> str:
    return at_desk(lambda desk: account.add(desk, EMAIL, "Nia Price", Part("complaints_officer"))[1])


def secret_on(page: str) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found
    return found[1].replace(" ", "")


def enrol(visitor: Browser, token: str, clock: Clock) -> Person:
    visitor.get(f"/account/enrol/{token}")
    visitor.post(f"/account/enrol/{token}/password", {"new_password": PASSWORD})
    visitor.get(f"/account/enrol/{token}")
    person = Person(EMAIL, PASSWORD, secret_on(visitor.page))
    assert visitor.post(f"/account/enrol/{token}/factor", {"code": person.code(clock.now)}).location == "/account/sign-in?ready=yes"
    return person


def test_a_link_leads_to_a_password_and_a_phone_and_then_to_the_sign_in_page(visitor: Browser, token: str, clock: Clock) -> None:
    person = enrol(visitor, token, clock)
    assert not visitor.is_in()
    clock.move(seconds=30)
    assert visitor.sign_in(person, clock.now).status_code == 302


def test_the_code_typed_while_enrolling_does_not_sign_in(visitor: Browser, token: str, clock: Clock) -> None:
    assert visitor.sign_in(enrol(visitor, token, clock), clock.now).status_code == 200


def test_looking_at_a_link_changes_nothing(visitor: Browser, token: str, clock: Clock) -> None:
    for _ in range(3):
        assert visitor.get(f"/account/enrol/{token}").status_code == 200
    assert not visitor.is_in()
    enrol(visitor, token, clock)


def test_the_picture_stays_the_same_when_the_page_is_read_again(visitor: Browser, token: str) -> None:
    visitor.get(f"/account/enrol/{token}")
    visitor.post(f"/account/enrol/{token}/password", {"new_password": PASSWORD})
    shown = [secret_on(visitor.get(f"/account/enrol/{token}").get_data(as_text=True)) for _ in range(2)]
    assert shown[0] == shown[1]
    assert "style=" not in visitor.page
    assert pyotp.TOTP(shown[0]).digits == 6


def test_used_old_and_made_up_links_look_the_same(visitor: Browser, token: str, clock: Clock, at_desk: Callable[..., str]) -> None:
    old = at_desk(lambda desk: account.add(desk, "late@anytown.example", "Late", Part("auditor"))[1])
    enrol(visitor, token, clock)
    clock.move(days=7)
    pages = [visitor.get(f"/account/enrol/{link}") for link in (token, old, "made-up", "x" * 3000)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.get_data() for page in pages}) == 1


def test_a_used_link_sets_neither_password_nor_phone(visitor: Browser, token: str, clock: Clock) -> None:
    person = enrol(visitor, token, clock)
    visitor.get("/account/sign-in")
    assert visitor.post(f"/account/enrol/{token}/password", {"new_password": "another long password"}).status_code == 404
    assert visitor.post(f"/account/enrol/{token}/factor", {"code": person.code(clock.now)}).status_code == 404


def test_a_password_alone_signs_nobody_in(visitor: Browser, token: str, clock: Clock) -> None:
    visitor.get(f"/account/enrol/{token}")
    visitor.post(f"/account/enrol/{token}/password", {"new_password": PASSWORD})
    assert visitor.sign_in(Person(EMAIL), clock.now).status_code == 200


def test_a_password_many_would_guess_is_refused_with_the_reason_and_not_shown(visitor: Browser, token: str) -> None:
    visitor.get(f"/account/enrol/{token}")
    assert visitor.post(f"/account/enrol/{token}/password", {"new_password": "anytown-council-2026"}).status_code == 200
    assert "Too many people would guess that" in visitor.page
    assert "anytown-council-2026" not in visitor.page


def test_a_wrong_code_leaves_the_link_as_it_was(visitor: Browser, token: str, clock: Clock) -> None:
    visitor.get(f"/account/enrol/{token}")
    visitor.post(f"/account/enrol/{token}/password", {"new_password": PASSWORD})
    visitor.get(f"/account/enrol/{token}")
    secret = secret_on(visitor.page)
    assert visitor.post(f"/account/enrol/{token}/factor", {"code": "000000"}).status_code == 200
    assert secret_on(visitor.page) == secret
    assert visitor.post(f"/account/enrol/{token}/factor", {"code": Person(EMAIL, secret=secret).code(clock.now)}).status_code == 302


def test_starting_again_ends_the_old_password_and_the_old_link(visitor: Browser, token: str, clock: Clock, at_desk: Callable[..., str]) -> None:
    person = enrol(visitor, token, clock)
    fresh = at_desk(lambda desk: account.start_again(desk, account.find(desk, EMAIL)))
    clock.move(seconds=30)
    assert visitor.sign_in(person, clock.now).status_code == 200
    newer = at_desk(lambda desk: account.start_again(desk, account.find(desk, EMAIL)))
    assert visitor.get(f"/account/enrol/{fresh}").status_code == 404
    enrol(visitor, newer, clock)


def test_a_disabled_account_enrols_no_more(visitor: Browser, token: str, at_desk: Callable[..., object]) -> None:
    at_desk(lambda desk: account.disable(desk, account.find(desk, EMAIL)))
    assert visitor.get(f"/account/enrol/{token}").status_code == 404
