"""The case rules as a select: cases, and an advocate's own young people, are loaded only through here, so another's is simply not there."""

import uuid
from collections.abc import Callable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.access.rules import Decision, Facts, decide, has, is_live
from portal.store.models import Agreement, Alarm, Case, Grant, Party, Referral, User

SPEAKERS = ("advocate", "representative")
SHUT_OUT = ("subject", "relative", "complainant")  # whoever is one of these on a case never sees it as staff


AGREED = ("yes", "overridden")
"""A-11: what a child said, or the complaints manager decided, that opens a case with a child's words to somebody outside the team."""
WITH_ADVOCATE, PART = "with_advocate", "part"
"""The first opens it while somebody speaks for the child, the second the agreed words alone."""


def visible_cases(user: User, today: date) -> sa.Select[Case]:
    """Every case this person may read, as a select to filter, order and count."""
    role = CATALOGUE.get(user.role)
    select = _within_reach(user, today)
    if role is not None and Permission.INTAKE not in role.may:
        select = select.where(sa.or_(~Case.is_childs_words, Case.id.in_(_agreed(user, today))))
    return select


def shown_in_part(user: User, today: date) -> sa.Select[Case, Agreement]:
    """Cases of which a child lets this person see the agreed words and nothing else: the case itself stays shut (A-11)."""
    mine = sa.and_(Agreement.case_id == Case.id, Agreement.about_user_id == user.id, Agreement.is_current, Agreement.answer == PART)
    return _within_reach(user, today).join(Agreement, mine).add_columns(Agreement)


def _within_reach(user: User, today: date) -> sa.Select[Case]:
    """The rules before A-11."""
    select = sa.select(Case)
    role = CATALOGUE.get(user.role)
    reach = role.may.get(Permission.CASE_READ) if role else None
    if role is None or reach not in (Reach.ALL, Reach.GRANTED) or not is_live(user, today):
        return select.where(sa.false())
    select = select.where(~_is_subject(user))
    if reach is Reach.GRANTED:
        select = select.where(Case.id.in_(_granted(user, today)))
    else:
        select = select.where(sa.or_(~Case.is_restricted, Case.id.in_(_granted(user, today))))
    if Permission.INTAKE not in role.may:
        select = select.where(Case.state != "new")
    return select


def find_case(session: Session, user: User, reference: str, today: date) -> Case | None:
    """The case of that reference if this person may read it, else None: not there and not allowed look alike."""
    return session.scalar(visible_cases(user, today).where(Case.reference == reference))


def urgent_cases(user: User, today: date) -> sa.Select[Case, Alarm]:
    """Every urgent case whose safety page this person may open, with its alarm; sorted or not (practice F-01)."""
    select = sa.select(Case, Alarm).join(Alarm, Alarm.case_id == Case.id)
    if not has(user, Permission.SAFETY_PAGE, today):
        return select.where(sa.false())
    return select.where(~_is_subject(user), sa.or_(~Case.is_restricted, Case.id.in_(_granted(user, today))))


def own_young_people(user: User, today: date) -> sa.Select[Party]:
    """Every part in which this advocate speaks for somebody today; what ended is not there at the next click (A-8, T-12)."""
    return _spoken_for(user, today).where(sa.true() if has(user, Permission.OWN_YOUNG_PEOPLE, today) else sa.false())


def young_people_of_my_service(manager: User, user: User, today: date) -> sa.Select[Party]:
    """Those of an advocate of the manager's own service, also where that account ran out: somebody must hand them over."""
    is_mine = has(manager, Permission.ADVOCATES, today) and bool(user.organisation) and manager.organisation == user.organisation
    return _spoken_for(user, today).where(~_is_subject(manager), sa.true() if is_mine else sa.false())


def referrals_of_my_service(manager: User, today: date) -> sa.Select[Referral]:
    """Every referral that waits for an answer of the manager's own service; none on a case that is about them."""
    is_mine = has(manager, Permission.ADVOCATES, today) and bool(manager.organisation)
    waiting = sa.select(Referral).join(Case, Case.id == Referral.case_id).where(Referral.organisation == manager.organisation, Referral.answer.is_(None))
    return waiting.where(~_is_subject(manager), sa.true() if is_mine else sa.false())


def _spoken_for(user: User, today: date) -> sa.Select[Party]:
    has_ended = sa.and_(Party.to_on.is_not(None), Party.to_on <= today)
    select = sa.select(Party).join(Case, Case.id == Party.case_id)
    return select.where(Party.role == "advocate", Party.user_id == user.id, Party.from_on <= today, ~has_ended, ~_is_subject(user))


def can(session: Session, user: User, permission: Permission, case: Case, today: date) -> Decision:
    """Whether this person may do this to this case."""
    return decide(user, permission, facts(session, user, case, today), today)


def rights(session: Session, user: User, case: Case, today: date) -> Callable[[Permission], bool]:
    """The same answers for a page that asks many: the case is looked at once."""
    known = facts(session, user, case, today)
    return lambda permission: decide(user, permission, known, today).allowed


def facts(session: Session, user: User, case: Case, today: date) -> Facts:
    """What the rules need, read in a few small selects."""
    subject = session.scalar(sa.select(_is_subject(user)).select_from(Case).where(Case.id == case.id))
    grant = session.scalar(sa.select(Case.id.in_(_granted(user, today))).select_from(Case).where(Case.id == case.id))
    agreed = case.is_childs_words and is_agreed(session, user, case, today)
    return Facts(bool(subject), case.is_restricted, case.state != "new", bool(grant), case.is_childs_words, agreed)


def is_agreed(session: Session, user: User, case: Case, today: date) -> bool:
    """Whether a child's words on this case are open to somebody outside the team (A-11)."""
    return session.scalar(_agreed(user, today).where(Agreement.case_id == case.id).limit(1)) is not None


def _is_subject(user: User) -> sa.ColumnElement[bool]:
    shut_out = aliased(Party)
    return sa.exists().where(shut_out.case_id == Case.id, shut_out.user_id == user.id, shut_out.role.in_(SHUT_OUT)).correlate(Case)


def _granted(user: User, today: date) -> sa.Select[uuid.UUID]:
    return sa.select(Grant.case_id).where(Grant.user_id == user.id, Grant.from_on <= today, sa.or_(Grant.to_on.is_(None), Grant.to_on >= today))


def _agreed(user: User, today: date) -> sa.Select[uuid.UUID]:
    by = aliased(Party)
    is_here = sa.and_(by.role.in_(SPEAKERS), by.from_on <= today, sa.or_(by.to_on.is_(None), by.to_on > today))
    with_them = sa.and_(Agreement.answer == WITH_ADVOCATE, sa.exists().where(by.speaks_for_id == Agreement.party_id, is_here).correlate(Agreement))
    opens = sa.or_(Agreement.answer.in_(AGREED), with_them)
    return sa.select(Agreement.case_id).where(Agreement.about_user_id == user.id, Agreement.is_current, opens)
