"""What lies on the demonstration's desk: a call that is being written down, and paper forms somebody asked for."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.intake import entered
from portal.casework.intake.entered import Box, mark
from portal.casework.intake.paper_form import To, ask_for
from portal.store.models import User

WRITER = "officer@anytown.example"

HALF_WRITTEN = {
    "came_by": "phone",
    "kind": "complaint",
    "story": "Her son was moved to another carer on Friday. She heard of it from the school.",
    "phone": "01632 960 155",
}
"""What the officer has typed so far."""

WANTED = (
    ("parent", "large", 5, To("Agnes Example", "4 Made-up Close\nAnytown", "me")),
    ("parent", "normal", 0, To("Bertram Example", "Flat 2, 9 Invented Street\nAnytown", "family", "In Braille too, if you can")),
)
"""Form, format, calendar days ago, to whom."""


def lay_out(desk: Desk) -> None:
    """Put it there; `desk` is where nobody is signed in."""
    officer = desk.session.scalars(sa.select(User).where(User.email == WRITER)).one()
    _script(replace(desk, by=officer))
    for form, size, days_ago, to in WANTED:
        ask_for(replace(desk, now=desk.now - timedelta(days=days_ago)), to.name, form, size, "en", to, is_safe=True, channel="phone")


def _script(desk: Desk) -> None:
    script = entered.start(desk, "parent", "phone", desk.today)
    day = {f"came_on-{part}": str(getattr(desk.today, part)) for part in ("day", "month", "year")}
    entered.keep(desk, script, {name: Box(typed, mark("")) for name, typed in (HALF_WRITTEN | day).items()})
