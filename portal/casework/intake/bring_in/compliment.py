"""Thanks from an earlier system: passed on and dealt with there, and counted here."""

from portal.casework.desk import Desk
from portal.casework.intake.bring_in.course import from_whom as told
from portal.casework.intake.bring_in.opened import CHILD, came, from_whom, open_case, open_contact
from portal.casework.intake.bring_in.table import Row
from portal.casework.intake.recommend import COMPLIMENT
from portal.casework.stage.close import close
from portal.casework.stage.record import record
from portal.forms.model import Audience
from portal.procedure.model import Event
from portal.store.models import Case

NOT_KNOWN = {"is_day_known": False}


def open_compliment(desk: Desk, row: Row, title: str, reference: str) -> Case:
    """A line of compliments.csv as a contact that gives thanks and its case, closed on the day it came: no other day is known."""
    giver = from_whom(row.text("given_by"))
    said = {"kind": COMPLIMENT, "story": row.text("text"), "may_publish": row.text("may_publish"), "praise_from": giver}
    audience = Audience.YOUNG if giver == CHILD else Audience.PARENT
    contact = open_contact(desk, row, reference, COMPLIMENT, audience, {question: answer for question, answer in said.items() if answer})
    case = open_case(desk, row, contact, COMPLIMENT, giver, title)
    came(desk, case)
    record(desk, case, Event.PASSED_ON, case.received_on, NOT_KNOWN)
    close(desk, case, on=case.received_on)
    record(desk, case, Event.BROUGHT_IN, case.received_on, told(row.text("given_by")))
    return case
