"""The advocates of one service, as its manager keeps them: who they are, until when, and whom they speak for (practice F-30)."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from portal.access.rules import is_live
from portal.casework.account.account import Part, disable
from portal.casework.account.account import add as add_account
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.advocacy import end, tell
from portal.casework.thread.message import locked_case
from portal.store.models import Party, User
from portal.store.side import Look, log_access
from portal.text import N_

ROLES = ("advocate", "advocacy_manager")


@dataclass(frozen=True)
class Advocate:
    """An account of the service. is_open: it can sign in today. count: how many young people they speak for."""

    user: User
    is_open: bool
    count: int


def advocates(desk: Desk) -> list[Advocate]:
    """Everybody of the service of whoever acts, those who can sign in first, by name."""
    users = desk.session.scalars(_of_my_service(desk).order_by(User.name, User.id)).all()
    counts = {user_id: count for user_id, count in desk.session.execute(_counts(desk))}
    found = [Advocate(user, is_live(user, desk.today), counts.get(user.id, 0)) for user in users]
    return sorted(found, key=lambda one: not one.is_open)


def find(desk: Desk, user_id: uuid.UUID) -> User | None:
    """An account of the manager's own service, or None: another service's is not there."""
    return desk.session.scalar(_of_my_service(desk).where(User.id == user_id))


def add(desk: Desk, email: str, name: str, ends_on: date | None) -> tuple[User, str]:
    """A new advocate of the service of whoever acts, and the token of the link by which they choose a password. Raises NotAllowed."""
    if ends_on is None:
        raise NotAllowed(N_("Write the last day of the account. You can make it longer later."))
    return add_account(desk, email, name, Part("advocate", None, ends_on, desk.actor.organisation))


def until(desk: Desk, user: User, ends_on: date) -> None:
    """Another last day for an account; whoever is signed in stays so until that day is over. Raises NotAllowed."""
    if user.id == desk.actor.id:
        raise NotAllowed(N_("You cannot change your own last day here. The complaints team can."))
    if user.is_disabled:
        raise NotAllowed(N_("This account was ended. Make a new one."))
    if ends_on < desk.today:
        raise NotAllowed(N_("The account would have ended already."))
    user.ends_on = ends_on
    log_access(desk.session, Look("account.until", object="user", object_id=user.id), desk.now, desk.actor)


def end_account(desk: Desk, user: User, why: str) -> int:
    """Nobody signs in with it from this moment, and every young person of theirs is told and asked anew. Returns how many they were."""
    if user.id == desk.actor.id:
        raise NotAllowed(N_("You cannot end your own account here. The complaints team can."))
    disable(desk, user)
    parties = desk.session.scalars(sa.select(Party).where(Party.user_id == user.id, Party.role == "advocate", _is_not_over(desk)).order_by(Party.id)).all()
    for party in parties:
        end(desk, locked_case(desk, party), party, why)
        tell(desk, party, "advocate_gone", before=party.name)
    return len(parties)


def _of_my_service(desk: Desk) -> sa.Select[User]:
    return sa.select(User).where(User.organisation.is_not(None), User.organisation == desk.actor.organisation, User.role.in_(ROLES))


def _counts(desk: Desk) -> sa.Select[uuid.UUID | None, int]:
    here = (Party.role == "advocate", Party.user_id.is_not(None), Party.from_on <= desk.today, _is_not_over(desk))
    return sa.select(Party.user_id, sa.func.count()).where(*here).group_by(Party.user_id)


def _is_not_over(desk: Desk) -> sa.ColumnElement[bool]:
    return sa.or_(Party.to_on.is_(None), Party.to_on > desk.today)
