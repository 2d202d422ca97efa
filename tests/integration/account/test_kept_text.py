"""Words in a staff form that outlive their session: nothing typed is lost, and nobody else gets it."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from portal.store.database import Database
from portal.store.models import KeptText
from tests.conftest import Clock
from tests.integration.account.person import Browser, Person, new_person

NOTE = "She rang, crying.\r\nÆ <b>&amp;\u0000\U0001f600 'quoted'"


def kept(database: Database) -> list[KeptText]:
    with database.reading() as session:
        return list(session.scalars(sa.select(KeptText)))


def typed_an_hour_ago(visitor: Browser, person: Person, clock: Clock) -> None:
    visitor.sign_in(person, clock.now)
    visitor.get("/form")
    clock.move(minutes=61)


def note_on(page: str) -> str:
    from html import unescape

    return unescape(page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0])


def test_minute_61_nothing_typed_is_lost(visitor: Browser, officer: Person, clock: Clock) -> None:
    typed_an_hour_ago(visitor, officer, clock)
    answer = visitor.post("/form", {"note": NOTE})
    assert answer.location == "/account/sign-in?to=/form&kept=yes"
    visitor.get(answer.location)
    assert "We have kept what you wrote" in visitor.page
    answer = visitor.sign_in(officer, clock.now, to="/form")
    assert answer.location == "/form"
    visitor.get("/form")
    assert note_on(visitor.page) == NOTE


def test_the_words_are_sealed(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    typed_an_hour_ago(visitor, officer, clock)
    visitor.post("/form", {"note": "canary in the note"})
    (row,) = kept(running)
    assert row.body_sealed is not None
    assert b"canary" not in row.body_sealed
    with running.reading() as session:
        everything = session.execute(sa.text("SELECT * FROM kept_text")).one()
    assert "canary" not in repr(everything)


def test_a_stale_form_token_loses_nothing_either(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    answer = visitor.client.post("/form", data={"note": NOTE, "kept_token": _kept_token(visitor.page), "csrf_token": "an old one"})
    assert (answer.status_code, answer.location) == (302, "/form")
    visitor.get("/form")
    assert note_on(visitor.page) == NOTE


def test_a_browser_that_lost_its_cookies_loses_nothing(visitor: Browser, officer: Person, clock: Clock) -> None:
    typed_an_hour_ago(visitor, officer, clock)
    visitor.client.delete_cookie("heard")
    assert visitor.post("/form", {"note": NOTE}).location == "/account/sign-in?to=/form&kept=yes"
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    assert note_on(visitor.page) == NOTE


def test_what_was_kept_goes_once_the_form_was_sent(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    typed_an_hour_ago(visitor, officer, clock)
    visitor.post("/form", {"note": NOTE})
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    assert visitor.post("/form", {"note": ""}).status_code == 200
    assert len(kept(running)) == 1
    assert visitor.post("/form", {"note": "sent"}).location == "/account/"
    assert kept(running) == []


def test_after_eight_hours_the_words_are_gone(visitor: Browser, officer: Person, clock: Clock) -> None:
    typed_an_hour_ago(visitor, officer, clock)
    visitor.post("/form", {"note": NOTE})
    clock.move(hours=8)
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    assert note_on(visitor.page) == ""


def test_nobody_else_sees_them(visitor: Browser, visitor_of: Callable[[], Browser], officer: Person, clock: Clock, at_desk: Callable[..., Person]) -> None:
    other = at_desk(lambda desk: new_person(desk, "bola@anytown.example"))
    typed_an_hour_ago(visitor, officer, clock)
    visitor.post("/form", {"note": NOTE})
    visitor.sign_in(other, clock.now)
    visitor.get("/form")
    assert note_on(visitor.page) == ""


@pytest.mark.parametrize("token", ["", "x", "eyJ4Ijoxf.x", "\u0000"])
def test_a_form_that_does_not_say_whose_it_is_keeps_nothing(visitor: Browser, officer: Person, clock: Clock, running: Database, token: str) -> None:
    typed_an_hour_ago(visitor, officer, clock)
    visitor.post("/form", {"note": NOTE, "kept_token": token})
    assert kept(running) == []


def test_a_token_older_than_eight_hours_keeps_nothing(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    clock.move(hours=8, minutes=1)
    visitor.post("/form", {"note": NOTE})
    assert kept(running) == []


def test_the_script_keeps_words_while_they_are_typed(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    assert visitor.post("/account/keep", {"note": "half a sent"}).text == "900"
    assert visitor.post("/account/keep", {"note": NOTE}).text == "900"
    assert len(kept(running)) == 1
    visitor.get("/form")
    assert note_on(visitor.page) == NOTE


def test_keeping_is_refused_without_a_form_token_or_for_another(
    visitor: Browser, visitor_of: Callable[[], Browser], officer: Person, clock: Clock, at_desk: Callable[..., Person]
) -> None:
    other = at_desk(lambda desk: new_person(desk, "bola@anytown.example"))
    visitor.sign_in(officer, clock.now)
    visitor.get("/form")
    assert visitor.post("/account/keep", {"note": NOTE, "kept_token": ""}).status_code == 400
    his = visitor_of()
    his.sign_in(other, clock.now)
    his.get("/form")
    assert his.post("/account/keep", {"note": NOTE, "kept_token": _kept_token(visitor.page)}).status_code == 400


def _kept_token(page: str) -> str:
    return page.split('name="kept_token" value="')[1].split('"')[0]
