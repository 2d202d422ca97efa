"""Signed-in browsers: how long, and what ends them at their next request."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from portal.access.token import token_hash
from portal.casework.account import account
from portal.casework.account.account import Part
from portal.store.database import Database
from portal.store.models import AccessLog, StaffSession
from tests.conftest import Clock
from tests.integration.account.person import Browser, Person, new_person


def sessions(database: Database) -> list[StaffSession]:
    with database.reading() as session:
        return list(session.scalars(sa.select(StaffSession).order_by(StaffSession.made_at)))


def test_fifteen_idle_minutes_end_a_session(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    clock.move(minutes=14, seconds=59)
    assert visitor.is_in()
    clock.move(minutes=14, seconds=59)
    assert visitor.is_in()
    clock.move(minutes=15)
    assert not visitor.is_in()


def test_eight_hours_end_a_session_however_busy_it_was(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    for _ in range(47):
        clock.move(minutes=10)
        assert visitor.is_in()
    clock.move(minutes=10)
    assert not visitor.is_in()


def test_a_session_is_written_at_most_once_a_minute(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now)
    started = sessions(running)[0].seen_at
    clock.move(seconds=59)
    visitor.is_in()
    assert sessions(running)[0].seen_at == started
    clock.move(seconds=1)
    visitor.is_in()
    assert sessions(running)[0].seen_at == clock.now


@pytest.mark.parametrize("act", ["disable", "change_role", "start_again"])
def test_what_the_operator_changes_ends_sessions_at_the_next_request(
    visitor: Browser, officer: Person, clock: Clock, at_desk: Callable[..., object], act: str
) -> None:
    visitor.sign_in(officer, clock.now)
    more = [Part("auditor")] if act == "change_role" else []
    at_desk(lambda desk: getattr(account, act)(desk, account.find(desk, officer.email), *more))
    assert not visitor.is_in()


def test_enabling_an_account_does_not_bring_its_sessions_back(visitor: Browser, officer: Person, clock: Clock, at_desk: Callable[..., object]) -> None:
    visitor.sign_in(officer, clock.now)
    at_desk(lambda desk: account.disable(desk, account.find(desk, officer.email)))
    at_desk(lambda desk: account.enable(desk, account.find(desk, officer.email)))
    assert not visitor.is_in()


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    stolen = visitor.client.get_cookie("heard")
    visitor.get("/account/")
    visitor.post("/account/sign-out")
    visitor.client.set_cookie("heard", stolen.value)
    assert not visitor.is_in()


def test_a_cookie_in_another_browser_ends_the_session_for_both(
    visitor: Browser, visitor_of: Callable[[], Browser], officer: Person, clock: Clock, running: Database
) -> None:
    visitor.sign_in(officer, clock.now)
    thief = visitor_of()
    thief.client.set_cookie("heard", visitor.client.get_cookie("heard").value)
    assert thief.client.get("/account/", headers={"User-Agent": "Another/1.0"}).status_code == 302
    assert not visitor.is_in()
    with running.reading() as session:
        assert session.scalar(sa.select(AccessLog.action).order_by(AccessLog.number.desc())) == "session.other_browser"


@pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "eyJhIjoxfQ.aaaa.bbbb", "\u00e9"])
def test_a_made_up_cookie_is_nobody(visitor: Browser, cookie: str) -> None:
    client = visitor.client.application.test_client(use_cookies=False)
    assert client.get("/account/", headers={"Cookie": f"heard={cookie}"}).status_code == 302


def test_a_changed_cookie_is_nobody(visitor: Browser, officer: Person, clock: Clock) -> None:
    visitor.sign_in(officer, clock.now)
    value = visitor.client.get_cookie("heard").value
    middle = len(value) // 2
    visitor.client.set_cookie("heard", value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :])
    assert not visitor.is_in()


def test_what_the_cookie_said_before_signing_in_is_thrown_away(visitor: Browser, officer: Person, clock: Clock) -> None:
    with visitor.client.session_transaction() as cookie:
        cookie["planted"] = "yes"
        cookie["_user_id"] = "a token of the attacker's"
    visitor.get("/account/sign-in")
    with visitor.client.session_transaction() as cookie:
        before = cookie["csrf_token"]
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/")
    with visitor.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"] != "a token of the attacker's"
        assert cookie["csrf_token"] != before


def test_the_database_holds_only_a_hash_of_the_token(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now)
    with visitor.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    assert sessions(running)[0].token_hash == token_hash(token)
    assert token not in repr(vars(sessions(running)[0]))


def test_signing_in_again_in_the_same_browser_ends_the_session_before(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now)
    clock.move(seconds=30)
    visitor.sign_in(officer, clock.now)
    assert [row.ended_at is None for row in sessions(running)] == [False, True]


def test_one_of_several_browsers_is_signed_out_from_the_account_page(
    visitor_of: Callable[[], Browser], officer: Person, clock: Clock, running: Database
) -> None:
    phone, desk = visitor_of(), visitor_of()
    phone.sign_in(officer, clock.now)
    clock.move(seconds=30)
    desk.sign_in(officer, clock.now)
    desk.get("/account/")
    desk.post("/account/sessions/end", {"mark": sessions(running)[0].token_hash[:16]})
    assert (phone.is_in(), desk.is_in()) == (False, True)


def test_signing_out_everywhere_ends_them_all(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    phone, desk = visitor_of(), visitor_of()
    phone.sign_in(officer, clock.now)
    clock.move(seconds=30)
    desk.sign_in(officer, clock.now)
    desk.get("/account/")
    assert desk.post("/account/sessions/end-all").location == "/account/sign-in?out=yes"
    assert (phone.is_in(), desk.is_in()) == (False, False)


def test_nobody_ends_the_session_of_another(visitor_of: Callable[[], Browser], officer: Person, clock: Clock, at_desk: Callable[..., Person]) -> None:
    other = at_desk(lambda desk: new_person(desk, "bola@anytown.example"))
    hers, his = visitor_of(), visitor_of()
    hers.sign_in(officer, clock.now)
    his.sign_in(other, clock.now)
    his.get("/account/")
    with hers.client.session_transaction() as cookie:
        mark = token_hash(cookie["_user_id"])[:16]
    his.post("/account/sessions/end", {"mark": mark})
    assert hers.is_in()
