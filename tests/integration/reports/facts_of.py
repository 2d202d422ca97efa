"""Facts as a test reads them: every table whole, its rows in order."""

from collections.abc import Mapping
from typing import Any

from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.reports.facts.schema import FACTS
from portal.reports.facts.snapshot import facts
from portal.settings import Settings
from portal.store.database import Database

Rows = list[dict[str, Any]]


def read(settings: Settings, database: Database) -> Mapping[str, Rows]:
    """Brought up to date, by table."""
    with facts(settings, database, catalogue(settings.procedures), Calendar(settings.council.nation)) as duck:
        found = {fact: duck.execute(f"SELECT * FROM {fact.key} ORDER BY ALL").fetchall() for fact in FACTS}  # noqa: S608
    return {fact.key: [dict(zip(fact.names, row, strict=True)) for row in rows] for fact, rows in found.items()}


def made_anew(settings: Settings, database: Database) -> Mapping[str, Rows]:
    """The same from a new file."""
    (settings.instance / "facts.duckdb").unlink()
    return read(settings, database)
