"""Opens the database with the safe settings, and refuses to work without them."""

import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

from portal.settings import Settings
from portal.store.sealing import Keys

SAFE = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY")
CACHE_KB = 6_000  # for each connection: with a million cases the upper pages of the indexes stay at hand (figure P3)
FIXED_SQLITE = (3, 51, 3)  # below it two processes can corrupt a WAL database (sqlite.org, "WAL-reset")


class Unsafe(Exception):
    """The database is not safe to write to; the text is one plain sentence."""


class Busy(Exception):
    """Nobody got a turn to write in time; nothing was kept."""


_turn = threading.Lock()
_last_stamp = 0


def new_id() -> uuid.UUID:
    """A row's id: time first, so that new rows lie side by side in an index, and always later than the one before in this process.

    RFC 9562, version 7, with method 3 of its 6.2: 48 bits of milliseconds, 12 bits of their fraction, 62 random bits.
    """
    global _last_stamp
    with _turn:
        _last_stamp = stamp = max(time.time_ns() * 4096 // 1_000_000, _last_stamp + 1)
    value = (stamp >> 12 << 80) | (7 << 76) | ((stamp & 0xFFF) << 64) | (2 << 62) | secrets.randbits(62)
    return uuid.UUID(int=value)


class Instant(sa.TypeDecorator[datetime]):
    """An instant in UTC; a naive one is refused. SQLite keeps no zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One engine and two kinds of session: `reading` (a plain deferred transaction) and `writing`."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self.engine = _engine(settings)
        self.keys = keys
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def reading(self) -> Session:
        return self._reading(info={"keys": self.keys})

    def writing(self) -> Session:
        return self._writing(info={"keys": self.keys})

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing session that commits at the end, or rolls back and raises (Busy when no turn came)."""
        with self.writing() as session:
            try:
                yield session
                session.commit()
            except BaseException as error:
                session.rollback()  # by hand: where COMMIT itself failed, closing alone would hand an open transaction to the next
                if isinstance(error, sa.exc.OperationalError) and is_busy(error):
                    raise Busy from error
                raise

    def close(self) -> None:
        self.engine.dispose()


def is_busy(error: BaseException) -> bool:
    """Whether a database error means 'somebody else is writing', so that trying again may help."""
    text = str(getattr(error, "orig", error))
    return "locked" in text or "lock timeout" in text or "deadlock" in text or "QueuePool limit" in str(error)


def _engine(settings: Settings) -> sa.Engine:
    url = sa.make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, settings)
    milliseconds = int(settings.database.lock_seconds * 1000)
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=settings.database.pool,
        max_overflow=0,
        pool_timeout=settings.database.lock_seconds,
        pool_pre_ping=True,
        connect_args={"options": f"-c lock_timeout={milliseconds} -c timezone=UTC", "connect_timeout": 5},
    )


def _sqlite(url: sa.URL, settings: Settings) -> sa.Engine:
    from pysqlite3 import dbapi2  # bundles a SQLite without the WAL-reset fault

    if dbapi2.sqlite_version_info < FIXED_SQLITE and not settings.database.allow_old_sqlite:
        raise Unsafe(f"SQLite {dbapi2.sqlite_version} can corrupt this database; 3.51.3 or newer is needed.")
    engine = sa.create_engine(url, module=dbapi2, pool_size=settings.database.pool, max_overflow=0, pool_timeout=settings.database.lock_seconds)
    wait = int(settings.database.lock_seconds * 1000)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: Python's driver begins too late
        for pragma in (*SAFE, f"busy_timeout={wait}", f"cache_size=-{CACHE_KB}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def assert_safe(database: Database) -> None:
    """What was committed must survive a power cut (reliability finding 1). Raises Unsafe."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            full = connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            wal = connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            if not (full and wal):
                raise Unsafe("SQLite must run with journal_mode WAL and synchronous FULL; this one does not.")
            return
        for name in ("synchronous_commit", "fsync", "full_page_writes"):
            if connection.exec_driver_sql(f"SHOW {name}").scalar() == "off":
                raise Unsafe(f"PostgreSQL has {name} off: an acknowledged complaint could be lost in a power cut.")
