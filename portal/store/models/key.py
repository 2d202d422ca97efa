"""Data keys: one for each draft, contact, case and staff account; destroying one erases what it sealed."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, Session

from portal.store.models.row import Row, id_column
from portal.store.sealing import remember_key, wrap_new_key


class DataKey(Row):
    """A wrapped key; `master` is the number of the master key that wrapped it. Erased: nothing is left but the row."""

    __tablename__ = "data_key"

    id: Mapped[uuid.UUID] = id_column()
    wrapped: Mapped[bytes | None]
    master: Mapped[int]
    made_at: Mapped[datetime]


def new_key(session: Session, now: datetime) -> uuid.UUID:
    """Make a data key in this transaction and return its id."""
    from portal.store.database import new_id

    wrapped, master = wrap_new_key(session.info["keys"])
    key = DataKey(id=new_id(), wrapped=wrapped, master=master, made_at=now)
    session.add(key)
    remember_key(session, key.id, wrapped, master)
    return key.id
