"""Extending: a new date within the cap, with a reason and a letter to the person."""

from collections.abc import Sequence
from datetime import date

from portal.casework.choices import choice
from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.readers import Writing, send_each, write_first
from portal.casework.stage.projection import standing_of
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.procedure.running import Running
from portal.procedure.standing import check_extension
from portal.store.models import Case
from portal.text import N_


def clock_to_extend(desk: Desk, case: Case) -> Running:
    """The open clock of this stage that an extension can move. Raises NotAllowed when there is none."""
    for running in standing_of(desk, case).clocks:
        if running.clock.extended_by is not None and running.is_open and running.started_on is not None:
            return running
    raise NotAllowed(N_("No date of this case can be extended now."))


def extend(desk: Desk, case: Case, due: date, reason: str, letter: str, channel: str, also: Sequence[Writing] = ()) -> None:
    """Set a new date. Raises NotAllowed beyond the cap, without a reason from the list, or without a letter to each who must be told."""
    running = clock_to_extend(desk, case)
    choice(desk.session, "extension_reason", reason, desk.today)
    if not letter.strip():
        raise NotAllowed(N_("Write the letter: the person must be told the new date and why."))
    if problem := check_extension(running, desk.today, due, desk.calendar):
        raise NotAllowed(problem)
    record(desk, case, Event.EXTENDED, details={"clock": running.clock.key, "due": due.isoformat(), "reason": reason})
    send_each(desk, case, write_first(desk, case, "extension", letter), channel, also)
