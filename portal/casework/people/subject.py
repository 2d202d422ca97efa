"""Staff complained about: linking them shuts them out of the case at their next request (rule A-2)."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.store.database import new_id
from portal.store.models import Case, Party, User


@dataclass(frozen=True)
class Subject:
    """Staff complained about: a name, and the account it belongs to if there is one."""

    name: str
    user_id: str | None = None


def link_subject(desk: Desk, case: Case, subject: Subject) -> Party:
    """Write down that the complaint is about this member of staff."""
    user_id = uuid.UUID(subject.user_id) if subject.user_id else None
    party = Party(id=new_id(), key_id=case.key_id, case_id=case.id, role="subject", user_id=user_id, from_on=desk.today)
    desk.session.add(party)
    party.name = subject.name
    return party


def accounts(desk: Desk) -> list[User]:
    """Every account that a member of staff who is complained about could have, by name."""
    return list(desk.session.scalars(sa.select(User).where(~User.is_disabled).order_by(User.name, User.id)))
