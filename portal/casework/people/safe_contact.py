"""How it is safe to reach somebody today, asked at the moment of sending and never remembered."""

import uuid
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.rules import is_live
from portal.casework.people.consent import stopped_on
from portal.store.models import Party, SafeContact, User


class Mail(StrEnum):
    """What an e-mail is for; a person may call one safe and not the other. Each is the column that allows it."""

    RECEIPT = "may_email"
    LETTER = "may_email_letters"


CHANNELS = ("may_ring", "may_voicemail", "may_text", "may_email", "may_email_letters", "may_post", "may_say_who")


def current(session: Session, party_id: uuid.UUID, today: date) -> SafeContact | None:
    """The record of the newest day that has begun, or None: then nothing is safe.

    An older day's record is never taken up again when the newest has ended. Of one day's records the ended ones are over; if
    two still stand and say different things, nobody can know which came last, and neither is used.
    """
    select = (
        sa.select(SafeContact)
        .join(Party, Party.id == SafeContact.party_id)
        .where(SafeContact.party_id == party_id, SafeContact.from_on <= today, sa.or_(Party.to_on.is_(None), Party.to_on > today))
        .order_by(SafeContact.from_on.desc(), SafeContact.id.desc())
    )
    rows = session.scalars(select).all()
    standing = [row for row in rows if row.from_on == rows[0].from_on and (row.to_on is None or row.to_on > today)]
    return standing[0] if standing and all(_says(row) == _says(standing[0]) for row in standing) else None


def _says(row: SafeContact) -> tuple[object, ...]:
    return (*(getattr(row, channel) for channel in CHANNELS), row.details)


def email_in(safe: SafeContact | None, purpose: Mail) -> str | None:
    """The address of this record, if it was called safe for this purpose and is there."""
    if safe is None or not getattr(safe, purpose.value):
        return None
    return str((safe.details or {}).get("email") or "").strip() or None


def safe_email(session: Session, party_id: uuid.UUID, today: date, purpose: Mail) -> str | None:
    """The address to which a mail for this purpose may go today, or None: then nothing is sent.

    Nothing goes to whoever speaks for another once their account, or the consent they had, is over.
    """
    if stopped_on(session, party_id, today) is not None or not _is_account_open(session, party_id, today):
        return None
    return email_in(current(session, party_id, today), purpose)


def _is_account_open(session: Session, party_id: uuid.UUID, today: date) -> bool:
    """An advocate who signs in is written to while their account is open; people without an account always are."""
    user = session.scalar(sa.select(User).join(Party, Party.user_id == User.id).where(Party.id == party_id, Party.role == "advocate"))
    return user is None or is_live(user, today)
