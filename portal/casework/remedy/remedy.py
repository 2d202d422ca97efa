"""What was agreed to put it right: an act, or a sum of money."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, OmbudsmanCase, Remedy, new_key
from portal.text import N_

DECIDED_BY = ("stage_1", "stage_2", "stage_3", "ombudsman")


def agree(
    desk: Desk, case: Case | None, ombudsman: OmbudsmanCase | None, decided_by: str, kind: str, pence: int | None, agreed_on: date, text: str = ""
) -> Remedy:
    """A remedy was agreed on a case, or on a case the ombudsman has.

    kind: the council's code. pence: where it is money. text: in words, sealed. Raises NotAllowed where it belongs to nothing, has no
    kind, or its sum or date cannot be.
    """
    _check(desk, decided_by, kind, pence, agreed_on)
    case = case or (desk.session.get(Case, ombudsman.case_id) if ombudsman and ombudsman.case_id else None)
    if case is None and ombudsman is None and not desk.brings_in:
        raise NotAllowed(N_("Say which complaint this puts right."))
    remedy = Remedy(
        id=new_id(),
        key_id=case.key_id if case else ombudsman.key_id if ombudsman else new_key(desk.session, desk.now),
        case_id=case.id if case else None,
        ombudsman_case_id=ombudsman.id if ombudsman else None,
        decided_by=decided_by or None,
        kind=kind,
        amount_pence=pence,
        agreed_on=agreed_on,
    )
    desk.session.add(remedy)
    remedy.text = text or None
    if case:
        record(desk, case, Event.REMEDY_AGREED, on=agreed_on, details={"remedy": str(remedy.id), "kind": kind, "decided_by": decided_by})
    return remedy


def done(desk: Desk, case: Case, remedy: Remedy, on: date) -> None:
    """What was agreed was done. Raises NotAllowed before it was agreed, or when that is written already."""
    if remedy.case_id != case.id or remedy.done_on:
        raise NotAllowed(N_("This has been done already."))
    if on < remedy.agreed_on:
        raise NotAllowed(N_("This cannot have been done before it was agreed."))
    remedy.done_on = on
    record(desk, case, Event.ACTION_DONE, on=on, details={"remedy": str(remedy.id)})


def _check(desk: Desk, decided_by: str, kind: str, pence: int | None, agreed_on: date) -> None:
    if decided_by not in DECIDED_BY and not (desk.brings_in and not decided_by):
        raise NotAllowed(N_("Choose who decided it."))
    if not kind and not desk.brings_in:
        raise NotAllowed(N_("Choose what kind of remedy it is."))
    if pence is not None and pence < (0 if desk.brings_in else 1):
        raise NotAllowed(N_("Write the sum in pounds and pence, more than nothing."))
    if agreed_on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
