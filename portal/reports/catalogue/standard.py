"""The tables of a report that the council does not declare itself, in the same language: annual, quarterly and weekly."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent


@cache
def standard(report: Literal["annual", "quarterly", "weekly"]) -> dict[str, Any]:
    """What `declare.tables_of` reads."""
    return tomllib.loads((HERE / f"{report}.toml").read_text("utf-8"))
