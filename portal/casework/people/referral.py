"""A young person's yes to an advocate, passed to the advocacy service the council has a contract with, and chased (practice F-30).

The service has one working day to answer; after it the service and a complaints officer are told again each working day. The mail
says only that there is a referral: no name, no reference, nothing of any case.
"""

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from portal.access.rules import is_live
from portal.casework.desk import Desk
from portal.casework.letters.words import mail_words
from portal.casework.outbox import Job, Message, Work, ask
from portal.casework.stage.record import record
from portal.casework.undelivered import locked, undelivered
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Party, Referral, Task, User

KIND = "referral"
TAKEN, NOT_TAKEN, WITHDRAWN = "taken", "not_taken", "withdrawn"
WITHIN = 1
"""Working days in which the service answers (practice F-30; the helpline standard of domain 1.14)."""

BY_HAND, CHASE, ANOTHER, OWN = "refer_by_hand", "chase_referral", "find_advocate", "own_advocate"
"""Tasks of the complaints team until somebody speaks for them: refer by hand, ring the service, find another, ask for their own one."""


def refer(desk: Desk, case: Case, party: Party) -> Referral:
    """Pass it on to the service's inbox, once while there is no answer. Where nobody of a service signs in here, an officer refers by hand."""
    if waiting := waiting_of(desk, party):
        return waiting
    desk.session.flush()
    row = Referral(id=new_id(), case_id=case.id, party_id=party.id, organisation=desk.settings.advocacy.service, made_on=desk.today)
    desk.session.add(row)
    if not _tell_service(desk, case, row):
        _task(desk, party, BY_HAND, due_on(desk, row))
    return row


def due_on(desk: Desk, row: Referral) -> date:
    """The day by which the service answers."""
    return desk.calendar.add(row.made_on, WITHIN)


def waiting_of(desk: Desk, party: Party) -> Referral | None:
    """The referral of somebody that nobody has answered yet."""
    return desk.session.scalar(sa.select(Referral).where(Referral.party_id == party.id, Referral.answer.is_(None)).order_by(Referral.id).limit(1))


def settle(desk: Desk, party: Party, answer: str) -> None:
    """What waits for this person is answered, and nobody is asked to look for an advocate any more. answer: taken, not_taken or withdrawn."""
    by_id = desk.by.id if desk.by else None
    if row := waiting_of(desk, party):
        row.answer, row.answered_on, row.answered_by_id = answer, desk.today, by_id
    done = sa.update(Task).where(Task.party_id == party.id, Task.kind.in_((BY_HAND, CHASE, ANOTHER, OWN)), Task.done_at.is_(None))
    desk.session.execute(done.values(done_at=desk.now, done_by_id=by_id))


def chase(desk: Desk) -> int:
    """Ask the service again for what it should have answered, and an officer to ring it; each working day. Returns how many."""
    if not desk.calendar.is_working(desk.today):
        return 0
    not_today = sa.or_(Referral.chased_on.is_(None), Referral.chased_on < desk.today)
    waiting = sa.select(Referral).where(Referral.answer.is_(None), Referral.made_on < desk.today, not_today).order_by(Referral.id)
    late = [row for row in desk.session.scalars(waiting).all() if due_on(desk, row) < desk.today]
    for row in late:
        _chase(desk, row)
    return len(late)


def _chase(desk: Desk, row: Referral) -> None:
    case = desk.session.get_one(Case, row.case_id, with_for_update=True)
    row.chased_on = desk.today
    record(desk, case, Event.CHASED, details={"party": str(row.party_id), "referral": str(row.id)})
    _tell_service(desk, case, row)
    _task(desk, desk.session.get_one(Party, row.party_id), CHASE, desk.today)


def _tell_service(desk: Desk, case: Case, row: Referral) -> bool:
    """Write to each manager of the service who can sign in; once a day. False where there is none."""
    managers = _managers(desk, row.organisation)
    for user in managers:
        ask(desk, KIND, f"{KIND}:{row.id}:{user.id}:{desk.today.isoformat()}", {"user": str(user.id)}, case.key_id, case.id)
    return bool(managers)


def _managers(desk: Desk, organisation: str) -> Sequence[User]:
    if not organisation:
        return []
    found = desk.session.scalars(sa.select(User).where(User.organisation == organisation, User.role == "advocacy_manager").order_by(User.id))
    return [user for user in found if is_live(user, desk.today)]


def _task(desk: Desk, party: Party, kind: str, on: date) -> None:
    """Something a complaints officer does about it; once while it is not done."""
    same = sa.select(Task.id).where(Task.party_id == party.id, Task.kind == kind, Task.done_at.is_(None))
    if desk.session.scalar(same) is None:
        desk.session.add(Task(id=new_id(), case_id=party.case_id, party_id=party.id, kind=kind, due_on=on, made_at=desk.now))


def _prepare(desk: Desk, job: Job) -> Message | None:
    """To whoever manages the service when it is sent."""
    user = desk.session.get(User, uuid.UUID(job.body["user"])) if "user" in job.body else None
    if user is None or not is_live(user, desk.today) or locked(desk, job.case_id) is None:
        return None
    return Message(user.email, *mail_words(KIND, desk.settings.council.language, desk.settings))


def _sent(_desk: Desk, _job: Job, _message: Message) -> None:
    """The referral itself says when it was made and when it was chased."""


def _failed(desk: Desk, job: Job, reason: str) -> None:
    undelivered(desk, job.case_id, KIND, reason)


REFERRAL = Work(_prepare, _sent, _failed)
