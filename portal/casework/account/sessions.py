"""Signed-in browsers: 15 idle minutes, 8 hours at most, ended at once by whatever changes the account."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.access.rules import is_live
from portal.access.token import new_token, token_hash
from portal.casework.desk import Desk, london_date
from portal.store.models import StaffSession, User

IDLE = timedelta(minutes=15)  # G-14
LONGEST = timedelta(hours=8)
TOUCH_AFTER = timedelta(seconds=60)  # not every request writes
MARK = 16  # letters of a session's hash that tell it apart on its owner's page and in the access log


def start(session: Session, user: User, now: datetime) -> str:
    """A new session and its token for the cookie: never one the browser brought along."""
    token = new_token()
    session.add(StaffSession(token_hash=token_hash(token), user_id=user.id, epoch=user.epoch, made_at=now, seen_at=now))
    user.last_seen_at = now
    session.flush()
    return token


def find_live(session: Session, token: str, now: datetime) -> StaffSession | None:
    """The session of a token with its account, or None: unknown, ended, idle too long, too old, or the account has changed since."""
    row = session.scalar(sa.select(StaffSession).options(joinedload(StaffSession.user)).where(StaffSession.token_hash == token_hash(token)))
    return row if row is not None and is_open(row, now) else None


def is_open(row: StaffSession, now: datetime) -> bool:
    """Whether this session still stands for its account."""
    if row.ended_at is not None or row.epoch != row.user.epoch or not is_live(row.user, london_date(now)):
        return False
    return now < row.seen_at + IDLE and now < row.made_at + LONGEST


def must_touch(row: StaffSession, now: datetime) -> bool:
    """Whether the last sight of it is old enough to be written again."""
    return now - row.seen_at >= TOUCH_AFTER


def touch(session: Session, row: StaffSession, now: datetime) -> None:
    """Write that the browser was there; in a transaction of its own, before the request's."""
    session.execute(sa.update(StaffSession).where(StaffSession.id == row.id, StaffSession.seen_at < now).values(seen_at=now))
    session.execute(sa.update(User).where(User.id == row.user_id).values(last_seen_at=now))


def end(session: Session, user_id: uuid.UUID, hashed: str, now: datetime) -> bool:
    """End one session of somebody by its hash or its mark. Returns whether there was one to end."""
    if not hashed.isalnum():
        return False  # not one of ours, and PostgreSQL cannot read every text
    same = sa.or_(StaffSession.token_hash == hashed, sa.func.substr(StaffSession.token_hash, 1, MARK) == hashed)
    ended = sa.update(StaffSession).where(StaffSession.user_id == user_id, StaffSession.ended_at.is_(None), same).values(ended_at=now)
    return bool(session.execute(ended).rowcount)  # type: ignore[attr-defined]


def end_all(session: Session, user_id: uuid.UUID, now: datetime) -> None:
    """Sign somebody out everywhere."""
    session.execute(sa.update(StaffSession).where(StaffSession.user_id == user_id, StaffSession.ended_at.is_(None)).values(ended_at=now))


def live_sessions(desk: Desk, user: User) -> Sequence[StaffSession]:
    """Where somebody is signed in now, newest first."""
    rows = desk.session.scalars(
        sa.select(StaffSession)
        .options(joinedload(StaffSession.user))
        .where(StaffSession.user_id == user.id, StaffSession.ended_at.is_(None), StaffSession.made_at > desk.now - LONGEST)
        .order_by(StaffSession.made_at.desc())
    )
    return [row for row in rows if is_open(row, desk.now)]


def forget_old(session: Session, now: datetime) -> None:
    """Delete sessions nobody can go on with; the nightly round calls it. The access log keeps what they did."""
    session.execute(sa.delete(StaffSession).where(StaffSession.made_at < now - 2 * LONGEST))
