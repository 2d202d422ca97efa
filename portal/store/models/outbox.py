"""Work that must happen after a commit: mail, paging, nightly acts; and the worker's signs of life."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.sealing import SealedData


class Outbox(Row):
    """A piece of work, written in the transaction that asked for it.

    state: ready, done or failed (for good). `dedupe` is unique and travels on as the Message-ID.
    `body` is sealed: it may hold an address. `error` is a reason code, never text from outside.
    """

    __tablename__ = "outbox"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    kind: Mapped[str]
    dedupe: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case.id"), index=True)
    body_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]
    run_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="ready")
    error: Mapped[str | None]
    done_at: Mapped[datetime | None]

    body: Any = SealedData()

    __table_args__ = (sa.Index("ix_outbox_ready", "state", "run_at"), STRICT)


class Alarm(Row):
    """An urgent contact that somebody must open: paged step by step until `opened_at` (F-01)."""

    __tablename__ = "alarm"

    id: Mapped[uuid.UUID] = id_column()
    contact_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contact.id"), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"))
    raised_at: Mapped[datetime]
    step: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))


class Heartbeat(Row):
    """A sign of life by name: the worker, the last backup, the last verification."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
