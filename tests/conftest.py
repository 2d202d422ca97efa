"""What tests are given: a fixed clock, a council's instance folder, a fresh database on either engine, the application, a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from portal import create_app
from portal.settings import Settings
from portal.store import schema
from portal.store.database import Database
from portal.store.sealing import make_keys, read_keys
from tests import postgres, scratch
from tests.council import filled
from tests.sizes import size

pytest_plugins = ["tests.browser", "tests.compiled", "tests.rendered", "tests.routed", "tests.timings"]

os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(scratch.folder()))  # where tmp_path is

hypothesis_settings.register_profile("heard", max_examples=size(1000), deadline=None, derandomize=os.environ.get("CI") == "true", database=None)
hypothesis_settings.load_profile("heard")


@dataclass
class Clock:
    """The time, standing still until a test moves it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """clock.move(minutes=61)"""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, ten in the morning in London."""
    return Clock(datetime(2026, 11, 23, 10, tzinfo=UTC))


@pytest.fixture
def now(clock: Clock) -> datetime:
    return clock.now


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One council's keys, made once."""
    folder = tmp_path_factory.mktemp("keys") / "keys"
    make_keys(folder)
    return folder


def _migrated(instance: Path, url: str, keys_folder: Path) -> None:
    database = Database(filled(instance, url), read_keys(keys_folder))
    schema.upgrade(database)
    database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, keys_folder: Path) -> Path:
    """An empty SQLite database of the newest revision, copied for each test."""
    file = tmp_path_factory.mktemp("template") / "heard.sqlite"
    _migrated(file.parent, f"sqlite:///{file}", keys_folder)
    return file


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory, keys_folder: Path) -> Iterator[tuple[sa.URL, str]]:
    """A PostgreSQL server and the name of its empty database of the newest revision, copied for each test."""
    name = f"{postgres.TEMPLATE}_{uuid4().hex[:8]}"
    with postgres.server() as url, postgres.copy(url, "template0", name) as template:
        _migrated(tmp_path_factory.mktemp("postgres"), template, keys_folder)
        yield url, name


@pytest.fixture
def instance(tmp_path: Path, keys_folder: Path) -> Path:
    """A council's instance folder with its keys."""
    folder = tmp_path / "instance"
    shutil.copytree(keys_folder, folder / "keys")
    return folder


@pytest.fixture
def sqlite_url(instance: Path, sqlite_template: Path) -> str:
    shutil.copyfile(sqlite_template, instance / "heard.sqlite")
    return f"sqlite:///{instance / 'heard.sqlite'}"


@pytest.fixture
def postgres_url(postgres_template: tuple[sa.URL, str]) -> Iterator[str]:
    url, template = postgres_template
    with postgres.copy(url, template, f"heard_{uuid4().hex[:12]}") as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database on each engine in turn; a folder that needs only one overrides this in its conftest."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def settings(instance: Path, database_url: str) -> Settings:
    return filled(instance, database_url)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = Database(settings, read_keys(settings.key_file.parent))
    yield opened
    opened.close()


@pytest.fixture
def app(settings: Settings, clock: Callable[[], datetime]) -> Iterator[Flask]:
    made = create_app(settings, clock)
    yield made
    made.extensions["council"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
