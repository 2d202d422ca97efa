"""A letter as it was sent, on a page made to be printed."""

import sqlalchemy as sa
from flask import abort, render_template
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.access.visible import can
from portal.casework.desk import Desk
from portal.casework.people.safe_contact import current
from portal.store.models import Case, Letter
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.opening import read, refuse
from portal.web.staff.words import word
from portal.web.unit_of_work import desk

READ = "letter.read"
MOST = 10_000  # letters of a case; a number with more digits than the database counts with is no letter


@staff.get("/cases/<reference>/letters/<int:number>")
@requires(Permission.CASE_READ)
def letter(reference: str, number: int) -> ResponseReturnValue:
    """The letter; its reading is logged. Letters name people, so the reader must be one who may know them."""
    case, must_say_why = read(reference, READ)
    here = desk()
    if must_say_why or not can(here.session, here.actor, Permission.IDENTITY, case, here.today):
        refuse(reference)
    one = _letter(here, case, number) or abort(404)
    safe = current(here.session, one.party_id, here.today) if one.party_id else None  # its reader's own address, never another's
    may_see = bool(can(here.session, here.actor, Permission.CONTACT_DETAILS, case, here.today))
    address = (safe.details or {}).get("address", "") if safe and safe.may_post and may_see else ""
    return render_template("staff/letter.html", here="queue", case=case, letter=one, address=address, word=word)


def _letter(here: Desk, case: Case, number: int) -> Letter | None:
    return here.session.scalar(sa.select(Letter).where(Letter.case_id == case.id, Letter.number == min(number, MOST)))
