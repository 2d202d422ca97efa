"""What a piece of work after a commit is done with: one council, its database, this instant."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from portal.casework.desk import Desk
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Settings
from portal.store.database import Database


@dataclass(frozen=True)
class Shift:
    """One council, its database and this instant."""

    database: Database
    settings: Settings
    now: datetime

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """A transaction of its own; committed at the end."""
        council, days = self.settings.council, self.settings.calendar
        calendar = Calendar(council.nation, days.proclaimed, days.cancelled)
        with self.database.transaction() as session:
            yield Desk(session, self.now, calendar, catalogue(self.settings.procedures), self.settings)
