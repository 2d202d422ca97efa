"""From which day a report counts a stage, and after how many working days an answer is late."""

import pytest

from portal.procedure.catalogue import catalogue
from portal.reports.facts.clocks import stage_clocks

OWN = {"preset": "two-stage", "stages": [{"days": 15}, {"days": 20}]}


@pytest.mark.parametrize(
    ("code", "declared", "wanted"),
    [
        ("statutory", {}, [("stage1", "", 20), ("stage2", "", 65), ("stage3", "", 50)]),
        ("corporate", {}, [("stage1", "", 25), ("stage2", "", 45)]),
        ("own", {"own": {"preset": "wales-2014"}}, [("stage1", "", 10), ("stage2", "", 25)]),
        ("own", {"own": OWN}, [("stage1", "", 15), ("stage2", "", 20)]),
        ("own", {"own": OWN | {"stages": [{"days": 10, "cap": 15}]}}, [("stage1", "", 15)]),
        ("statutory", {"statutory": {"stages": [{"days": 8}, {"clock_starts": "statement_agreed"}]}}, [("stage1", "", 8), ("stage2", "statement_agreed", 65)]),
        ("corporate", {"corporate": {"clocks": {"stage1": {"days": 12}}}}, [("stage1", "", 12), ("stage2", "", 45)]),
        ("statutory", {"every": {"clocks": {"stage2": {"cap": 60}}}}, [("stage1", "", 20), ("stage2", "", 60), ("stage3", "", 50)]),
    ],
    ids=["Children Act", "the Code", "Wales", "the council's days", "its cap before its days", "one stage of three", "a clock", "every procedure"],
)
def test_the_council_s_number_comes_before_the_preset_s(code: str, declared: dict[str, object], wanted: list[tuple[str, str, int]]) -> None:
    found = [one for one in stage_clocks(declared, catalogue(declared)) if one.procedure == code]
    assert [(one.stage, one.starts, one.days) for one in found] == wanted
