"""Opening files: the list of one person's own, a case's for staff, the safe copy, and the original for a reason."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk
from portal.casework.evidence.check import READY
from portal.casework.evidence.transcript import newest
from portal.evidence.kinds import SORTS, ending
from portal.store import files
from portal.store.models import Case, Draft, File, Party, Transcript
from portal.store.sealing import key_of, open_keys
from portal.store.side import Look, log_access
from portal.text import N_

READ, ORIGINAL = "file.read", "file.original"
"""As the access log says them."""

REASONS: Mapping[str, str] = {
    "unreadable": N_("The copy cannot be read, or there is none"),
    "evidence": N_("It is needed as evidence, exactly as it was sent"),
    "asked": N_("The person asks for it, or for what is in it"),
    "safety": N_("Somebody may be at risk, and the original may say where or when"),
}
"""Why somebody may need an original; it can say where a photo was taken, and by whom a paper was written."""
SHOWN_AS = {"image": "picture", "audio": "sound", "video": "film"}
"""Kinds of safe copy that a page of ours can show; papers are downloads."""
ENDINGS = {sort.media: name for name, sort in reversed(list(SORTS.items()))}


@dataclass(frozen=True)
class Shown:
    """A file in a list. name: as it was called. state: checking, ready or refused; reason: why. number: its place on the case.

    shows_as: how its safe copy can be shown here: picture, sound, film, or "". heard: what was written down of it, if anything was.
    """

    id: uuid.UUID
    name: str
    kind: str
    size: int
    state: str
    reason: str | None
    has_copy: bool
    made_at: datetime
    party_id: uuid.UUID | None
    number: int
    shows_as: str = ""
    heard: Transcript | None = None


@dataclass(frozen=True)
class Opened:
    """Bytes to hand out under a name made by us."""

    parts: Iterator[bytes]
    size: int
    media: str
    name: str


def files_of(session: Session, *, draft: Draft | None = None, party: Party | None = None, case: Case | None = None) -> list[Shown]:
    """The files of a draft, of one person on a case, or of the whole case; the first sent first."""
    whose = File.draft_id == draft.id if draft else File.party_id == party.id if party else File.case_id == case.id if case else sa.false()
    rows: Sequence[File] = session.scalars(sa.select(File).where(whose).order_by(File.made_at, File.id)).all()
    open_keys(session, [row.key_id for row in rows])
    heard = {} if draft else newest(session, [row.id for row in rows])
    return [_shown(row, number, heard.get(row.id)) for number, row in enumerate(rows, 1)]


def _shown(row: File, number: int, heard: Transcript | None) -> Shown:
    name = row.details["name"]
    has_copy = row.copy is not None
    shows_as = SHOWN_AS.get((row.copy_media or "").partition("/")[0], "") if has_copy and row.state == READY else ""
    return Shown(row.id, name, row.kind, row.size, row.state, row.reason, has_copy, row.made_at, row.party_id, number, shows_as, heard)


def find(session: Session, case: Case, file_id: uuid.UUID) -> Shown | None:
    """A file of this case."""
    return next((one for one in files_of(session, case=case) if one.id == file_id), None)


def open_copy(desk: Desk, case: Case, file_id: uuid.UUID) -> Opened | None:
    """The safe copy; None where there is none, or not yet. Raises Damaged before the first byte."""
    row = _ready(desk, case, file_id)
    return _opened(desk, case, row, row.copy, row.copy_media or "") if row and row.copy else None


def open_original(desk: Desk, case: Case, file_id: uuid.UUID) -> Opened | None:
    """The file as it was sent; None while it is being checked, and for good where it was refused. Raises Damaged before the first byte."""
    row = _ready(desk, case, file_id)
    return _opened(desk, case, row, row.original, row.media) if row else None


def log(desk: Desk, action: str, file_id: uuid.UUID, session_hash: str | None, reason: str | None = None) -> None:
    """Say in the access log that somebody opens a file. `desk` is a transaction of its own, committed before a byte is sent."""
    log_access(desk.session, Look(action, object="file", object_id=file_id, reason=reason), desk.now, desk.actor, session_hash)


def _ready(desk: Desk, case: Case, file_id: uuid.UUID) -> File | None:
    row = desk.session.get(File, file_id)
    return row if row is not None and row.case_id == case.id and row.state == READY else None


def _opened(desk: Desk, case: Case, row: File, name: str, media: str) -> Opened:
    """Read once to the end before the first byte goes: what is not whole is not handed out at all."""
    folder, key = desk.settings.files_folder, key_of(row)
    for _part in files.read(folder, name, key):
        pass
    shown = find(desk.session, case, row.id)
    called = ending(row.details["name"]) if name == row.original else ENDINGS.get(media, "bin")
    number = shown.number if shown else 0
    return Opened(files.read(folder, name, key), files.size_of(folder, name), media, f"{case.reference}-{number}.{called}")
