"""Passing thanks on to the people they are meant for."""

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case
from portal.text import N_


def pass_on(desk: Desk, case: Case, to: str) -> None:
    """Record that the thanks reached the team or the person they are for."""
    if not to.strip():
        raise NotAllowed(N_("Write whom you passed it on to."))
    record(desk, case, Event.PASSED_ON, note=to)
