"""/readyz says one word a sign, and turns red for each thing that has happened to a portal before."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.store import pulse
from portal.store.database import Busy, Database, new_id
from portal.store.models import Heartbeat, Outbox, new_key


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["council"].database
    return found


@pytest.fixture(autouse=True)
def roomy_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "disk", lambda _folder: "ok")


def beat(database: Database, name: str, at: datetime) -> None:
    with database.transaction() as session:
        session.merge(Heartbeat(name=name, at=at))


def ask(client: FlaskClient) -> tuple[int, dict[str, str]]:
    client.application.extensions.pop("pulse", None)
    answer = client.get("/readyz")
    return answer.status_code, answer.get_json()


def test_a_living_process_says_so(client: FlaskClient) -> None:
    assert client.get("/livez").status_code == 200


def test_all_is_well(client: FlaskClient, database: Database, now: datetime) -> None:
    beat(database, "worker", now - timedelta(seconds=59))
    assert ask(client) == (200, {"backup": "ok", "database": "ok", "disk": "ok", "files": "ok", "mail": "ok", "worker": "ok"})


def test_a_worker_that_was_silent_for_a_minute(client: FlaskClient, database: Database, now: datetime) -> None:
    beat(database, "worker", now - timedelta(seconds=61))
    status, found = ask(client)
    assert (status, found["worker"]) == (503, "silent")


@pytest.mark.parametrize(
    ("age", "due_in", "attempts", "word"),
    [(14, -14, 3, "ok"), (16, -16, 0, "late"), (16, 5, 4, "late"), (16, 600, 0, "ok")],
    ids=["young", "never tried", "tried and tried again", "asked for later"],
)
def test_mail_that_waits(client: FlaskClient, database: Database, now: datetime, age: int, due_in: int, attempts: int, word: str) -> None:
    with database.transaction() as session:
        row: dict[str, Any] = {"made_at": now - timedelta(minutes=age), "run_at": now + timedelta(minutes=due_in), "attempts": attempts}
        session.add(Outbox(id=new_id(), key_id=new_key(session, now), kind="mail", dedupe="one", **row))
    assert ask(client)[1]["mail"] == word


def test_a_full_disk(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "disk", lambda _folder: "full")
    assert ask(client)[0] == 503


def test_a_database_that_cannot_be_written(client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise Busy

    monkeypatch.setattr(database, "transaction", busy)
    status, found = ask(client)
    assert (status, found["database"]) == (503, "busy")


def test_asking_often_costs_the_database_nothing(client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    monkeypatch.setattr(database, "transaction", None)
    assert client.get("/readyz").get_json()["database"] == "ok"
