"""Who saw, exported, signed in or was refused: the access log; and the counters behind the locks."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import Row, id_column


class AccessLog(Row):
    """One look, one row; append-only, one chain. `rule` is the access rule that decided (A-1 .. A-10)."""

    __tablename__ = "access_log"

    number: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    user_id: Mapped[uuid.UUID | None]
    role: Mapped[str | None]
    session_hash: Mapped[str | None]
    action: Mapped[str]
    object: Mapped[str | None]
    object_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    allowed: Mapped[bool]
    rule: Mapped[str | None]
    reason: Mapped[str | None]
    previous: Mapped[str]
    hash: Mapped[str]


class LogHead(Row):
    """The last row of the chain; locking it is what makes the log one chain."""

    __tablename__ = "log_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(sa.BigInteger)
    hash: Mapped[str]


class LogSignature(Row):
    """The chain's head of one day, signed with the log key."""

    __tablename__ = "log_signature"

    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(sa.BigInteger)
    hash: Mapped[str]
    signature: Mapped[str]


class Attempt(Row):
    """Failed tries against one key: a keyed hash of a reference, an account or a network, never the thing itself."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    locked_until: Mapped[datetime | None]


class Opening(Row):
    """When a case was last opened by whom, so that 'opened by' on the case is one small select."""

    __tablename__ = "opening"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    times: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("case_id", "user_id"), {"sqlite_strict": True})
