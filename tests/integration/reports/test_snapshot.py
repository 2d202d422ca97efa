"""The file of facts: brought up to date, never wrong, never read by others."""

import fcntl
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.stage import escalate, withdraw
from portal.casework.stage.find import RESULTS, find, issues
from portal.casework.stage.record import record
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.procedure.model import Event
from portal.reports.facts import snapshot
from portal.reports.facts.records import OF_CASES
from portal.settings import Settings
from portal.store.database import Busy, Database
from portal.store.models import BroughtIn, Case, CaseEvent, DataKey
from tests import factories
from tests.integration.reports.facts_of import made_anew, read


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What differs between the databases is read in test_facts.py."""
    return sqlite_url


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[UUID] | None]:
    """Of which cases facts were worked out, each time; None is all."""
    told: list[Sequence[UUID] | None] = []
    whole = snapshot.derive

    def told_of(*given: Any) -> None:
        told.append(given[5] if len(given) > 5 else None)
        whole(*given)

    monkeypatch.setattr(snapshot, "derive", told_of)
    return told


@pytest.fixture
def made(database: Database, settings: Settings, now: datetime) -> list[UUID]:
    """Two complaints that came in and were sorted weeks ago."""
    with factories.a_desk(database, settings, now - timedelta(days=60)) as desk:
        factories.the_lists(desk)
        desk = replace(desk, by=factories.a_user(desk))
        return [factories.a_triaged_case(desk).id for _n in range(2)]


Change = Callable[[Desk, Case, date, random.Random], object]


def _found(desk: Desk, case: Case, on: date, chance: random.Random) -> None:
    find(desk, case, {str(point.id): chance.choice(RESULTS) for point in issues(desk, case)}, chance.choice(("stage1", "stage2")), on)


def _taken_back(desk: Desk, case: Case, on: date, chance: random.Random) -> None:
    record(desk, case, Event.VOIDED, on=on, voids=chance.choice(case.events[1:]).id)


def _erased(desk: Desk, case: Case, on: date, chance: random.Random) -> None:
    desk.session.execute(sa.update(DataKey).where(DataKey.id == case.key_id).values(wrapped=None))


CHANGES: tuple[Change, ...] = (
    _found,
    _taken_back,
    _erased,
    lambda desk, case, on, chance: record(desk, case, Event.HELD, on=on, details={"ground": "proceedings", "review_on": on.isoformat()}),
    lambda desk, case, on, chance: record(desk, case, Event.RESUMED, on=on),
    lambda desk, case, on, chance: record(desk, case, Event.REOPENED, on=on),
    lambda desk, case, on, chance: record(desk, case, Event.BROUGHT_IN, on=on, details={"is_day_known": False, "status": "withdrawn"}),
    lambda desk, case, on, chance: withdraw.withdraw(desk, case, on, "complainant_withdrew"),
    lambda desk, case, on, chance: withdraw.not_accept(desk, case, on, "out_of_time"),
    lambda desk, case, on, chance: escalate.respond(desk, case, chance.choice((1, 2, 3)), on),
    lambda desk, case, on, chance: escalate.request(desk, case, chance.choice((2, 3)), on),
    lambda desk, case, on, chance: escalate.explain_late(desk, case, 1, "staff_away", on),
    lambda desk, case, on, chance: factories.a_triaged_case(replace(desk, brings_in=False, now=desk.now - timedelta(days=60))),
)


def test_brought_up_to_date_is_the_same_as_made_anew(database: Database, settings: Settings, now: datetime, made: list[UUID]) -> None:
    chance, calendar, seen = random.Random(7), Calendar("england"), set[str]()
    read(settings, database)
    for _round in range(3):
        with factories.a_desk(database, settings, now) as desk:
            desk = replace(desk, by=factories.a_user(desk), brings_in=True)
            for case in desk.session.scalars(sa.select(Case).where(Case.procedure == "statutory").order_by(Case.id)).all():
                for change in chance.sample(CHANGES, 4):
                    change(desk, case, desk.today - timedelta(days=chance.randrange(50)), chance)
        kept = read(settings, database)
        assert kept == made_anew(settings, database)
        for row in kept["stage"]:
            is_known = row["clock_on"] and row["response_on"]
            assert row["response_days"] == (calendar.count(row["clock_on"], row["response_on"]) if is_known else None)
        seen |= {row["status"] for row in kept["complaint"]} | {row["outcome"] for row in kept["stage"]}
    assert seen >= {"open", "on_hold", "withdrawn", "", "partly_upheld"}, "the changes say something"


def test_only_what_changed_is_read_again(
    database: Database, settings: Settings, now: datetime, made: list[UUID], derived: list[Sequence[UUID] | None]
) -> None:
    read(settings, database)
    read(settings, database)
    assert derived == [None]
    with factories.a_desk(database, settings, now) as desk:
        record(desk, desk.session.get_one(Case, made[1]), Event.NOTED)
    read(settings, database)
    read(settings, database)
    assert derived == [None, [made[1]]]


def test_an_event_that_was_written_earlier_and_kept_later_is_not_missed(
    database: Database, settings: Settings, now: datetime, made: list[UUID], derived: list[Sequence[UUID] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As PostgreSQL can have it: a transaction that began before another one ended after it."""
    read(settings, database)
    with factories.a_desk(database, settings, now) as desk:
        newest = desk.session.scalars(sa.select(CaseEvent.id).order_by(CaseEvent.id.desc()).limit(1)).one()
        monkeypatch.setattr("portal.casework.stage.record.new_id", lambda: UUID(int=newest.int - (5 * 60_000 << 80)))
        record(desk, desk.session.get_one(Case, made[1]), Event.NOTED)
    read(settings, database)
    assert derived == [None, [made[1]]]


