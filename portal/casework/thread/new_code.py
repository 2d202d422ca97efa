"""A lost code: a new one after a check that is written down, given by a safe channel or in person (practice F-11)."""

from dataclasses import dataclass

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.draft import FreshCode, free_reference
from portal.casework.stage.record import record
from portal.casework.thread.message import locked_case
from portal.casework.thread.safe_way import check_way
from portal.casework.thread.visit import end_all
from portal.procedure.model import Event
from portal.store.models import Draft, Party
from portal.text import N_

SURE, DOUBT = "sure", "doubt"


@dataclass(frozen=True)
class Check:
    """What was asked to know who it is, how sure staff are (sure or doubt), and how the code is given (safe_way.WAYS)."""

    asked: str
    sure: str
    way: str


def give_new_code(desk: Desk, party: Party, fresh: FreshCode, check: Check) -> str:
    """Make a code for a person and return their reference: the code before it dies, whoever looks with it looks no longer,
    and the browser it was sent from holds nothing more of it.

    No other channel is told. Raises NotAllowed in doubt, without a check, or for a channel that was not safe already.
    """
    if not check.asked.strip():
        raise NotAllowed(N_("Write what you asked and what they said."))
    if check.sure != SURE:
        raise NotAllowed(N_("In doubt there is no new code. Work with them by a way that is safe, as long as it takes."))
    if party.user_id is not None or party.role in ("child", "subject", "relative", "passed_on_by"):
        raise NotAllowed(N_("This person has no code."))
    check_way(desk, party, check.way)
    case = locked_case(desk, party)
    party.reference = party.reference or free_reference(desk.session, fresh.reference)
    party.code_hash, party.code_made_on = fresh.hash, desk.today
    end_all(desk.session, party, desk.now)
    desk.session.execute(sa.update(Draft).where(Draft.reference == party.reference).values(words_sealed=None, token_hash=None))
    desk.session.execute(sa.update(Draft).where(Draft.with_reference == party.reference).values(with_words_sealed=None))
    record(desk, case, Event.CODE_REPLACED, details={"party": str(party.id), "way": check.way}, note=check.asked)
    return party.reference
