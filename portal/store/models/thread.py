"""What goes to and fro with one person, and their way back to it."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.sealing import SealedText


class Message(Row):
    """One message in a party's own thread; nobody else on the case ever sees it but the complaints team.

    direction: in (from the person) or out. kind: message, addition or withdrawal. read_at: when the person first saw what we wrote.
    """

    __tablename__ = "message"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"), index=True)
    direction: Mapped[str]
    kind: Mapped[str] = mapped_column(default="message")
    language: Mapped[str] = mapped_column(default="en")
    sent_once: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    read_at: Mapped[datetime | None]
    body_sealed: Mapped[bytes | None]

    body: Any = SealedText()


class Visit(Row):
    """A browser that showed a reference and its words; the cookie holds a token, this row its hash. 15 idle minutes."""

    __tablename__ = "visit"

    id: Mapped[uuid.UUID] = id_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"), index=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Statement(Row):
    """'Is this what you told us?': what staff wrote down as the person agreed or changed it; the contact keeps the first text.

    answer: asked, yes or changed. how: read_back, page, letter or e-mail. on: the day they said so.
    """

    __tablename__ = "statement"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"))
    answer: Mapped[str] = mapped_column(default="asked")
    how: Mapped[str | None]
    on: Mapped[date | None]
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    body_sealed: Mapped[bytes | None]

    body: Any = SealedText()


class Translation(Row):
    """A person's words or a letter, put into another language by a named translator; the original stays as it is (F-07).

    of: contact, message, statement or letter, and its id. language: of this text. read_back: whether it was read back to the person.
    """

    __tablename__ = "translation"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    of: Mapped[str]
    of_id: Mapped[uuid.UUID]
    language: Mapped[str]
    made_on: Mapped[date]
    read_back: Mapped[bool | None]
    minutes: Mapped[int | None]
    pence: Mapped[int | None]
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    who_sealed: Mapped[bytes | None]
    body_sealed: Mapped[bytes | None]

    who: Any = SealedText()
    body: Any = SealedText()

    __table_args__ = (sa.Index("ix_translation_of", "of", "of_id"), STRICT)


class Consent(Row):
    """What a child or adult agreed to for somebody who speaks for them; missing consent is never a refusal.

    party_id: who speaks. kind: complain, receive (the answer) or records. answer: yes, no or not_yet.
    how: written, spoken, recorded or other. file_id: the evidence.
    """

    __tablename__ = "consent"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"))
    kind: Mapped[str]
    answer: Mapped[str]
    how: Mapped[str | None]
    given_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    file_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("file.id"))
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    note_sealed: Mapped[bytes | None]

    note: Any = SealedText()
