"""What arrived, and what is being written: drafts and contacts."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.models.row import Row, id_column, key_column
from portal.store.sealing import SealedData, SealedText


class Draft(Row):
    """Answers not sent yet, sealed; the browser's cookie holds a token, of which only the hash is here.

    `reference` and `code_hash` are there once the person saved or sent; `words` is the code, kept sealed
    until the 'sent' page was read (24 hours at most) so that a retry shows the same code. `follows_id` is the
    contact that this one adds to. Of staff's own script (somebody rang, wrote or came): user_id, channel and heard_on, the day
    it was heard; no cookie leads to it. with_reference, with_code_hash, with_words: the same three for the second of two who
    tell us together, once it was sent and they asked to see that code too.
    """

    __tablename__ = "draft"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    audience: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    answers_sealed: Mapped[bytes | None]
    reference: Mapped[str | None] = mapped_column(unique=True)
    code_hash: Mapped[str | None]
    words_sealed: Mapped[bytes | None]
    with_reference: Mapped[str | None] = mapped_column(index=True, unique=True)
    with_code_hash: Mapped[str | None]
    with_words_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]
    kept_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    saved_at: Mapped[datetime | None]
    contact_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contact.id"), index=True)
    follows_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contact.id"))
    sent_at: Mapped[datetime | None]
    user_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    channel: Mapped[str] = mapped_column(default="web", server_default="web")
    heard_on: Mapped[date | None]

    answers: Any = SealedData()
    words: Any = SealedText()
    with_words: Any = SealedText()
    contact: Mapped["Contact | None"] = relationship(foreign_keys=[contact_id])


class Contact(Row):
    """What arrived, exactly as sent; never changed.

    `sent_once` is the idempotency key of the draft: a second sending finds the first. received_on: the day it was first heard.
    is_unreadable: nobody on duty reads its language, so somebody looks now. is_not_screened: it holds what no word list can read.
    entered_by_id: the member of staff who wrote it down for the person.
    """

    __tablename__ = "contact"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    sent_once: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str] = mapped_column(unique=True)
    audience: Mapped[str]
    kind: Mapped[str]
    channel: Mapped[str]
    language: Mapped[str]
    received_at: Mapped[datetime]
    received_on: Mapped[date] = mapped_column(index=True)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    wants_wait: Mapped[bool] = mapped_column(default=False)
    wants_call: Mapped[bool] = mapped_column(default=False)
    is_unreadable: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    is_not_screened: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    entered_by_id: Mapped[uuid.UUID | None]
    follows_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contact.id"), index=True)
    answers_sealed: Mapped[bytes | None]

    answers: Any = SealedData()
