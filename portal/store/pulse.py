"""Signs of life: can the database be written, does the worker live, is there room on the disk, does mail go, is there a backup."""

import shutil
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.settings import Settings
from portal.store.database import Busy, Database
from portal.store.models import Heartbeat, Outbox

WORKER_SILENT = timedelta(seconds=60)
MAIL_LATE = timedelta(minutes=15)
LEAST_FREE = 500 * 1024 * 1024  # bytes
LEAST_SHARE = 0.10  # of the disk
CHECK = "check_file"
OK, FAILED, UNKNOWN = "ok", "failed", "unknown"


def pulse(database: Database, settings: Settings, now: datetime) -> Mapping[str, str]:
    """Each sign and one word for it: 'ok', or what is wrong. Words only, so that anybody may see them. Writes one row."""
    found = {"database": _write(database, now), "disk": disk(settings.instance)}
    reads: dict[str, Callable[[Session], str]] = {
        "worker": lambda session: worker(session, now),
        "mail": lambda session: mail(session, now),
        "files": lambda session: files(session, now),
        "backup": lambda session: backup(session, settings, now),
    }
    try:
        with database.reading() as session:
            return found | {name: read(session) for name, read in reads.items()}
    except sa.exc.SQLAlchemyError:
        return found | dict.fromkeys(reads, UNKNOWN)


def _write(database: Database, now: datetime) -> str:
    try:
        with database.transaction() as session:
            session.merge(Heartbeat(name="written", at=now))
    except Busy:
        return "busy"
    except sa.exc.SQLAlchemyError:
        return FAILED
    return OK


def disk(folder: Path) -> str:
    """Room for a day's work: a tenth of the disk, and 500 MiB (reliability finding 4)."""
    room = shutil.disk_usage(folder)
    return OK if room.free >= max(LEAST_FREE, LEAST_SHARE * room.total) else "full"


def worker(session: Session, now: datetime) -> str:
    return OK if _is_younger(session, "worker", WORKER_SILENT, now) else "silent"


def mail(session: Session, now: datetime) -> str:
    """Late: something has been due, or tried and tried again, for a quarter of an hour."""
    return "late" if _waits(session, now, Outbox.kind != CHECK) else OK


def files(session: Session, now: datetime) -> str:
    """Waiting: a file could not be checked for a quarter of an hour, because the scanner is away or a library is lacking."""
    return "waiting" if _waits(session, now, Outbox.kind == CHECK) else OK


def _waits(session: Session, now: datetime, which: sa.ColumnElement[bool]) -> bool:
    since = now - MAIL_LATE
    waiting = sa.select(Outbox.id).where(Outbox.state == "ready", which, Outbox.made_at <= since, sa.or_(Outbox.attempts > 0, Outbox.run_at <= since))
    return session.scalar(waiting.limit(1)) is not None


def backup(session: Session, settings: Settings, now: datetime) -> str:
    """Late: older than council.toml says. A council without a recipient cannot face the public, and is not reminded here."""
    if not settings.backup.recipient:
        return OK
    return OK if _is_younger(session, "backup", timedelta(hours=settings.backup.at_least_every_hours), now) else "late"


def last(session: Session, name: str) -> datetime | None:
    """When a heartbeat was last heard."""
    beat = session.get(Heartbeat, name)
    return beat.at if beat else None


def _is_younger(session: Session, name: str, age: timedelta, now: datetime) -> bool:
    at = last(session, name)
    return at is not None and now - at <= age
