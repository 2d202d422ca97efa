"""Nightly upkeep: what changes by the mere passing of days is projected afresh."""

import uuid

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.stage.projection import happenings, refresh
from portal.store.models import Case

AT_ONCE = 100  # cases of one transaction: while it lasts nobody else writes to SQLite


def refresh_held(desk: Desk, after: uuid.UUID | None = None, at_once: int = AT_ONCE) -> uuid.UUID | None:
    """Project anew the next cases on hold: an open hold moves its clock a day each day, and one may have ended by itself.

    Returns the last of them, to go on after it; None when there are no more.
    """
    held = sa.select(Case).where(Case.state == "held").order_by(Case.id).limit(at_once)
    cases = desk.session.scalars(held if after is None else held.where(Case.id > after)).all()
    for case in cases:
        refresh(desk, case, happenings(desk.session, case))
    return cases[-1].id if len(cases) == at_once else None
