"""What people sent with their words: photos, papers, recordings."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import Row, id_column, key_column
from portal.store.sealing import SealedData, SealedText


class File(Row):
    """A file, sealed in the folder of files under a key of its own, which goes with the draft or case it belongs to.

    kind: photo, paper, recording or film. state: checking (nobody may have it), ready, or refused for the code in `reason`.
    original and copy: names in the folder of files, made here; the copy is what staff see, rebuilt and without what the camera
    wrote. details: {"name": as it was called, "sha256": of the original}. size: bytes of the original.
    """

    __tablename__ = "file"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    draft_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("draft.id"), index=True)
    contact_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contact.id"), index=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case.id"), index=True)
    party_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    kind: Mapped[str]
    media: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    original: Mapped[str] = mapped_column(unique=True)
    copy: Mapped[str | None] = mapped_column(unique=True)
    copy_media: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="checking")
    reason: Mapped[str | None]
    made_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    details_sealed: Mapped[bytes | None]

    details: Any = SealedData()


class Transcript(Row):
    """What somebody of the team heard or read in a file, written down; never in its place, and never said to be exact. The newest counts."""

    __tablename__ = "transcript"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"))
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("file.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    body_sealed: Mapped[bytes | None]

    body: Any = SealedText()
