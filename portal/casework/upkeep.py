"""Upkeep: what changes by the mere passing of days is projected afresh, and what an upgrade added is filled in."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from portal.casework.desk import Desk
from portal.casework.stage.projection import happenings, refresh
from portal.casework.stage.runs import WAYS, keep_runs
from portal.procedure.history import History
from portal.procedure.standing import standing
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


def fill_runs(desk: Desk, after: uuid.UUID | None = None, at_once: int = AT_ONCE) -> uuid.UUID | None:
    """Write the stages as they went of the next cases that have none, being older than that table.

    Returns the last of them, to go on after it; None when there are no more.
    """
    bare = sa.select(Case).where(Case.stage.in_([way.stage for way in WAYS]), ~Case.stage_runs.any()).order_by(Case.id).limit(at_once)
    bare = bare.options(selectinload(Case.events), selectinload(Case.stage_runs))
    cases = desk.session.scalars(bare if after is None else bare.where(Case.id > after)).all()
    for case in cases:
        history = History(happenings(desk.session, case), desk.today)
        keep_runs(case, history, standing(desk.procedures[case.procedure], history.events, desk.calendar, desk.today))
    return cases[-1].id if len(cases) == at_once else None
