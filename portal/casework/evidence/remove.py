"""Taking a file back before it is sent, and forgetting a draft's files with the draft: their keys go at once, their bytes within a day."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.models import DataKey, Draft, File


def remove(session: Session, draft: Draft, file_id: uuid.UUID) -> bool:
    """The person takes back a file of their draft; whether there was one."""
    return _forget(session, File.draft_id == draft.id, File.id == file_id) > 0


def forget(session: Session, draft_id: uuid.UUID) -> None:
    """The draft ends, and its files with it."""
    _forget(session, File.draft_id == draft_id)


def _forget(session: Session, *which: sa.ColumnElement[bool]) -> int:
    keys = list(session.scalars(sa.delete(File).where(*which).returning(File.key_id)))
    if keys:
        session.execute(sa.delete(DataKey).where(DataKey.id.in_(keys)))
    return len(keys)
