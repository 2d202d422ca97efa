"""What happened to a case since somebody opened a form: so that the second of two people sees both."""

from collections.abc import Sequence

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.store.models import Case, CaseEvent


def last_number(desk: Desk, case: Case) -> int:
    """The number of the newest event; a form carries it along."""
    return desk.session.scalar(sa.select(sa.func.max(CaseEvent.number)).where(CaseEvent.case_id == case.id)) or 0


def since(desk: Desk, case: Case, number: int) -> Sequence[CaseEvent]:
    """The events written down after that one, oldest first."""
    return desk.session.scalars(sa.select(CaseEvent).where(CaseEvent.case_id == case.id, CaseEvent.number > number).order_by(CaseEvent.number)).all()
