"""`portal check` says early what will need somebody soon."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from portal.commands import check
from portal.procedure.calendar import KNOWN_TO
from portal.settings import Accessibility, People, Rota, Security, Settings, Watcher, Web
from portal.store.database import Database, new_id
from portal.store.models import Heartbeat, User, new_key


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def instance(tmp_path: Path, keys_folder: Path) -> Path:
    """The plain instance of the other tests: nothing here is started."""
    folder = tmp_path / "instance"
    shutil.copytree(keys_folder, folder / "keys")
    return folder


def said(settings: Settings, database: Database, now: datetime) -> str:
    return "\n".join(sentence for advice in check.ADVICE for sentence in advice.finds(settings, database, now))


def staff(database: Database, email: str, now: datetime, service: str | None = None) -> None:
    with database.transaction() as session:
        key = new_key(session, now)
        session.add(User(id=new_id(), key_id=key, email=email, name="Somebody", role="complaints_manager", service=service, made_at=now))


@pytest.mark.parametrize(("days", "is_said"), [(399, True), (400, False)])
def test_bank_holidays_are_spoken_of_four_hundred_days_ahead(settings: Settings, database: Database, days: int, is_said: bool) -> None:
    at = datetime.combine(KNOWN_TO["england"] - timedelta(days=days), time(12), UTC)
    assert ("bank holidays are known to" in said(settings, database, at)) is is_said


def test_a_backup_is_missed(settings: Settings, database: Database, now: datetime) -> None:
    assert "never a backup" in said(settings, database, now)
    with database.transaction() as session:
        session.merge(Heartbeat(name="backup", at=now))
    assert "backup" not in said(settings, database, now)


def test_the_complaints_manager_and_the_deputy_need_accounts(settings: Settings, database: Database, now: datetime) -> None:
    assert "people.deputy has no account" in said(settings, database, now)
    staff(database, settings.people.deputy, now)
    assert "people.deputy" not in said(settings, database, now)


def test_arm_s_length_is_a_warning(settings: Settings, database: Database, now: datetime) -> None:
    """F-46: the one the complaints manager reports to heads no service that is complained about."""
    above = replace(settings, people=People("a@anytown.example", "b@anytown.example", "head@anytown.example"))
    staff(database, "head@anytown.example", now, service="fostering")
    assert "belongs to the service 'fostering'" in said(above, database, now)


def test_whoever_is_woken_must_be_able_to_open_it(settings: Settings, database: Database, now: datetime) -> None:
    woken = replace(settings, rota=Rota(duty=(Watcher("night@anytown.example"),), senior="head@anytown.example"))
    staff(database, "head@anytown.example", now)
    assert "rota.duty, line 1 is woken by alarms" in said(woken, database, now)
    assert "rota.senior" not in said(woken, database, now)


def test_no_proxy_before_the_public_is_said(settings: Settings, database: Database, now: datetime) -> None:
    assert "No proxy" not in said(settings, database, now)
    assert "No proxy" in said(replace(settings, web=Web(listen="192.0.2.1:8000")), database, now)


def test_a_ballast_that_was_used_is_asked_for_again(settings: Settings, database: Database, now: datetime) -> None:
    assert "ballast" in said(settings, database, now)
    (settings.instance / "ballast").touch()
    assert "'ballast' is gone" not in said(settings, database, now)


def test_pages_are_looked_at_again_within_a_year_and_security_txt_before_it_ends(settings: Settings, database: Database, now: datetime) -> None:
    day = now.date()
    fresh = replace(settings, accessibility=Accessibility(reviewed_on=day - timedelta(days=365)), security=Security(expires_on=day + timedelta(days=30)))
    assert not {"reviewed", "security.txt"} & set(said(fresh, database, now).split())
    old = replace(settings, accessibility=Accessibility(reviewed_on=day - timedelta(days=366)), security=Security(expires_on=day + timedelta(days=29)))
    assert "last reviewed on 2025-11-22" in said(old, database, now) and "security.txt holds until 2026-12-22 only" in said(old, database, now)
