"""Signing in: what lets somebody in, what does not, and that every wrong way is the same."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.access import attempts, password
from portal.casework.account import account
from portal.store.database import Database
from portal.store.models import AccessLog, Attempt
from tests.conftest import Clock
from tests.integration.account.person import Browser, Person

NOBODY = Person("nobody@anytown.example")


def without_token(page: str) -> str:
    """A page without what must differ each time, and without the address that was typed into it."""
    return re.sub(r'value="[^"]*"', "", page)


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(sa.select(AccessLog.action).order_by(AccessLog.number)))


def test_address_password_and_code_open_the_queue(visitor: Browser, officer: Person, clock: Clock) -> None:
    answer = visitor.sign_in(officer, clock.now)
    assert (answer.status_code, answer.location) == (302, "/cases")
    assert visitor.is_in()


def test_the_address_may_be_typed_in_capitals_with_spaces(visitor: Browser, officer: Person, clock: Clock) -> None:
    assert visitor.sign_in(officer, clock.now, email=" AMA@Anytown.Example ").status_code == 302


@pytest.mark.parametrize("instead", [{"password": "wrong wrong wrong"}, {"code": "000000"}, {"code": ""}, {"email": "", "password": "", "code": ""}])
def test_any_wrong_part_lets_nobody_in(visitor: Browser, officer: Person, clock: Clock, instead: dict[str, str]) -> None:
    assert visitor.sign_in(officer, clock.now, **instead).status_code == 200
    assert not visitor.is_in()


def test_a_wrong_try_looks_the_same_whoever_it_was(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    answers = [
        visitor_of().sign_in(officer, clock.now, password="not this one at all"),
        visitor_of().sign_in(officer, clock.now, code="000000"),
        visitor_of().sign_in(NOBODY, clock.now),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({without_token(answer.get_data(as_text=True)) for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.keys())) for answer in answers}) == 1


@pytest.mark.parametrize("who", ["known", "unknown", "disabled", "not enrolled", "locked"])
def test_every_try_costs_exactly_one_hash_of_the_same_size(
    visitor: Browser, officer: Person, clock: Clock, at_desk: Callable[..., object], monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    person = officer
    if who == "unknown":
        person = NOBODY
    if who == "disabled":
        at_desk(lambda desk: account.disable(desk, account.find(desk, officer.email)))
    if who == "not enrolled":
        at_desk(lambda desk: account.start_again(desk, account.find(desk, officer.email)))
    if who == "locked":
        for _ in range(5):
            visitor.sign_in(officer, clock.now, code="000000")
    hashed: list[str] = []
    real = password._hasher.verify

    class Counting:
        def verify(self, kept: str, typed: str) -> bool:
            hashed.append(kept.rsplit("$", 2)[0])
            return real(kept, typed)

    monkeypatch.setattr(password, "_hasher", Counting())
    visitor.sign_in(person, clock.now, password="not this one at all")
    assert hashed == ["$argon2id$v=19$m=8,t=1,p=1"]


def test_a_code_works_once(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    assert visitor_of().sign_in(officer, clock.now).status_code == 302
    assert visitor_of().sign_in(officer, clock.now).status_code == 200
    clock.move(seconds=30)
    assert visitor_of().sign_in(officer, clock.now).status_code == 302


@pytest.mark.parametrize(("late", "works"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_phone_may_be_one_step_early_or_late(visitor: Browser, officer: Person, clock: Clock, late: int, works: bool) -> None:
    clock.move(minutes=5)
    code = officer.code(clock.now.fromtimestamp(clock.now.timestamp() + late, clock.now.tzinfo))
    assert (visitor.sign_in(officer, clock.now, code=code).status_code == 302) is works


def test_five_wrong_tries_lock_for_a_quarter_of_an_hour_and_the_lock_looks_like_any_wrong_try(
    visitor_of: Callable[[], Browser], officer: Person, clock: Clock
) -> None:
    wrong = [visitor_of().sign_in(officer, clock.now, password="not this one at all") for _ in range(5)]
    locked = visitor_of().sign_in(officer, clock.now)
    assert locked.status_code == wrong[0].status_code
    assert without_token(locked.get_data(as_text=True)) == without_token(wrong[0].get_data(as_text=True))
    clock.move(minutes=14, seconds=59)
    assert visitor_of().sign_in(officer, clock.now).status_code == 200
    clock.move(seconds=1)
    assert visitor_of().sign_in(officer, clock.now).status_code == 302


def test_a_lock_doubles_with_the_next_wrong_try(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    for _ in range(5):
        visitor_of().sign_in(officer, clock.now, code="000000")
    clock.move(minutes=15)
    visitor_of().sign_in(officer, clock.now, code="000000")
    clock.move(minutes=29)
    assert visitor_of().sign_in(officer, clock.now).status_code == 200
    clock.move(minutes=1)
    assert visitor_of().sign_in(officer, clock.now).status_code == 302


def test_an_address_without_an_account_locks_as_well(visitor_of: Callable[[], Browser], officer: Person, clock: Clock, running: Database) -> None:
    for _ in range(6):
        visitor_of().sign_in(NOBODY, clock.now)
    assert actions(running)[-2:] == ["sign_in.failed", "sign_in.locked"]


@pytest.fixture
def small_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network is locked by ten wrong tries and not by a hundred, to be quick."""
    assert attempts.OFFICE.failures == 100
    monkeypatch.setattr(attempts, "OFFICE", attempts.Limit(10, within=timedelta(hours=1)))


@pytest.mark.usefixtures("small_office")
def test_many_wrong_tries_in_an_hour_lock_a_network_for_everybody_on_it(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    for number in range(10):
        visitor_of().sign_in(Person(f"person{number}@anytown.example"), clock.now)
    assert visitor_of().sign_in(officer, clock.now).status_code == 200
    clock.move(minutes=15)
    assert visitor_of().sign_in(officer, clock.now).status_code == 302


def test_a_stranger_elsewhere_who_knows_an_address_does_not_lock_its_holder_out(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    stranger = visitor_of()
    stranger.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    for _ in range(7):
        stranger.sign_in(officer, clock.now, code="000000")
    assert visitor_of().sign_in(officer, clock.now).status_code == 302


@pytest.mark.usefixtures("small_office")
def test_signing_in_oneself_does_not_wash_away_the_tries_of_a_network(visitor_of: Callable[[], Browser], officer: Person, clock: Clock) -> None:
    for number in range(9):
        visitor_of().sign_in(Person(f"person{number}@anytown.example"), clock.now)
    assert visitor_of().sign_in(officer, clock.now).status_code == 302
    visitor_of().sign_in(NOBODY, clock.now)
    clock.move(seconds=30)
    assert visitor_of().sign_in(officer, clock.now).status_code == 200


def test_counters_hold_neither_addresses_nor_networks(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now, code="000000")
    with running.reading() as session:
        keys = list(session.scalars(sa.select(Attempt.key)))
    assert len(keys) == 2
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


def test_the_access_log_has_a_row_for_each_thing_that_happened(visitor: Browser, officer: Person, clock: Clock, running: Database) -> None:
    visitor.sign_in(officer, clock.now, code="000000")
    visitor.sign_in(officer, clock.now)
    visitor.get("/account/")
    visitor.post("/account/sign-out")
    assert actions(running) == ["account.add", "account.enrol", "sign_in.failed", "sign_in", "sign_out"]
