"""docs/counting-rules.md: the parts that are drawn from the catalogue. `python -m tests.counting_page` writes them anew."""

import re
from collections.abc import Iterator, Mapping

from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.catalogue.measures import MEASURES
from portal.reports.facts.schema import FACTS
from portal.reports.model import Dimension, Reading
from portal.reports.printed import SYMBOLS
from tests.guards.source import ROOT

PAGE = ROOT / "docs" / "counting-rules.md"
LISTS: Mapping[Reading, str] = {
    Reading.BAND: 'the bands of [report], such as "0-10" and "Over 20"',
    Reading.MONTH: "such as 2024-04",
    Reading.YEAR: "such as 2024-25",
}


def measures() -> Iterator[str]:
    yield "| measure | unit | counts | made of |"
    yield "|---|---|---|---|"
    for one in MEASURES.values():
        yield f"| {one.key} | {one.unit} | {one.cohort} | {one.fact} |"


def dimensions() -> Iterator[str]:
    yield "| dimension | says | codes | can be asked of |"
    yield "|---|---|---|---|"
    for one in DIMENSIONS.values():
        yield f"| {one.key} | {one.about} | {codes(one)} | {', '.join(fact.key for fact in FACTS if fact.key in one.columns)} |"


def codes(dimension: Dimension) -> str:
    fixed = ", ".join(dimension.codes)
    if dimension.reading in LISTS:
        return LISTS[dimension.reading]
    if dimension.key.endswith("_ethnicity"):
        return 'the groups of the Census of 2021, such as "White British" and "Asian: Indian", and unknown'
    if dimension.key in ("stage", "procedure"):
        return fixed or "those of council.toml"
    if dimension.is_open:
        return f"{fixed} and others that records use" if fixed else "those that records use"
    more = "the council's list" if dimension.listed not in ("", "outcome") else ""
    return " and ".join(one for one in (fixed, more) if one)


def symbols() -> Iterator[str]:
    yield "| mark | means |"
    yield "|---|---|"
    yield from (f"| {mark} | {means} |" for mark, means in SYMBOLS.items())


DRAWN: Mapping[str, tuple[str, str]] = {
    "Every measure": ("| measure |", "\n".join(measures())),
    "Every dimension": ("| dimension |", "\n".join(dimensions())),
    "Symbols": ("| mark |", "\n".join(symbols())),
}
"""Section -> how its table begins, and the table."""


def drawn(page: str) -> str:
    """The page with its tables as the catalogue has them."""
    for begins, table in DRAWN.values():
        page = re.sub(rf"^{re.escape(begins)}.*\n(?:\|.*\n)*", lambda _found, table=table: table + "\n", page, count=1, flags=re.MULTILINE)  # type: ignore[misc]
    return page


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
