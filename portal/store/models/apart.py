"""What is kept apart from every case: equality answers, counts of how the pages do, and paper forms asked for."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.sealing import SealedData


class Equality(Row):
    """One equality answer as a code. token: HMAC of a party's id under the equality key; nothing here names a case.

    about: self or child. source: self (their own answer), slip (on paper) or record (from the social care record, F-41).
    """

    __tablename__ = "equality"

    id: Mapped[uuid.UUID] = id_column()
    token: Mapped[str]
    about: Mapped[str]
    source: Mapped[str]
    question: Mapped[str]
    code: Mapped[str]

    __table_args__ = (sa.UniqueConstraint("token", "about", "source", "question", "code"), STRICT)


class EqualitySlip(Row):
    """A paper slip sent to somebody who wrote or rang: its number, typed in once by somebody with no casework role, leads to the token."""

    __tablename__ = "equality_slip"

    id: Mapped[uuid.UUID] = id_column()
    number_hash: Mapped[str] = mapped_column(unique=True)
    token: Mapped[str]
    about: Mapped[str]
    made_on: Mapped[date]
    used_on: Mapped[date | None]


class Tally(Row):
    """A count of a month, of nobody: stumble (an answer the form did not take), easy (was the page easy to use?), elsewhere (left
    for another place), offered. Empty text where a column does not apply."""

    __tablename__ = "tally"

    id: Mapped[uuid.UUID] = id_column()
    month: Mapped[str]
    kind: Mapped[str]
    form: Mapped[str] = mapped_column(default="")
    page: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)

    __table_args__ = (sa.UniqueConstraint("month", "kind", "form", "page", "question", "answer"), STRICT)


class PaperRequest(Row):
    """A paper form somebody asked for: sent within two working days. to: name, address, what they need; sealed."""

    __tablename__ = "paper_request"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    sent_once: Mapped[str] = mapped_column(unique=True)
    form: Mapped[str]
    format: Mapped[str]
    language: Mapped[str]
    channel: Mapped[str]
    asked_at: Mapped[datetime]
    asked_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    sent_on: Mapped[date | None]
    sent_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    to_sealed: Mapped[bytes | None]

    to: Any = SealedData()
