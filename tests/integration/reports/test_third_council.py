"""A council with other procedures, services, words and tables gets its report from its council.toml alone: every cell as a plain recount has it."""

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from portal.settings import load
from portal.store.database import Database
from portal.store.models import Case, DataKey
from portal.store.sealing import NO_KEYS
from tests.acceptance import third_council
from tests.acceptance.reference import Year
from tests.acceptance.reference_records import Records, day, read
from tests.acceptance.reference_tables import Cells, table
from tests.integration.reports.by_command import portal


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return third_council.write(tmp_path_factory.mktemp("dyffryn") / "records")


@pytest.fixture(scope="module")
def instance(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("instance") / "instance"
    portal(made, "init", "--council", str(folder / "council.toml"))
    portal(made, "import", str(folder))
    return made


@pytest.fixture(scope="module")
def records(folder: Path) -> Records:
    return read(folder)


def printed(instance: Path, year: Year) -> dict[str, dict[tuple[str, str], Any]]:
    """Table id -> (row label, column label) -> the number printed."""
    report = json.loads(portal(instance, "report", "annual", "--year", year.label, "--format", "json"))
    assert report["period"] == year.label
    return {
        one["id"]: {(row[0], column): cell for row in one["rows"] for column, cell in zip(one["columns"], row[1:], strict=True)} for one in report["tables"]
    }


def differences(mine: Cells, printed: dict[tuple[str, str], Any]) -> list[str]:
    """What is not as recounted; a row or column of nothing but zeros may be absent."""
    return [f"{key}: recounted {number}, printed {printed.get(key)}" for key, number in mine.items() if number != printed.get(key, 0 if not number else None)]


@pytest.mark.parametrize("year", [Year(2024), Year(2022)], ids=lambda year: year.label)
def test_every_cell_of_every_table_is_as_a_plain_recount_has_it(instance: Path, records: Records, year: Year) -> None:
    report = printed(instance, year)
    wrong = {}
    for declared in records.council["report"]["tables"]:
        if found := differences(table(records, declared, year), report[declared["id"]]):
            wrong[declared["id"]] = found
    assert wrong == {}


def test_an_informal_step_is_no_complaint_and_yet_its_stages_are_counted(instance: Path, records: Records) -> None:
    report, year = printed(instance, Year(2024)), Year(2024)
    every = [one for one in records.lines["cases"] if year.has(day(one["received_on"]))]
    informal = [one for one in every if one["procedure"] == "informal"]
    assert informal
    assert report["months"]["Total", "Complaints"] == len(every) - len(informal)
    assert report["five-years"]["Put right at once", "2024-25"] > 0


def test_half_of_the_cases_erased_the_figures_are_the_same(instance: Path) -> None:
    before = portal(instance, "report", "annual", "--year", "2024-25", "--format", "json")
    erase_half(instance)
    assert portal(instance, "report", "annual", "--year", "2024-25", "--format", "json") == before
    (instance / "facts.duckdb").unlink()
    assert portal(instance, "report", "annual", "--year", "2024-25", "--format", "json") == before


def erase_half(instance: Path) -> None:
    """Destroy the keys of every second case and of what arrived with it: every word of theirs is gone for good."""
    database = Database(load(instance), NO_KEYS)
    try:
        with database.transaction() as session:
            cases = session.scalars(sa.select(Case).options(sa.orm.joinedload(Case.contact)).order_by(Case.id)).all()[::2]
            keys = {key for case in cases for key in (case.key_id, case.contact.key_id)}
            session.execute(sa.delete(DataKey).where(DataKey.id.in_(keys)))
            assert len(keys) > 200
    finally:
        database.close()
