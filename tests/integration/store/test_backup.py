"""Backups: taken while people send, put back into an empty instance, and every damage is found before anything is written."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
import sqlalchemy as sa

from portal.casework.evidence.receive import receive
from portal.commands.files import missing
from portal.settings import Settings
from portal.store.archive import BadArchive
from portal.store.backup import backup, check, read_identity, restore_files, restore_rows, restore_sent
from portal.store.database import Database
from portal.store.files import read
from portal.store.models import Case, Contact, File
from portal.store.sealing import key_of, read_keys
from tests import factories
from tests.conftest import Clock
from tests.council import filled
from tests.sizes import size

Taken = tuple[Path, Path]


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def take(database: Database, instance: Path, clock: Clock, identity: pyrage.x25519.Identity) -> Callable[[], Taken]:
    (instance / "council.toml").write_text('[council]\nname = "Anytown Council"\n', "utf-8")

    def taken() -> Taken:
        clock.now += timedelta(seconds=1)
        return backup(database, instance, instance / "backups", str(identity.to_public()), clock.now)

    return taken


def put_back(taken: Taken, where: Path, url: str, identity: pyrage.x25519.Identity) -> Database:
    data, keys = taken
    contents = check(data, "data", identity), check(keys, "keys", identity)
    restore_files(keys, where, identity)
    restored = Database(filled(where, url), read_keys(where / "keys"))
    restore_rows(restored, taken, contents, identity)
    return restored


def send(database: Database, settings: Settings, clock: Clock) -> str:
    with factories.a_desk(database, settings, clock.now) as desk:
        return factories.a_sent_complaint(desk, story="Canary was moved").reference


def test_everything_acknowledged_before_a_backup_is_in_it_while_others_send(
    database: Database,
    settings: Settings,
    clock: Clock,
    take: Callable[[], Taken],
    identity: pyrage.x25519.Identity,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()

    def keep_sending() -> None:
        while not stop.is_set():
            acknowledged.append(send(database, settings, clock))

    sender = threading.Thread(target=keep_sending)
    sender.start()
    rounds: list[tuple[set[str], Taken]] = []
    for _ in range(size(30)):
        known = len(acknowledged)
        while len(acknowledged) == known and sender.is_alive():
            time.sleep(0.01)
        before = set(acknowledged)
        rounds.append((before, take()))
    stop.set()
    sender.join()
    for before, taken in rounds:
        where = tmp_path_factory.mktemp("restored")
        restored = put_back(taken, where, f"sqlite:///{where / 'heard.sqlite'}", identity)
        with restored.reading() as session:
            assert before <= set(session.scalars(sa.select(Contact.reference)))
            assert all(contact.answers["story"] == "Canary was moved" for contact in session.scalars(sa.select(Contact)))
            assert session.scalar(sa.select(sa.func.count()).select_from(Case)) == session.scalar(sa.select(sa.func.count()).select_from(Contact))
        restored.close()
    assert len(rounds[-1][0]) > len(rounds[0][0])


def test_the_data_archive_holds_no_key_and_neither_is_readable_without_the_identity(
    database: Database, settings: Settings, clock: Clock, take: Callable[[], Taken], identity: pyrage.x25519.Identity
) -> None:
    send(database, settings, clock)
    data, keys = take()
    assert "data_key" not in check(data, "data", identity).rows
    assert check(keys, "keys", identity).rows["data_key"] > 0
    for path in (data, keys):
        assert b"Canary" not in path.read_bytes()
        with pytest.raises(BadArchive, match="another identity"):
            check(path, "data", pyrage.x25519.Identity.generate())


def test_what_people_sent_as_files_comes_back_and_a_lost_one_is_told_of(
    database: Database, settings: Settings, clock: Clock, take: Callable[[], Taken], identity: pyrage.x25519.Identity, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = replace(settings, files=replace(settings.files, keep_free_megabytes=0))
    with factories.a_desk(database, settings, clock.now) as desk:
        case = factories.a_sent_complaint(desk)
        kept, lost = (receive(desk, [words * 30_000], f"{words.decode()}.txt", case=case) for words in (b"kept", b"lost"))
    (settings.files_folder / lost.original).unlink()
    assert "1 sealed files" in next(missing(settings, database, clock.now))
    taken, where = take(), tmp_path_factory.mktemp("restored")
    restored = put_back(taken, where, f"sqlite:///{where / 'heard.sqlite'}", identity)
    assert restore_sent(taken[0], where / "files", identity) == 1
    assert restore_sent(taken[0], where / "files", identity) == 0
    with restored.reading() as session:
        row = session.get_one(File, kept.id)
        assert b"".join(read(where / "files", row.original, key_of(row))) == b"kept" * 30_000
    restored.close()


def test_every_damage_is_found_before_anything_is_written(take: Callable[[], Taken], identity: pyrage.x25519.Identity, tmp_path: Path) -> None:
    data, _keys = take()
    whole = data.read_bytes()
    damaged = tmp_path / "damaged-data.age"
    for n in range(1, size(200) + 1):
        spoilt = bytearray(whole)
        spoilt[len(whole) * n // (size(200) + 1)] ^= 1
        damaged.write_bytes(spoilt)
        with pytest.raises(BadArchive):
            check(damaged, "data", identity)
    for cut in (0, 1, len(whole) // 2, len(whole) - 1):
        damaged.write_bytes(whole[:cut])
        with pytest.raises(BadArchive):
            check(damaged, "data", identity)


def test_two_archives_of_different_moments_do_not_go_together(
    take: Callable[[], Taken], identity: pyrage.x25519.Identity, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (data, _), (_, keys) = take(), take()
    where = tmp_path_factory.mktemp("mixed")
    with pytest.raises(BadArchive, match="same moment"):
        put_back((data, keys), where, f"sqlite:///{where / 'heard.sqlite'}", identity)


def test_the_two_archives_are_not_taken_for_each_other(take: Callable[[], Taken], identity: pyrage.x25519.Identity) -> None:
    data, keys = take()
    with pytest.raises(BadArchive, match="data archive is needed"):
        check(keys, "data", identity)
    with pytest.raises(BadArchive, match="keys archive is needed"):
        check(data, "keys", identity)


def test_nothing_is_restored_over_what_is_there(
    database: Database, settings: Settings, clock: Clock, take: Callable[[], Taken], identity: pyrage.x25519.Identity
) -> None:
    reference = send(database, settings, clock)
    data, keys = taken = take()
    with pytest.raises(BadArchive, match="not empty"):
        restore_rows(database, taken, (check(data, "data", identity), check(keys, "keys", identity)), identity)
    with database.reading() as session:
        assert session.scalars(sa.select(Contact.reference)).all() == [reference]


def test_a_file_that_is_no_identity_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("hello\n", "ascii")
    with pytest.raises(BadArchive, match="not an age identity"):
        read_identity(tmp_path / "wrong")
