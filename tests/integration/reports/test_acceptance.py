"""Two councils' published reports come out of their records by command, cell by cell; where their arithmetic was wrong, the right figure."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.reports.by_command import portal

ACCEPTANCE = Path(__file__).parents[2] / "acceptance"
CELLS = {"bcp-2019-20": 526, "central-bedfordshire-2014-15": 114}


@pytest.mark.parametrize("name", CELLS)
def test_every_expected_cell(name: str, tmp_path: Path) -> None:
    folder, instance = ACCEPTANCE / name, tmp_path / "instance"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    portal(instance, "init", "--council", str(folder / "council.toml"))
    portal(instance, "import", str(folder))
    report = json.loads(portal(instance, "report", "annual", "--year", expected["period"], "--format", "json"))
    assert report["period"] == expected["period"]
    printed = {table["id"]: table for table in report["tables"]}
    wrong = [one for table in expected["tables"] for one in differences(table, printed[table["id"]])]
    assert sum(len(row) - 1 for table in expected["tables"] for row in table["rows"]) == CELLS[name]
    assert wrong == []


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
