"""The complaints team's lists: services, categories, reasons, teams; a code is ended, never deleted."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import STRICT, Row, id_column


class Choice(Row):
    """One line of a list. `names`: language -> name. `extra`: what the list needs (a service's default procedure, a reason's source)."""

    __tablename__ = "choice"

    id: Mapped[uuid.UUID] = id_column()
    list: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(default=dict)
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (sa.UniqueConstraint("list", "code"), STRICT)
