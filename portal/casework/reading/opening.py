"""Opening a case: who may, who is asked first why, and the line in the log that comes before the page."""

from dataclasses import dataclass

import sqlalchemy as sa

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.access.rules import Decision
from portal.access.visible import can, find_case
from portal.casework.choices import choice
from portal.casework.desk import Desk
from portal.casework.intake.alarm import opened
from portal.casework.notice import ask_for_notice
from portal.casework.reading.reference import is_reference
from portal.store.models import AccessLog, Case, Task, User
from portal.store.side import Look, log_access, note_opening

WHY = "opening_reason"
OPEN, SAY_WHY = "case.open", "case.reason"
SUBJECT_TRIED = "subject_tried"


@dataclass(frozen=True)
class Opened:
    """case: None when it is not there for this person. must_say_why: they choose a reason before they see anything of it."""

    case: Case | None
    must_say_why: bool = False


def open_case(desk: Desk, reference: str, action: str = OPEN, session_hash: str | None = None) -> Opened:
    """Let somebody read a case, or not, and log either. `desk` is a transaction of its own, committed before the page is sent."""
    case = find_case(desk.session, desk.actor, reference, desk.today) if is_reference(reference) else None
    if case is None:
        log_refusal(desk, reference, action, session_hash)
        return Opened(None)
    why = said_why(desk, case, session_hash)
    if why is None and asks_why(desk.actor, case):
        return Opened(case, must_say_why=True)
    decision = can(desk.session, desk.actor, Permission.CASE_READ, case, desk.today)
    _log(desk, Look(action, object="case", object_id=case.id, rule=decision.rule, reason=why), session_hash)
    if action == OPEN:
        note_opening(desk.session, case.id, desk.actor, desk.now)
        opened(desk, case)
    return Opened(case)


def asks_why(user: User, case: Case) -> bool:
    """Whether this person says why first: seniors always, others where a colleague holds the case (practice F-31)."""
    role = CATALOGUE[user.role]
    if role.says_why:
        return True
    if role.may.get(Permission.CASE_READ) is Reach.GRANTED:
        return False  # the grant is the reason
    return case.holder_id is not None and case.holder_id != user.id


def say_why(desk: Desk, case: Case, code: str | None, session_hash: str | None) -> None:
    """Keep the reason somebody chose, for as long as they stay signed in. Raises NotAllowed when it is not on the list."""
    line = choice(desk.session, WHY, code, desk.today)
    _log(desk, Look(SAY_WHY, object="case", object_id=case.id, reason=line.code), session_hash)


def said_why(desk: Desk, case: Case, session_hash: str | None) -> str | None:
    """The reason this person chose for this case since they signed in."""
    if session_hash is None:
        return None
    return desk.session.scalar(
        sa.select(AccessLog.reason)
        .where(
            AccessLog.object_id == case.id,
            AccessLog.action == SAY_WHY,
            AccessLog.user_id == desk.actor.id,
            AccessLog.session_hash == session_hash[:16],
        )
        .order_by(AccessLog.number.desc())
        .limit(1)
    )


def log_refusal(desk: Desk, reference: str, action: str, session_hash: str | None) -> None:
    """Log that somebody was refused, with the rule; whoever is complained about is told nothing, the complaints manager is (A-2)."""
    case = desk.session.scalar(sa.select(Case).where(Case.reference == reference)) if is_reference(reference) else None
    if case is None:
        _log(desk, Look(action, allowed=False, object="case"), session_hash)
        return
    rule = _refused_by(desk, case)
    _log(desk, Look(action, allowed=False, object="case", object_id=case.id, rule=rule.rule), session_hash)
    if rule.rule == "A-2":
        _tell_of_subject(desk, case)


def _refused_by(desk: Desk, case: Case) -> Decision:
    return can(desk.session, desk.actor, Permission.CASE_READ, case, desk.today)


def _tell_of_subject(desk: Desk, case: Case) -> None:
    """One open task and one mail a day, however often they try; the deputy is told where it is the manager who tries."""
    ask_for_notice(desk, f"subject:{case.id}:{desk.today.isoformat()}", case.key_id, case.id, not_to=desk.actor.email)
    told = sa.select(Task.id).where(Task.case_id == case.id, Task.kind == SUBJECT_TRIED, Task.done_at.is_(None))
    if desk.session.scalar(told) is None:
        desk.session.add(Task(case_id=case.id, kind=SUBJECT_TRIED, due_on=desk.today, made_at=desk.now))


def _log(desk: Desk, look: Look, session_hash: str | None) -> None:
    log_access(desk.session, look, desk.now, desk.actor, session_hash)
