"""Failed tries: what locks, for how long, and that tries at the same moment are all counted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal.access.attempts import NETWORK, ONE, count_failure, key_for_network, key_for_one, locked_until
from portal.casework.account.account import forget_old_links
from portal.casework.account.sessions import forget_old, start
from portal.casework.account.sign_in import Credentials, sign_in
from portal.casework.desk import Desk
from portal.store.database import Database
from portal.store.models import Attempt, SignInLink, StaffSession, User
from tests.conftest import Clock
from tests.integration.account.person import Person

KEY = b"k" * 32


@pytest.mark.parametrize(("failures", "minutes"), [(4, None), (5, 15), (6, 30), (7, 60), (11, 960), (12, 1440), (10_000, 1440)])
def test_a_lock_begins_at_a_quarter_of_an_hour_and_doubles_up_to_a_day(failures: int, minutes: int | None) -> None:
    assert ONE.lock(failures) == (None if minutes is None else timedelta(minutes=minutes))


def test_nine_an_hour_lock_no_network_however_long_it_goes_on(database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        for _ in range(30):
            count_failure(session, clock.now, NETWORK, "network")
            clock.move(minutes=7)
            assert locked_until(session, clock.now, "network") is None


def test_a_network_is_other_every_day_and_holds_a_whole_line(today: date) -> None:
    tomorrow = today + timedelta(days=1)
    assert key_for_network(KEY, "192.0.2.1", today) != key_for_network(KEY, "192.0.2.1", tomorrow)
    assert key_for_network(KEY, "192.0.2.1", today) != key_for_network(KEY, "192.0.2.2", today)
    assert key_for_network(KEY, "2001:db8::1", today) == key_for_network(KEY, "2001:db8::ffff:1", today)
    assert key_for_one(KEY, "account", "a") != key_for_one(KEY, "reference", "a")


def test_failures_at_the_same_moment_are_all_counted(database: Database, clock: Clock) -> None:
    def fail(_number: int) -> None:
        with database.transaction() as session:
            count_failure(session, clock.now, ONE, "somebody")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(fail, range(8)))
    with database.reading() as session:
        assert session.scalar(sa.select(Attempt.failures)) == 8


def test_a_code_used_twice_at_the_same_moment_opens_one_session(running: Database, officer: Person, clock: Clock) -> None:
    typed = Credentials(officer.email, officer.password, officer.code(clock.now), "192.0.2.1")
    with ThreadPoolExecutor(2) as pool:
        entered = list(pool.map(lambda _: sign_in(running, typed, clock.now), range(2)))
    assert [one is None for one in sorted(entered, key=bool)] == [True, False]


def test_dead_sessions_and_links_are_forgotten(running: Database, officer: Person, clock: Clock, at_desk: Callable[[Callable[[Desk], object]], object]) -> None:
    at_desk(lambda desk: start(desk.session, desk.session.scalars(sa.select(User)).one(), desk.now))
    for days, left in ((0, 1), (8, 0)):
        clock.move(days=days)
        at_desk(lambda desk: forget_old(desk.session, desk.now))
        at_desk(lambda desk: forget_old_links(desk.session, desk.now))
        with running.reading() as session:
            counts = [session.scalar(sa.select(sa.func.count()).select_from(table)) for table in (StaffSession, SignInLink)]
        assert counts == [left, left]
