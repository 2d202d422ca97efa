"""The stages one after another: asked for, begun, answered, finished, and why one took longer."""

from datetime import date

from portal.casework.choices import choice
from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.find import check_found
from portal.casework.stage.projection import happenings
from portal.casework.stage.record import record
from portal.casework.stage.runs import WAYS
from portal.procedure.history import live
from portal.procedure.model import Event, Happening
from portal.store.models import Case
from portal.text import N_

REQUESTS = {2: Event.STAGE2_REQUESTED, 3: Event.PANEL_REQUESTED}
"""What a stage begins with; stage 1 begins when the case is received."""


def key(stage: int) -> str:
    """The stage's key, as events and findings name it. Raises NotAllowed for a stage there cannot be."""
    if not 1 <= stage <= len(WAYS):
        raise NotAllowed(N_("There are three stages at most."))
    return f"stage{stage}"


def request(desk: Desk, case: Case, stage: int, on: date) -> None:
    """Stage 2 or 3 was asked for on a day: a right, with no reason needed (practice F-22)."""
    if stage not in REQUESTS:
        raise NotAllowed(N_("Only a stage after the first is asked for."))
    record(desk, case, REQUESTS[stage], on=on)


def start(desk: Desk, case: Case, stage: int, on: date) -> None:
    """Work on a stage began, where that is not the day it was received or asked for."""
    _begun(desk, case, stage, on)
    if not desk.brings_in and _named(desk, case, Event.STAGE_STARTED, stage):
        raise NotAllowed(N_("Work on this stage has begun already."))
    record(desk, case, Event.STAGE_STARTED, on=on, details={"stage": key(stage)})


def agree_statement(desk: Desk, case: Case, on: date) -> None:
    """The person agreed the statement of what stage 2 looks into."""
    _begun(desk, case, 2, on)
    record(desk, case, Event.STATEMENT_AGREED, on=on)


def respond(desk: Desk, case: Case, stage: int, on: date, *, is_final: bool = True) -> None:
    """The first answer of a stage. is_final: nothing more is to come; else `conclude` says when that was.

    Raises NotAllowed while a point has no finding of this stage.
    """
    _begun(desk, case, stage, on)
    if not desk.brings_in:
        check_found(desk, case, key(stage))
    record(desk, case, _response(desk, case, stage), on=on, details={} if is_final else {"final": False})


def conclude(desk: Desk, case: Case, stage: int, on: date) -> None:
    """Everything that was to come at a stage has come. Raises NotAllowed before a first answer, or where that was the last."""
    _begun(desk, case, stage, on)
    if not desk.brings_in:
        _check_unfinished(desk, case, stage)
    record(desk, case, Event.STAGE_CONCLUDED, on=on, details={"stage": key(stage)})


def explain_late(desk: Desk, case: Case, stage: int, reason: str, on: date) -> None:
    """Why a stage took longer: a code of the list of late reasons; said again, the newest counts."""
    if not desk.brings_in:
        choice(desk.session, "delay_reason", reason, on)
        _begun(desk, case, stage, on)
    record(desk, case, Event.LATE_EXPLAINED, on=on, details={"stage": key(stage), "reason": reason})


def set_due(desk: Desk, case: Case, stage: int, due_on: date | None, extended_to: date | None, on: date) -> None:
    """The dates an earlier system promised for a stage. Raises NotAllowed for a case of today: its clocks say when, and `extend` moves them."""
    if not desk.brings_in:
        raise NotAllowed(N_("This date follows from the procedure. Set a new date instead."))
    if due_on:
        record(desk, case, Event.BROUGHT_IN, on=on, details={"stage": key(stage), "due_on": due_on.isoformat()})
    if extended_to:
        record(desk, case, Event.EXTENDED, on=on, details={"clock": _clock(desk, case, stage), "due": extended_to.isoformat()})


def _begun(desk: Desk, case: Case, stage: int, on: date) -> None:
    """A stage must have been asked for; an earlier system may have kept only what followed, so there it was asked for by that day."""
    asks = REQUESTS.get(stage)
    if key(stage) == "stage1" or asks is None or any(one.event is asks for one in _live(desk, case)):
        return
    if not desk.brings_in:
        raise NotAllowed(N_("This stage has not been asked for."))
    record(desk, case, asks, on=on, details={"is_day_known": False})


def _check_unfinished(desk: Desk, case: Case, stage: int) -> None:
    answers = [one for one in _live(desk, case) if one.event in WAYS[stage - 1].responses]
    if not answers:
        raise NotAllowed(N_("Answer this stage first."))
    if _named(desk, case, Event.STAGE_CONCLUDED, stage) or any(one.details.get("final") is not False for one in answers):
        raise NotAllowed(N_("This stage is finished already."))


def _response(desk: Desk, case: Case, stage: int) -> Event:
    """The event by which this procedure answers a stage."""
    possible = WAYS[stage - 1].responses
    allowed = frozenset[Event]().union(*(one.allows for one in desk.procedures[case.procedure].stages))
    return next((event for event in possible if event in allowed), possible[-1])


def _clock(desk: Desk, case: Case, stage: int) -> str:
    """The clock that says when a stage must be answered; the stage's own key where several share that."""
    found = next((one for one in desk.procedures[case.procedure].stages if one.key == key(stage)), None)
    return found.main if found and found.main else key(stage)


def _named(desk: Desk, case: Case, event: Event, stage: int) -> bool:
    return any(one.event is event and one.details.get("stage") == key(stage) for one in _live(desk, case))


def _live(desk: Desk, case: Case) -> tuple[Happening, ...]:
    return live(happenings(desk.session, case))
