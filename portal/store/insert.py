"""INSERT with ON CONFLICT, as the database of a session writes it."""

from typing import Any

from sqlalchemy.orm import Session


def insert_of(session: Session) -> Any:
    """The dialect's own `insert`. Only the one in use is imported: the other would be a tenth of a start (figure P7)."""
    if session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert

        return insert
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert

    return postgresql_insert
