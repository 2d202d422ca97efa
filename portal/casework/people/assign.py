"""Who answers stage 1: naming a manager is the grant, after three questions (practice F-28)."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from portal.access.roles import CATALOGUE, Permission
from portal.access.rules import is_live
from portal.access.visible import SHUT_OUT
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people import must_not_see
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Grant, Party, User
from portal.text import N_


@dataclass(frozen=True)
class Responder:
    """A manager and the three answers: complained about? took the decision? did the person ask for somebody else?"""

    user_id: str
    complained_about: bool
    decided: bool
    other_wanted: bool


def responders(desk: Desk, service: str | None = None) -> list[User]:
    """Everybody who can answer stage 1, those of the service first."""
    roles = [key for key, role in CATALOGUE.items() if Permission.ANSWER in role.may and Permission.TRIAGE not in role.may]
    users = desk.session.scalars(sa.select(User).where(User.role.in_(roles), ~User.is_disabled).order_by(User.name))
    return sorted((user for user in users if is_live(user, desk.today)), key=lambda user: user.service != service)


def holders(desk: Desk) -> list[User]:
    """Who can hold a case: the complaints team, by name."""
    roles = [key for key, role in CATALOGUE.items() if Permission.TRIAGE in role.may]
    users = desk.session.scalars(sa.select(User).where(User.role.in_(roles), ~User.is_disabled).order_by(User.name, User.id))
    return [user for user in users if is_live(user, desk.today)]


def holder(desk: Desk, case: Case, user_id: str) -> User:
    """Who is to look after the case. Raises NotAllowed unless they are of the complaints team and it is not about them (T-02d)."""
    user = next((one for one in holders(desk) if str(one.id) == user_id), None)
    if user is None:
        raise NotAllowed(N_("Choose somebody of the complaints team to look after it."))
    if _is_shut_out(desk, case, user):
        raise NotAllowed(N_("Choose somebody else to look after it: this person is complained about."))
    return user


def hold_by(desk: Desk, case: Case, user_id: str) -> None:
    """Give the case to somebody of the complaints team to look after."""
    case.holder = holder(desk, case, user_id)
    record(desk, case, Event.NOTED, details={"holder": user_id}, note=case.holder.name)


def _account(desk: Desk, user_id: str) -> User | None:
    try:
        return desk.session.get(User, uuid.UUID(user_id))
    except ValueError:
        return None


def _is_shut_out(desk: Desk, case: Case, user: User) -> bool:
    shut_out = sa.select(Party.id).where(Party.case_id == case.id, Party.user_id == user.id, Party.role.in_(SHUT_OUT))
    return desk.session.scalar(shut_out) is not None


def assign(desk: Desk, case: Case, responder: Responder) -> Grant:
    """Give the case to a manager to answer. Raises NotAllowed where one of the three answers is yes, or the person is shut out.

    A case with a child's words stays shut to them until the child agreed (`people/agreement.py`, rule A-11).
    """
    user = _account(desk, responder.user_id)
    if user is None or not is_live(user, desk.today) or Permission.ANSWER not in CATALOGUE[user.role].may:
        raise NotAllowed(N_("Choose a manager who can answer."))
    if responder.complained_about or responder.decided or responder.other_wanted:
        raise NotAllowed(N_("Choose another manager: this one is complained about, took the decision, or the person asked for somebody else."))
    if _is_shut_out(desk, case, user):
        raise NotAllowed(N_("Choose another manager: this one is complained about."))
    must_not_see.check(case)
    earlier_ones = sa.select(Grant).where(Grant.case_id == case.id, Grant.stage == "stage1", sa.or_(Grant.to_on.is_(None), Grant.to_on >= desk.today))
    for earlier in desk.session.scalars(earlier_ones):
        earlier.to_on = desk.today - timedelta(days=1)
    grant = Grant(id=new_id(), case_id=case.id, user_id=user.id, stage="stage1", by_id=desk.actor.id, from_on=desk.today)
    desk.session.add(grant)
    record(desk, case, Event.ASSIGNED, details={"to": str(user.id)})
    return grant


def open_grants_again(desk: Desk, case: Case) -> None:
    """A case opened again is open again to whoever still had it when it closed."""
    for grant in desk.session.scalars(sa.select(Grant).where(Grant.case_id == case.id, Grant.to_on >= desk.today)):
        grant.to_on = None


def end_grants(desk: Desk, case: Case) -> None:
    """A grant ends ten working days after its stage closed (A-6)."""
    last = desk.calendar.add(desk.today, 10)
    for grant in desk.session.scalars(sa.select(Grant).where(Grant.case_id == case.id, sa.or_(Grant.to_on.is_(None), Grant.to_on > last))):
        grant.to_on = last
