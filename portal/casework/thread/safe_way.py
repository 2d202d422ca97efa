"""How it is safe to reach a person from today on, in their own words or as they told staff; the channel before is told nothing (T-01f)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.parties import CHANNELS, DETAILS
from portal.casework.people.safe_contact import current
from portal.casework.stage.projection import standing_of
from portal.casework.stage.record import record
from portal.casework.thread.message import locked_case
from portal.casework.thread.revival import revive
from portal.procedure.event import CLOSINGS
from portal.procedure.model import Event
from portal.procedure.standing import Standing
from portal.store.database import new_id
from portal.store.models import Case, Party, SafeContact
from portal.text import N_

AT_WORK = ("work_phone", "work_email")
"""Of somebody who speaks for others because it is their work: the questions on reaching do not ask for them again."""


def change(desk: Desk, party: Party, said: Mapping[str, Any], note: str = "", language: str = "") -> SafeContact:
    """Write down anew how it is safe to reach a person: what is not ticked in `said` (answers of the questions on reaching) is not safe.

    It counts from today and takes the place of all that was said before. note: how staff know. The same again changes nothing.
    language: in which we write to them from now on, where staff say so; alone it leaves what is safe as it stands.
    """
    case = locked_case(desk, party)
    ticked = {column: option in (said.get(question) or ()) for column, (question, option) in CHANNELS.items()}
    before = current(desk.session, party.id, desk.today)
    at_work = {key: text for key, text in ((before.details if before else None) or {}).items() if key in AT_WORK}
    details = at_work | {key: said[key] for key in DETAILS if said.get(key)}
    is_same = before is not None and (before.details or {}) == details and all(getattr(before, column) == is_safe for column, is_safe in ticked.items())
    other = {"language": language} if language and language != party.language else {}
    if before is not None and is_same and not other:
        return before
    party.language = language or party.language
    safe = before if before is not None and is_same else _write(desk, party, ticked, details)
    record(desk, case, Event.CONTACT_CHANGED, details={"party": str(party.id), **other}, note=note or None)
    return safe


def _write(desk: Desk, party: Party, ticked: Mapping[str, bool], details: Mapping[str, Any]) -> SafeContact:
    standing = sa.select(SafeContact).where(SafeContact.party_id == party.id, sa.or_(SafeContact.to_on.is_(None), SafeContact.to_on > desk.today))
    for earlier in desk.session.scalars(standing):
        earlier.to_on = max(desk.today, earlier.from_on)
    safe = SafeContact(id=new_id(), key_id=party.key_id, party_id=party.id, from_on=desk.today, **ticked)
    desk.session.add(safe)
    safe.details = dict(details)
    desk.session.flush()
    return safe


def ask_for_call(desk: Desk, party: Party, said: Mapping[str, Any]) -> None:
    """'I would rather talk': the number is safe to ring, since they ask for it; the clock of the call back runs. Once while it is open."""
    case = locked_case(desk, party)
    before = current(desk.session, party.id, desk.today)
    ticked = {column: bool(before and getattr(before, column)) for column in CHANNELS} | {"may_ring": True}
    details = {**((before.details if before else None) or {}), **{key: said[key] for key in ("phone", "best_times") if said.get(key)}}
    if before is not None and details.get("phone") != (before.details or {}).get("phone"):
        ticked |= {"may_voicemail": False, "may_text": False, "may_say_who": False}  # said of another number, or of none
    revive(desk, case, CLOSINGS)
    if before is None or before.details != details or not before.may_ring:
        _write(desk, party, ticked, details)
        record(desk, case, Event.CONTACT_CHANGED, details={"party": str(party.id)})
    if not is_call_open(standing_of(desk, case), case, party):
        record(desk, case, Event.CALLBACK_ASKED, details={"party": str(party.id)})


def is_call_open(now: Standing, case: Case, party: Party) -> bool:
    """Whether this person waits for a call."""
    asked = {str(row.id) for row in case.events if row.event == Event.CALLBACK_ASKED and row.details.get("party") == str(party.id)}
    return any(one.is_open and one.clock.key == "callback" and one.start_id in asked for one in now.clocks)


WAYS = {"phone": "may_ring", "text": "may_text", "letter": "may_post", "in_person": ""}
"""How a code may be given, and the channel that must have been called safe; meeting somebody needs none."""


def ways_for_code(desk: Desk, party: Party) -> tuple[str, ...]:
    """By which of WAYS a new code may be given: what was safe already, not what somebody changed today (practice F-11)."""
    safe = current(desk.session, party.id, desk.today)
    if safe is not None and safe.from_on == desk.today and _said_before(desk, party, desk.today):
        safe = None
    return tuple(way for way, column in WAYS.items() if not column or getattr(safe, column, False))


def _said_before(desk: Desk, party: Party, today: date) -> bool:
    """Whether today's record took the place of another: whoever asks for a code may have changed it just now."""
    return (desk.session.scalar(sa.select(sa.func.count()).where(SafeContact.party_id == party.id)) or 0) > 1


def check_way(desk: Desk, party: Party, way: str) -> None:
    """Raises NotAllowed for a way by which no code may be given."""
    if way not in ways_for_code(desk, party):
        raise NotAllowed(N_("Give the code only by a way they called safe before today, or in person."))
