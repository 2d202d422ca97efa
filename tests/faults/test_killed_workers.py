"""Web and job workers are killed while people send: nothing acknowledged is lost or doubled, and the code stays the same (R-01, L1 to L8)."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from portal.access.code import verify
from portal.access.token import token_hash
from portal.settings import load
from portal.store.database import Database
from portal.store.models import Case, CaseEvent, Contact, Draft, Outbox, Party
from portal.store.sealing import read_keys
from tests.faults import sender
from tests.faults.running import Running, kill_one, wait_for
from tests.integration.outbox.scene import Postbox
from tests.sizes import IS_SOAK, size

WHOLE = 5_000
QUICK = Path(__file__).with_name("quick.py")
AGAIN = 20
SAMPLE = 20
SLOWEST_KILL = 3.0  # seconds


@dataclass
class Told:
    """What the ledger says of one key."""

    hash: str
    kind: str
    ok: dict[str, Any] | None = None


@dataclass
class Found:
    """What the database says of one contact."""

    reference: str
    hash: str
    events: list[str]
    jobs: list[str]
    code_hash: str
    cases: int


def read_ledger(path: Path) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for line in map(json.loads, path.read_text("utf-8").splitlines()):
        assert line["state"] != "gave up", line
        if line["state"] == "tries":
            found[line["key"]] = Told(line["hash"], line["kind"])
        elif line["state"] == "ok":
            found[line["key"]].ok = line
    return found


def read_database(database: Database) -> dict[str, list[Found]]:
    """By the hash of the token that the browser holds: everything that its draft became."""
    found: dict[str, list[Found]] = {}
    with database.reading() as session:
        for contact in session.scalars(sa.select(Contact)):
            cases = session.scalars(sa.select(Case).where(Case.contact_id == contact.id)).all()
            drafts = session.scalars(sa.select(Draft).where(Draft.contact_id == contact.id)).all()
            said = {key: contact.answers[key] for key in ("story", "email", "phone", "best_times") if key in contact.answers}
            ids = [case.id for case in cases]
            one = Found(
                contact.reference,
                sender.content_hash(said),
                list(session.scalars(sa.select(CaseEvent.event).where(CaseEvent.case_id.in_(ids)))),
                list(session.scalars(sa.select(Outbox.kind).where(Outbox.case_id.in_(ids)))),
                session.scalars(sa.select(Party.code_hash).where(Party.case_id.in_(ids), Party.role == "complainant")).one() or "",
                len(cases),
            )
            found.setdefault(drafts[0].token_hash if drafts else "", []).append(one)
    return found


def kill_while(people: "subprocess.Popen[bytes]", council: Running, chance: random.Random) -> tuple[int, int]:
    """Kill a web worker every half to three seconds, and now and then the job worker, until everybody has sent."""
    web, jobs, next_job = 0, 0, time.monotonic() + 4
    while people.poll() is None:
        time.sleep(chance.uniform(0.5, SLOWEST_KILL))
        web += kill_one(council.web_workers, chance)
        if time.monotonic() > next_job:
            jobs += kill_one(council.job_worker, chance)
            next_job = time.monotonic() + 12
    return web, jobs


def send_many(council: Running, ledger: Path, count: int) -> tuple[int, int]:
    command = [sys.executable, sender.__file__, str(council.port), str(ledger), str(count), "8", "7"]
    people = subprocess.Popen(command)
    try:
        return kill_while(people, council, random.Random(7))
    finally:
        people.wait(sender.GIVE_UP * 2)


def send_again(council: Running, line: dict[str, Any]) -> set[tuple[str, str]]:
    """The same button, pressed twenty times at once; what each press was told."""

    def press(_number: int) -> tuple[str, str]:
        browser = sender.Browser(council.port, dict(line["cookies"]), line["token"])
        for _ in range(20):
            try:
                return sender.press(browser, line["kind"], line["key"], line["said"])
            except sender.Unknown:
                time.sleep(0.3)
        raise AssertionError("no answer")

    with ThreadPoolExecutor(AGAIN) as people:
        return set(people.map(press, range(AGAIN)))


@pytest.mark.parametrize(("engine", "count"), [("sqlite", size(WHOLE)), ("postgres", size(WHOLE) // 10)], ids=["sqlite", "postgres"])
def test_what_was_acknowledged_is_there_once_with_its_code(
    request: pytest.FixtureRequest,
    start: Callable[..., Running],
    on_disk: Path,
    keys_folder: Path,
    postbox: Postbox,
    engine: str,
    count: int,
) -> None:
    """The whole, with Argon2id as it is, in `make soak`: it takes a sixth of a second of a processor for each."""
    council = start(request.getfixturevalue("postgres_url") if engine == "postgres" else "", script=None if IS_SOAK else QUICK)
    web_kills, job_kills = send_many(council, on_disk / "ledger", count)
    assert web_kills >= count / 100
    told = read_ledger(on_disk / "ledger")
    oks = {key: one for key, one in told.items() if one.ok}
    assert len(told) == count and len(oks) >= count / 3
    database = Database(load(council.instance), read_keys(keys_folder))
    try:
        wait_for(lambda: not waiting(database, Outbox.leased_until.is_(None)), council.log)
        assert end_leases(database) <= job_kills
        wait_for(lambda: not waiting(database), council.log)
        before = read_database(database)
        check_each_key(told, before)
        check_codes(oks, before, database)
        check_again(council, oks, database, before)
    finally:
        database.close()
    mails = Counter(postbox.ids)
    assert len(mails) == sum("acknowledge" in one.jobs for found in before.values() for one in found)
    assert sum(mails.values()) - len(mails) <= job_kills  # L8: at least once, and one more at most for each kill


def waiting(database: Database, *which: sa.ColumnElement[bool]) -> int:
    """How many mails are still to be sent."""
    with database.reading() as session:
        mails = sa.select(sa.func.count()).select_from(Outbox).where(Outbox.state == "ready", Outbox.kind == "acknowledge", *which)
        return session.scalar(mails) or 0


def end_leases(database: Database) -> int:
    """What a killed worker held is free after three minutes: as if they had gone by. Returns how many mails it held."""
    with database.transaction() as session:
        held = sa.update(Outbox).where(Outbox.state == "ready", Outbox.leased_until.is_not(None))
        return session.scalars(held.values(leased_until=None).returning(Outbox.kind)).all().count("acknowledge")


def check_each_key(told: dict[str, Told], before: dict[str, list[Found]]) -> None:
    known = {token_hash(key): one for key, one in told.items()}
    assert before.keys() <= known.keys()  # L4
    for hashed, one in known.items():
        found = before.get(hashed, [])
        assert len(found) <= 1  # L2
        assert not one.ok or len(found) == 1  # L1
        for contact in found:
            assert contact.hash == one.hash and contact.cases == 1 and "received" in contact.events
            assert contact.jobs == (["acknowledge"] if one.kind == sender.FORM else [])
            assert not one.ok or contact.reference == one.ok["reference"]
    references = [contact.reference for found in before.values() for contact in found]
    assert len(set(references)) == len(references)  # L7


def check_codes(oks: dict[str, Told], before: dict[str, list[Found]], database: Database) -> None:
    """A sample, because each takes a sixth of a second."""
    for key, one in list(oks.items())[:: max(1, len(oks) // SAMPLE)]:
        assert one.ok and verify(before[token_hash(key)][0].code_hash, one.ok["words"].split(), database.keys.pepper)


def check_again(council: Running, oks: dict[str, Told], database: Database, before: dict[str, list[Found]]) -> None:
    """L5: whoever was told sends again; the first of each kind, and whoever had to try most often."""
    lines = sorted((one.ok for one in oks.values() if one.ok), key=lambda line: -line["tries"])
    for line in [lines[0], next(line for line in lines if line["kind"] != lines[0]["kind"])]:
        assert send_again(council, line) == {(line["reference"], line["words"])}
    assert read_database(database).keys() == before.keys()
