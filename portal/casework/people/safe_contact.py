"""How it is safe to reach somebody today, asked at the moment of sending and never remembered."""

import uuid
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.models import Party, SafeContact


class Mail(StrEnum):
    """What an e-mail is for; a person may call one safe and not the other. Each is the column that allows it."""

    RECEIPT = "may_email"
    LETTER = "may_email_letters"


def current(session: Session, party_id: uuid.UUID, today: date) -> SafeContact | None:
    """The newest record that has begun. When it has ended nothing is safe: an older one is never taken up again."""
    select = (
        sa.select(SafeContact)
        .join(Party, Party.id == SafeContact.party_id)
        .where(SafeContact.party_id == party_id, SafeContact.from_on <= today, sa.or_(Party.to_on.is_(None), Party.to_on > today))
        .order_by(SafeContact.from_on.desc(), SafeContact.id.desc())
    )
    newest = session.scalars(select.limit(1)).first()
    return newest if newest and (newest.to_on is None or newest.to_on > today) else None


def email_in(safe: SafeContact | None, purpose: Mail) -> str | None:
    """The address of this record, if it was called safe for this purpose and is there."""
    if safe is None or not getattr(safe, purpose.value):
        return None
    return str((safe.details or {}).get("email") or "").strip() or None


def safe_email(session: Session, party_id: uuid.UUID, today: date, purpose: Mail) -> str | None:
    """The address to which a mail for this purpose may go today, or None: then nothing is sent."""
    return email_in(current(session, party_id, today), purpose)
