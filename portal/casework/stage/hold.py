"""Holding and resuming: a ground, the points covered, a day to look again, and a letter (practice F-23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.readers import Writing, send_each, write_first
from portal.casework.stage.projection import standing_of
from portal.casework.stage.record import record
from portal.procedure.history import Hold
from portal.procedure.model import Event, Ground
from portal.store.models import Case
from portal.text import N_


@dataclass(frozen=True)
class Pause:
    """What a hold is about. `issues`: ids of the points covered; empty = the whole complaint. `how`: how the person agreed.

    reason: why, as reports count it (withdraw.REASONS), where an earlier system says no more; a ground follows from it.
    """

    ground: str
    issues: tuple[str, ...]
    review_on: date
    until: date | None = None
    how: str = ""
    reason: str = ""


GROUNDS = {"court": Ground.PROCEEDINGS, "complainant_request": Ground.AGREED, "complainant_choice": Ground.AGREED}
"""The ground of a hold of which an earlier system says only the reason; for any other, another process."""


def hold(desk: Desk, case: Case, pause: Pause, letter: str, channel: str, also: Sequence[Writing] = (), on: date | None = None) -> None:
    """Put a case, or some of its points, on hold; everybody who complained is told what is still being answered.

    on: the day it began in an earlier system, from which there is no letter to send.
    """
    if desk.brings_in:
        record(desk, case, Event.HELD, on=on, details=_details(pause), note=pause.how or None)
        return
    _check(desk, pause, letter)
    record(desk, case, Event.HELD, details=_details(pause), note=pause.how or None)
    send_each(desk, case, write_first(desk, case, "hold", letter), channel, also)


def _details(pause: Pause) -> dict[str, Any]:
    ground = pause.ground or GROUNDS.get(pause.reason, Ground.OTHER_PROCESS).value
    details: dict[str, Any] = {"ground": ground, "review_on": pause.review_on.isoformat()}
    details |= {"issues": list(pause.issues)} if pause.issues else {}
    details |= {"until": pause.until.isoformat()} if pause.until else {}
    details |= {"reason": pause.reason} if pause.reason else {}
    return details


def _check(desk: Desk, pause: Pause, letter: str) -> None:
    if pause.ground not in {ground.value for ground in Ground}:
        raise NotAllowed(N_("Choose why it has to wait."))
    if pause.ground == Ground.AGREED and not (pause.how.strip() and pause.until):
        raise NotAllowed(N_("Write how and when the person agreed to wait, and until when."))
    latest = desk.calendar.add(desk.today, 20)
    if not desk.today < pause.review_on <= latest:
        raise NotAllowed(N_("Choose a day to look at it again: at most 20 working days from today."))
    if pause.until is not None and pause.until <= desk.today:
        raise NotAllowed(N_("The last day of the hold must be after today."))
    if not letter.strip():
        raise NotAllowed(N_("Write the letter: the person must be told why, what is still being answered, and when you look again."))


def open_holds(desk: Desk, case: Case) -> tuple[Hold, ...]:
    """The holds that have not ended."""
    return standing_of(desk, case).holds


def resume(desk: Desk, case: Case, hold_id: str, why: str) -> None:
    """End a hold; the clock it moved goes on."""
    if hold_id not in {one.id for one in open_holds(desk, case)}:
        raise NotAllowed(N_("This hold has ended already."))
    record(desk, case, Event.RESUMED, details={"hold": hold_id}, note=why or None)
