"""What somebody on the staff was writing when their session ended: sealed for them, 8 hours (practice F-32)."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.database import new_id
from portal.store.models import KeptText, User

KEPT_FOR = timedelta(hours=8)

Fields = list[tuple[str, str]]


def keep(session: Session, user_id: uuid.UUID, form: str, fields: Iterable[tuple[str, str]], now: datetime) -> bool:
    """Seal a form's fields for its owner; a later text of the same form takes the place of an earlier. False: no such account."""
    user = session.get(User, user_id, with_for_update=True)
    if user is None or user.is_disabled:
        return False
    row = session.scalar(sa.select(KeptText).where(KeptText.user_id == user_id, KeptText.form == form))
    if row is None:
        row = KeptText(id=new_id(), key_id=user.key_id, user_id=user_id, form=form, kept_at=now)
        session.add(row)
    row.body = json.dumps(list(fields))
    row.kept_at = now
    session.flush()
    return True


def find(session: Session, user_id: uuid.UUID, form: str, now: datetime) -> Fields | None:
    """What is kept of a form for this person, or None; looking does not take it away."""
    select = sa.select(KeptText).where(KeptText.user_id == user_id, KeptText.form == form, KeptText.kept_at > now - KEPT_FOR)
    row = session.scalar(select)
    return None if row is None or row.body is None else [(name, text) for name, text in json.loads(row.body)]


def is_kept(session: Session, user_id: uuid.UUID, form: str) -> bool:
    """Whether there is anything to drop."""
    return session.scalar(sa.select(KeptText.id).where(KeptText.user_id == user_id, KeptText.form == form)) is not None


def drop(session: Session, user_id: uuid.UUID, form: str) -> None:
    """The form was sent: nothing of it need be kept."""
    session.execute(sa.delete(KeptText).where(KeptText.user_id == user_id, KeptText.form == form))
