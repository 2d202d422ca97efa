"""A translation by a named person, asked for, kept beside the original and never in its place; it stops no clock (practice F-07)."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk, NotAllowed, london_date
from portal.casework.intake.screen import raise_for
from portal.casework.notice import ask_for_notice
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Letter, Message, Statement, Task, Translation
from portal.text import N_

TASK = "translate"
WITHIN = 1
"""Working days from asking until it should be there (F-07)."""

CONTACT, MESSAGE, STATEMENT, LETTER = "contact", "message", "statement", "letter"


@dataclass(frozen=True)
class Original:
    """A text that can be translated. of: contact, message, statement or letter; number: of a letter; on: when it was written."""

    of: str
    id: uuid.UUID
    language: str
    on: date | None = None
    number: int = 0

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.of}:{self.id}"


@dataclass(frozen=True)
class Made:
    """What a translator handed in: who, on which day, into which language; minutes and pence it took and cost (F-37), if known."""

    who: str
    on: date
    language: str
    text: str
    read_back: bool
    minutes: int | None = None
    pence: int | None = None


def originals(desk: Desk, case: Case) -> list[Original]:
    """Everything on a case that can be translated: what was sent, what was agreed, messages and letters, oldest of each first."""
    statements = desk.session.scalars(sa.select(Statement).where(Statement.case_id == case.id).order_by(Statement.id))
    messages = desk.session.scalars(sa.select(Message).where(Message.case_id == case.id).order_by(Message.id))
    letters = desk.session.scalars(sa.select(Letter).where(Letter.case_id == case.id).order_by(Letter.number))
    return [
        Original(CONTACT, case.contact_id, case.contact.language, case.contact.received_on),
        *(Original(STATEMENT, one.id, case.contact.language, one.on or london_date(one.at)) for one in statements),
        *(Original(MESSAGE, one.id, one.language, london_date(one.at)) for one in messages),
        *(Original(LETTER, one.id, one.language, london_date(one.made_at), one.number) for one in letters),
    ]


def ask_for(desk: Desk, case: Case, original: Original, language: str, who: str = "", on: date | None = None) -> Task:
    """Ask for a translation: a task of one working day. who: the translator who is booked, and on which day."""
    _check(desk, case, original)
    task = Task(id=new_id(), case_id=case.id, kind=TASK, text_id=original.id, due_on=desk.calendar.add(desk.today, WITHIN), made_at=desk.now)
    desk.session.add(task)
    booked = {"booked": on.isoformat()} if on else {}
    record(desk, case, Event.TRANSLATION_ASKED, details={"of": original.of, "of_id": str(original.id), "language": language, **booked}, note=who or None)
    return task


def add(desk: Desk, case: Case, original: Original, made: Made) -> Translation:
    """Keep a translation beside its original. Raises NotAllowed without a name or a text, or for a day that lies ahead."""
    _check(desk, case, original)
    if not made.who.strip() or not made.text.strip():
        raise NotAllowed(N_("Write who translated it, and the translation."))
    if made.on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    if not _was_asked(desk, case):
        record(desk, case, Event.TRANSLATION_ASKED, details={"of": original.of, "of_id": str(original.id), "language": made.language})
    row = _row(desk, case, original, made)
    if task := next((one for one in open_tasks(desk, case) if one.text_id == original.id), None):
        task.done_at, task.done_by_id = desk.now, desk.actor.id
    record(desk, case, Event.TRANSLATED, details={"of": original.of, "of_id": str(original.id), "language": made.language})
    if original.of != LETTER:  # what we wrote ourselves raises nothing
        raise_for(desk, case, made.text, {"translation": str(row.id)})
    return row


def _row(desk: Desk, case: Case, original: Original, made: Made) -> Translation:
    row = Translation(
        id=new_id(),
        key_id=case.key_id,
        case_id=case.id,
        of=original.of,
        of_id=original.id,
        language=made.language,
        made_on=made.on,
        read_back=made.read_back,
        minutes=made.minutes,
        pence=made.pence,
        at=desk.now,
        by_id=desk.actor.id,
    )
    desk.session.add(row)
    row.who, row.body = made.who, made.text
    return row


def of_case(desk: Desk, case: Case) -> Sequence[Translation]:
    """The translations of a case, oldest first."""
    return desk.session.scalars(sa.select(Translation).where(Translation.case_id == case.id).order_by(Translation.id)).all()


def with_words_translated(session: Session, cases: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """On which of these cases what was sent can be read, whatever else waits: a letter's or a message's translation does not count."""
    done = sa.select(Translation.case_id).where(Translation.case_id.in_(cases), Translation.of == CONTACT)
    return set(session.scalars(done)) if cases else set()


def open_tasks(desk: Desk, case: Case) -> Sequence[Task]:
    """Translations still waited for, the oldest first."""
    select = sa.select(Task).where(Task.case_id == case.id, Task.kind == TASK, Task.done_at.is_(None))
    return desk.session.scalars(select.order_by(Task.due_on, Task.id)).all()


def chase(desk: Desk) -> int:
    """Tell the complaints manager, once for each, of translations that should have been there; the mail says nothing of them. Returns how many."""
    late = sa.select(Task).where(Task.kind == TASK, Task.done_at.is_(None), Task.due_on < desk.today)
    tasks = desk.session.scalars(late).all()
    for task in tasks:
        case = desk.session.get_one(Case, task.case_id)
        ask_for_notice(desk, f"{TASK}:{task.id}", case.key_id, case.id)
    return len(tasks)


def _check(desk: Desk, case: Case, original: Original) -> None:
    if original.key not in {one.key for one in originals(desk, case)}:
        raise NotAllowed(N_("Choose which text."))


def _was_asked(desk: Desk, case: Case) -> bool:
    return any(row.event == Event.TRANSLATION_ASKED for row in case.events)
