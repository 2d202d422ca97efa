"""docs/data.md says of every table and column what it is; the tables are as the page says."""

import re

import sqlalchemy as sa

from portal.store.models import Row
from tests.guards.source import ROOT

PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")
SECTIONS = {title: text for title, _, text in (section.partition("\n") for section in PAGE.split("\n## ")[1:])}
KINDS = {"sealed", "coded", "hash", "open text", "wrapped key"}


def written(text: str) -> dict[str, str]:
    """column -> what the page calls it, from a table's section."""
    rows = re.findall(r"^\| *(\w+) *\| *([\w ]+?) *\|", text, re.MULTILINE)
    return {column: kind for column, kind in rows if column != "column"}


def test_the_page_has_every_table_and_column() -> None:
    tables = {name: set(table.columns.keys()) for name, table in Row.metadata.tables.items()}
    assert tables
    assert {name: set(written(text)) for name, text in SECTIONS.items()} == tables


def test_the_page_tells_the_truth_about_what_is_sealed() -> None:
    for name, table in Row.metadata.tables.items():
        said = written(SECTIONS[name])
        assert set(said.values()) <= KINDS
        assert {column for column, kind in said.items() if kind == "sealed"} == {one.name for one in table.columns if one.name.endswith("_sealed")}


def test_what_is_sealed_is_bytes() -> None:
    sealed = [one for table in Row.metadata.tables.values() for one in table.columns if one.name.endswith("_sealed")]
    assert sealed
    assert [str(one) for one in sealed if not isinstance(one.type, sa.LargeBinary)] == []


def test_every_table_says_how_long_it_is_kept_and_what_for() -> None:
    assert [name for name, text in SECTIONS.items() if not re.search(r"Kept: .+\. Used: .+\.", text)] == []
