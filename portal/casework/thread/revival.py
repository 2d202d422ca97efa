"""A case that was given up because nobody heard from the person goes on when they write, or only look (practice F-24)."""

from portal.casework.desk import Desk
from portal.casework.people.assign import open_grants_again
from portal.casework.stage.projection import happenings
from portal.casework.stage.record import record
from portal.procedure.history import History
from portal.procedure.model import Event
from portal.store.models import Case


def closing(desk: Desk, case: Case) -> Event | None:
    """By which event the case is closed now; None while it is open."""
    found = History(happenings(desk.session, case), desk.today).closing
    return found.event if found else None


def revive(desk: Desk, case: Case, after: frozenset[Event] = frozenset({Event.NOT_PURSUED})) -> bool:
    """Open the case again, with its history, if one of these events closed it. True when it did."""
    if closing(desk, case) not in after:
        return False
    record(desk, case, Event.REOPENED)
    open_grants_again(desk, case)
    return True