def test_all_is_made_anew_where_the_file_does_not_fit(
    database: Database, settings: Settings, now: datetime, made: list[UUID], derived: list[Sequence[UUID] | None]
) -> None:
    file = settings.instance / "facts.duckdb"
    right = read(settings, database)
    file.write_bytes(b"no such thing" * 1000)
    assert read(settings, database) == right
    read(replace(settings, procedures={"statutory": {"stages": [{"days": 5}, {}, {}]}}), database)
    with factories.a_desk(database, settings, now) as desk:
        desk.session.add(BroughtIn(row_hash="a", content_hash="b", file="cases.csv", on=desk.today))
    assert read(settings, database) == right
    assert derived == [None] * 4
    with snapshot._open(file) as duck:
        duck.execute("UPDATE state SET mark = uuid()")
    assert read(settings, database) == right
    assert derived == [None] * 5, "a database put back from a backup has not the newest event that was read"


def test_a_crash_in_the_middle_leaves_what_was_there(
    database: Database, settings: Settings, now: datetime, made: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(settings, database)
    with factories.a_desk(database, settings, now) as desk:
        withdraw.withdraw(replace(desk, brings_in=True), desk.session.get_one(Case, made[0]), desk.today)
    with monkeypatch.context() as patched:
        patched.setattr(snapshot, "_mark", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read(settings, database)
    with snapshot._open(settings.instance / "facts.duckdb") as duck:
        assert duck.execute("SELECT count(*), count(*) FILTER (status = 'withdrawn') FROM complaint").fetchone() == (len(before["complaint"]), 0)
    assert [row["status"] for row in read(settings, database)["complaint"]].count("withdrawn") == 1


def test_nobody_else_reads_it_and_it_holds_no_words(database: Database, settings: Settings, made: list[UUID]) -> None:
    (settings.instance / ".facts-in-the-making-by-a-crash").mkdir()
    read(settings, database)
    left = [path for path in settings.instance.glob("*facts*")]
    assert sorted(path.name for path in left) == ["facts.duckdb", "facts.lock"]
    assert {path.stat().st_mode & 0o777 for path in left} == {0o600}
    kept = (settings.instance / "facts.duckdb").read_bytes()
    assert b"communication" in kept
    assert not any(word.encode() in kept for word in ("Zebrafish", "Quillfeather", "Contact stopped", "Nobody told"))
    assert not [name for one in OF_CASES for name, _type, column in one.columns if "sealed" in str(column)]


def test_the_second_to_count_waits_and_then_says_so(database: Database, settings: Settings, made: list[UUID]) -> None:
    with (settings.instance / "facts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Busy, match="Another report is being counted"), _facts(settings, database):
            pass
    with _facts(settings, database) as duck:
        assert duck.execute("SELECT count(*) FROM complaint").fetchone() == (2,)


def _facts(settings: Settings, database: Database) -> Any:
    return snapshot.facts(settings, database, catalogue(settings.procedures), Calendar("england"), patience=0.1)
