"""A backup's two sealed files: the tables without their keys, and the keys; both encrypted to someone off this server.

An age recipient (age-encryption.org) reads them, nobody on this machine can. Rows go out in one snapshot while people
go on working (SQLite: a deferred transaction in WAL; PostgreSQL: repeatable read), as text both databases understand.
Nothing is written unencrypted, not even for a moment: the archive is made in a pipe.
"""

import base64
import contextlib
import hashlib
import io
import json
import os
import tarfile
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import pyrage
import sqlalchemy as sa

from portal.store.database import Instant
from portal.store.models import Row

KEYS_TABLE = "data_key"
ROWS_IN_A_PART = 2_000
MANIFEST = "manifest.json"
SENT = "sent/"
"""Before the names of what people sent as files, sealed as it lies in its folder."""


class BadArchive(Exception):
    """The archive cannot be used; the text is one plain sentence."""


@dataclass
class Contents:
    """What an archive holds: its schema revision, when it was made, how many rows of each table, a digest of each part."""

    kind: str
    revision: str
    made_at: str
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


Write = Callable[[str, bytes], None]


def rows_of(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """A table's rows in order of their primary key, in parts, as JSON values."""
    result = connection.execution_options(yield_per=ROWS_IN_A_PART).execute(sa.select(table).order_by(*table.primary_key.columns))
    for part in result.mappings().partitions():
        yield [{name: _plain(value) for name, value in row.items()} for row in part]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def back(column: sa.Column[Any], value: Any) -> Any:
    """A JSON value as the column wants it."""
    if value is None:
        return None
    kinds: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (sa.LargeBinary, base64.b64decode),
        (sa.Uuid, uuid.UUID),
        (Instant, datetime.fromisoformat),
        (sa.Date, date.fromisoformat),
    )
    return next((turn(value) for kind, turn in kinds if isinstance(column.type, kind)), value)


def pack(
    connection: sa.Connection,
    tables: Iterable[sa.Table],
    files: Iterable[tuple[str, Path]],
    contents: Contents,
    sent: Iterable[tuple[str, bytes]] = (),
) -> Callable[[Write], None]:
    """A function that writes every part of an archive: tables in parts, then files, then what people sent as files, then what it holds.

    `sent` is read after the tables: a file never changes and leaves its folder a day after its row, so each that a row names is there.
    """

    def write_all(write: Write) -> None:
        def part(name: str, body: bytes) -> None:
            contents.digests[name] = hashlib.sha256(body).hexdigest()
            write(name, body)

        for table in tables:
            contents.rows[table.name] = 0
            for number, rows in enumerate(rows_of(connection, table), 1):
                contents.rows[table.name] += len(rows)
                part(f"tables/{table.name}/{number:06}.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
        for name, path in files:
            part(f"files/{name}", path.read_bytes())
        for name, body in sent:
            part(f"{SENT}{name}", body)
        write(MANIFEST, json.dumps(vars(contents)).encode())

    return write_all


def write_archive(path: Path, recipient: str, write_all: Callable[[Write], None]) -> None:
    """Write an archive encrypted to the recipient, read it back to be sure, then put it in place under its name."""
    ours = pyrage.x25519.Identity.generate()  # lives in memory only, to read back what was written
    partial = path.with_suffix(".partial")
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with _pipe(lambda sink: _packed(write_all, sink)) as source:
            pyrage.encrypt_io(source, out, [_recipient(recipient), ours.to_public()])
        out.flush()
        os.fsync(out.fileno())
    try:
        for _ in read_archive(partial, ours):
            pass
    except BadArchive:
        partial.unlink()
        raise
    partial.rename(path)


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise BadArchive("backup.recipient in council.toml is not an age recipient (it begins with age1).") from None


@contextlib.contextmanager
def _pipe(fill: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """What `fill` writes, as a stream to read to its end; a thread writes it into a pipe. What went wrong there is raised here."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as sink:
                fill(sink)
        except BrokenPipeError:
            pass  # the reader stopped, and says why itself
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="archive")
    thread.start()
    try:
        with os.fdopen(reading, "rb") as source:
            yield source
            source.read()  # to the very end: a damaged last block is damage too
    except Exception:
        thread.join()
        if not failed:
            raise
    thread.join()
    if failed:
        raise failed[0]


def _packed(write_all: Callable[[Write], None], sink: IO[bytes]) -> None:
    with tarfile.open(fileobj=sink, mode="w|gz") as tar:
        write_all(lambda name, body: tar.addfile(_member(name, len(body)), io.BytesIO(body)))


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    return member


def read_archive(path: Path, identity: Any) -> Iterator[tuple[str, bytes]]:
    """Every part of an archive by name, the manifest last. Raises BadArchive: wrong key, damaged, cut short or changed."""
    seen: dict[str, str] = {}
    whole = False
    try:
        with path.open("rb") as file, _pipe(lambda sink: pyrage.decrypt_io(file, sink, [identity])) as plain, tarfile.open(fileobj=plain, mode="r|gz") as tar:
            for member in tar:
                extracted = tar.extractfile(member)
                body = extracted.read() if extracted else b""
                if member.name == MANIFEST:
                    whole = json.loads(body)["digests"] == seen
                else:
                    seen[member.name] = hashlib.sha256(body).hexdigest()
                yield member.name, body
    except pyrage.DecryptError as error:
        raise BadArchive(_why(path, error)) from None
    except (tarfile.TarError, OSError, EOFError, ValueError):
        raise BadArchive(f"{path.name} is damaged. Nothing was changed.") from None
    if not whole:
        raise BadArchive(f"{path.name} is cut short or was changed. Nothing was changed.")


def _why(path: Path, error: Exception) -> str:
    if "No matching keys" in str(error) or "no matching" in str(error).lower():
        return f"{path.name} was made for another identity. Use the identity file that belongs to this backup."
    return f"{path.name} is damaged. Nothing was changed."


def tables_without_keys() -> list[sa.Table]:
    """Every table in an order in which rows can be put back, but not the keys."""
    return [table for table in Row.metadata.sorted_tables if table.name != KEYS_TABLE]


def keys_table() -> sa.Table:
    return Row.metadata.tables[KEYS_TABLE]
