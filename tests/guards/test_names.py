"""A file is named for what it knows, and says so in its first line."""

import ast

import pytest

from tests.guards.source import files, inside, short, tree

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "service", "services", "managers"}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [short(path) for path in files() if path.stem.lower().strip("_") in VAGUE] == []


@pytest.mark.parametrize("folder", ["portal", "tests"])
def test_every_file_opens_with_what_it_knows(folder: str) -> None:
    silent = [short(path) for path in inside(folder) if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))]
    assert inside(folder)
    assert silent == []
