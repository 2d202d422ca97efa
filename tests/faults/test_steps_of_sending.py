"""Whatever step of sending fails, all of it has happened or nothing has, and sending again sends it once (R-05)."""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.intake import submit as sending
from portal.casework.intake.draft import Draft, FreshCode
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, CaseEvent, Contact, Outbox
from portal.store.models.row import Row
from tests import factories
from tests.factories import SAID

URGENT = {**SAID, "in_danger": "yes", "wait": "yes", "wait_what": "The move", "now_what": "Come"}
FRESH = FreshCode("H-256789", "apple bridge candle drum engine feather", "hash")
VERBS_THEMSELVES = {"submit", "submit_now"}
STEPS = [name for name, value in vars(sending).items() if inspect.isfunction(value) and name not in VERBS_THEMSELVES]
"""Every function that sending may call. Each fails in turn: when it is first called, when it is called again, before it begins and after it ended."""

MUST = {"give_code", "new_key", "record", "ask_for_acknowledgement", "raise_alarm"}
"""Those that both ways of sending call at least."""

Do = Callable[[Any, Draft], object]
VERBS: dict[str, Do] = {
    "submit": lambda desk, draft: sending.submit(desk, draft, URGENT, FRESH),
    "submit_now": lambda desk, draft: sending.submit_now(desk, draft, URGENT, FRESH),
}


class Failed(Exception):
    """The step failed, as a test wanted."""


class Enough(Exception):
    """Nothing failed; the test takes it back."""


class Countdown:
    """Fails at the n-th step."""

    def __init__(self, n: int) -> None:
        self.left = n

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Failed


def state(database: Database) -> str:
    """A hash of every row of every table."""
    found = hashlib.sha256()
    with database.engine.connect() as connection:
        for table in Row.metadata.sorted_tables:
            rows = connection.execute(sa.select(table)).all()
            found.update(repr((table.name, sorted(map(repr, rows)))).encode())
    return found.hexdigest()


def counts(database: Database) -> tuple[int, ...]:
    with database.reading() as session:
        return tuple(session.scalar(sa.select(sa.func.count()).select_from(kind)) or 0 for kind in (Contact, Case, CaseEvent, Outbox))


@contextmanager
def a_draft(database: Database, settings: Settings, now: datetime) -> Iterator[tuple[Any, Draft]]:
    """The draft that the browser of these tests holds, in a transaction that commits at the end."""
    with factories.a_desk(database, settings, now) as desk:
        draft = desk.session.scalars(sa.select(Draft).order_by(Draft.id)).first()
        if draft is None:
            draft, _token = drafts.start(desk, "parent")
            drafts.keep(desk, draft, URGENT)
        yield desk, draft


def fails(database: Database, settings: Settings, now: datetime, do: Do, *, keeps: bool) -> bool:
    """Whether sending failed. If not, it is kept or taken back, so that the next function can be tried."""
    try:
        with a_draft(database, settings, now) as (desk, draft):
            do(desk, draft)
            if not keeps:
                raise Enough
    except Failed:
        return True
    except Enough:
        return False
    return False


def assert_sent_once(database: Database, settings: Settings, now: datetime, do: Do) -> None:
    with a_draft(database, settings, now) as (desk, draft):
        first = do(desk, draft)
    whole = counts(database)
    with a_draft(database, settings, now) as (desk, draft):
        again = do(desk, draft)
    assert counts(database) == whole and whole[:2] == (1, 1) and min(whole) >= 1
    assert (first.reference, first.words) == (again.reference, again.words) == (FRESH.reference, FRESH.words)  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", VERBS)
def test_a_function_that_fails_leaves_the_state_before(
    database: Database, settings: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    with a_draft(database, settings, now):
        pass
    before, tried = state(database), set()
    for name in STEPS:
        real = getattr(sending, name)
        for n in range(1, 50):
            at = Countdown(n)

            def failing(*what: Any, at: Countdown = at, real: Any = real, **more: Any) -> Any:
                at.step()
                answer = real(*what, **more)
                at.step()
                return answer

            monkeypatch.setattr(sending, name, failing)
            is_over = not fails(database, settings, now, VERBS[verb], keeps=False)
            assert state(database) == before, (name, n)
            if is_over:
                break
            tried.add(name)
        monkeypatch.setattr(sending, name, real)
    assert tried >= MUST and len(tried) > 9
    assert_sent_once(database, settings, now, VERBS[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_a_statement_that_fails_leaves_the_state_before(
    database: Database, settings: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Each statement in turn, before the database did it and after, and the COMMIT."""
    with a_draft(database, settings, now):
        pass
    before, tried, at = state(database), 0, [Countdown(0)]
    for name in ("before_cursor_execute", "after_cursor_execute"):
        sa.event.listen(database.engine, name, lambda *_what: at[0].step())
    dialect = database.engine.dialect
    commits = dialect.do_commit

    def do_commit(connection: Any) -> None:
        at[0].step()
        commits(connection)

    monkeypatch.setattr(dialect, "do_commit", do_commit)
    for n in range(1, 500):
        at[0] = Countdown(n)
        failed = fails(database, settings, now, VERBS[verb], keeps=True)
        at[0] = Countdown(0)
        if not failed:
            break
        tried += 1
        assert state(database) == before, n
    assert tried > 30
    assert_sent_once(database, settings, now, VERBS[verb])
