"""The whole application, with views that fail on purpose; SQLite is enough, because no rule of the edge asks the database."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask, abort, request

from portal import create_app
from portal.casework.desk import Changed, NotAllowed
from portal.commands.logs import Line
from portal.settings import Settings
from portal.store.database import Busy
from portal.web.guard import open_to_all

FAILURES: dict[str, Exception] = {
    "500": ValueError("canary in an exception"),
    "503": Busy(),
    "full": sa.exc.OperationalError("INSERT ... canary", {"story": "canary"}, Exception("database or disk is full")),
    "409": Changed(),
    "not-allowed": NotAllowed("This has been sorted already."),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@open_to_all
def fail(what: str) -> str:
    """Fail as asked; /fail/413 reads a body that is too large."""
    if what in FAILURES:
        raise FAILURES[what]
    if what == "413":
        request.max_content_length = 10
        return str(request.form)
    abort(int(what))


def with_failures(settings: Settings, clock: Callable[..., object]) -> Flask:
    made = create_app(settings, clock)  # type: ignore[arg-type]
    made.add_url_rule("/fail/<what>", "fail", fail, methods=["GET", "POST"])
    return made


@pytest.fixture
def app(settings: Settings, clock: Callable[..., object]) -> Iterator[Flask]:
    made = with_failures(settings, clock)
    yield made
    made.extensions["council"].database.close()


class Lines(logging.Handler):
    """The log as it is written: JSON lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Line())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def read(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def log() -> Iterator[Lines]:
    """Everything any logger says."""
    handler, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)
