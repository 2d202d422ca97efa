"""docs/counting-rules.md has every measure, dimension and mark as the catalogue has it, and a test for each rule about cases."""

import re

from tests.counting_page import DRAWN, PAGE, drawn
from tests.guards.source import ROOT

TEXT = PAGE.read_text("utf-8")
TESTS = (ROOT / "tests/integration/reports/test_counting_rules.py").read_text("utf-8")


def test_the_tables_are_drawn_from_the_catalogue() -> None:
    for begins, table in DRAWN.values():
        assert TEXT.count(f"\n{begins}") == 1
        assert table.count("\n") >= 3
    assert drawn(TEXT) == TEXT, "write it anew: python -m tests.counting_page"


def test_every_rule_about_cases_has_a_test_of_its_name() -> None:
    section = TEXT.partition("\n## How cases count")[2].partition("\n## ")[0]
    rules = {re.sub(r"\W+", "_", one.strip().lower()) for one in re.findall(r"^### (.+)$", section, re.MULTILINE)}
    assert rules and rules == set(re.findall(r"^def test_(\w+)\(", TESTS, re.MULTILINE))
