"""Asking for the next stage: a right, with no reason needed (practice F-22)."""

from collections.abc import Mapping

from portal.casework.desk import Desk
from portal.casework.stage.projection import standing_of
from portal.casework.stage.record import record
from portal.casework.thread.message import add_task, locked_case, write_in
from portal.procedure.model import Event
from portal.procedure.standing import Standing
from portal.store.models import Case, Party

WAIT_AT_MOST = 20  # working days at stage 1; after them nobody waits for an answer before they ask (practice F-22)
ASKS: Mapping[Event, str] = {Event.STAGE2_REQUESTED: "stage1", Event.PANEL_REQUESTED: "stage2"}
"""The event by which the next stage begins, and the stage it follows."""
TASK = "next_stage"


def next_stage(now: Standing) -> Event | None:
    """The event by which the next stage can be asked for now, or None."""
    return next((event for event, stage in ASKS.items() if event in now.may and now.stage.key == stage), None)


def has_waited(desk: Desk, case: Case) -> bool:
    """Whether twenty working days have passed since we received it."""
    return desk.calendar.add(case.received_on, WAIT_AT_MOST) <= desk.today


def ask_next(desk: Desk, party: Party, words: str, once: str, language: str = "en") -> bool:
    """The person asks for the next stage. True where it has begun; else it is a task for the team to answer the next working day.

    Words, if there are any, are kept as a message.
    """
    case = locked_case(desk, party)
    if words.strip():
        write_in(desk, party, words, once, language=language)
    event = next_stage(standing_of(desk, case))
    if _asked_today(desk, case, party):
        return True
    if event is not None:
        record(desk, case, event, details={"party": str(party.id), "by": "person"})
    else:
        add_task(desk, party, TASK)
    return event is not None


def _asked_today(desk: Desk, case: Case, party: Party) -> bool:
    """A second press of the same button."""
    return any(row.event in ASKS and row.on == desk.today and row.details.get("party") == str(party.id) for row in case.events)
