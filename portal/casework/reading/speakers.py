"""Who speaks for whom on a case, and how each consent stands, as the complaints team reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from portal.access.roles import CATALOGUE, Permission
from portal.access.rules import is_live
from portal.casework.desk import Desk
from portal.casework.people import consent
from portal.casework.people.consent import SPEAKERS, Standing
from portal.store.models import Case, Consent, Party, User


@dataclass(frozen=True)
class Speaking:
    """One who speaks for another. is_over: their part has ended; is_shut: their account has, so they read nothing.

    stopped_on: since when nothing more goes to them; earlier: answers about consent that others followed.
    """

    party: Party
    spoken_for: Party | None
    organisation: str | None
    is_over: bool
    is_shut: bool
    stopped_on: date | None
    consents: Sequence[Standing]
    earlier: Sequence[Consent]


def accounts(desk: Desk) -> list[User]:
    """Every account of an advocacy service that can sign in, by service and name."""
    roles = [key for key, role in CATALOGUE.items() if role.is_of_advocacy_service]
    users = desk.session.scalars(sa.select(User).where(User.role.in_(roles), User.organisation.is_not(None)).order_by(User.organisation, User.name, User.id))
    return [user for user in users if is_live(user, desk.today)]


def speaking(desk: Desk, case: Case, may: Callable[[Permission], bool]) -> list[Speaking]:
    """Everybody who speaks or spoke for somebody on the case, those whose part has ended last; for readers who may know names."""
    if not may(Permission.IDENTITY):
        return []
    found = [_speaking(desk, case, party) for party in case.parties if party.role in SPEAKERS]
    return sorted(found, key=lambda one: (one.is_over, one.party.id))


def _speaking(desk: Desk, case: Case, party: Party) -> Speaking:
    user = desk.session.get(User, party.user_id) if party.user_id else None
    now = consent.standing(desk.session, party.id, desk.today)
    shown = {one.row.id for one in now.values() if one.row}
    return Speaking(
        party,
        next((one for one in case.parties if one.id == party.speaks_for_id), None),
        user.organisation if user else None,
        party.to_on is not None and party.to_on <= desk.today,
        user is not None and not is_live(user, desk.today),
        consent.stopped_on(desk.session, party.id, desk.today),
        tuple(now.values()),
        tuple(row for row in consent.of(desk.session, party.id) if row.id not in shown),
    )
