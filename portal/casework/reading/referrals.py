"""An advocacy service's inbox: who said yes to an advocate, and how it is safe to reach them; never what they told us (practice F-30)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.access.visible import referrals_of_my_service
from portal.casework.desk import Desk
from portal.casework.people.referral import due_on
from portal.casework.people.safe_contact import current
from portal.store.models import Party, Referral, SafeContact
from portal.store.sealing import open_keys
from portal.store.side import Look, log_access

OPEN = "referral.open"
WAYS: Mapping[str, str] = {"may_ring": "phone", "may_text": "phone", "may_email": "email", "may_post": "address"}
"""A channel that was called safe -> the detail it uses. No detail of a channel that was not is shown."""


@dataclass(frozen=True)
class Line:
    """One referral that waits. first_name: as they gave it, or ""."""

    referral: Referral
    first_name: str
    due_on: date
    is_late: bool


@dataclass(frozen=True)
class Safely:
    """How somebody may be reached: channel -> number or address. may_leave_voicemail, may_say_who: of whoever is rung."""

    ways: Mapping[str, str]
    best_times: str
    may_leave_voicemail: bool
    may_say_who: bool


NO_WAY = Safely({}, "", False, False)


def referrals(desk: Desk) -> list[Line]:
    """What waits for an answer of the service of whoever acts, the oldest first; nobody but its manager has any."""
    rows = desk.session.scalars(referrals_of_my_service(desk.actor, desk.today).order_by(Referral.made_on, Referral.id)).all()
    parties = {row.id: desk.session.get_one(Party, row.party_id) for row in rows}
    open_keys(desk.session, [party.key_id for party in parties.values()])
    return [_line(desk, row, parties[row.id]) for row in rows]


def find_referral(desk: Desk, which: uuid.UUID) -> Line | None:
    """One that waits for whoever acts, or None: another service's and an answered one are not there."""
    row = desk.session.scalar(referrals_of_my_service(desk.actor, desk.today).where(Referral.id == which))
    return _line(desk, row, desk.session.get_one(Party, row.party_id)) if row else None


def open_referral(desk: Desk, which: uuid.UUID, session_hash: str | None) -> bool:
    """Let the service's manager open one, or not, and log either. `desk` is a transaction of its own."""
    is_there = desk.session.scalar(referrals_of_my_service(desk.actor, desk.today).where(Referral.id == which)) is not None
    look = Look(OPEN, allowed=is_there, object="referral", object_id=which if is_there else None, rule="A-8")
    log_access(desk.session, look, desk.now, desk.actor, session_hash)
    return is_there


def safely(desk: Desk, referral: Referral) -> Safely:
    """The ways they called safe, as they stand today, and nothing else."""
    safe = current(desk.session, referral.party_id, desk.today)
    return _safely(safe) if safe else NO_WAY


def _safely(safe: SafeContact) -> Safely:
    said = safe.details or {}
    ways = {channel: str(said[key]) for channel, key in WAYS.items() if getattr(safe, channel) and said.get(key)}
    is_rung = "may_ring" in ways
    by_phone = is_rung or "may_text" in ways
    return Safely(ways, str(said.get("best_times") or "") if by_phone else "", is_rung and safe.may_voicemail, is_rung and safe.may_say_who)


def _line(desk: Desk, row: Referral, party: Party) -> Line:
    due = due_on(desk, row)
    parts = str(party.name or "").split()
    return Line(row, parts[0] if parts else "", due, due < desk.today)
