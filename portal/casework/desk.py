"""What an act needs: where to write, who acts, when, and the council's calendar, procedures and settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from portal.procedure.calendar import Calendar
from portal.procedure.model import Procedure
from portal.settings import Settings
from portal.store.models import User
from portal.text import N_

LONDON = ZoneInfo("Europe/London")


class NotAllowed(Exception):
    """The act may not happen now; its argument is one plain sentence (text or Sentence) for the person who tried."""


class Changed(Exception):
    """Somebody else changed the case meanwhile; nothing of this act was kept."""


def london_date(instant: datetime) -> date:
    """The legal date of an instant: the day it was in London."""
    return instant.astimezone(LONDON).date()


@dataclass(frozen=True)
class Desk:
    """`by` is None for the public and for the system itself. `now` is an instant in UTC.

    brings_in: what happened is taken over from an earlier system, whose history has gaps: the procedure is not asked what may
    happen next, and nothing is asked of today's staff (a second person, a letter, three tries).
    """

    session: Session
    now: datetime
    calendar: Calendar
    procedures: Mapping[str, Procedure]
    settings: Settings
    by: User | None = None
    brings_in: bool = False

    @property
    def today(self) -> date:
        return london_date(self.now)

    @property
    def actor(self) -> User:
        """Whoever acts; raises NotAllowed where somebody must be signed in."""
        if self.by is None:
            raise NotAllowed(N_("Somebody must be signed in to do this."))
        return self.by
