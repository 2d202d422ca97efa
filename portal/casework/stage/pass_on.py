"""Passing thanks on to the people they are meant for, as far as whoever gave them agreed."""

from portal.casework.desk import Desk, NotAllowed
from portal.casework.reading.thanks import NO, WITH_NAME, WITHOUT_NAME, may_pass_on
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case
from portal.text import N_

NOT_AT_ALL = N_("They asked us not to pass it on. Close it once you have said that we have it.")


def leave(case: Case) -> tuple[str, ...]:
    """How the thanks may be passed on: with_name, without_name. Raises NotAllowed where they may not be at all."""
    said = may_pass_on(case.contact)
    if said == NO:
        raise NotAllowed(NOT_AT_ALL)
    return (WITH_NAME, WITHOUT_NAME) if said == WITH_NAME else (WITHOUT_NAME,)


def pass_on(desk: Desk, case: Case, to: str, how: str = WITHOUT_NAME) -> None:
    """Record that the thanks reached the team or the person they are for, with the giver's name or without it, as they agreed."""
    if how not in leave(case):
        raise NotAllowed(N_("They did not say that their name may go with it."))
    if not to.strip():
        raise NotAllowed(N_("Write whom you passed it on to."))
    record(desk, case, Event.PASSED_ON, details={"name": how}, note=to)
