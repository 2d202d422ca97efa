"""A meeting to settle it, beside the stages: offered, perhaps held, and what came of it."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Conciliation
from portal.text import N_

RESULTS = ("resolved", "unresolved", "declined")
DECLINED = "declined"


def offer(desk: Desk, case: Case, offered_on: date | None, held_on: date | None = None, result: str | None = None) -> Conciliation:
    """A meeting was offered on a day; where it was held already, or declined, that is written with it.

    Raises NotAllowed for another result, a meeting held before it was offered, or one declined and yet held.
    """
    if offered_on is None and not desk.brings_in:
        raise NotAllowed(N_("Write on which day the meeting was offered."))
    meeting = Conciliation(id=new_id(), case_id=case.id, offered_on=offered_on)
    _check(meeting, held_on, result)
    desk.session.add(meeting)
    if offered_on:
        record(desk, case, Event.MEDIATION_OFFERED, on=offered_on, details={"conciliation": str(meeting.id)})
    if held_on or result:
        _settle(desk, case, meeting, held_on, result)
    return meeting


def settle(desk: Desk, case: Case, meeting: Conciliation, held_on: date | None, result: str) -> None:
    """What came of a meeting that was offered. Raises NotAllowed when that is written already, or cannot be."""
    if meeting.case_id != case.id or meeting.result:
        raise NotAllowed(N_("What came of this meeting is written already."))
    _check(meeting, held_on, result)
    _settle(desk, case, meeting, held_on, result)


def _settle(desk: Desk, case: Case, meeting: Conciliation, held_on: date | None, result: str | None) -> None:
    meeting.held_on, meeting.result = held_on, result
    said = {"conciliation": str(meeting.id), **({"meeting": result} if result else {})}
    if held_on:
        record(desk, case, Event.MEDIATION_HELD, on=held_on, details=said)
    elif not desk.brings_in:
        record(desk, case, Event.NOTED, details=said)


def _check(meeting: Conciliation, held_on: date | None, result: str | None) -> None:
    if result and result not in RESULTS:
        raise NotAllowed(N_("Choose one from the list."))
    if held_on and meeting.offered_on and held_on < meeting.offered_on:
        raise NotAllowed(N_("The meeting cannot have been held before it was offered."))
    if held_on and result == DECLINED:
        raise NotAllowed(N_("A meeting that was declined was not held."))
