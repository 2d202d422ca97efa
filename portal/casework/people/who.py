"""Which person on a case is meant: by what they sent, or by the reference they were given."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.code import normalise_reference
from portal.forms.ways import YOUNG_ONES
from portal.procedure.model import Event
from portal.store.models import Case, Contact, Party

HAS_A_WAY_BACK = ("complainant", "representative", "advocate")
"""Who may have a reference of their own."""


def is_here(party: Party, today: date) -> bool:
    """Whether somebody's part in a case has begun and is not over: an advocate may be planned for later."""
    return party.from_on <= today and (party.to_on is None or party.to_on > today)


def is_child(party: Party) -> bool:
    """Whether this is a child or young person: told us themselves, was heard by somebody who passed it on, or is spoken for or of."""
    return party.role == "child" or (party.role == "complainant" and party.relation == "child")


def holds_childs_words(audience: str, said: Mapping[str, Any]) -> bool:
    """Whether what was sent holds a child's own words: told by the child, through somebody who speaks for them, or passed on (rule A-11)."""
    return audience in YOUNG_ONES or audience == "advocate" or (audience == "pass_on" and said.get("person_is") == "child")


def follows_childs_words(session: Session, contact: Contact) -> bool:
    """Whether a contact was sent from the browser that had sent a child's words before it."""
    if contact.follows_id is None:
        return False
    return bool(session.scalar(sa.select(Case.is_childs_words).where(Case.contact_id == contact.follows_id).limit(1)))


def whose_words(case: Case) -> Party | None:
    """The child whose words a case holds: whoever is spoken for, else the child who told us or was heard."""
    spoken_for = {one.speaks_for_id for one in case.parties if one.speaks_for_id}
    children = [one for one in case.parties if is_child(one)]
    return next((one for one in children if one.id in spoken_for), None) or next(iter(children), None)


def has_stopped(case: Case, party: Party) -> bool:
    """Whether this person stopped, on a case that goes on for somebody else."""
    mine = (row.details for row in case.events if row.event == Event.NOTED and row.details.get("party") == str(party.id))
    return any(details.get("goes_on") is False for details in mine)


def who_sent(session: Session, contact_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the first person who told us in a contact, or who spoke for somebody; None where nobody is named."""
    first = sa.case({role: place for place, role in enumerate(HAS_A_WAY_BACK)}, value=Party.role)
    sent = sa.select(Party.id).join(Case, Case.id == Party.case_id).where(Case.contact_id == contact_id, Party.role.in_(HAS_A_WAY_BACK))
    return session.scalar(sent.order_by(Case.id, first, Party.id).limit(1))


def sender(case: Case, reference: str | None) -> Party | None:
    """Whose are the files sent with something: of the worker who passed it on and never of the person they heard, else of who has its reference."""
    worker = next((one for one in case.parties if one.role == "passed_on_by"), None)
    return worker or next((one for one in case.parties if reference and one.reference == reference), None)


def who_has(session: Session, reference: str) -> uuid.UUID | None:
    """The id of the person whose reference this is, however it is typed; None where nobody has it."""
    known = normalise_reference(reference)
    return session.scalar(sa.select(Party.id).where(Party.reference == known)) if known else None
