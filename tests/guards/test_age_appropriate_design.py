"""The page about the Children's Code has its 15 standards, and names only files and tests that are there."""

import re

import pytest

from tests.guards.source import ROOT, functions

PAGE = (ROOT / "docs" / "age-appropriate-design.md").read_text("utf-8")
STANDARDS = (
    "Best interests of the child", "Data protection impact assessments", "Age appropriate application", "Transparency", "Detrimental use of data",
    "Policies and community standards", "Default settings", "Data minimisation", "Data sharing", "Geolocation", "Parental controls", "Profiling",
    "Nudge techniques", "Connected toys and devices", "Online tools",
)  # fmt: skip
PARTS = dict(re.findall(r"^## \d+\. (.+)\n([\s\S]*?)(?=^## |\Z)", PAGE, re.MULTILINE))


def test_the_page_has_the_fifteen_standards_in_their_order() -> None:
    assert re.findall(r"^## (.+)", PAGE, re.MULTILINE) == [f"{n}. {name}" for n, name in enumerate(STANDARDS, 1)]


@pytest.mark.parametrize("name", STANDARDS)
def test_each_is_met_somewhere_and_shown_by_a_test(name: str) -> None:
    where, _, shown = PARTS[name].partition("- Test:")
    files, tests = re.findall(r"`([^`]+)`", where), re.findall(r"`([^`]+)`", shown)
    assert files and [path for path in files if not (ROOT / path).is_file()] == []
    assert tests and [one for one in tests if not is_there(one)] == []


def is_there(test: str) -> bool:
    """Whether a test named file::function can be run."""
    path, _, function = test.partition("::")
    return (ROOT / path).is_file() and function in {one.name for one in functions(ROOT / path)}
