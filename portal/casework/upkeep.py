"""Nightly upkeep: what changes by the mere passing of days is projected afresh."""

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.stage.projection import happenings, refresh
from portal.store.models import Case


def refresh_held(desk: Desk) -> int:
    """Project anew every case on hold: an open hold moves its clock a day each day, and one may have ended by itself."""
    held = desk.session.scalars(sa.select(Case).where(Case.state == "held")).all()
    for case in held:
        refresh(desk, case, happenings(desk.session, case))
    return len(held)
