"""Who speaks for somebody on a case: linked, announced to whoever they speak for, dismissed, ended at once (practice F-30, domain 1.14)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from portal.access.code import new_reference
from portal.access.roles import CATALOGUE
from portal.access.rules import is_live
from portal.access.visible import SHUT_OUT
from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.draft import free_reference
from portal.casework.letters.words import render
from portal.casework.people.consent import SPEAKERS
from portal.casework.people.referral import TAKEN, settle
from portal.casework.people.who import is_here
from portal.casework.stage.record import record
from portal.casework.thread.message import announce, locked_case
from portal.casework.thread.visit import end_all
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Party, SafeContact, Task, User
from portal.store.side import Look, log_access
from portal.text import N_

ADVOCATE, REPRESENTATIVE = "advocate", "representative"
TASK = "advocate_ended"

BARS = ("subject", "manages_them", "manages_service", "controls_money", "will_decide")
"""Why somebody may not speak for a child in a complaint (domain 1.14): kept and shown as a warning, decided by a person."""


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for another on a case. user: their account, if an advocacy service gave them one; else they keep a code.

    told: how whoever they speak for was told who it is and what they will read (practice F-04). bars: codes of BARS that were said.
    """

    speaks_for: Party
    told: str
    name: str = ""
    user: User | None = None
    role: str = ADVOCATE
    bars: Sequence[str] = field(default=())


def add(desk: Desk, case: Case, speaker: Speaker) -> Party:
    """Somebody begins to speak for another today, with an account or (once staff gave them one) a code. Raises NotAllowed."""
    name = speaker.name.strip() or (speaker.user.name if speaker.user else "")
    if not name:
        raise NotAllowed(N_("Choose an account, or write the name of whoever speaks for them."))
    _check(desk, case, speaker)
    party = new_party(desk, case, speaker.speaks_for.id, name, speaker.user, desk.today)
    party.role = ADVOCATE if speaker.user else speaker.role
    party.about = {"bars": list(speaker.bars)} if speaker.bars else {}
    _begun(desk, case, party, speaker.told)
    return party


def link(desk: Desk, case: Case, party: Party, user: User, told: str = "") -> Party:
    """Somebody who speaks for another on the case signs in from now on: their code opens nothing any more. Raises NotAllowed."""
    if party.case_id != case.id or party.role not in SPEAKERS or party.user_id is not None or not is_here(party, desk.today):
        raise NotAllowed(N_("Choose somebody who speaks for another person on this case."))
    spoken_for = next((one for one in case.parties if one.id == party.speaks_for_id), party)
    _check(desk, case, Speaker(spoken_for, told or "-", user=user))
    party.user_id, party.role, party.code_hash = user.id, ADVOCATE, None
    party.name = party.name or user.name
    party.reference = party.reference or free_reference(desk.session, new_reference())
    end_all(desk.session, party, desk.now)
    _begun(desk, case, party, told)
    return party


def sent_by(desk: Desk, reference: str, user: User) -> bool:
    """Whether an advocate who is signed in sent this for somebody: then it is one of theirs at once, and no code is needed.

    Only what was said to come from an advocate: a relative or a friend who uses the same browser keeps a code of their own.
    """
    party = desk.session.scalar(sa.select(Party).where(Party.reference == reference, Party.role == ADVOCATE, Party.user_id.is_(None)))
    if party is None or not user.organisation or not is_live(user, desk.today) or not CATALOGUE[user.role].is_of_advocacy_service:
        return False
    link(desk, locked_case(desk, party), party, user)
    return True


def end(desk: Desk, case: Case, party: Party, why: str = "", by: Party | None = None) -> None:
    """Somebody speaks for another no longer, from this moment: no page, no code and no mail of theirs opens anything (T-12).

    What was planned for later ends too. by: the person they spoke for, where it was their wish. Somebody asks whom they want now.
    """
    if party.case_id != case.id or party.role not in SPEAKERS or not (is_here(party, desk.today) or party.from_on > desk.today):
        raise NotAllowed(N_("Choose somebody who speaks for another person on this case."))
    for one in [party, *(later for later in case.parties if is_later(later, party, desk.today))]:
        one.to_on = desk.today
        end_all(desk.session, one, desk.now)
    make_endable(desk, case, party)
    details = {"party": str(party.id), **({"by": str(by.id)} if by else {})}
    record(desk, case, Event.ADVOCATE_ENDED if party.role == ADVOCATE else Event.NOTED, details=_of(party, details), note=why.strip() or None)
    log_access(desk.session, Look("advocate.ended", object="party", object_id=party.id), desk.now, desk.by)
    desk.session.add(Task(case_id=case.id, party_id=party.speaks_for_id, kind=TASK, due_on=desk.calendar.add(desk.today, 1), made_at=desk.now))


