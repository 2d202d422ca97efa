"""The threads of a case as the complaints team reads them: one a person, each apart, with how it is safe to reach that person."""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from portal.access.roles import Permission
from portal.access.visible import visible_cases
from portal.casework.desk import Desk
from portal.casework.evidence.receive import LOOK
from portal.casework.people.agreement import ANSWERED
from portal.casework.people.safe_contact import CHANNELS, current
from portal.casework.people.who import is_here
from portal.casework.thread.message import READ, of_party
from portal.casework.thread.next_stage import TASK as NEXT_STAGE
from portal.casework.thread.treated import TASK as TREATED
from portal.casework.thread.treated import may_know
from portal.casework.thread.withdrawal import TASK as WITHDRAWAL
from portal.store.models import Case, Message, Party, Task

SPEAK = ("complainant", "representative", "advocate")
"""Who has a page of their own to look at."""
WAITS = (READ, WITHDRAWAL, NEXT_STAGE, LOOK, ANSWERED)
"""Tasks that begin when a person does something on their page; one more is for the complaints manager alone (practice F-03)."""
AT_MOST = 20


@dataclass(frozen=True)
class Thread:
    """One person's thread. can_look: whether they have a code or an account; has_account: they sign in and need no code.

    safe: the channels called safe; waits: something to read or do.
    """

    party: Party
    messages: Sequence[Message]
    can_look: bool
    has_account: bool
    safe: tuple[str, ...]
    waits: bool
    code_made_on: date | None


def speaking(desk: Desk, case: Case) -> list[Party]:
    """The people on a case who have a thread, in the order they came."""
    here = [one for one in case.parties if one.role in SPEAK and is_here(one, desk.today)]
    return sorted(here, key=lambda one: (SPEAK.index(one.role), one.id))


def _waits(desk: Desk) -> tuple[str, ...]:
    return (*WAITS, TREATED) if may_know(desk.actor, desk.today) else WAITS


def threads(desk: Desk, case: Case, may: Callable[[Permission], bool]) -> list[Thread]:
    """The threads for those who send letters and messages; for everybody else there are none (practice F-12)."""
    if not may(Permission.LETTER_SEND):
        return []
    waiting = set(desk.session.scalars(sa.select(Task.party_id).where(Task.case_id == case.id, Task.kind.in_(_waits(desk)), Task.done_at.is_(None))))
    return [_thread(desk, party, party.id in waiting) for party in speaking(desk, case)]


def _thread(desk: Desk, party: Party, waits: bool) -> Thread:
    has_account = party.user_id is not None
    return Thread(party, of_party(desk.session, party.id), bool(party.code_hash) or has_account, has_account, safe_of(desk, party), waits, party.code_made_on)


def safe_of(desk: Desk, party: Party) -> tuple[str, ...]:
    """The channels a person called safe, as they stand today."""
    record = current(desk.session, party.id, desk.today)
    return tuple(channel for channel in CHANNELS if getattr(record, channel, False))


def with_news(desk: Desk, cases: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these cases have something from a person that nobody has read or done yet."""
    waiting = sa.select(Task.case_id).where(Task.case_id.in_(cases), Task.kind.in_(_waits(desk)), Task.done_at.is_(None))
    return set(desk.session.scalars(waiting)) if cases else set()


def closed_with_news(desk: Desk) -> Sequence[Case]:
    """Cases that are not in the queue any more, on which somebody wrote: the earliest first, twenty at most."""
    waiting = sa.select(Task.case_id).where(Task.kind.in_(_waits(desk)), Task.done_at.is_(None))
    found = visible_cases(desk.actor, desk.today).where(Case.closed_on.is_not(None), Case.id.in_(waiting))
    return desk.session.scalars(found.order_by(Case.id).limit(AT_MOST)).all()
