"""Backing up and putting back: data and keys apart, so that an erasure is complete when the last key archive has expired."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
import sqlalchemy as sa

from portal.store import files, schema
from portal.store.archive import MANIFEST, SENT, BadArchive, Contents, back, keys_table, pack, read_archive, tables_without_keys, write_archive
from portal.store.database import Database
from portal.store.models import File, Heartbeat, LogHead, Row
from portal.store.sealing import complete_keys

LOG = logging.getLogger("portal.backup")


def backup(database: Database, instance: Path, folder: Path, recipient: str, now: datetime, sent: Path | None = None) -> tuple[Path, Path]:
    """Write the data and the key archive of one moment into a folder and return their paths. sent: the folder of files, if not the usual one.

    The keys are written first: an archive of data never names a key that its key archive lacks, because both are read in
    one snapshot. Raises BadArchive when the recipient is wrong or what was written cannot be read back. A file that is missing in its
    folder does not hold the rest up: it is logged, and `portal check` counts it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    data, keys = folder / f"heard-{stamp}-data.age", folder / f"heard-{stamp}-keys.age"
    revision = schema.current(database) or ""
    with _snapshot(database) as connection:
        for path, kind, tables, own, named in (
            (keys, "keys", [keys_table()], _key_files(instance), iter(())),
            (data, "data", tables_without_keys(), [("council.toml", instance / "council.toml")], _sent(connection, sent or instance / "files")),
        ):
            contents = Contents(kind, revision, now.isoformat())
            write_archive(path, recipient, pack(connection, tables, own, contents, named))
    with database.transaction() as session:
        session.merge(Heartbeat(name="backup", at=now))
    return data, keys


def _snapshot(database: Database) -> sa.Connection:
    connection = database.engine.connect()
    if not database.is_sqlite:
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def named_files(connection: sa.Connection) -> Iterator[str]:
    """The name of every original and copy that a row names."""
    for original, copy in connection.execute(sa.select(File.original, File.copy).order_by(File.id)):
        yield from (name for name in (original, copy) if name)


def _sent(connection: sa.Connection, folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in named_files(connection):
        sealed = files.sealed_bytes(folder, name)
        if sealed is None:
            LOG.error("missing", extra={"facts": {"error": "A file that a row names is missing. See: portal check"}})
            continue
        yield name, sealed


def _key_files(instance: Path) -> list[tuple[str, Path]]:
    return [(f"keys/{path.name}", path) for path in sorted((instance / "keys").iterdir())]


def read_identity(path: Path) -> Any:
    """The identity that reads a backup, from its file. Raises BadArchive."""
    try:
        lines = [line.strip() for line in path.read_text("ascii").splitlines() if line.strip() and not line.startswith("#")]
        return pyrage.x25519.Identity.from_str(lines[0])
    except (OSError, UnicodeDecodeError, IndexError, pyrage.IdentityError):
        raise BadArchive(f"{path} is not an age identity file (its line begins with AGE-SECRET-KEY-1).") from None


def check(path: Path, kind: str, identity: Any) -> Contents:
    """Read an archive from end to end and return what it holds; raises BadArchive before anything is touched."""
    manifest = b""
    for name, body in read_archive(path, identity):
        manifest = body if name == MANIFEST else manifest
    contents = Contents(**json.loads(manifest))
    if contents.kind != kind:
        raise BadArchive(f"{path.name} is the {contents.kind} archive; the {kind} archive is needed here.")
    return contents


def restore_files(path: Path, instance: Path, identity: Any) -> list[str]:
    """Put an archive's files back into the instance folder where they are missing; returns what was written."""
    written = []
    for name, body in read_archive(path, identity):
        target = instance / name.removeprefix("files/")
        if not name.startswith("files/") or ".." in name or target.exists():
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_bytes(body)
        written.append(target.name)
    complete_keys(instance / "keys")
    return written


def restore_sent(path: Path, folder: Path, identity: Any) -> int:
    """Put back what people sent as files, where it is missing; returns how many files."""
    return sum(files.put_back(folder, name.removeprefix(SENT), body) for name, body in read_archive(path, identity) if name.startswith(SENT))


def restore_rows(database: Database, archives: tuple[Path, Path], contents: tuple[Contents, Contents], identity: Any) -> int:
    """Put every row back into an empty database, keys first, in one transaction; returns how many. Then the tables move to the newest revision."""
    data, keys = contents
    if schema.current(database) is not None:
        raise BadArchive("The database is not empty. Restore into a new one, so that nothing is overwritten.")
    if data.made_at != keys.made_at:
        raise BadArchive("The two archives are not of the same moment. Use a data and a key archive with the same time in their names.")
    schema.upgrade(database, data.revision)
    count = 0
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.delete(LogHead))  # the first migration made one; the archive brings its own
        for path in (archives[1], archives[0]):
            for table, rows in _parts(path, identity):
                connection.execute(sa.insert(_as_it_was(table, rows[0])), rows)
                count += len(rows)
    schema.upgrade(database)
    if count != sum(data.rows.values()) + sum(keys.rows.values()):
        raise BadArchive("Not every row came back. Do not use this database; restore again into a new one.")
    return count


def _as_it_was(table: sa.Table, row: dict[str, Any]) -> sa.TableClause:
    """The table as the archive's version had it: no column, and no default, that came later."""
    return sa.table(table.name, *(sa.column(name, table.c[name].type) for name in row))


def _parts(path: Path, identity: Any) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
    for name, body in read_archive(path, identity):
        if not name.startswith("tables/"):
            continue
        table = Row.metadata.tables[name.split("/")[1]]
        rows = [json.loads(line) for line in body.decode().splitlines() if line]
        yield table, [{column: back(table.c[column], value) for column, value in row.items()} for row in rows]
