"""The plain recount that others are held against gives every cell of the two real councils' tables itself."""

import json
from pathlib import Path

import pytest

from tests.acceptance.reference import Year
from tests.acceptance.reference_records import read
from tests.acceptance.reference_tables import table

ACCEPTANCE = Path(__file__).parents[2] / "acceptance"


@pytest.mark.parametrize("council", ["bcp-2019-20", "central-bedfordshire-2014-15"])
def test_the_recount_gives_every_published_cell(council: str) -> None:
    records, expected = read(ACCEPTANCE / council), json.loads((ACCEPTANCE / council / "expected.json").read_text("utf-8"))
    declared = {one["id"]: one for one in records.council["report"]["tables"]}
    for wanted in expected["tables"]:
        cells = table(records, declared[wanted["id"]], Year(int(expected["period"][:4])))
        for label, *numbers in wanted["rows"]:
            for column, number in zip(wanted["columns"], numbers, strict=True):
                assert cells.get((label, column), None if any(numbers) else 0) == number, (wanted["id"], label, column)
