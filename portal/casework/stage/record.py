"""The one way a case changes: an event is written, chained to the one before, and the projections follow."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.projection import as_happening, refresh
from portal.procedure.model import Event, Happening, Sentence
from portal.procedure.standing import Standing, standing
from portal.store.database import new_id
from portal.store.models import Case, CaseEvent
from portal.text import N_

FIRST = "0" * 64

MAY_COME_BEFORE = frozenset({Event.NOTED, Event.REMEDY_AGREED, Event.OMBUDSMAN_ASKED, Event.OMBUDSMAN_DECIDED})
"""What an earlier system may date before it had the complaint: it was about something already put right, or came by way of the ombudsman.
Here only a note may be about an earlier day; nothing else can have been done then."""


def record(
    desk: Desk,
    case: Case,
    event: Event,
    on: date | None = None,
    details: Mapping[str, Any] | None = None,
    note: str | None = None,
    voids: uuid.UUID | None = None,
) -> Standing:
    """Write that something happened to a case and return where it stands now.

    on: the London day it happened (today unless given; never in the future). details: codes, ISO dates, numbers
    and ids only, never words. note: words, sealed. Raises NotAllowed when the procedure does not allow the event now;
    at a desk that brings in an earlier system's history only the dates are looked at, and the event says so.
    """
    rows = case.events
    history = [as_happening(row) for row in rows]
    day = on or desk.today
    _check(desk, case, history, event, day)
    row = CaseEvent(
        id=new_id(),
        key_id=case.key_id,
        case_id=case.id,
        number=len(rows) + 1,
        event=event.value,
        on=day,
        at=desk.now,
        by_id=desk.by.id if desk.by else None,
        details={**(details or {}), **({"earlier": True} if desk.brings_in else {})},
        voids_id=voids,
        previous=rows[-1].hash if rows else FIRST,
        hash="",
    )
    _write(desk, case, row, note)
    return refresh(desk, case, [*history, as_happening(row)])


def _check(desk: Desk, case: Case, history: list[Happening], event: Event, day: date) -> None:
    if day > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    if day < case.received_on and event not in (MAY_COME_BEFORE if desk.brings_in else {Event.NOTED}):
        raise NotAllowed(N_("This cannot have happened before we received it. Look at the date."))
    if history and not desk.brings_in and event not in standing(desk.procedures[case.procedure], history, desk.calendar, desk.today).may:
        raise NotAllowed(Sentence(N_("This cannot be done now: %(act)s."), {"act": event.label}))


def _write(desk: Desk, case: Case, row: CaseEvent, note: str | None) -> None:
    """The row is complete before it is flushed: nothing may ever change it afterwards."""
    with desk.session.no_autoflush:
        case.events.append(row)
        row.note = note
        row.hash = event_hash(row)


def event_hash(row: CaseEvent) -> str:
    """The link of a case's chain: SHA-256 over everything the row says (its note as sealed) and the hash before it."""
    parts = [
        str(row.case_id),
        row.number,
        row.event,
        row.on.isoformat(),
        row.at.astimezone(UTC).isoformat(),
        str(row.by_id or ""),
        json.dumps(row.details, sort_keys=True),
        str(row.voids_id or ""),
        hashlib.sha256(row.note_sealed or b"").hexdigest(),
        row.previous,
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()
