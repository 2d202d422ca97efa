"""What a year's report holds beside the cases: learning, training, figures from outside, and what was printed before."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import STRICT, Row, id_column


class Learning(Row):
    """You said, we did. Its words are meant for print, so they are open; by_id: who released them."""

    __tablename__ = "learning"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case.id"), index=True)
    service: Mapped[str | None]
    you_said: Mapped[str]
    we_did: Mapped[str]
    shared_by: Mapped[str | None]
    agreed_on: Mapped[date]
    done_on: Mapped[date | None]
    tags: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))


class Training(Row):
    """A course about complaints, and how many people took part."""

    __tablename__ = "training"

    id: Mapped[uuid.UUID] = id_column()
    held_on: Mapped[date]
    course: Mapped[str]
    audience: Mapped[str]
    attended: Mapped[int]


class ContextFigure(Row):
    """A figure from outside: children's records, the census, open cases by service. period: 2024-25. dimension and value: "" where it has none."""

    __tablename__ = "context_figure"

    id: Mapped[uuid.UUID] = id_column()
    period: Mapped[str]
    measure: Mapped[str]
    dimension: Mapped[str]
    value: Mapped[str]
    number: Mapped[float]

    __table_args__ = (sa.UniqueConstraint("period", "measure", "dimension", "value"), STRICT)


class PublishedFigure(Row):
    """A cell of a report as it was printed: column_label is "" where the year is the column."""

    __tablename__ = "published_figure"

    id: Mapped[uuid.UUID] = id_column()
    period: Mapped[str]
    table_id: Mapped[str]
    row_label: Mapped[str]
    column_label: Mapped[str]
    number: Mapped[float | None]

    __table_args__ = (sa.UniqueConstraint("period", "table_id", "row_label", "column_label"), STRICT)


class BroughtIn(Row):
    """A line of an earlier system's records that was brought in: known again by its hash, so that bringing it in twice changes nothing.

    row_hash: a keyed hash of the file's name and the line's own key, or of its content and how many equal lines came before it;
    content_hash: of all it says. Keyed by the pepper, since a line may say somebody's ethnic group and can be guessed. details: the
    id of what was made of it.
    """

    __tablename__ = "brought_in"

    id: Mapped[uuid.UUID] = id_column()
    row_hash: Mapped[str] = mapped_column(unique=True)
    content_hash: Mapped[str]
    file: Mapped[str]
    on: Mapped[date]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
