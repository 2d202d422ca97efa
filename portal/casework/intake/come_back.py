"""Coming back with a reference and six words: the draft, or 'we have it'; every wrong way looks, counts and lasts the same."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from portal.access import attempts
from portal.access.code import normalise, normalise_reference, verify, verify_nothing
from portal.access.lock import ALARM_WITHIN, rings
from portal.casework.desk import london_date
from portal.store.database import Database
from portal.store.models import Attempt, Case, CaseStage, Contact, Draft, Party
from portal.store.side import Look, aside, log_access

MANY_WRONG = "code.many_wrong"
ALL = attempts.Limit(failures=1_000_000, within=ALARM_WITHIN)  # counts, never locks


@dataclass(frozen=True)
class Waiting:
    """What was sent is with the team: when it was sent, and by when somebody writes, or rings those who asked for it."""

    sent_on: date
    write_by: date
    is_call: bool = False


@dataclass(frozen=True)
class Found:
    """What a reference leads to, before the words are checked: a draft, or what was sent."""

    code_hash: str
    draft_id: uuid.UUID | None = None
    waiting: Waiting | None = None


def open_with_code(database: Database, reference: str, words: str, network: str, now: datetime) -> Found | None:
    """What these open, or None. The try is counted before it is checked; the words are hashed outside any transaction."""
    known, typed = normalise_reference(reference), normalise(words)
    keys = (
        attempts.key_for_one(database.keys.network, "reference", known or "none"),
        attempts.key_for_network(database.keys.network, network, london_date(now)),
    )
    is_locked = _count(database, keys, now)
    found = _find(database, known, now) if known else None
    if found and typed:
        is_right = verify(found.code_hash, typed, database.keys.pepper)
    else:
        is_right = verify_nothing(typed or ("none",), database.keys.pepper)
    if is_locked or not is_right:
        return None
    with aside(database) as session:
        attempts.forgive(session, keys[0])
        attempts.take_back(session, keys[1])
        attempts.take_back(session, _everybody(database))
    return found


def _everybody(database: Database) -> str:
    return attempts.key_for_one(database.keys.network, "reference", "everybody")


def _count(database: Database, keys: tuple[str, str], now: datetime) -> bool:
    """Count the try as failed unless a lock stands; returns whether one stands. Many failures over all are written to the log."""
    with aside(database) as session:
        if attempts.locked_until(session, now, *keys):
            return True
        attempts.count_failure(session, now, attempts.ONE, keys[0])
        attempts.count_failure(session, now, attempts.NETWORK, keys[1])
        attempts.count_failure(session, now, ALL, _everybody(database))
        if rings(session.get_one(Attempt, _everybody(database)).failures):
            log_access(session, Look(MANY_WRONG, allowed=False), now)
        return False


def _find(database: Database, reference: str, now: datetime) -> Found | None:
    with database.reading() as session:
        draft = session.scalar(
            sa.select(Draft).where(Draft.reference == reference, Draft.contact_id.is_(None), Draft.saved_at.is_not(None), Draft.expires_at > now)
        )
        if draft is not None and draft.code_hash:
            return Found(draft.code_hash, draft_id=draft.id)
        row = session.execute(
            sa.select(Party.code_hash, Contact.received_on, Contact.wants_call, CaseStage.due_on)
            .join(Case, Case.id == Party.case_id)
            .join(Contact, Contact.id == Case.contact_id)
            .outerjoin(CaseStage, sa.and_(CaseStage.case_id == Case.id, CaseStage.clock == sa.case((Contact.wants_call, "callback"), else_="acknowledge")))
            .where(Contact.reference == reference, Party.role == "complainant", Party.code_hash.is_not(None))
        ).first()
        if row is None:
            return None
        return Found(row.code_hash, waiting=Waiting(row.received_on, row.due_on or row.received_on + timedelta(days=2), row.wants_call))
