"""Checking a file after the commit: the scanner's verdict, then the child process; until both have spoken nobody may have it."""

import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

from portal.casework.desk import Desk
from portal.casework.outbox import Job, Work, ask
from portal.casework.shift import Shift
from portal.casework.thread.message import add_task
from portal.evidence.child import CannotLook, look
from portal.evidence.kinds import Reason, ending
from portal.post.scan import NoVerdict, Verdict, scan
from portal.post.smtp import TryLater
from portal.store import files
from portal.store.models import File, Party
from portal.store.sealing import Erased, key_of

LOG = logging.getLogger("portal.worker")
KIND = "check_file"
CHECKING, READY, REFUSED = "checking", "ready", "refused"
VIRUS_FOUND, WAS_REFUSED = "file_virus", "file_refused"
"""Tasks for staff: a file holds something harmful; a file could not be taken, so the person is asked for it in another way."""


@dataclass(frozen=True)
class Checking:
    """A file to look at, as plain values."""

    file_id: uuid.UUID
    original: str
    key: bytes
    ending: str


@dataclass(frozen=True)
class Checked:
    """What came of it. reason: why it is refused. copy and media: of the safe copy, where there is one."""

    file_id: uuid.UUID
    reason: str | None = None
    copy: str | None = None
    media: str | None = None


def ask_for_check(desk: Desk, file: File) -> None:
    """Ask for it in this transaction; under the file's own key, so that it ends with the file."""
    ask(desk, KIND, f"{KIND}:{file.id}", {"file": str(file.id)}, file.key_id)


def tell_of(desk: Desk, file: File) -> None:
    """Staff hear of a refused file of a case."""
    party = desk.session.get(Party, file.party_id) if file.party_id else None
    if file.state == REFUSED and party is not None:
        add_task(desk, party, VIRUS_FOUND if file.reason == Reason.VIRUS else WAS_REFUSED, days=0)


def _prepare(desk: Desk, job: Job) -> Checking | None:
    """Nothing where the file went with its draft, or was checked already."""
    file = desk.session.get(File, uuid.UUID(job.body["file"])) if "file" in job.body else None
    if file is None or file.state != CHECKING:
        return None
    try:
        return Checking(file.id, file.original, key_of(file), ending(file.details["name"]))
    except Erased:
        return None


def _check(shift: Shift, one: Checking) -> Checked:
    """The scanner first: what it finds is opened by nothing of ours. Raises TryLater where there is no verdict yet."""
    folder = shift.settings.files_folder
    try:
        refused = _scanned(shift, folder, one)
        return Checked(one.file_id, refused) if refused else _looked(folder, one)
    except NoVerdict as error:
        raise TryLater(error.reason) from None
    except CannotLook as error:
        LOG.error("files", extra={"facts": {"error": str(error)}})
        raise TryLater("cannot_look") from None
    except files.Damaged:
        LOG.error("files", extra={"facts": {"error": "A sealed file is missing or damaged. See: portal check"}})
        raise TryLater("file_damaged") from None
    except OSError:
        raise TryLater("disk") from None


def _scanned(shift: Shift, folder: Path, one: Checking) -> Reason | None:
    if not shift.settings.scan.clamd:
        return None
    verdict = scan(shift.settings.scan, files.read(folder, one.original, one.key), shift.now)
    return {Verdict.CLEAN: None, Verdict.FOUND: Reason.VIRUS, Verdict.TOO_MUCH: Reason.TOO_MUCH}[verdict]


def _looked(folder: Path, one: Checking) -> Checked:
    """The copy is sealed as it comes out of the child, under the file's own key."""
    with files.Sealing(folder, one.key) as copy:
        looked = look(one.ending, files.read(folder, one.original, one.key), copy.write)
        if looked.reason is not None or not looked.media:
            return Checked(one.file_id, looked.reason)
        copy.keep()
    return Checked(one.file_id, None, copy.name, looked.media)


def _checked(desk: Desk, _job: Job, found: Checked) -> None:
    """Write down what was found; staff are told where the file is on a case and was refused."""
    file = desk.session.get(File, found.file_id, with_for_update=True)
    if file is None or file.state != CHECKING:
        return  # removed meanwhile: the copy belongs to nobody and goes
    file.state = REFUSED if found.reason else READY
    file.reason, file.copy, file.copy_media, file.checked_at = found.reason, found.copy, found.media, desk.now
    tell_of(desk, file)


def _never(_desk: Desk, _job: Job, _reason: str) -> None:
    """It is never given up: the file stays 'being checked'."""


CHECK = Work(_prepare, _checked, _never, _check, is_never_given_up=True)
