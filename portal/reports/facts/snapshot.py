"""The file the facts are kept in: made when it is missing, brought up to date before each count, thrown away when it does not fit."""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from portal.procedure.calendar import Calendar
from portal.procedure.model import Procedure
from portal.reports.facts.clocks import StageClock, stage_clocks
from portal.reports.facts.derive import beside, derive
from portal.reports.facts.schema import FACTS, VERSION
from portal.settings import Settings
from portal.store.database import Busy, Database
from portal.store.models import BroughtIn, CaseEvent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PATIENCE = 60.0  # seconds to wait for another process that counts
A_WHILE = 0.05  # seconds between two tries
MARGIN = 10 * 60 * 1000  # milliseconds: how long an event may have been written down before it could be read
MANY = 20_000  # changed cases from which reading everything is quicker than reading each of them
MAKING = ".facts-in-the-making-"

STATE = """
CREATE TABLE state (fingerprint VARCHAR, mark UUID);
CREATE TABLE seen (event UUID);
"""
"""mark: the newest event that was read. seen: the events of the last ten minutes before it, since one of them may yet be missing:
ids tell the time at which an event was written, not the time at which it could be read."""


@dataclass(frozen=True)
class Council:
    """What the facts follow from beside the records."""

    procedures: Mapping[str, Procedure]
    clocks: tuple[StageClock, ...]
    calendar: Calendar
    fingerprint: str


@contextmanager
def facts(
    settings: Settings, database: Database, procedures: Mapping[str, Procedure], calendar: Calendar, patience: float = PATIENCE
) -> Iterator["DuckDBPyConnection"]:
    """A DuckDB connection to the facts of `schema` as the records stand now; others wait until it is given back.

    The council's database is only read. Raises Busy where another process did not end within `patience` seconds.
    """
    folder = settings.instance
    with _alone(folder / "facts.lock", patience):
        with _private(), database.engine.connect() as records:
            _of_one_moment(records)
            council = _council(settings, records, procedures, calendar)
            duck = _up_to_date(folder / "facts.duckdb", records, council)
        try:
            yield duck
        finally:
            duck.close()
            shutil.rmtree(_spill(folder / "facts.duckdb"))


def _of_one_moment(records: sa.Connection) -> None:
    """All selects see the records of one moment; on SQLite every transaction does."""
    if records.dialect.name != "sqlite":
        records.execution_options(isolation_level="REPEATABLE READ")


def _council(settings: Settings, records: sa.Connection, procedures: Mapping[str, Procedure], calendar: Calendar) -> Council:
    """After records were brought in all is read again: that may have taken longer than the margin of the mark."""
    clocks = tuple(stage_clocks(settings.procedures, procedures))
    days = (calendar.nation, settings.calendar, version("holidays"))
    kinds = [(code, one.counts, one.stages[0].key) for code, one in procedures.items()]
    revision = records.scalar(sa.text("SELECT version_num FROM alembic_version"))
    brought_in = records.scalar(sa.select(BroughtIn.id).order_by(BroughtIn.id.desc()).limit(1))
    said = repr((VERSION, FACTS, kinds, clocks, days, revision, brought_in))
    return Council(procedures, clocks, calendar, hashlib.sha256(said.encode()).hexdigest())


def _up_to_date(file: Path, records: sa.Connection, council: Council) -> "DuckDBPyConnection":
    duck = _opened_if_it_fits(file, records, council)
    if duck is not None:
        changed = _changed(duck, records)
        if len(changed) < MANY:
            _renew(duck, records, council, changed)
            return duck
        duck.close()
    _make(file, records, council)
    return _open(file)


def _open(file: Path) -> "DuckDBPyConnection":
    """It may read no other file and load nothing; what does not fit into memory goes into a folder beside it."""
    import duckdb  # only where a report is counted: it costs a tenth of a second and 30 MB

    _spill(file).mkdir(mode=0o700, exist_ok=True)
    safe = {"enable_external_access": False, "autoload_known_extensions": False, "autoinstall_known_extensions": False}
    return duckdb.connect(file, config={**safe, "memory_limit": "1GB", "temp_directory": str(_spill(file))})


