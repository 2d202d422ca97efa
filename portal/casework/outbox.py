"""Work asked for inside a transaction and done after its commit: asked once, leased, retried, ended."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk
from portal.casework.shift import Shift
from portal.store.database import new_id
from portal.store.insert import insert_of
from portal.store.models import Outbox
from portal.store.sealing import Erased

LEASE = timedelta(minutes=3)  # longer than the slowest job: post/ gives up on a mail well before
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)  # so that all is sent within 15 minutes of a recovery, with ten left for a backlog
GIVE_UP = timedelta(days=3)
CLOCK_SET_BACK = timedelta(minutes=1)  # more than two machines' clocks may differ by

READY, DONE, FAILED = "ready", "done", "failed"
FIRST_OF_ALL = ("page",)


@dataclass(frozen=True)
class Job:
    """A leased piece of work as plain values. `attempts` counts this one; `dedupe` becomes the Message-ID."""

    id: uuid.UUID
    kind: str
    dedupe: str
    case_id: uuid.UUID | None
    body: Mapping[str, Any]
    made_at: datetime
    attempts: int


@dataclass(frozen=True)
class Message:
    """A mail ready to send; `language` is that of its text, where it is known."""

    to: str
    subject: str
    text: str
    language: str = ""


@dataclass(frozen=True)
class Work:
    """How one kind of job is done: `prepare` and the two endings run in a transaction each, the sending between them.

    prepare: write what must not wait for the mail, and return what to send, if anything. sent: write that it went.
    failed: make it visible that it never will; it is given the reason code. do: what is done between them instead of
    sending a mail; what it returns is what `sent` is given. It raises TryLater. is_never_given_up: tried for as long as it takes.
    """

    prepare: Callable[[Desk, Job], Any]
    sent: Callable[[Desk, Job, Any], None]
    failed: Callable[[Desk, Job, str], None]
    do: Callable[[Shift, Any], Any] | None = None
    is_never_given_up: bool = False


def ask(
    desk: Desk,
    kind: str,
    dedupe: str,
    body: Mapping[str, Any],
    key_id: uuid.UUID,
    case_id: uuid.UUID | None = None,
    run_at: datetime | None = None,
) -> bool:
    """Ask for work in this transaction, at once or at `run_at`. False, and nothing happens, when it was asked for before."""
    session = desk.session
    session.flush()
    row = Outbox(id=new_id(), key_id=key_id)
    with session.no_autoflush:
        session.add(row)
        row.body = dict(body)
        session.expunge(row)
    insert = insert_of(session)
    values = {
        "id": row.id,
        "key_id": key_id,
        "kind": kind,
        "dedupe": dedupe,
        "case_id": case_id,
        "body_sealed": row.body_sealed,
        "made_at": desk.now,
        "run_at": run_at or desk.now,
        "attempts": 0,
        "state": READY,
    }
    made = session.execute(insert(Outbox).values(values).on_conflict_do_nothing(index_elements=["dedupe"]).returning(Outbox.id))
    return made.first() is not None


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Ready, its time come and nobody at it. A row made in the future means the clock was set back: it is not held up."""
    its_time = sa.or_(Outbox.run_at <= now, Outbox.made_at > now + CLOCK_SET_BACK)
    return sa.and_(Outbox.state == READY, its_time, sa.or_(Outbox.leased_until.is_(None), Outbox.leased_until < now))


def is_anything_due(session: Session, now: datetime) -> bool:
    """Whether `claim` would find something; asks without the write lock."""
    return session.scalar(sa.select(Outbox.id).where(_is_due(now)).limit(1)) is not None


def claim(session: Session, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Lease the next job: alarms first, then by time. The caller commits before the work begins.

    SQLite serialises claims by its write lock; on PostgreSQL a row that another worker is claiming is passed over.
    """
    first = sa.case((Outbox.kind.in_(FIRST_OF_ALL), 0), else_=1)
    select = sa.select(Outbox).where(_is_due(now)).order_by(first, Outbox.run_at, Outbox.id).limit(1)
    row = session.scalar(select.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.leased_until = now + lease
    row.attempts += 1
    return Job(row.id, row.kind, row.dedupe, row.case_id, _body(row), row.made_at, row.attempts)


def _body(row: Outbox) -> Mapping[str, Any]:
    """The body, or nothing where its case has been erased since."""
    try:
        return row.body or {}
    except Erased:
        return {}


def finish(session: Session, job: Job, now: datetime) -> bool:
    """The work is done; its body is wiped. False when another worker had ended it already."""
    return _end(session, job, DONE, None, now)


def fail(session: Session, job: Job, reason: str, now: datetime) -> bool:
    """The work will never be done, for a reason code; its body is wiped. False when it had ended already."""
    return _end(session, job, FAILED, reason, now)


def _end(session: Session, job: Job, state: str, reason: str | None, now: datetime) -> bool:
    change = sa.update(Outbox).where(Outbox.id == job.id, Outbox.state == READY)
    ended = session.execute(change.values(state=state, error=reason, body_sealed=None, leased_until=None, done_at=now).returning(Outbox.id))
    return ended.first() is not None


def wait_before(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 15 seconds, doubled each time, 5 minutes at most."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts - 1, 10)))


def is_given_up(job: Job, now: datetime) -> bool:
    """After three days of trying a person must know."""
    return now - job.made_at > GIVE_UP


def later(session: Session, job: Job, reason: str, now: datetime) -> None:
    """Try again later, for a reason code. Whoever lost the lease meanwhile changes nothing."""
    change = sa.update(Outbox).where(Outbox.id == job.id, Outbox.state == READY, Outbox.attempts == job.attempts)
    session.execute(change.values(run_at=now + wait_before(job.attempts), leased_until=None, error=reason))


def bring_forward(session: Session, dedupe: str, now: datetime) -> None:
    """What was asked for later is due at once."""
    change = sa.update(Outbox).where(Outbox.dedupe == dedupe, Outbox.state == READY, Outbox.run_at > now)
    session.execute(change.values(run_at=now))
