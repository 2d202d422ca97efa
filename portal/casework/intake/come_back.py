"""Coming back with a reference and six words: a saved draft, or one person's page; every wrong way looks, counts and lasts the same."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from portal.access import attempts
from portal.access.code import normalise, normalise_reference, verify, verify_nothing
from portal.access.lock import ALARM_WITHIN, rings
from portal.casework.desk import london_date
from portal.casework.thread.visit import may_come_back
from portal.store.database import Database
from portal.store.models import Attempt, Draft, Party
from portal.store.side import Look, aside, log_access

MANY_WRONG = "code.many_wrong"
ALL = attempts.Limit(failures=1_000_000, within=ALARM_WITHIN)  # counts, never locks


@dataclass(frozen=True)
class Found:
    """What a reference leads to, before the words are checked: a saved draft, or a person on a case."""

    code_hash: str
    draft_id: uuid.UUID | None = None
    party_id: uuid.UUID | None = None


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
    """Two people on one case each have a reference of their own, which leads to nobody else's page (practice F-12)."""
    with database.reading() as session:
        draft = session.scalar(
            sa.select(Draft).where(Draft.reference == reference, Draft.contact_id.is_(None), Draft.saved_at.is_not(None), Draft.expires_at > now)
        )
        if draft is not None and draft.code_hash:
            return Found(draft.code_hash, draft_id=draft.id)
        party = session.scalar(sa.select(Party).where(Party.reference == reference))
        if party is None or not party.code_hash or not may_come_back(party, now):
            return None
        return Found(party.code_hash, party_id=party.id)
