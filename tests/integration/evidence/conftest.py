"""A council on SQLite, its worker, and browsers that send files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app
from portal.casework.desk import Desk
from portal.casework.intake import draft as drafts
from portal.casework.work import step
from portal.settings import Scan, Settings
from portal.store.database import Database
from portal.store.models import File
from portal.web.public.hold import FORM
from tests import factories
from tests.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What differs between the databases is tried in tests/integration/casework."""
    return sqlite_url


@pytest.fixture
def settings(instance: Path, database_url: str) -> Settings:
    """Room on the disk is asked for where a test is about it."""
    from tests.council import filled

    made = filled(instance, database_url)
    return replace(made, files=replace(made.files, keep_free_megabytes=0))


@dataclass
class Place:
    """A council: its pages, its worker, its folder of files."""

    app: Flask
    database: Database
    settings: Settings
    clock: Clock

    @property
    def folder(self) -> Path:
        return self.settings.files_folder

    @contextmanager
    def desk(self, by: Any = None) -> Iterator[Desk]:
        with factories.a_desk(self.database, self.settings, self.clock.now, by) as desk:
            yield desk

    def writer(self, **answers: str) -> FlaskClient:
        """A browser that holds a draft."""
        with self.desk() as desk:
            draft, token = drafts.start(desk, "parent")
            drafts.keep(desk, draft, answers)
        client = self.app.test_client()
        client.set_cookie(FORM, token)
        return client

    def work(self, scan: Scan | None = None) -> None:
        """The worker does everything that is due."""
        settings = replace(self.settings, scan=scan) if scan else self.settings
        while step(self.database, settings, self.clock.now):
            pass

    def rows(self) -> list[File]:
        """Every file, its details readable, the first sent first."""
        with self.database.reading() as session:
            found = list(session.scalars(sa.select(File).order_by(File.made_at, File.id)))
            for row in found:
                row.said = row.details
            return found


@pytest.fixture
def place(settings: Settings, clock: Clock) -> Iterator[Place]:
    app = create_app(settings, clock)
    app.config["WTF_CSRF_ENABLED"] = False
    database = app.extensions["council"].database
    yield Place(app, database, settings, clock)
    database.close()


def send(client: FlaskClient, *files: tuple[str, bytes], where: str = "/files", **fields: str) -> Any:
    """Send files as a browser without scripts does."""
    return client.post(where, data={**fields, "files": [(BytesIO(data), name) for name, data in files]})


Send = Callable[..., Any]


@pytest.fixture
def count(place: Place) -> Callable[..., int]:
    """How many rows of a table there are: count(Task, Task.kind == ...)."""

    def counted(table: Any, *where: Any) -> int:
        with place.database.reading() as session:
            return session.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0

    return counted