def _spill(file: Path) -> Path:
    return file.with_suffix(".spill")


def _opened_if_it_fits(file: Path, records: sa.Connection, council: Council) -> "DuckDBPyConnection | None":
    """None where there is no file, or one that is broken, of other settings or of another database."""
    import duckdb

    if not file.exists():
        return None
    try:
        duck = _open(file)
    except duckdb.Error:
        return None
    try:
        fingerprint, mark = duck.execute("SELECT fingerprint, mark FROM state").fetchone() or ("", None)
    except duckdb.Error:
        fingerprint, mark = "", None
    if fingerprint == council.fingerprint and (mark is None or _has(records, mark)):
        return duck
    duck.close()
    return None


def _has(records: sa.Connection, event: UUID) -> bool:
    """Whether the newest event that was read is there: not so in a database put back from a backup."""
    return records.scalar(sa.select(CaseEvent.id).where(CaseEvent.id == event)) is not None


def _make(file: Path, records: sa.Connection, council: Council) -> None:
    """All facts, made in a folder of their own and put in place whole."""
    for left in file.parent.glob(f"{MAKING}*"):  # by a crash
        shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=MAKING, dir=file.parent))
    try:
        duck = _open(folder / file.name)
        duck.execute(STATE + ";".join(fact.made for fact in FACTS))
        derive(duck, records, council.procedures, council.clocks, council.calendar)
        _mark(duck, records, council)
        duck.close()
        file.with_suffix(".duckdb.wal").unlink(missing_ok=True)  # of a file that is no longer there
        os.replace(folder / file.name, file)
    finally:
        shutil.rmtree(folder)


def _changed(duck: "DuckDBPyConnection", records: sa.Connection) -> list[UUID]:
    """The cases of which something happened since."""
    (mark,) = duck.execute("SELECT mark FROM state").fetchone() or (None,)
    seen = {event for (event,) in duck.execute("SELECT event FROM seen").fetchall()}
    newer = records.execute(sa.select(CaseEvent.id, CaseEvent.case_id).where(CaseEvent.id > _since(mark)))
    return list({case: None for event, case in newer if event not in seen})


def _since(mark: UUID | None) -> UUID:
    """The least id of the margin before an event: ids begin with 48 bits of milliseconds."""
    return UUID(int=max(((mark.int if mark else 0) >> 80) - MARGIN, 0) << 80)


def _renew(duck: "DuckDBPyConnection", records: sa.Connection, council: Council, changed: list[UUID]) -> None:
    """Read the changed cases again, all in one transaction: after a crash the file is as it was."""
    duck.begin()
    try:
        if changed:
            names = [one.hex for one in changed]
            for fact in (one for one in FACTS if one.is_of_case):
                duck.execute(f"DELETE FROM {fact.key} WHERE case_id IN (SELECT unnest($1))", [names])  # noqa: S608 - a fact's own name
            derive(duck, records, council.procedures, council.clocks, council.calendar, changed)
            _mark(duck, records, council)
        else:
            beside(duck, records)
        duck.commit()
    except BaseException:
        duck.close()
        raise


def _mark(duck: "DuckDBPyConnection", records: sa.Connection, council: Council) -> None:
    mark = records.scalar(sa.select(CaseEvent.id).order_by(CaseEvent.id.desc()).limit(1))
    duck.execute("DELETE FROM state")
    duck.execute("INSERT INTO state VALUES ($1, $2)", [council.fingerprint, mark])
    duck.execute("DELETE FROM seen")
    with duck.appender("seen") as appender:
        appender.append_rows((event,) for event in records.scalars(sa.select(CaseEvent.id).where(CaseEvent.id > _since(mark))))


@contextmanager
def _private() -> Iterator[None]:
    """Files made meanwhile can be read by their owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _alone(file: Path, patience: float) -> Iterator[None]:
    """One at a time. Raises Busy."""
    with open(file, "a", opener=lambda name, flags: os.open(name, flags, 0o600)) as lock:
        for _try in range(max(1, round(patience / A_WHILE))):
            if _taken(lock.fileno()):
                break
            time.sleep(A_WHILE)
        else:
            raise Busy("Another report is being counted. Try again when it is done.")
        yield


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
