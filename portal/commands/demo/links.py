"""Single-use links that sign in as each kind of demonstration staff."""

from datetime import datetime

import sqlalchemy as sa

from portal.access.roles import CATALOGUE
from portal.casework.account.account import DEMO, give_link
from portal.casework.desk import Desk
from portal.procedure.calendar import Calendar
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import User


def sign_in_links(database: Database, settings: Settings, now: datetime) -> list[tuple[str, str]]:
    """One fresh link for the first account of each role: (who, path)."""
    found = []
    with database.transaction() as session:
        desk = Desk(session, now, Calendar(settings.council.nation, (), ()), {}, settings)
        seen: set[str] = set()
        for user in session.scalars(sa.select(User).order_by(User.made_at, User.id)):
            if user.role in seen or user.is_disabled:
                continue
            seen.add(user.role)
            found.append((f"{CATALOGUE[user.role].name} ({user.name})", f"/account/demo/{give_link(desk, user, DEMO)}"))
    return found
