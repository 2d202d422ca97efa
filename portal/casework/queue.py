"""The queue: everything not triaged and every open case somebody may see, by urgency, then by due date."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.access.visible import find_case, visible_cases
from portal.casework.reading.reference import is_reference
from portal.casework.stage.projection import CHILD, CHILD_NOT_SCREENED, REST, URGENT, WAIT
from portal.store.models import Case, Contact, User
from portal.store.sealing import open_keys

SIZE = 50
COUNTED_TO = 1_000
END = "end"
"""As `before`: the last page."""

_RANKS = {str(rank): rank for rank in (URGENT, WAIT, CHILD_NOT_SCREENED, CHILD, REST)}
_NOWHERE = uuid.UUID(int=0)
_FLAGS = (
    *(Contact.audience, Contact.kind, Contact.language, Contact.received_at, Contact.is_urgent, Contact.wants_wait, Contact.wants_call),
    *(Contact.is_unreadable, Contact.is_not_screened),
)


@dataclass(frozen=True)
class Page:
    """Part of the queue. `next` and `previous`: where the pages beside it begin, or None. total: exact up to 1,000."""

    rows: tuple[Case, ...]
    next: str | None
    previous: str | None
    total: int
    has_more_than_counted: bool


def queue(session: Session, user: User, today: date, after: str | None = None, before: str | None = None, size: int = SIZE) -> Page:
    """One page of `size` lines after or before a place; the first page unless a place that can be read is given.

    A place names a line by rank, due date and reference, so that no page is further away than another (goal P3).
    """
    waiting, order = _waiting(user, today)
    counted = waiting.with_only_columns(Case.id).order_by(*order).limit(COUNTED_TO + 1).subquery()
    total = session.scalar(sa.select(sa.func.count()).select_from(counted)) or 0
    place = _key(session, user, today, before or after)
    if before and (place or before == END):
        rows, more = _read(session, waiting.where(sa.tuple_(*order) < place) if place else waiting, [one.desc() for one in order], size)
        rows.reverse()
        has_before, has_after = more, before != END
    else:
        rows, more = _read(session, waiting.where(sa.tuple_(*order) > place) if place else waiting, order, size)
        has_before, has_after = place is not None, more
    open_keys(session, [case.key_id for case in rows])
    return Page(
        tuple(rows),
        next=place_of(rows[-1]) if rows and has_after else None,
        previous=place_of(rows[0]) if rows and has_before else None,
        total=min(total, COUNTED_TO),
        has_more_than_counted=total > COUNTED_TO,
    )


def place_of(case: Case) -> str:
    """Where a line stands in the queue, as a word for an address; it names the reference, never the id."""
    return f"{case.rank}.{case.due_on.isoformat()}.{case.reference}"


def _waiting(user: User, today: date) -> tuple[sa.Select[Case], Sequence[Any]]:
    """What waits, as a select, and the columns that order it along ix_case_queue."""
    waiting = visible_cases(user, today).where(Case.closed_on.is_(None))
    if CATALOGUE[user.role].may.get(Permission.CASE_READ) is not Reach.GRANTED:
        return waiting, (Case.rank, Case.due_on, Case.id)
    # A few granted cases among a million: PostgreSQL would walk the whole queue to find them, so they are gathered first.
    mine = waiting.with_only_columns(Case.id, Case.rank, Case.due_on).cte("mine").prefix_with("MATERIALIZED")
    return sa.select(Case).join(mine, mine.c.id == Case.id), (mine.c.rank, mine.c.due_on, mine.c.id)


def _read(session: Session, waiting: sa.Select[Case], order: Sequence[Any], size: int) -> tuple[list[Case], bool]:
    # Contacts come by a select of their own: the page stays a walk along ix_case_queue, and what was sent stays unread.
    beside = (selectinload(Case.contact).load_only(*_FLAGS), selectinload(Case.holder).load_only(User.name))
    found = list(session.scalars(waiting.order_by(*order).limit(size + 1).options(*beside)))
    return found[:size], len(found) > size


def _key(session: Session, user: User, today: date, place: str | None) -> tuple[int, date, uuid.UUID] | None:
    """The key a place stands for. A case this person may not see counts for nothing, whether it is there or not."""
    try:
        rank, due_on, reference = (place or "").split(".", 2)
        key = _RANKS[rank], date.fromisoformat(due_on)
    except (KeyError, ValueError):
        return None
    case = find_case(session, user, reference, today) if is_reference(reference) else None
    return (*key, case.id if case else _NOWHERE)
