"""Messages to and fro with one person: nobody else on the case ever sees them but the complaints team (practice F-12)."""

import hashlib
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.screen import raise_for
from portal.casework.letters.named import check_names_nobody
from portal.casework.letters.words import mail_words
from portal.casework.outbox import Job, Work, ask
from portal.casework.outbox import Message as Mailed
from portal.casework.people.consent import stopped_on
from portal.casework.people.safe_contact import Mail, safe_email
from portal.casework.stage.record import record
from portal.casework.thread.revival import revive
from portal.casework.undelivered import undelivered
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Message, Party, Task
from portal.text import N_

NEWS = "news"
READ = "read_message"
MESSAGE, ADDITION, WITHDRAWAL = "message", "addition", "withdrawal"


def locked_case(desk: Desk, party: Party) -> Case:
    """The person's case; nobody else writes to it until this transaction ends."""
    return desk.session.get_one(Case, party.case_id, with_for_update=True)


def write_in(desk: Desk, party: Party, words: str, once: str, kind: str = MESSAGE, language: str = "en") -> Message:
    """The person wrote. The same words of the same form a second time make nothing; other words are kept too (L6).

    kind: message, addition (to what they told us) or withdrawal. A case that was given up because nobody heard from them goes on.
    """
    case = locked_case(desk, party)
    mark = hashlib.sha256(f"{party.id}:{once}:{kind}:{words}".encode()).hexdigest()
    earlier = desk.session.scalar(sa.select(Message).where(Message.sent_once == mark))
    if earlier is not None:
        return earlier
    revive(desk, case)
    message = _message(desk, party, "in", kind, mark, words)
    message.language = language
    if kind == WITHDRAWAL:
        record(desk, case, Event.WITHDRAWAL_ASKED, details={"party": str(party.id)})
        add_task(desk, party, "withdrawal")
    else:
        record(desk, case, Event.MESSAGE_RECEIVED, details={"party": str(party.id), "kind": kind})
        add_task(desk, party, READ)
    raise_for(desk, case, words, {"message": str(message.id)})
    return message


def write_out(desk: Desk, party: Party, words: str) -> Message:
    """Write to one person: it waits on their page. An e-mail that says nothing goes only where e-mail was called safe.

    What this person wrote counts as read. Raises NotAllowed for no words, for the name of somebody else on the case, or where they have no way to look.
    """
    if not words.strip():
        raise NotAllowed(N_("Write the message."))
    if not party.code_hash and party.user_id is None:
        raise NotAllowed(N_("They have no code, so they cannot read it. Give them a code first, or ring or write."))
    if stopped_on(desk.session, party.id, desk.today) is not None:
        raise NotAllowed(N_("They may hear nothing more: the consent they had was refused, taken back or has ended."))
    case = locked_case(desk, party)
    check_names_nobody(case, party, words)
    message = _message(desk, party, "out", MESSAGE, uuid.uuid4().hex, words)
    message.by_id, message.language = desk.actor.id, party.language
    done_reading(desk, party)
    record(desk, case, Event.MESSAGE_SENT, details={"party": str(party.id)})
    if safe_email(desk.session, party.id, desk.today, Mail.RECEIPT):
        ask(desk, NEWS, f"{NEWS}:{message.id}", {"message": str(message.id)}, case.key_id, case.id)
    return message


def announce(desk: Desk, party: Party, words: str) -> Message:
    """Something a person should know, put on their page beside the messages. It answers nothing they wrote and stops no clock."""
    message = _message(desk, party, "out", MESSAGE, uuid.uuid4().hex, words)
    message.by_id, message.language = desk.by.id if desk.by else None, party.language
    if safe_email(desk.session, party.id, desk.today, Mail.RECEIPT):
        ask(desk, NEWS, f"{NEWS}:{message.id}", {"message": str(message.id)}, party.key_id, party.case_id)
    return message


def of_party(session: Session, party_id: uuid.UUID) -> Sequence[Message]:
    """The thread with one person, oldest first."""
    return session.scalars(sa.select(Message).where(Message.party_id == party_id).order_by(Message.at, Message.id)).all()


def add_task(desk: Desk, party: Party, kind: str, days: int = 1) -> None:
    """Something to do for this person, so many working days from today; once while it is not done."""
    same = sa.select(Task.id).where(Task.case_id == party.case_id, Task.party_id == party.id, Task.kind == kind, Task.done_at.is_(None))
    if desk.session.scalar(same) is None:
        due_on = desk.calendar.add(desk.today, days) if days else desk.today
        desk.session.add(Task(id=new_id(), case_id=party.case_id, party_id=party.id, kind=kind, due_on=due_on, made_at=desk.now))


def done_reading(desk: Desk, party: Party, kind: str = READ) -> None:
    """What was to be done for this person is done."""
    waiting = sa.update(Task).where(Task.case_id == party.case_id, Task.party_id == party.id, Task.kind == kind, Task.done_at.is_(None))
    desk.session.execute(waiting.values(done_at=desk.now, done_by_id=desk.actor.id))


def _message(desk: Desk, party: Party, direction: str, kind: str, mark: str, words: str) -> Message:
    message = Message(id=new_id(), key_id=party.key_id, case_id=party.case_id, party_id=party.id, direction=direction, kind=kind, sent_once=mark, at=desk.now)
    desk.session.add(message)
    message.body = words
    return message


def _prepare(desk: Desk, job: Job) -> Mailed | None:
    """Whether e-mail is safe is asked now, not when the message was written. What they have read already is no news."""
    message = desk.session.get(Message, uuid.UUID(job.body["message"])) if "message" in job.body else None
    to = safe_email(desk.session, message.party_id, desk.today, Mail.RECEIPT) if message and message.read_at is None else None
    if message is None or to is None:
        return None
    return Mailed(to, *mail_words(NEWS, message.language, desk.settings), message.language)


def _sent(_desk: Desk, _job: Job, _message: Mailed) -> None:
    """That the message was written is on the case already; the mail says nothing of it."""


def _failed(desk: Desk, job: Job, reason: str) -> None:
    undelivered(desk, job.case_id, NEWS, reason)


NEWS_WORK = Work(_prepare, _sent, _failed)
