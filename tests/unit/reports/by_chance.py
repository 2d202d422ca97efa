"""Reports by chance: tables of many declarations, counted over the same records."""

import random
from functools import cache
from typing import Any

from portal.procedure.model import UnknownSetting
from portal.reports.count import count_table
from portal.reports.declare import one_table
from portal.reports.model import Counted
from portal.reports.period import year
from tests.unit.reports.world import WORDS, World, world

AXES = ("service", "group", "complainant", "channel", "status", "raised_by", "quarter", "gone_on_to_stage_2", "response_band", "finding", "category", "tag")
MEASURES = ("complaints_received", "complaints_received", "complaints_received", "stage_1_answered", "issues_decided_stage_1", "unanswered_at_end")
MERGED = ({"Family": ["parent", "kinship"], "Others": ["*"]}, {"Family": ["parent", "kinship"], "Young": ["young_person"]})
LINES: list[dict[str, Any]] = [
    {"label": "Open", "where": {"status": "open"}},
    {"label": "Not open", "where": {"status": {"not": ["open"]}}, "percent": True},
    {"label": "By e-mail", "where": {"channel": "email"}, "percent": True},
    {"label": "Of parents", "where": {"complainant": ["parent", "kinship"], "status": ["closed", "open"]}},
]


@cache
def records() -> World:
    return world(7, size=1500)


def counted(said: dict[str, Any]) -> Counted:
    return count_table(records().counting, one_table(said, WORDS), year(2023))


@cache
def pool() -> list[Counted]:
    """Tables by chance, counted over the same records."""
    chance = random.Random(5)
    found = []
    while len(found) < 60:
        said: dict[str, Any] = {"id": f"t{len(found)}", "measure": chance.choice(MEASURES)}
        said |= {"rows": chance.choice(AXES)} if chance.random() < 0.8 else {"rows": "lines", "lines": LINES[: chance.randint(1, 4)]}
        said |= {"columns": chance.choice(AXES)} if chance.random() < 0.7 else {}
        said |= {"total": chance.choice(("rows", "columns", "both"))} if said["rows"] != "lines" and "columns" in said and chance.random() < 0.85 else {}
        said |= {"sub_population": "send"} if chance.random() < 0.2 else {}
        said |= {"show": {said["rows"]: chance.choice((["email", "letter"], ["open", "closed"]))}} if said["rows"] in ("channel", "status") else {}
        said |= {"merge": chance.choice(MERGED)} if said["rows"] == "complainant" and chance.random() < 0.5 else {}
        said |= {"percent": "column"} if "columns" not in said and chance.random() < 0.4 else {}
        said |= {"columns": [said["columns"], chance.choice(AXES)]} if "columns" in said and chance.random() < 0.15 else {}
        said |= {"columns": "year", "years": 2} if "columns" not in said and "percent" not in said and chance.random() < 0.5 else {}
        try:
            found.append(counted(said))
        except UnknownSetting:
            continue
    return found


def report(number: int) -> list[Counted]:
    chance = random.Random(number)
    return chance.sample(pool(), chance.randint(2, 5))
