"""Saying that we have it: a person wrote or rang, and how."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.letter import complainant
from portal.casework.people.safe_contact import current
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case
from portal.text import N_

WAYS = ("phone", "letter", "email", "in_person")
SAFE_WHERE = {"phone": ("may_ring",), "letter": ("may_post",), "email": ("may_email", "may_email_letters"), "in_person": ()}
"""A way -> the columns of which one must say that it is safe; meeting somebody needs none."""


def safe_ways(desk: Desk, case: Case) -> tuple[str, ...]:
    """The ways the person called safe; in person is always one."""
    party = complainant(desk, case)
    safe = current(desk.session, party.id, desk.today) if party else None
    return tuple(way for way in WAYS if not SAFE_WHERE[way] or any(getattr(safe, column, False) for column in SAFE_WHERE[way]))


def acknowledge(desk: Desk, case: Case, way: str, on: date, note: str = "") -> None:
    """Record that somebody told the person we have it, on a day and by a way they called safe. Raises NotAllowed for any other."""
    if way not in WAYS:
        raise NotAllowed(N_("Say how you told them: by phone, letter, e-mail or in person."))
    if way not in safe_ways(desk, case):
        raise NotAllowed(N_("They did not say that this way is safe. Use one that is."))
    record(desk, case, Event.ACKNOWLEDGED, on=on, details={"way": way}, note=note or None)
