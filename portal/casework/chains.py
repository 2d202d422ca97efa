"""Whether the two records still say what was written: each row's hash, each link, each day's signature."""

import hmac
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.stage.record import event_hash
from portal.store.models import AccessLog, CaseEvent, LogHead, LogSignature
from portal.store.side import FIRST, access_hash, signature

AT_ONCE = 1000  # rows read at a time, so that ten years of log need no more memory than a day


@dataclass(frozen=True)
class Checked:
    """How many rows were read, and the first that is wrong, if one is."""

    rows: int
    broken: str | None = None


def check_access_log(session: Session, key: bytes) -> Checked:
    """Read the access log from its first row to its head, and compare the daily signatures made with the log key."""
    signed = {row.number: row for row in session.scalars(sa.select(LogSignature))}
    previous, number = FIRST, 0
    for row in session.scalars(sa.select(AccessLog).order_by(AccessLog.number).execution_options(yield_per=AT_ONCE)):
        number += 1
        if row.number != number:
            return Checked(number - 1, f"access_log: row {number} is missing.")
        if row.previous != previous or not hmac.compare_digest(row.hash, access_hash(row)):
            return Checked(number, f"access_log: row {number} was changed.")
        if (sign := signed.pop(number, None)) is not None and not _is_signed(sign, row.hash, key):
            return Checked(number, f"access_log: the signature of {sign.day.isoformat()} does not fit row {number}.")
        previous = row.hash
        session.expunge(row)
    return Checked(number, _end(session, number, previous, signed, key))


def _is_signed(sign: LogSignature, head: str, key: bytes) -> bool:
    return sign.hash == head and hmac.compare_digest(sign.signature, signature(key, sign.day, sign.number, sign.hash))


def _end(session: Session, number: int, last: str, signed: dict[int, LogSignature], key: bytes) -> str | None:
    """What is wrong with the log's end: rows cut off, or signatures of rows that are not there (an empty log is signed as row 0)."""
    head = session.get(LogHead, 1)
    if (head.number, head.hash) != (number, last) if head else number > 0:
        return f"access_log: its head does not fit row {number}; rows after it may have been taken away."
    for sign in signed.values():
        if sign.number > number or not _is_signed(sign, FIRST, key):
            return f"access_log: row {sign.number}, signed on {sign.day.isoformat()}, is missing."
    return None


def check_events(session: Session) -> Checked:
    """Read every case's events in order and compare each link."""
    case: uuid.UUID | None = None
    previous, number, rows = FIRST, 0, 0
    for row in session.scalars(sa.select(CaseEvent).order_by(CaseEvent.case_id, CaseEvent.number).execution_options(yield_per=AT_ONCE)):
        if row.case_id != case:
            case, previous, number = row.case_id, FIRST, 0
        number, rows = number + 1, rows + 1
        if row.number != number:
            return Checked(rows, f"event: number {number} of case {row.case_id} is missing.")
        if row.previous != previous or not hmac.compare_digest(row.hash, event_hash(row)):
            return Checked(rows, f"event: number {number} of case {row.case_id} was changed.")
        previous = row.hash
        session.expunge(row)
    return Checked(rows)
