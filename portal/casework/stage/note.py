"""What staff write down: a note, a call back, and whether a decision can wait."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case, CaseEvent
from portal.text import N_


def note(desk: Desk, case: Case, words: str, on: date) -> None:
    """A note on the case, dated the day it is about."""
    if not words.strip():
        raise NotAllowed(N_("Write the note."))
    record(desk, case, Event.NOTED, on=on, note=words)


def call_back(desk: Desk, case: Case, reached: bool, words: str, on: date) -> None:
    """A call back: reached (its clock stops) or tried. Three tries come before anybody writes of 'no reply' (F-17)."""
    if not words.strip():
        raise NotAllowed(N_("Write one line: what was said, or what you tried."))
    record(desk, case, Event.CALLED_BACK if reached else Event.CALLBACK_TRIED, on=on, note=words)


def set_wait_day(desk: Desk, case: Case, before: date) -> None:
    """Set the day of what should wait: the request counts anew from the same day, and is due the day before if that is sooner (F-05)."""
    asked = next((row for row in reversed(case.events) if row.event == Event.FREEZE_REQUESTED and not _is_void(case, row)), None)
    if asked is None:
        raise NotAllowed(N_("Nobody asked us to wait with anything."))
    record(desk, case, Event.VOIDED, voids=asked.id)
    record(desk, case, Event.FREEZE_REQUESTED, on=asked.on, details={**asked.details, "before": before.isoformat()})


def _is_void(case: Case, row: CaseEvent) -> bool:
    return any(other.voids_id == row.id for other in case.events)


def decide_wait(desk: Desk, case: Case, waits: bool, asked: str, why: str) -> None:
    """The answer to a freeze request: which manager was asked, whether it waits, and why (F-05)."""
    if not asked.strip() or not why.strip():
        raise NotAllowed(N_("Write which manager you asked and the reasons they gave."))
    record(desk, case, Event.FREEZE_DECIDED, details={"waits": waits}, note=f"{asked}\n{why}")
