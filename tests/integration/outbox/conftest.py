"""A council with its outbox on each database, and a mail server that can be told how to behave."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.store.database import Database
from portal.store.sealing import read_keys
from tests.integration.outbox.scene import Council, Postbox, council_settings


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    box.start()
    yield box
    box.stop()


@pytest.fixture
def council(instance: Path, database_url: str, postbox: Postbox) -> Iterator[Council]:
    """A council whose mail goes to `postbox`."""
    settings = council_settings(instance, database_url, postbox.port)
    database = Database(settings, read_keys(instance / "keys"))
    yield Council(settings, database)
    database.close()
