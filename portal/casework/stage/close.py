"""Closing: only after the letter with the right to the next step has gone, and never for good (F-24)."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.recommend import COMPLIMENT
from portal.casework.people.assign import end_grants, open_grants_again
from portal.casework.reading.thanks import NO, may_pass_on
from portal.casework.stage.projection import happenings
from portal.casework.stage.record import record
from portal.procedure.history import live
from portal.procedure.model import Event
from portal.store.models import Case
from portal.text import N_


def close(desk: Desk, case: Case, note: str = "", on: date | None = None) -> None:
    """Close a case its procedure allows to close; who was let in to answer keeps ten working days.

    Thanks are closed once they were passed on, or, where that was not wanted, once we said that we have them. on: the day it was, today unless given.
    """
    if desk.brings_in:
        record(desk, case, Event.CLOSED, on=on, note=note or None)
        return
    if "close" in not_for_thanks(desk, case):
        raise NotAllowed(N_("Pass the thanks on first."))
    record(desk, case, Event.CLOSED, on=on, note=note or None)
    end_grants(desk, case)


def not_for_thanks(desk: Desk, case: Case) -> frozenset[str]:
    """The acts that thanks rule out: passing them on where that was not wanted, and closing before they were passed on."""
    if case.procedure != COMPLIMENT:
        return frozenset()
    if may_pass_on(case.contact) == NO:
        return frozenset({"pass_on"})
    is_passed_on = Event.PASSED_ON in {one.event for one in live(happenings(desk.session, case))}
    return frozenset() if is_passed_on else frozenset({"close"})


def reopen(desk: Desk, case: Case, why: str) -> None:
    """Open it again, with its history. Raises NotAllowed without a reason: closing had one."""
    if not why.strip():
        raise NotAllowed(N_("Write why it is opened again."))
    record(desk, case, Event.REOPENED, note=why)
    open_grants_again(desk, case)
