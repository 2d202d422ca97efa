"""The complaints team's lists as they stand on a day: services, categories, reasons, risks."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import NotAllowed
from portal.store.models import Choice
from portal.text import N_


def choices(session: Session, name: str, today: date) -> Sequence[Choice]:
    """The lines of a list that may be chosen today, in the team's order."""
    return session.scalars(
        sa.select(Choice)
        .where(Choice.list == name, Choice.from_on <= today, sa.or_(Choice.to_on.is_(None), Choice.to_on >= today))
        .order_by(Choice.position, Choice.code)
    ).all()


def choice(session: Session, name: str, code: str | None, today: date) -> Choice:
    """The line a code stands for. Raises NotAllowed when it is not on the list today."""
    for line in choices(session, name, today):
        if line.code == code:
            return line
    raise NotAllowed(N_("Choose one from the list."))


def names(session: Session, name: str, language: str = "en") -> Mapping[str, str]:
    """Code -> shown name, ended ones too: an old case still shows the name it was given."""
    lines = session.scalars(sa.select(Choice).where(Choice.list == name))
    return {line.code: line.names.get(language) or line.name for line in lines}
