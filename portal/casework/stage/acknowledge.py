"""Saying that we have it: a person wrote or rang, and how."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case
from portal.text import N_

WAYS = ("phone", "letter", "email", "in_person")


def acknowledge(desk: Desk, case: Case, way: str, on: date, note: str = "") -> None:
    """Record that somebody told the person we have it, on a day and in one of WAYS."""
    if way not in WAYS:
        raise NotAllowed(N_("Say how you told them: by phone, letter, e-mail or in person."))
    record(desk, case, Event.ACKNOWLEDGED, on=on, details={"way": way}, note=note or None)
