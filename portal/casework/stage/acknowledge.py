"""Saying that we have it: a person wrote or rang, and how."""

from collections.abc import Mapping
from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.readers import first_reader, must_be_told
from portal.casework.people.safe_contact import current
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case, Party
from portal.text import N_

WAYS = ("phone", "letter", "email", "in_person")
SAFE_WHERE = {"phone": ("may_ring",), "letter": ("may_post",), "email": ("may_email", "may_email_letters"), "in_person": ()}
"""A way -> the columns of which one must say that it is safe; meeting somebody needs none."""


def safe_ways(desk: Desk, case: Case, party: Party | None = None) -> tuple[str, ...]:
    """The ways a person (the first of the readers unless another is named) called safe; in person is always one."""
    party = party or first_reader(desk, case)
    safe = current(desk.session, party.id, desk.today) if party else None
    return tuple(way for way in WAYS if not SAFE_WHERE[way] or any(getattr(safe, column, False) for column in SAFE_WHERE[way]))


def acknowledge(desk: Desk, case: Case, way: str, on: date, note: str = "", also: Mapping[str, str] | None = None) -> None:
    """Record that somebody told the person we have it, on a day and by a way they called safe. Raises NotAllowed for any other.

    also: party id -> way, for everybody else who complained: each is told by a way of their own.
    """
    _check(desk, case, None, way)
    first, ways = first_reader(desk, case), also or {}
    others = [one for one in must_be_told(desk, case) if one is not first]
    for party in others:
        _check(desk, case, party, ways.get(str(party.id), ""))
    told = {"also": {str(party.id): ways[str(party.id)] for party in others}} if others else {}
    record(desk, case, Event.ACKNOWLEDGED, on=on, details={"way": way, **told}, note=note or None)


def _check(desk: Desk, case: Case, party: Party | None, way: str) -> None:
    if way not in WAYS:
        raise NotAllowed(N_("Say how you told them: by phone, letter, e-mail or in person."))
    if way not in safe_ways(desk, case, party):
        raise NotAllowed(N_("They did not say that this way is safe. Use one that is."))
