"""What is kept of people's equality answers, read as no part of the product can: row by row."""

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.equality import token_of
from portal.store.models import Equality
from portal.store.sealing import Keys


class Kept(NamedTuple):
    """One answer."""

    about: str
    source: str
    question: str
    code: str


def answers_of(session: Session, keys: Keys, *people: UUID) -> list[Kept]:
    """Every answer that is kept of these people."""
    columns = (Equality.about, Equality.source, Equality.question, Equality.code)
    rows = sa.select(*columns).where(Equality.token.in_([token_of(keys, one) for one in people])).order_by(*columns)
    return [Kept(*row) for row in session.execute(rows)]
