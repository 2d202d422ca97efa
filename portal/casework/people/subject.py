"""Staff complained about: linking them shuts them out of the case at their next request (rule A-2)."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Grant, Party, User


@dataclass(frozen=True)
class Subject:
    """Staff complained about: a name, and the account it belongs to if there is one."""

    name: str
    user_id: str | None = None


def link_subject(desk: Desk, case: Case, subject: Subject) -> Party:
    """Write down that the complaint is about this member of staff, who neither holds nor answers it from now on. Once for each."""
    user_id = uuid.UUID(subject.user_id) if subject.user_id else None
    for earlier in desk.session.scalars(sa.select(Party).where(Party.case_id == case.id, Party.role == "subject")):
        if (earlier.user_id, earlier.name) == (user_id, subject.name):
            return earlier
    party = Party(id=new_id(), key_id=case.key_id, case_id=case.id, role="subject", user_id=user_id, from_on=desk.today)
    desk.session.add(party)
    party.name = subject.name
    if user_id:
        _take_away(desk, case, user_id)
    record(desk, case, Event.NOTED, details={"subject": str(party.id)})
    return party


def _take_away(desk: Desk, case: Case, user_id: uuid.UUID) -> None:
    """What they were given before anybody knew: else the case waits in the hands of somebody who cannot open it."""
    if case.holder_id == user_id:
        case.holder = None
    mine = sa.select(Grant).where(Grant.case_id == case.id, Grant.user_id == user_id)
    for grant in desk.session.scalars(mine.where(sa.or_(Grant.to_on.is_(None), Grant.to_on >= desk.today))):
        grant.to_on = desk.today - timedelta(days=1)


def accounts(desk: Desk) -> list[User]:
    """Every account that a member of staff who is complained about could have, by name."""
    return list(desk.session.scalars(sa.select(User).where(~User.is_disabled).order_by(User.name, User.id)))
