"""What counting needs at hand: the facts, the council's words, and the equality store."""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from portal.equality import Figures
from portal.reports.labels import CouncilWords


@dataclass(frozen=True)
class Counting:
    """connection: an up-to-date file of facts. people: only for what is kept apart of people; None where no table asks it."""

    connection: DuckDBPyConnection
    words: CouncilWords
    people: Figures | None = None
