"""The six projections, the stage rows and the stages as they went: what `standing` says of a case, kept for plain selects."""

from collections.abc import Iterable

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from portal.casework.desk import Desk
from portal.casework.stage.runs import keep_runs
from portal.procedure.history import History
from portal.procedure.model import Event, Happening
from portal.procedure.standing import Standing, State, standing
from portal.store.models import NOTHING_DUE, Case, CaseEvent, CaseStage

URGENT, WAIT, CHILD_NOT_SCREENED, CHILD, REST = range(5)
"""What is looked at first (practice F-08, F-05): danger, what should wait, a child's words that no list can read, a child's, the rest."""
NOT_SORTED = frozenset({"intake"})


def happenings(session: Session, case: Case) -> list[Happening]:
    """The case's events as the procedure core reads them."""
    return [as_happening(row) for row in case.events]


def as_happening(row: CaseEvent) -> Happening:
    return Happening(str(row.id), Event(row.event), row.on, row.details, str(row.voids_id) if row.voids_id else None)


def standing_of(desk: Desk, case: Case) -> Standing:
    """Where a case stands today, read afresh from its events."""
    return standing(desk.procedures[case.procedure], happenings(desk.session, case), desk.calendar, desk.today)


def refresh(desk: Desk, case: Case, happened: Iterable[Happening]) -> Standing:
    """Write the projections; the case's version grows even when none of them changed, so that a second writer is told."""
    history = History(happened, desk.today)
    now = standing(desk.procedures[case.procedure], history.events, desk.calendar, desk.today)
    case.stage = now.stage.key
    case.state = _state(case, now)
    case.due_on = now.next_due or NOTHING_DUE
    case.due_clock = now.next_clock.clock.key if now.next_clock else None
    case.rank = _rank(case, now, history)
    case.closed_on = history.closing.on if history.closing else None
    flag_modified(case, "state")
    _stage_rows(case, now)
    keep_runs(case, history, now)
    return now


def _state(case: Case, now: Standing) -> str:
    if now.state is State.CLOSED:
        return "closed"
    if case.procedure in NOT_SORTED:
        return "new"
    return "held" if now.state is State.ON_HOLD else "open"


def _rank(case: Case, now: Standing, history: History) -> int:
    """Danger first; then what should wait, and words that nobody on duty could read until somebody has put them into English (F-07)."""
    if (case.state == "new" and history.flagged_on("urgent")) or _is_woken_again(history):
        return URGENT
    if case.state == "new" and history.flagged_on("unreadable") and not _is_translated(history):
        return WAIT
    if any(running.is_open for running in now.clocks if running.clock.key == "freeze"):
        return WAIT
    if case.state == "new" and case.from_whom == "child":
        return CHILD_NOT_SCREENED if case.contact.is_not_screened else CHILD
    return REST


def _is_woken_again(history: History) -> bool:
    """Something that came in later made it urgent, and nobody who may act has opened it since."""
    seen = max((int(one.details.get("times", 0)) for one in history.all_of((Event.ALARM_OPENED,))), default=0)
    return len(history.all_of((Event.MADE_URGENT,))) > seen


def _is_translated(history: History) -> bool:
    return any(one.details.get("of") == "contact" for one in history.all_of((Event.TRANSLATED,)))


def _stage_rows(case: Case, now: Standing) -> None:
    """One row for each clock of the procedure (its newest run); of an earlier procedure those stay that this one does not have."""
    stages = {clock.key: stage.key for stage in now.procedure.stages for clock in stage.clocks}
    kept = {(row.procedure, row.clock): row for row in case.stages}
    here = {running.clock.key: running for running in now.clocks}
    for running in here.values():
        key = (case.procedure, running.clock.key)
        row = kept.pop(key, None)
        if row is None:
            row = CaseStage(case_id=case.id, procedure=key[0], stage=stages.get(key[1], now.stage.key), clock=key[1], status="")
            case.stages.append(row)
        row.status, row.started_on, row.due_on = str(running.status), running.started_on, running.due_on
        row.stopped_on, row.days_taken = running.stopped_on, running.raw_elapsed_days
    for (procedure, clock), row in kept.items():
        if procedure == case.procedure or clock in here:
            case.stages.remove(row)
