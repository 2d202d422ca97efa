"""Staff accounts, their sessions, single-use links, and text that outlived a session."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.sealing import SealedText


class User(Row):
    """A staff account: one role. `epoch` grows with every change of password, factor, role or state and ends all sessions.

    organisation: the advocacy service of an advocate or its manager, as the list of services names it.
    `totp_used` is the last accepted time step: a code works once.
    """

    __tablename__ = "user"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    service: Mapped[str | None]
    organisation: Mapped[str | None]
    password_hash: Mapped[str | None]
    totp_sealed: Mapped[bytes | None]
    totp_used: Mapped[int] = mapped_column(default=0)
    is_disabled: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[int] = mapped_column(default=1)
    ends_on: Mapped[date | None]
    made_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]

    totp: Any = SealedText()


class StaffSession(Row):
    """A signed-in browser; the cookie holds the token, this row its hash. 15 idle minutes, 8 hours."""

    __tablename__ = "staff_session"

    id: Mapped[uuid.UUID] = id_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"), index=True)
    epoch: Mapped[int]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class SignInLink(Row):
    """A single-use link: `enrol` (set a password and a factor) or `demo` (sign in on loopback); only its hash is kept."""

    __tablename__ = "sign_in_link"

    id: Mapped[uuid.UUID] = id_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"), index=True)
    kind: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class KeptText(Row):
    """What somebody on the staff was typing when the session ended, sealed for them, 8 hours."""

    __tablename__ = "kept_text"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    form: Mapped[str]
    body_sealed: Mapped[bytes | None]
    kept_at: Mapped[datetime]

    body: Any = SealedText()

    __table_args__ = (sa.UniqueConstraint("user_id", "form"), STRICT)
