"""You said, we did: what a service changes because of what people said. Meant for print, so no word of it is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.store.database import new_id
from portal.store.models import Case, Learning
from portal.text import N_


@dataclass(frozen=True)
class Lesson:
    """you_said, we_did: words anybody may read. shared_by: who said it, a code. tags: codes of the list."""

    you_said: str
    we_did: str
    service: str | None = None
    shared_by: str | None = None
    tags: Sequence[str] = field(default=())


def agree(desk: Desk, case: Case | None, lesson: Lesson, agreed_on: date, done_on: date | None = None) -> Learning:
    """A change was agreed, on a case or without one. Whoever writes it releases it for print.

    Raises NotAllowed without words, or where it was done before it was agreed or is not yet agreed today.
    """
    if not desk.brings_in and not (lesson.you_said.strip() and lesson.we_did.strip()):
        raise NotAllowed(N_("Write what people said and what was done."))
    if agreed_on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    row = Learning(
        id=new_id(),
        case_id=case.id if case else None,
        service=lesson.service,
        you_said=lesson.you_said,
        we_did=lesson.we_did,
        shared_by=lesson.shared_by,
        agreed_on=agreed_on,
        tags=list(lesson.tags),
        by_id=None if desk.brings_in else desk.actor.id,
    )
    if done_on:
        done(desk, row, done_on)
    desk.session.add(row)
    return row


def done(desk: Desk, row: Learning, on: date) -> None:
    """What was agreed was done. Raises NotAllowed before it was agreed, or in the future."""
    if on < row.agreed_on:
        raise NotAllowed(N_("This cannot have been done before it was agreed."))
    if on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    row.done_on = on