def dismiss(desk: Desk, case: Case, party: Party, by_party: Party) -> None:
    """The person they speak for wants it no longer; they may say so at any time and owe nobody a reason (domain 5)."""
    if party.speaks_for_id != by_party.id:
        raise NotAllowed(N_("Only the person they speak for can say this."))
    end(desk, case, party, by=by_party)


def new_party(desk: Desk, case: Case, speaks_for_id: uuid.UUID | None, name: str, user: User | None, from_on: date) -> Party:
    """A row for somebody who speaks, with a reference of their own. An account's address is where it was told of its referrals."""
    party = Party(id=new_id(), key_id=case.key_id, case_id=case.id, role=ADVOCATE, user_id=user.id if user else None, speaks_for_id=speaks_for_id)
    party.reference, party.from_on, party.safe_contacts = free_reference(desk.session, new_reference()), from_on, []
    case.parties.append(party)
    party.name = name
    if user is not None:
        safe = SafeContact(id=new_id(), key_id=party.key_id, party_id=party.id, from_on=from_on, may_email=True)
        party.safe_contacts.append(safe)
        safe.details = {"email": user.email}
    return party


def is_later(one: Party, party: Party, today: date) -> bool:
    """Whether one is planned to speak for the same person after `party`."""
    return one.id != party.id and one.role == ADVOCATE and one.speaks_for_id == party.speaks_for_id and one.from_on > today


def tell(desk: Desk, party: Party, template: str, **facts: object) -> None:
    """Write to whoever is spoken for about who speaks for them, where they have a page of their own to read it on."""
    spoken_for = desk.session.get(Party, party.speaks_for_id) if party.speaks_for_id else None
    if spoken_for is not None and spoken_for.code_hash:
        announce(desk, spoken_for, render(f"messages/{template}.txt", spoken_for.language, **facts))


def check_account(desk: Desk, case: Case, user: User) -> None:
    """Raises NotAllowed where an account cannot speak for somebody on this case: over, no advocate's, or complained about."""
    if not is_live(user, desk.today) or not CATALOGUE[user.role].is_of_advocacy_service or not user.organisation:
        raise NotAllowed(N_("Choose an advocate whose account is open."))
    shut_out = sa.select(Party.id).where(Party.case_id == case.id, Party.user_id == user.id, Party.role.in_(SHUT_OUT))
    if desk.session.scalar(shut_out) is not None:
        raise NotAllowed(N_("Choose another advocate: this one is complained about, or is family or a friend."))


def _check(desk: Desk, case: Case, speaker: Speaker) -> None:
    if speaker.speaks_for.case_id != case.id:
        raise NotAllowed(N_("Choose for whom they speak."))
    if not speaker.told.strip():
        raise NotAllowed(N_("Write how the young person was told who it is, and what they will be able to read."))
    if speaker.user is None:
        return
    check_account(desk, case, speaker.user)
    same = (one for one in case.parties if one.user_id == speaker.user.id and one.role == ADVOCATE)
    if any(one.speaks_for_id == speaker.speaks_for.id and is_here(one, desk.today) for one in same):
        raise NotAllowed(N_("This advocate speaks for them already."))


def _begun(desk: Desk, case: Case, party: Party, told: str) -> None:
    details = {"party": str(party.id), **({"user": str(party.user_id)} if party.user_id else {})}
    record(desk, case, Event.ADVOCATE_APPOINTED if party.role == ADVOCATE else Event.PARTY_ADDED, details=_of(party, details), note=told.strip() or None)
    if spoken_for := desk.session.get(Party, party.speaks_for_id) if party.speaks_for_id else None:
        settle(desk, spoken_for, TAKEN)
    if party.user_id is not None:
        log_access(desk.session, Look("advocate.linked", object="party", object_id=party.id), desk.now, desk.by)


def _of(party: Party, details: dict[str, str]) -> dict[str, str]:
    return details if party.role == ADVOCATE else {**details, "speaker": party.role}


def make_endable(desk: Desk, case: Case, party: Party) -> None:
    """An advocate who sent the complaint was there from the first day without anybody having written it down."""
    if party.role == ADVOCATE and not any(row.event == Event.ADVOCATE_APPOINTED for row in case.events):
        record(desk, case, Event.ADVOCATE_APPOINTED, on=max(min(party.from_on, desk.today), case.received_on), details={"party": str(party.id)})
