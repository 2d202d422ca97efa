"""What has happened on a case, newest first: when it happened, when it was written down, who wrote it, and what counts no longer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.casework.desk import Desk, london_date
from portal.casework.people.must_not_see import AGREED_WHO
from portal.casework.reading.names import Black
from portal.casework.stage.projection import as_happening
from portal.casework.thread import treated
from portal.procedure.history import live
from portal.procedure.model import Event
from portal.store.models import Case, CaseEvent

SOON_ENOUGH = 2
"""Working days: written down later than that after it happened is said so in every view (practice F-45)."""


@dataclass(frozen=True)
class Entry:
    """One event. `by` None: the person or the system. `note` None: there is none, or the reader may not read notes."""

    id: str
    number: int
    event: Event
    on: date
    at: datetime
    by: str | None
    details: Mapping[str, Any]
    note: str | None
    is_late: bool
    is_same_day: bool
    is_voided: bool


def history(desk: Desk, case: Case, black: Black, may_read_notes: bool) -> Sequence[Entry]:
    """The entries of a case; of two on one day the one written down later stands first."""
    rows = desk.session.scalars(sa.select(CaseEvent).where(CaseEvent.case_id == case.id).options(joinedload(CaseEvent.by))).all()
    counting = {one.id for one in live(as_happening(row) for row in rows)}
    notes_after = _notes_after(desk, rows)
    readable = {row.id for row in rows if may_read_notes and row.number > notes_after and _may_read(desk, row)}
    shown = [row for row in rows if treated.KIND not in row.details or treated.may_know(desk.actor, desk.today)]
    entries = [_entry(desk, row, str(row.id) in counting, black.over(row.note) if row.id in readable else None) for row in shown]
    return sorted(entries, key=lambda entry: (entry.on, entry.number), reverse=True)


def _notes_after(desk: Desk, rows: Sequence[CaseEvent]) -> int:
    """The number of the last entry whose note is not for this reader: whoever was let in for a stage reads its notes, not triage's.

    What triage wrote of risks and who was told of them may be about the very manager who answers (reliability-security 6, internal notes).
    """
    if CATALOGUE[desk.actor.role].may.get(Permission.NOTE) is not Reach.GRANTED:
        return 0
    return max((row.number for row in rows if row.event == Event.TRIAGED), default=0)


def _may_read(desk: Desk, row: CaseEvent) -> bool:
    """What was agreed about who must not see it is the complaints team's to read."""
    return not row.details.get(AGREED_WHO) or Permission.INTAKE in CATALOGUE[desk.actor.role].may


def _entry(desk: Desk, row: CaseEvent, counts: bool, note: str | None) -> Entry:
    written_on = london_date(row.at)
    return Entry(
        id=str(row.id),
        number=row.number,
        event=Event(row.event),
        on=row.on,
        at=row.at,
        by=row.by.name if row.by else None,
        details=row.details,
        note=note,
        is_late=desk.calendar.count(row.on, written_on) > SOON_ENOUGH,
        is_same_day=row.on == written_on,
        is_voided=not counts and row.event != Event.VOIDED,
    )
