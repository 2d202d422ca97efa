"""Receiving a file: sealed while it arrives, outside any transaction; then its row and the asking for its check, in one."""

import errno
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from portal.access.roles import CATALOGUE
from portal.casework.desk import LONDON, Desk, NotAllowed
from portal.casework.evidence.check import ask_for_check, tell_of
from portal.casework.people.who import sender
from portal.casework.stage.record import record
from portal.casework.thread.message import add_task
from portal.casework.thread.revival import revive
from portal.evidence.kinds import Reason, Refused, Sort, sort_of
from portal.procedure.model import Event, Sentence
from portal.settings import Settings
from portal.store import files
from portal.store.database import new_id
from portal.store.models import Case, Contact, DataKey, Draft, File, Party
from portal.store.sealing import Keys, remember_key, wrap_new_key
from portal.text import N_

MIB = 1024 * 1024
LOOK = "look_at_file"
"""The task for staff: a file is not screened, so somebody looks at it on the day it comes (practice F-08)."""
LONGEST_NAME = 200
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(Exception):
    """The disk has no room for files; what people write is still taken."""


@dataclass(frozen=True)
class Arrived:
    """A file that lies sealed in the folder and belongs to nobody yet: `keep` gives it an owner, else it goes within the day."""

    name: str
    sort: Sort
    original: str
    size: int
    sha256: str
    wrapped: bytes
    master: int


def check_room(settings: Settings) -> None:
    """Raises NoRoom where less is free than words need."""
    if files.room(settings.files_folder) < settings.files.keep_free_megabytes * MIB:
        raise NoRoom


def arrive(settings: Settings, keys: Keys, name: str, parts: Iterable[bytes]) -> Arrived:
    """Seal a file while it arrives, under a key of its own. Raises Refused (kind, empty, too_large) and NoRoom; then nothing of it stays."""
    sort = sort_of(name)
    check_room(settings)
    wrapped, master = wrap_new_key(keys)
    try:
        with files.Sealing(settings.files_folder, aes_key_unwrap(keys.master[master], wrapped)) as sealed:
            for part in parts:
                sealed.write(part)
                if sealed.size > settings.files.megabytes * MIB:
                    raise Refused(Reason.TOO_LARGE)
            if not sealed.size:
                raise Refused(Reason.EMPTY)
            sealed.keep()
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom from None
        raise
    return Arrived(name[-LONGEST_NAME:], sort, sealed.name, sealed.size, sealed.digest.hexdigest(), wrapped, master)


def receive(desk: Desk, parts: Iterable[bytes], name: str, *, draft: Draft | None = None, case: Case | None = None, party: Party | None = None) -> File:
    """Both steps at once, for a file that is at hand already. Raises what `arrive` and `keep` raise."""
    return keep(desk, arrive(desk.settings, desk.session.info["keys"], name, parts), draft=draft, case=case, party=party)


def keep(desk: Desk, arrived: Arrived, *, draft: Draft | None = None, case: Case | None = None, party: Party | None = None) -> File:
    """Give a file its row: of a draft not sent yet, or of a case and the person on it who sent it. Its check is asked for.

    The draft or case is locked by the caller. Raises NotAllowed when there are too many.
    """
    _check_number(desk, draft, case, party)
    key = DataKey(id=new_id(), wrapped=arrived.wrapped, master=arrived.master, made_at=desk.now)
    desk.session.add(key)
    remember_key(desk.session, key.id, arrived.wrapped, arrived.master)
    file = File(
        id=new_id(),
        key_id=key.id,
        draft_id=draft.id if draft else None,
        contact_id=case.contact_id if case else None,
        case_id=case.id if case else None,
        party_id=party.id if party else None,
        by_id=desk.by.id if desk.by else None,
        kind=arrived.sort.kind.value,
        media=arrived.sort.media,
        size=arrived.size,
        original=arrived.original,
        state="checking",
        made_at=desk.now,
    )
    desk.session.add(file)
    file.details = {"name": arrived.name, "sha256": arrived.sha256}
    desk.session.flush()
    ask_for_check(desk, file)
    if case is not None:
        _came_in(desk, case, file, party)
    return file


def _came_in(desk: Desk, case: Case, file: File, party: Party | None) -> None:
    """On a case that goes on. What a person sends is not screened, and opens a case again that was given up because nobody heard from them."""
    if party is not None:
        revive(desk, case)
        case.contact.is_not_screened = True
    _happened(desk, case, file)
    _to_look_at(desk, party)


def attach(desk: Desk, draft: Draft, contact: Contact, case: Case) -> None:
    """At sending: the draft's files become the case's, of the person who sent it."""
    mine = desk.session.scalars(sa.select(File).where(File.draft_id == draft.id).order_by(File.made_at, File.id)).all()
    party = sender(case, contact.reference)
    for file in mine:
        file.draft_id, file.contact_id, file.case_id, file.party_id = None, contact.id, case.id, party.id if party else None
        _happened(desk, case, file)
        tell_of(desk, file)
    if mine:
        desk.session.flush()
        _to_look_at(desk, party)


def left(desk: Desk, draft: Draft | None, party: Party | None) -> int:
    """How many more files may come: of a draft, or today of a person on a case."""
    return max(0, desk.settings.files.most - _number(desk, draft, party.case_id if party else None, party))


def _check_number(desk: Desk, draft: Draft | None, case: Case | None, party: Party | None) -> None:
    """After sending it is so many a day: evidence may go on coming for months."""
    if _number(desk, draft, case.id if case else None, party) >= desk.settings.files.most:
        raise NotAllowed(Sentence(N_("You can send %(most)s files at most."), {"most": desk.settings.files.most}))


def _number(desk: Desk, draft: Draft | None, case_id: uuid.UUID | None, party: Party | None) -> int:
    count = sa.select(sa.func.count()).select_from(File)
    if draft is not None:
        return desk.session.scalar(count.where(File.draft_id == draft.id)) or 0
    midnight = desk.now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    whose = File.party_id == party.id if party else sa.and_(File.case_id == case_id, File.party_id.is_(None))
    return desk.session.scalar(count.where(whose, File.made_at >= midnight)) or 0


def _happened(desk: Desk, case: Case, file: File) -> None:
    details = {"file": str(file.id), "kind": file.kind, **({"party": str(file.party_id)} if file.party_id else {})}
    record(desk, case, Event.FILE_RECEIVED, desk.today, details)


def _to_look_at(desk: Desk, party: Party | None) -> None:
    """Not for what staff added themselves; an advocate who signs in is no staff."""
    if party is not None and (desk.by is None or CATALOGUE[desk.by.role].is_of_advocacy_service):
        add_task(desk, party, LOOK, days=0)
