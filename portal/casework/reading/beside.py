"""What lies beside a case: its tasks, risks, letters, proposals, the contact it follows, and who has opened it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from portal.access.roles import Permission
from portal.access.rules import has
from portal.access.visible import visible_cases
from portal.casework.desk import Desk
from portal.casework.evidence.check import VIRUS_FOUND, WAS_REFUSED
from portal.casework.evidence.receive import LOOK
from portal.casework.people import agreement
from portal.casework.reading.opening import SAY_WHY, SUBJECT_TRIED
from portal.casework.thread.message import READ
from portal.casework.thread.next_stage import TASK as NEXT_STAGE
from portal.casework.thread.treated import TASK as TREATED
from portal.casework.thread.treated import may_know
from portal.casework.thread.withdrawal import TASK as STOP
from portal.store.models import AccessLog, Case, Contact, Letter, Opening, Proposal, Risk, Task, User

SAFETY = "safety.open"
FOR_THE_TEAM = (SUBJECT_TRIED, READ, STOP, NEXT_STAGE, TREATED, LOOK, VIRUS_FOUND, WAS_REFUSED, agreement.WAITS, agreement.ANSWERED)
"""Tasks about what somebody did on their own page, or tried: nobody but the complaints team is told."""


@dataclass(frozen=True)
class Reader:
    """Somebody who opened the case. reasons: codes of `opening_reason` they chose; on_safety_page: times they opened only that."""

    name: str
    role: str
    times: int
    last_at: datetime
    reasons: tuple[str, ...]
    on_safety_page: int


def open_tasks(desk: Desk, case: Case) -> Sequence[Task]:
    """What is still to do, soonest first; a task without a day comes last. Some are told to the complaints team only,
    and that a child is treated worse to its manager only (practice F-03)."""
    tasks = sa.select(Task).where(Task.case_id == case.id, Task.done_at.is_(None))
    if not has(desk.actor, Permission.INTAKE, desk.today):
        tasks = tasks.where(Task.kind.not_in(FOR_THE_TEAM))
    if not may_know(desk.actor, desk.today):
        tasks = tasks.where(Task.kind != TREATED)
    return desk.session.scalars(tasks.order_by(Task.due_on.is_(None), Task.due_on, Task.id)).all()


def risks(desk: Desk, case: Case) -> Sequence[Risk]:
    """The risks noted, with who was told."""
    return desk.session.scalars(sa.select(Risk).where(Risk.case_id == case.id).order_by(Risk.id)).all()


def letters(desk: Desk, case: Case) -> Sequence[Letter]:
    """Letters written and sent, newest first."""
    return desk.session.scalars(sa.select(Letter).where(Letter.case_id == case.id).order_by(Letter.number.desc())).all()


def proposals(desk: Desk, case: Case) -> Sequence[Proposal]:
    """What waits for a second person."""
    return desk.session.scalars(
        sa.select(Proposal).where(Proposal.case_id == case.id, Proposal.decided_at.is_(None)).order_by(Proposal.id).options(joinedload(Proposal.by))
    ).all()


def same_person(desk: Desk, case: Case) -> Sequence[Case]:
    """Other cases of the same contact, of the contact this one follows, and of those that follow it; only those the reader may see."""
    contact = case.contact
    before = [one for one in (contact.id, contact.follows_id) if one]
    beside = sa.select(Contact.id).where(sa.or_(Contact.id.in_(before), Contact.follows_id == contact.id))
    select = visible_cases(desk.actor, desk.today).where(Case.contact_id.in_(beside), Case.id != case.id)
    return desk.session.scalars(select.order_by(Case.id)).all()


def readers(desk: Desk, case: Case) -> list[Reader]:
    """Who has opened the case or its safety page, the latest first."""
    rows = desk.session.execute(
        sa.select(Opening, User).join(User, User.id == Opening.user_id).where(Opening.case_id == case.id).order_by(Opening.last_at.desc())
    ).all()
    logged = desk.session.execute(
        sa.select(AccessLog.user_id, AccessLog.action, AccessLog.reason, sa.func.count())
        .where(AccessLog.object_id == case.id, AccessLog.action.in_((SAY_WHY, SAFETY)), AccessLog.allowed)
        .group_by(AccessLog.user_id, AccessLog.action, AccessLog.reason)
        .order_by(AccessLog.reason)
    ).all()
    reasons: dict[uuid.UUID | None, list[str]] = {}
    safety: dict[uuid.UUID | None, int] = {}
    for user_id, action, reason, count in logged:
        if action == SAY_WHY and reason:
            reasons.setdefault(user_id, []).append(reason)
        elif action == SAFETY:
            safety[user_id] = count
    return [Reader(user.name, user.role, row.times, row.last_at, tuple(reasons.get(user.id, ())), safety.get(user.id, 0)) for row, user in rows]
