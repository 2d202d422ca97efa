"""Consent: what a child or adult agreed to for somebody who speaks for them. Missing consent is never a refusal (practice F-13).

complain: that this is said for them. receive: that the answer goes to whoever speaks for them. records: that they see the file.
Only the first is asked at the start, the others when they matter. No consent, and none that ends, moves a clock (practice F-23).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk, NotAllowed, london_date
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Consent, File, Party, Task
from portal.text import N_

COMPLAIN, RECEIVE, RECORDS = "complain", "receive", "records"
KINDS = (COMPLAIN, RECEIVE, RECORDS)
YES, NO, NOT_YET = "yes", "no", "not_yet"
HOWS = ("written", "spoken", "recorded", "other")
OVER, TAKEN_BACK, NOT_ASKED = "over", "taken_back", "not_asked"
"""What a consent can have become, beside its answer: its last day has passed; it was taken back; nobody asked."""

SPEAKERS = ("representative", "advocate")
TASK = "consent"
TAKEN_BACK_TASK = "consent_back"
EVENTS: Mapping[str, Event] = {YES: Event.CONSENT_GIVEN, NO: Event.CONSENT_REFUSED, NOT_YET: Event.CONSENT_ASKED}


@dataclass(frozen=True)
class Standing:
    """How one consent stands on a day. state: yes, no, not_yet, over, taken_back or not_asked; row: the newest, if there is any."""

    kind: str
    state: str
    row: Consent | None = None


def give(
    desk: Desk,
    case: Case,
    party: Party,
    kind: str,
    answer: str,
    how: str | None = None,
    on: date | None = None,
    until: date | None = None,
    file_id: uuid.UUID | None = None,
    note: str = "",
) -> Consent:
    """Write down what somebody agreed to, for `party`, who speaks for them. A later answer takes an earlier one's place; both are kept.

    on: the day they said so; until: the last day it holds. Raises NotAllowed for what cannot be. Not yet: somebody asks again.
    """
    _check(desk, case, party, kind, answer, how)
    _check_days(desk, on, until)
    _check_file(desk, case, file_id)
    desk.session.flush()  # whoever speaks may be as new as the case
    row = Consent(
        id=new_id(),
        key_id=case.key_id,
        case_id=case.id,
        party_id=party.id,
        kind=kind,
        answer=answer,
        how=how or None,
        given_on=on,
        expires_on=until,
        file_id=file_id,
        at=desk.now,
        by_id=desk.by.id if desk.by else None,
    )
    desk.session.add(row)
    row.note = note or None
    record(desk, case, EVENTS[answer], on=_day_of(case, on), details={"party": str(party.id), "consent": kind})
    _follow(desk, party, kind, answer, on or desk.today)
    return row


def _follow(desk: Desk, party: Party, kind: str, answer: str, on: date) -> None:
    _chase(desk, party, kind, answer)
    if answer == NO:
        _end_later(desk, party.id, kind, on)


def _day_of(case: Case, on: date | None) -> date | None:
    """The day an event can bear: what was agreed before we received the case is dated today."""
    return on if on is not None and on >= case.received_on else None


def withdraw(desk: Desk, case: Case, consent: Consent, on: date) -> None:
    """A consent was taken back on a day. From that day nothing more goes to whoever spoke; somebody asks what is wanted now."""
    if consent.case_id != case.id or consent.answer != YES or consent.withdrawn_on is not None:
        raise NotAllowed(N_("Choose a consent that was given and still stands."))
    if on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    consent.withdrawn_on = on
    _end_later(desk, consent.party_id, consent.kind, on)
    record(desk, case, Event.CONSENT_WITHDRAWN, on=_day_of(case, on), details={"party": str(consent.party_id), "consent": consent.kind})
    desk.session.add(Task(case_id=case.id, party_id=consent.party_id, kind=TAKEN_BACK_TASK, due_on=desk.calendar.add(desk.today, 1), made_at=desk.now))


def of(session: Session, party_id: uuid.UUID) -> Sequence[Consent]:
    """Everything that was said about consent for somebody who speaks, newest first."""
    return session.scalars(sa.select(Consent).where(Consent.party_id == party_id).order_by(Consent.at.desc(), Consent.id.desc())).all()


def standing(session: Session, party_id: uuid.UUID, today: date) -> dict[str, Standing]:
    """How each of the three consents stands on a day, in the order in which they are asked."""
    rows = of(session, party_id)
    return {kind: _stands(kind, next((row for row in rows if row.kind == kind), None), today) for kind in KINDS}


def stopped_on(session: Session, party_id: uuid.UUID, today: date) -> date | None:
    """The first day from which nothing more goes to somebody who speaks, or None: consent never asked or still awaited stops nothing.

    Being asked again changes nothing: only a new yes lets anything go to them.
    """
    decided = [row for row in of(session, party_id) if row.answer != NOT_YET]
    newest = {row.kind: row for row in reversed(decided)}
    ends = [_ended_on(newest[kind]) for kind in (COMPLAIN, RECEIVE) if kind in newest]
    return min((end for end in ends if end is not None and end <= today), default=None)


def may_have_answer(session: Session, party: Party, today: date) -> bool:
    """Whether the answer may go to this person: whoever complained for themselves always, whoever speaks for another with consent."""
    if party.role not in SPEAKERS or party.speaks_for_id is None:
        return True
    return stopped_on(session, party.id, today) is None and standing(session, party.id, today)[RECEIVE].state == YES


def _end_later(desk: Desk, party_id: uuid.UUID, kind: str, on: date) -> None:
    """What was carried to whoever is planned to speak for the same person later ends with it."""
    party = desk.session.get_one(Party, party_id)
    later = (
        sa.select(Consent)
        .join(Party, Party.id == Consent.party_id)
        .where(Party.case_id == party.case_id, Party.speaks_for_id == party.speaks_for_id, Party.from_on > desk.today)
    )
    for row in desk.session.scalars(later.where(Consent.kind == kind, Consent.answer == YES, Consent.withdrawn_on.is_(None))):
        row.withdrawn_on = on


def _stands(kind: str, row: Consent | None, today: date) -> Standing:
    if row is None:
        return Standing(kind, NOT_ASKED)
    if row.withdrawn_on is not None and row.withdrawn_on <= today:
        return Standing(kind, TAKEN_BACK, row)
    is_over = row.answer == YES and row.expires_on is not None and row.expires_on < today
    return Standing(kind, OVER if is_over else row.answer, row)


def _ended_on(row: Consent) -> date | None:
    """The day from which a decided consent stops what goes out. That the answer goes to the child alone stops nothing but the answer."""
    if row.answer == NO:
        return (row.given_on or london_date(row.at)) if row.kind == COMPLAIN else None
    after = row.expires_on + timedelta(days=1) if row.expires_on else None
    return min((day for day in (row.withdrawn_on, after) if day is not None), default=None)


def _check(desk: Desk, case: Case, party: Party, kind: str, answer: str, how: str | None) -> None:
    if party.case_id != case.id or party.role not in SPEAKERS:
        raise NotAllowed(N_("Choose somebody who speaks for another person on this case."))
    if kind not in KINDS or answer not in EVENTS or (how and how not in HOWS):
        raise NotAllowed(N_("Say what it is about, what the answer is, and how it was given."))


def _check_days(desk: Desk, on: date | None, until: date | None) -> None:
    if on is not None and on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    if until is not None and until < (on or desk.today):
        raise NotAllowed(N_("The last day of a consent cannot be before the day it was given."))


def _check_file(desk: Desk, case: Case, file_id: uuid.UUID | None) -> None:
    if file_id is None:
        return
    file = desk.session.get(File, file_id)
    if file is None or case.id != file.case_id:
        raise NotAllowed(N_("Choose a file of this case."))


def _chase(desk: Desk, party: Party, kind: str, answer: str) -> None:
    """While it is not there yet that the child agrees, somebody asks again; one task at a time."""
    if kind != COMPLAIN:
        return
    desk.session.flush()
    waiting = desk.session.scalars(sa.select(Task).where(Task.party_id == party.id, Task.kind == TASK, Task.done_at.is_(None))).all()
    if answer == NOT_YET:
        if not waiting:
            due_on = desk.calendar.add(desk.today, desk.settings.advocacy.consent_within_days)
            desk.session.add(Task(case_id=party.case_id, party_id=party.id, kind=TASK, due_on=due_on, made_at=desk.now))
        return
    for task in waiting:
        task.done_at, task.done_by_id = desk.now, desk.by.id if desk.by else None
