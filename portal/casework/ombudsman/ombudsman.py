"""A complaint as the ombudsman has it: asked about, then decided; about a case of ours, or without one."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.person_key import person_key
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, OmbudsmanCase, new_key
from portal.text import N_

DECISIONS = ("upheld", "not_upheld", "closed_after_initial_enquiries", "outside_jurisdiction", "premature", "referred_back")


@dataclass(frozen=True)
class Decision:
    """What was decided, in a code and in words, and what the ombudsman recommends to pay."""

    decision: str
    text: str = ""
    recommended_pence: int | None = None


def open_case(
    desk: Desk, case: Case | None, reference: str, received_on: date, *, issue: str = "", service: str | None = None, person: str = ""
) -> OmbudsmanCase:
    """The ombudsman asks about a complaint. reference: the ombudsman's. issue: in words, sealed. service: where no case of ours says it.

    person: what the person is known by elsewhere, kept as a keyed hash. Raises NotAllowed without a reference, for one that is there
    already, or a day that cannot be.
    """
    if not reference.strip():
        raise NotAllowed(N_("Write the ombudsman's reference."))
    if received_on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    if desk.session.scalar(sa.select(OmbudsmanCase.id).where(OmbudsmanCase.reference == reference)) is not None:
        raise NotAllowed(N_("This reference of the ombudsman is there already."))
    row = OmbudsmanCase(
        id=new_id(),
        key_id=case.key_id if case else new_key(desk.session, desk.now),
        case_id=case.id if case else None,
        reference=reference,
        person_key=person_key(desk, person),
        service=service,
        received_on=received_on,
    )
    desk.session.add(row)
    row.issue = issue or None
    if case:
        record(desk, case, Event.OMBUDSMAN_ASKED, on=received_on, details={"ombudsman": str(row.id)})
    return row


def decide(desk: Desk, row: OmbudsmanCase, decided_on: date, decision: Decision) -> None:
    """The ombudsman decided. Raises NotAllowed for another decision, a day that cannot be, or where it is decided already."""
    _check(desk, row, decided_on, decision)
    row.decided_on, row.decision, row.recommended_pence = decided_on, decision.decision or None, decision.recommended_pence
    row.decision_text = decision.text or None
    case = desk.session.get(Case, row.case_id) if row.case_id else None
    if case:
        record(desk, case, Event.OMBUDSMAN_DECIDED, on=decided_on, details={"ombudsman": str(row.id), "decision": decision.decision})


def _check(desk: Desk, row: OmbudsmanCase, decided_on: date, decision: Decision) -> None:
    if decision.decision not in DECISIONS and not (desk.brings_in and not decision.decision):
        raise NotAllowed(N_("Choose what the ombudsman decided."))
    if row.decided_on is not None:
        raise NotAllowed(N_("This has been decided already."))
    if decided_on < row.received_on:
        raise NotAllowed(N_("The ombudsman cannot have decided before asking about it."))
    if decided_on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    if decision.recommended_pence is not None and decision.recommended_pence < 0:
        raise NotAllowed(N_("Write the sum in pounds and pence."))
