"""What happened to a case: one row an event, chained by hash, never renamed, edited or deleted."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.models.staff import User
from portal.store.sealing import SealedText


class CaseEvent(Row):
    """`on`: the day it happened (London). `at`: the instant it was written down. `details`: codes, dates, numbers; never words."""

    __tablename__ = "event"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"))
    number: Mapped[int]
    event: Mapped[str]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    voids_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("event.id"))
    note_sealed: Mapped[bytes | None]
    previous: Mapped[str]
    hash: Mapped[str]

    note: Any = SealedText()
    by: Mapped[User | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("case_id", "number"), STRICT)
