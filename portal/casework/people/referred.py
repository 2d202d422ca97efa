"""What an advocacy service answers to a referral: it takes it and says who, or says that it cannot, and why (practice F-30)."""

from portal.casework.desk import Desk, NotAllowed
from portal.casework.notice import ask_for_notice
from portal.casework.people import referral
from portal.casework.people.advocacy import Speaker, add, tell
from portal.casework.people.referral import ANOTHER, NOT_TAKEN, settle
from portal.casework.stage.record import record
from portal.casework.thread.message import add_task
from portal.procedure.model import Event
from portal.store.models import Case, Party, Referral, User
from portal.text import N_


def take(desk: Desk, row: Referral, user: User, told: str) -> Party:
    """The service takes it: this advocate speaks for them from today, and their own page says who it is. Raises NotAllowed.

    told: how the young person was told who it is. What they told us stays theirs: the advocate has a page of their own.
    """
    case, party = _locked(desk, row)
    speaker = add(desk, case, Speaker(party, told, user=user))
    tell(desk, speaker, "your_advocate", name=user.name)
    return speaker


def cannot(desk: Desk, row: Referral, why: str) -> None:
    """The service cannot take it: a complaints officer finds another advocate by the next working day. Raises NotAllowed."""
    if not why.strip():
        raise NotAllowed(N_("Write why your service cannot take it."))
    case, party = _locked(desk, row)
    settle(desk, party, NOT_TAKEN)
    record(desk, case, Event.NOTED, details={"party": str(party.id), "referral": str(row.id), "answer": NOT_TAKEN}, note=why.strip())
    add_task(desk, party, ANOTHER)
    ask_for_notice(desk, f"{NOT_TAKEN}:{row.id}", case.key_id, case.id)


def _locked(desk: Desk, row: Referral) -> tuple[Case, Party]:
    """The case and whoever wants an advocate; nobody else writes to the case until this transaction ends."""
    case = desk.session.get_one(Case, row.case_id, with_for_update=True)
    desk.session.refresh(row)
    party = desk.session.get_one(Party, row.party_id)
    if row.answer is not None or referral.waiting_of(desk, party) is not row:
        raise NotAllowed(N_("This referral has been answered already."))
    return case, party
