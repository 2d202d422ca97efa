"""'Is this what you told us?': what staff wrote down is read back or sent to be checked; the agreed text is what the case is about (F-26)."""

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.screen import raise_for
from portal.casework.letters.first_words import first_words
from portal.casework.letters.letter import EMAIL as BY_EMAIL
from portal.casework.letters.letter import POST, send, write
from portal.casework.stage.record import record
from portal.casework.thread.message import of_party
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Party, Statement, Task
from portal.text import N_

TASK = "read_back"
CHECKED_WITHIN = 5
"""Working days until staff look whether the person has checked it. Ours: no law says how many."""

ASKED, YES, CHANGED = "asked", "yes", "changed"
READ_BACK, PAGE, LETTER, EMAIL = "read_back", "page", "letter", "email"
HOW = (READ_BACK, PAGE, LETTER, EMAIL)
LONGEST = 50_000

KIND = "account"
WRITTEN = "[what we wrote down]"
"""The kind of letter, and where in it the text goes."""

_CHANNELS = {LETTER: POST, EMAIL: BY_EMAIL}


def read_back(desk: Desk, case: Case, party: Party, text: str) -> Statement:
    """The person heard it read out and agreed, now."""
    statement = _new(desk, case, party, text, YES, READ_BACK)
    statement.on = desk.today
    record(desk, case, Event.ACCOUNT_CONFIRMED, details={"how": READ_BACK, "answer": YES})
    return statement


def send_to_check(desk: Desk, case: Case, party: Party, text: str, how: str) -> Statement:
    """What was written down goes to the person to check: on their status page, by letter or by e-mail. It is a task until they answer.

    Raises NotAllowed where the person did not call that way safe.
    """
    if how not in (PAGE, LETTER, EMAIL):
        raise NotAllowed(N_("Say how they get it to check."))
    statement = _new(desk, case, party, text, ASKED, how)
    _ask_for(desk, case, party)
    record(desk, case, Event.ACCOUNT_SENT, details={"how": how})
    if how in _CHANNELS:
        words = first_words(desk, case, KIND, party=party).replace(WRITTEN, text)
        send(desk, case, write(desk, case, KIND, words, party), _CHANNELS[how])
    return statement


def ask_later(desk: Desk, case: Case, party: Party, text: str) -> Statement:
    """Nobody could ask yet: somebody reads it to the person later. It is a task, and the person may answer on their page before."""
    _ask_for(desk, case, party)
    return _new(desk, case, party, text, ASKED, READ_BACK)


def answer(desk: Desk, case: Case, party: Party, said: str, text: str = "", how: str = PAGE, on: date | None = None) -> Statement:
    """The person says yes, or changes it in their own words; what staff wrote first stays with the contact.

    on: the day they said so, today if not given. Raises NotAllowed when nothing waits for them to check, or a changed text is empty.
    """
    statement = waiting(desk.session, party.id)
    if statement is None:
        raise NotAllowed(N_("Nothing waits to be checked."))
    if said not in (YES, CHANGED) or how not in HOW:
        raise NotAllowed(N_("Say whether it is right, or change it."))
    if said == CHANGED:
        statement.body = _changed(text)
    statement.answer, statement.how, statement.on, statement.at = said, how, on or desk.today, desk.now
    statement.by_id = desk.by.id if desk.by else None
    _done(desk, case, party)
    record(desk, case, Event.ACCOUNT_CONFIRMED, on=statement.on, details={"how": how, "answer": said})
    if said == CHANGED:
        raise_for(desk, case, text, {"statement": str(statement.id)})
    return statement


def waiting(session: Session, party_id: uuid.UUID) -> Statement | None:
    """What this person still has to check, or None."""
    return session.scalar(sa.select(Statement).where(Statement.party_id == party_id, Statement.answer == ASKED).order_by(Statement.id.desc()))


def has_written(desk: Desk, party: Party, text: str) -> bool:
    """Whether these words stand already in this person's messages, or in what they were asked to check."""
    kept = [*of_party(desk.session, party.id), *desk.session.scalars(sa.select(Statement).where(Statement.party_id == party.id))]
    return any((one.body or "").strip() == text.strip() for one in kept)


def of_case(session: Session, case: Case) -> Sequence[Statement]:
    """Every statement of a case, oldest first."""
    return session.scalars(sa.select(Statement).where(Statement.case_id == case.id).order_by(Statement.id)).all()


def _new(desk: Desk, case: Case, party: Party, text: str, said: str, how: str) -> Statement:
    statement = Statement(
        id=new_id(), key_id=case.key_id, case_id=case.id, party_id=party.id, answer=said, how=how, at=desk.now, by_id=desk.by.id if desk.by else None
    )
    desk.session.add(statement)
    statement.body = text
    return statement


def _changed(text: str) -> str:
    if not text.strip():
        raise NotAllowed(N_("Write what you want to say instead."))
    if len(text) > LONGEST:
        raise NotAllowed(N_("This is too long. Make it shorter, or send the rest as a message."))
    return text


def _ask_for(desk: Desk, case: Case, party: Party) -> None:
    due = desk.calendar.add(desk.today, CHECKED_WITHIN)
    desk.session.add(Task(id=new_id(), case_id=case.id, kind=TASK, party_id=party.id, due_on=due, made_at=desk.now))


def _done(desk: Desk, case: Case, party: Party) -> None:
    open_ones = sa.select(Task).where(Task.case_id == case.id, Task.kind == TASK, Task.party_id == party.id, Task.done_at.is_(None))
    for task in desk.session.scalars(open_ones):
        task.done_at, task.done_by_id = desk.now, desk.by.id if desk.by else None
