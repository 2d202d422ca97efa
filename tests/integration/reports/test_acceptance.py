"""Two councils' published reports come out of their records by command, cell by cell; where their arithmetic was wrong, the right figure.

What the public reads of them gives no small number away.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from portal.commands import Office
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.reports.period import year_named
from portal.reports.reconcile import checks
from portal.reports.suppress import hide
from portal.reports.suppress.hide import hide_small_numbers
from portal.reports.whole import below_of, counted, open_counting, tables_for
from tests.integration.reports.by_command import portal
from tests.unit.reports.attack import attack

ACCEPTANCE = Path(__file__).parents[2] / "acceptance"
CELLS = {"bcp-2019-20": 526, "central-bedfordshire-2014-15": 114}


@dataclass(frozen=True)
class Council:
    """A council whose records were brought in, and what its report must hold."""

    name: str
    instance: Path
    expected: dict[str, Any]


@pytest.fixture(scope="module", params=CELLS)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder, instance = ACCEPTANCE / request.param, tmp_path_factory.mktemp(request.param) / "instance"
    portal(instance, "init", "--council", str(folder / "council.toml"))
    portal(instance, "import", str(folder))
    return Council(request.param, instance, json.loads((folder / "expected.json").read_text("utf-8")))


def test_every_expected_cell(council: Council) -> None:
    name, instance, expected = council.name, council.instance, council.expected
    report = json.loads(portal(instance, "report", "annual", "--year", expected["period"], "--format", "json"))
    assert report["period"] == expected["period"]
    printed = {table["id"]: table for table in report["tables"]}
    wrong = [one for table in expected["tables"] for one in differences(table, printed[table["id"]])]
    assert sum(len(row) - 1 for table in expected["tables"] for row in table["rows"]) == CELLS[name]
    assert wrong == []


def test_nobody_works_out_what_the_public_report_hides(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the further cells are left out, and the attacker wins."""
    office = Office(council.instance)
    database = office.database()
    try:
        with open_counting(office.settings, database, catalogue(office.settings.procedures), Calendar("england")) as counting:
            tables, period = tables_for("annual", office.settings, counting), year_named(council.expected["period"])
            true, before = counted(counting, tables, period), counted(counting, tables, period.earlier(1))
    finally:
        database.close()
    assert [one for one in checks(true) if not one.ok] == []
    assert attack(hide_small_numbers(true, below_of(office.settings), before), true) == []
    monkeypatch.setattr(hide, "hide_enough", lambda system: set())
    assert attack(hide_small_numbers(true, below_of(office.settings), before), true)


def differences(expected: dict[str, Any], printed: dict[str, Any]) -> list[str]:
    """Cells that are not as expected, by row and column label; a row of nothing but zeros may be absent."""
    rows = {row[0]: dict(zip(printed["columns"], row[1:], strict=True)) for row in printed["rows"]}
    assert printed["unit"]
    wrong = []
    for label, *numbers in expected["rows"]:
        for column, number in zip(expected["columns"], numbers, strict=True):
            found = rows[label].get(column, "no such column") if label in rows else "no such row" if any(numbers) else 0
            if found != number or isinstance(found, bool):
                wrong.append(f"{expected['id']}, {label}, {column}: expected {number}, printed {found}")
    return wrong
