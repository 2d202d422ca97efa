"""Small numbers are hidden with whatever gives them away: an attacker with their own arithmetic finds none, and finds them without that."""

import random
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from portal.procedure.model import UnknownSetting
from portal.reports.count import count_table
from portal.reports.declare import one_table
from portal.reports.model import Cell, Counted
from portal.reports.period import year
from portal.reports.suppress import hide
from portal.reports.suppress.hide import hide_small_numbers
from tests.sizes import size
from tests.unit.reports.attack import attack
from tests.unit.reports.world import WORDS, world

REPORTS = size(2000)
AXES = ("service", "group", "complainant", "channel", "status", "raised_by", "quarter", "gone_on_to_stage_2", "response_band", "finding", "category", "tag")
MEASURES = ("complaints_received", "complaints_received", "complaints_received", "stage_1_answered", "issues_decided_stage_1", "unanswered_at_end")
LINES: list[dict[str, Any]] = [
    {"label": "Open", "where": {"status": "open"}},
    {"label": "Not open", "where": {"status": {"not": ["open"]}}, "percent": True},
    {"label": "By e-mail", "where": {"channel": "email"}, "percent": True},
    {"label": "Of parents", "where": {"complainant": ["parent", "kinship"], "status": ["closed", "open"]}},
]


@cache
def pool() -> list[Counted]:
    """Tables by chance, counted over the same records."""
    counting, chance = world(7, size=1500).counting, random.Random(5)
    found = []
    while len(found) < 60:
        said: dict[str, Any] = {"id": f"t{len(found)}", "measure": chance.choice(MEASURES)}
        said |= {"rows": chance.choice(AXES)} if chance.random() < 0.8 else {"rows": "lines", "lines": LINES[: chance.randint(1, 4)]}
        said |= {"columns": chance.choice(AXES)} if chance.random() < 0.7 else {}
        said |= {"total": chance.choice(("rows", "columns", "both"))} if said["rows"] != "lines" and "columns" in said and chance.random() < 0.85 else {}
        said |= {"sub_population": "send"} if chance.random() < 0.2 else {}
        said |= {"show": {said["rows"]: chance.choice((["email", "letter"], ["open", "closed"]))}} if said["rows"] in ("channel", "status") else {}
        try:
            found.append(count_table(counting, one_table(said, WORDS), year(2023)))
        except UnknownSetting:
            continue
    return found


def report(number: int) -> list[Counted]:
    chance = random.Random(number)
    return chance.sample(pool(), chance.randint(2, 5))


def cells(public: Sequence[Counted], true: Sequence[Counted]) -> list[tuple[Cell, Cell]]:
    """Each cell as it is shown and as it is."""
    rows = [({one.key: one for one in shown.rows}, whole) for shown, whole in zip(public, true, strict=True)]
    return [pair for by_key, whole in rows for row in whole.rows for pair in zip(by_key[row.key].cells, row.cells, strict=True)]


def test_an_attacker_works_nothing_out() -> None:
    shown, hidden = 0, 0
    for number in range(REPORTS):
        true = report(number)
        public = hide_small_numbers(true)
        assert attack(public, true) == [], number
        for now, was in cells(public, true):
            assert now.value is None if now.hidden else now.value == was.value
            assert not (was.kind == "count" and 0 < (was.value or 0) < 6 and not now.hidden)
            shown, hidden = shown + bool(was.value and not now.hidden), hidden + now.hidden
    assert shown > hidden / 2  # something is left to read


def test_without_further_cells_the_attacker_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report(number) for number in range(40)]
    needing = [one for one in reports if any(now.hidden and now.kind == "count" and (was.value or 0) >= 6 for now, was in cells(hide_small_numbers(one), one))]
    monkeypatch.setattr(hide, "hide_enough", lambda system: set())
    won = [bool(attack(hide_small_numbers(one), one)) for one in needing]
    assert len(won) > 8
    assert sum(won) >= len(won) * 0.9
