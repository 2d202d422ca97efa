"""`portal check --log` finds the first row that is not what was written."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.casework.chains import check_access_log, check_events
from portal.casework.desk import Desk
from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import LogSignature
from portal.store.side import Look, log_access, sign_log
from tests.integration.commands.instances import portal

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def instance(tmp_path: Path, keys_folder: Path) -> Path:
    """The plain instance of the other tests, not the fit one: nothing here is started."""
    folder = tmp_path / "instance"
    shutil.copytree(keys_folder, folder / "keys")
    return folder


@pytest.fixture
def logged(database: Database) -> Database:
    """Five looks, the first three signed."""
    with database.transaction() as session:
        for number in range(5):
            log_access(session, Look(f"look.{number}"), AT)
            if number == 2:
                session.flush()
                sign_log(session, date(2026, 11, 23), database.keys.log)
    return database


def spoil(database: Database, *statements: str) -> str | None:
    """Change rows as somebody with the database's password could: without the triggers."""
    with database.engine.execution_options(writes=True).connect() as connection:
        if database.is_sqlite:
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
        if not database.is_sqlite:
            connection.exec_driver_sql("SET session_replication_role = DEFAULT")
            connection.commit()
    with database.reading() as session:
        return check_access_log(session, database.keys.log).broken


def test_an_untouched_log_is_whole(logged: Database) -> None:
    with logged.reading() as session:
        checked = check_access_log(session, logged.keys.log)
    assert (checked.rows, checked.broken) == (5, None)


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE access_log SET action = 'nothing' WHERE number = 2", "row 2 was changed"),
        ("UPDATE access_log SET allowed = FALSE WHERE number = 4", "row 4 was changed"),
        ("DELETE FROM access_log WHERE number = 3", "row 3 is missing"),
        ("DELETE FROM access_log WHERE number = 1", "row 1 is missing"),
        ("DELETE FROM access_log WHERE number = 5", "head does not fit row 4"),
        ("DELETE FROM access_log", "head does not fit row 0"),
    ],
)
def test_a_changed_or_missing_row_is_named(logged: Database, statement: str, row: str) -> None:
    assert row in (spoil(logged, statement) or "")


def test_a_chain_forged_with_its_head_still_fails_its_signature(logged: Database) -> None:
    """Whoever can write the database can chain anew, but has not the log key."""
    found = spoil(logged, "DELETE FROM access_log", "DELETE FROM log_head")
    assert "row 3, signed on 2026-11-23, is missing" in (found or "")


def test_a_signature_of_another_key_is_found(logged: Database) -> None:
    with logged.transaction() as session:
        session.execute(sa.update(LogSignature).values(signature="0" * 64))
    with logged.reading() as session:
        assert "signature of 2026-11-23" in (check_access_log(session, logged.keys.log).broken or "")


def test_the_command_names_the_row_and_fails(logged: Database, settings: Settings) -> None:
    (settings.instance / "council.toml").write_text(f'[council]\nname = "Anytown"\n[database]\nurl = "{settings.database.url}"\n', "utf-8")
    whole = portal(settings.instance, "check", "--log")
    assert whole.returncode == 0 and "5 rows read, all whole" in whole.stdout
    spoil(logged, "UPDATE access_log SET action = 'nothing' WHERE number = 2")
    broken = portal(settings.instance, "check", "--log")
    assert broken.returncode != 0 and "row 2 was changed" in broken.stdout


@pytest.fixture
def told(database: Database, settings: Settings) -> Database:
    """Two people wrote, and asked us to wait with something: two cases with two events each."""
    said = {"kind": "complaint", "story": "She was moved.", "wait": "yes", "wait_when": "Friday"}
    for _ in range(2):
        with database.transaction() as session:
            desk = Desk(session, AT, Calendar("england"), catalogue({}), settings)
            draft, _token = drafts.start(desk, "parent")
            submit(desk, draft, said, drafts.fresh_code(database.keys.pepper, lambda _words, _pepper: "hash"))
    return database


def broken_event(database: Database, *statements: str) -> str:
    spoil(database, *statements)
    with database.reading() as session:
        return check_events(session).broken or ""


def test_untouched_events_are_whole(told: Database) -> None:
    with told.reading() as session:
        checked = check_events(session)
    assert (checked.rows, checked.broken) == (4, None)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE event SET event = 'noted' WHERE number = 2", "number 2 of case"),
        ("""UPDATE event SET "on" = '2026-11-20' WHERE number = 1""", "number 1 of case"),
        ("UPDATE event SET note_sealed = NULL, details = '{}' WHERE number = 1", "was changed"),
        ("DELETE FROM event WHERE number = 1", "number 1 of case"),
    ],
)
def test_a_changed_or_missing_event_is_named(told: Database, statement: str, words: str) -> None:
    assert words in broken_event(told, statement)
