"""A letter on its way by e-mail: the address is looked up when it is sent, and only where it was called safe for letters."""

import uuid

from portal.casework.desk import Desk
from portal.casework.letters.letter import KIND
from portal.casework.letters.words import mail_words
from portal.casework.outbox import Job, Message, Work
from portal.casework.people.safe_contact import Mail, safe_email
from portal.casework.undelivered import undelivered
from portal.store.models import Letter


def _prepare(desk: Desk, job: Job) -> Message | None:
    letter = desk.session.get(Letter, uuid.UUID(job.body["letter"])) if "letter" in job.body else None
    if letter is None or letter.party_id is None:
        return None
    to = safe_email(desk.session, letter.party_id, desk.today, Mail.LETTER)
    if to is None:
        undelivered(desk, job.case_id, KIND, "no_longer_safe")
        return None
    subject, _ = mail_words("letter", letter.language, desk.settings)
    return Message(to, subject, letter.body)


def _sent(_desk: Desk, _job: Job, _message: Message) -> None:
    """Sending was recorded when the letter was signed off; that the mail server took it adds nothing."""


def _failed(desk: Desk, job: Job, reason: str) -> None:
    undelivered(desk, job.case_id, KIND, reason)


LETTER = Work(_prepare, _sent, _failed)
