"""Where signing in leads: a page of this site, whatever the address says (B-20)."""

import pytest
from flask import Flask

from portal.web.account.way import is_page_of_ours
from tests.conftest import Clock
from tests.integration.account.person import Browser, Person

ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example/cases",
    "http:/evil.example", "data:text/html,x", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "@evil.example", "user@evil.example",
    "http://127.0.0.1:8000@evil.example", "/%2f%2fevil.example", "/%5cevil.example", "cases", "../cases", "", " /cases", "/no-such-page",
    "/account/sign-out", "/" + "x" * 3000, "//cases", "/\u0000cases", "/.//evil.example",
)  # fmt: skip


PAGES = ("/account/", "/account/password", "/cases?after=x", "/form")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


def test_only_pages_of_this_site_are_gone_on_to(app: Flask) -> None:
    with app.test_request_context():
        assert [to for to in ELSEWHERE if is_page_of_ours(to)] == []
        assert [to for to in PAGES if is_page_of_ours(to)] == list(PAGES)


def test_signing_in_leads_to_the_queue_or_to_the_page_that_was_asked_for(visitor: Browser, officer: Person, clock: Clock) -> None:
    for to, leads_to in (("https://evil.example", "/cases"), ("/\\evil.example", "/cases"), ("/account/password", "/account/password")):
        assert visitor.sign_in(officer, clock.now, to=to).location == leads_to
        clock.move(seconds=30)


def test_a_page_asked_for_without_a_session_comes_after_signing_in(visitor: Browser, officer: Person, clock: Clock) -> None:
    answer = visitor.get("/account/roles")
    assert answer.location == "/account/sign-in?to=/account/roles"
    visitor.get(answer.location)
    assert 'name="to" value="/account/roles"' in visitor.page


def test_another_host_is_never_named_in_an_answer(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.get("/account/sign-in")
    answer = visitor.client.get("/account/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in str(answer.location)
