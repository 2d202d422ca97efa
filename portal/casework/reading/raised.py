"""What staff see of the word list: that words raised a case, the kinds found, and the later texts in which; never that it found none."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.intake.screen import KINDS
from portal.procedure.model import Event
from portal.store.models import Case, CaseEvent, Message, Statement, Transcript, Translation

RAISE = (Event.RECEIVED.value, Event.MADE_URGENT.value)

Text = Message | Statement | Transcript | Translation

TEXTS: Mapping[str, type[Text]] = {
    "message": Message,
    "statement": Statement,
    "transcript": Transcript,
    "translation": Translation,
}
"""What may make a case urgent after it came, as an event's details name it."""


@dataclass(frozen=True)
class Later:
    """A text that came in later and made the case urgent. of: a key of TEXTS."""

    of: str
    at: datetime
    text: str


def kinds_of(case: Case) -> list[str]:
    """The kinds of danger that words raised this case for, in a fixed order; empty where none did."""
    return sorted({kind for row in case.events if row.event in RAISE for kind in row.details.get(KINDS, ())})


def later(session: Session, case: Case) -> Sequence[Later]:
    """The texts that made it urgent after it came, newest first."""
    found = []
    for row in reversed(case.events):
        of = next((key for key in TEXTS if key in row.details), None) if row.event == Event.MADE_URGENT else None
        text = session.get(TEXTS[of], uuid.UUID(row.details[of])) if of else None
        if of and isinstance(text, Text):
            found.append(Later(of, text.at, str(text.body or "")))
    return found


def raised_by_words(session: Session, cases: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these cases words raised."""
    if not cases:
        return set()
    rows = session.execute(sa.select(CaseEvent.case_id, CaseEvent.details).where(CaseEvent.case_id.in_(cases), CaseEvent.event.in_(RAISE)))
    return {case for case, details in rows if details.get(KINDS)}
