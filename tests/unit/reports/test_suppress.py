"""Small numbers are hidden with whatever gives them away: an attacker with their own arithmetic finds none, and finds them without that."""

from collections.abc import Sequence

import pytest

from portal.reports.model import Cell, Counted
from portal.reports.suppress import hide
from portal.reports.suppress.hide import hide_small_numbers
from tests.sizes import size
from tests.unit.reports.attack import attack
from tests.unit.reports.by_chance import report

REPORTS = size(2000)


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
    assert sum(won) >= len(won) * 0.8
