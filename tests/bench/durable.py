"""The second yardstick: rows a second that SQLite alone keeps safe, one transaction each, on the disk the portal uses."""

import time
from pathlib import Path

from pysqlite3 import dbapi2

SECONDS = 2.0


def raw_inserts(folder: Path) -> float:
    """Inserts a second of one connection, WAL and synchronous=FULL as the portal has them; a row of one kilobyte."""
    file = folder / "raw.sqlite"
    connection = dbapi2.connect(str(file), isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB) STRICT"):
        connection.execute(statement)
    body, count, began = bytes(1024), 0, time.monotonic()
    while (took := time.monotonic() - began) < SECONDS:
        connection.execute("INSERT INTO row (body) VALUES (?)", (body,))
        count += 1
    connection.close()
    for path in folder.glob("raw.sqlite*"):
        path.unlink()
    return count / took
