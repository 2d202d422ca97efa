"""What counting needs at hand: the facts, the council's words, and the equality store with its keys."""

from dataclasses import dataclass
from typing import NamedTuple

from duckdb import DuckDBPyConnection
from sqlalchemy.orm import Session

from portal.reports.labels import CouncilWords
from portal.store.sealing import Keys


@dataclass(frozen=True)
class Counting:
    """connection: an up-to-date file of facts. session and keys: only for what is kept apart of people; None where no table asks it."""

    connection: DuckDBPyConnection
    words: CouncilWords
    session: Session | None = None
    keys: Keys | None = None


class Who(NamedTuple):
    """Of whom a fact is: party ids as 32 hex digits, and what the case itself says of them."""

    complainant_id: str | None
    child_id: str | None
    complainants: int
    is_subject_identified: bool | None
    is_child_complainant: bool
