"""Makes the populated database of a release, for every later version to be upgraded from: python -m tests.releases.make 0.1.0."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from portal.casework.lists import renew
from portal.commands.demo.fill import Stage, fill
from portal.commands.init import EXAMPLE
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import load
from portal.store import schema
from portal.store.backup import backup
from portal.store.database import Database
from portal.store.sealing import make_keys, read_keys

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


def make(version: str) -> None:
    """Fill an instance with the demonstration and keep its two archives, with the identity that opens them."""
    folder = HERE / version
    folder.mkdir()
    identity = pyrage.x25519.Identity.generate()
    with tempfile.TemporaryDirectory() as scratch:
        instance = Path(scratch)
        (instance / "council.toml").write_bytes(EXAMPLE.read_bytes())
        make_keys(instance / "keys")
        settings = load(instance)
        database = Database(settings, read_keys(instance / "keys"))
        schema.upgrade(database)
        with database.transaction() as session:
            renew(session, settings.lists, NOW.date())
        fill(database, Stage(settings, Calendar("england"), catalogue(settings.procedures), NOW))
        for path, name in zip(backup(database, instance, folder, str(identity.to_public()), NOW), ("data.age", "keys.age"), strict=True):
            path.rename(folder / name)
    (folder / "identity.txt").write_text(f"# Opens this made-up database only.\n{identity}\n", "ascii")


if __name__ == "__main__":
    make(sys.argv[1])
