"""The safety page: of an urgent contact only what was said about danger, how to reach the person, and where they are (practice F-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from portal.access.visible import urgent_cases
from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.alarm import opened
from portal.casework.people.safe_contact import current
from portal.casework.reading.beside import SAFETY
from portal.casework.reading.names import Black
from portal.casework.reading.opening import log_refusal
from portal.casework.reading.people import Reach, reach_of
from portal.casework.reading.raised import Later, kinds_of, later
from portal.casework.reading.reference import is_reference
from portal.casework.reading.sent import Told, told
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Alarm, Case, Contact, Party
from portal.store.side import Look, log_access, note_opening
from portal.text import N_

KEPT_FOR = timedelta(days=30)
"""So long an urgent contact stays on the list once it was sorted; before that it stays until it is."""

SHOWN = (
    *("in_danger", "now_what", "now_where", "now_reach", "now_how", "wait", "wait_what", "wait_who", "wait_when"),
    *(f"{child}_{what}" for child in ("child", "child2", "child3", "child4") for what in ("name", "age", "lives")),
    *("child_reach", "must_not_see", "name", "with_name", "adv_name", "adv_organisation", "person_name", "person_is", "person_knows", "person_reach"),
    *("worker_name", "worker_team", "own_words", "said", "story"),
)
"""In this order: what was said about danger and about what should wait, who is meant, the words sent; nothing else of the contact."""


@dataclass(frozen=True)
class Urgent:
    """One line of the list: a case and the alarm it raised."""

    case: Case
    alarm: Alarm


@dataclass(frozen=True)
class SafetyPage:
    """All that the page shows. reaches: (role, name, how to reach them) of everybody of whom something was said about that.

    kinds: what words raised it for, if words did. later: what came in after the contact and made the case urgent.
    """

    case: Case
    alarm: Alarm
    told: Sequence[Told]
    reaches: Sequence[tuple[str, str, Reach]]
    kinds: Sequence[str]
    later: Sequence[Later]


def urgent(desk: Desk) -> list[Urgent]:
    """Urgent contacts not sorted yet or not older than 30 days, nor raised longer ago, those nobody has opened first, then the newest."""
    rows = desk.session.execute(_list(desk).order_by(Alarm.opened_at.is_not(None), Alarm.raised_at.desc(), Alarm.id)).all()
    return [Urgent(case, alarm) for case, alarm in rows]


def find_urgent(desk: Desk, reference: str) -> Urgent | None:
    """The urgent contact of that reference if this person may open its safety page."""
    row = desk.session.execute(_list(desk).where(Case.reference == reference)).first() if is_reference(reference) else None
    return Urgent(row[0], row[1]) if row else None


def open_safety(desk: Desk, reference: str, session_hash: str | None = None) -> bool:
    """Log the opening, and stop waking people: somebody who may act has it. False: it is not there for this person.

    `desk` is a transaction of its own, committed before the page is sent.
    """
    found = find_urgent(desk, reference)
    if found is None:
        log_refusal(desk, reference, SAFETY, session_hash)
        return False
    log_access(desk.session, Look(SAFETY, object="case", object_id=found.case.id), desk.now, desk.actor, session_hash)
    note_opening(desk.session, found.case.id, desk.actor, desk.now)
    opened(desk, found.case)
    return True


def safety_page(desk: Desk, urgent: Urgent) -> SafetyPage:
    """What somebody who may act must know now: each person has safe ways of their own, and none is reached by another's."""
    people = desk.session.scalars(
        sa.select(Party).where(Party.case_id == urgent.case.id, Party.role != "subject").order_by(Party.id).options(selectinload(Party.safe_contacts))
    ).all()
    ways = [(person, current(desk.session, person.id, desk.today)) for person in people if person.safe_contacts]
    reaches = [(person.role, str(person.name or ""), reach_of(safe, True)) for person, safe in ways if safe is not None]
    said = told(urgent.case.contact, Black(()), only=SHOWN)
    return SafetyPage(urgent.case, urgent.alarm, said, reaches, kinds_of(urgent.case), later(desk.session, urgent.case))


def acting(desk: Desk, reference: str) -> Case:
    """Write down that somebody has seen it and acts on it. Raises NotAllowed when it is not there for them."""
    found = find_urgent(desk, reference)
    if found is None:
        raise NotAllowed(N_("This page is not there any more."))
    opened(desk, found.case)
    record(desk, found.case, Event.NOTED, details={"acting": True})
    return found.case


def _again(desk: Desk) -> sa.ColumnElement[bool]:
    """Something that came in later raised it, not longer ago than that."""
    return sa.and_(Alarm.raised_at >= desk.now - KEPT_FOR, Case.contact.has(Contact.received_at < Alarm.raised_at))


def _list(desk: Desk) -> sa.Select[Case, Alarm]:
    wanted = sa.or_(Case.state == "new", Case.received_on >= desk.today - KEPT_FOR, _again(desk))
    return urgent_cases(desk.actor, desk.today).where(wanted).options(joinedload(Case.contact))
