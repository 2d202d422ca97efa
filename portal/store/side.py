"""The second, short transaction: what must outlast a request's fate (access log, attempt counters, openings, ending a draft)."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.database import Database
from portal.store.models import AccessLog, LogHead, LogSignature, Opening, User

FIRST = "0" * 64


@contextmanager
def aside(database: Database) -> Iterator[Session]:
    """A transaction of its own, before the request's first or after its last; never inside one."""
    with database.transaction() as session:
        yield session


@dataclass(frozen=True)
class Look:
    """One line for the access log: an action on an object, allowed or not, by which rule and for what reason (codes only)."""

    action: str
    allowed: bool = True
    object: str | None = None
    object_id: uuid.UUID | None = None
    rule: str | None = None
    reason: str | None = None


def log_access(session: Session, look: Look, now: datetime, user: User | None = None, session_hash: str | None = None) -> None:
    """Append one row to the access log; the head row's lock keeps it one chain."""
    head = session.get_one(LogHead, 1, with_for_update=True)
    row = AccessLog(
        number=head.number + 1,
        at=now.astimezone(UTC),
        user_id=user.id if user else None,
        role=user.role if user else None,
        session_hash=session_hash[:16] if session_hash else None,
        action=look.action,
        object=look.object,
        object_id=look.object_id,
        allowed=look.allowed,
        rule=look.rule,
        reason=look.reason,
        previous=head.hash,
    )
    row.hash = access_hash(row)
    session.add(row)
    head.number, head.hash = row.number, row.hash


def access_hash(row: AccessLog) -> str:
    """The link of the chain: SHA-256 over everything the row says and the hash before it."""
    parts = [
        row.number,
        row.at.astimezone(UTC).isoformat(),
        str(row.user_id or ""),
        row.role,
        row.session_hash,
        row.action,
        row.object,
        str(row.object_id or ""),
        row.allowed,
        row.rule,
        row.reason,
        row.previous,
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


def note_opening(session: Session, case_id: uuid.UUID, user: User, now: datetime) -> None:
    """Count that somebody opened a case, for 'opened by' on the case."""
    row = session.scalar(sa.select(Opening).where(Opening.case_id == case_id, Opening.user_id == user.id))
    if row is None:
        row = Opening(case_id=case_id, user_id=user.id, times=0)
        session.add(row)
    row.times += 1
    row.last_at = now


def sign_log(session: Session, day: date, key: bytes) -> None:
    """Sign the chain's head once for a day; a second call for the same day changes nothing."""
    head = session.get(LogHead, 1)
    if head is None or session.get(LogSignature, day) is not None:
        return
    session.add(LogSignature(day=day, number=head.number, hash=head.hash, signature=signature(key, day, head.number, head.hash)))


def signature(key: bytes, day: date, number: int, head: str) -> str:
    """HMAC-SHA-256 of a day's head under the log key, which is outside the database."""
    return hmac.new(key, f"{day.isoformat()}:{number}:{head}".encode(), hashlib.sha256).hexdigest()
