"""The mail that says 'we have it': only to an address the person called safe, and it tells nobody else anything.

It confirms that something arrived. It does not stop the clock of the acknowledgement: that one is met when a person writes.
"""

import uuid

from portal.casework.desk import Desk
from portal.casework.letters.words import mail_words
from portal.casework.outbox import Job, Message, Work, ask
from portal.casework.people.safe_contact import Mail, email_in, safe_email
from portal.casework.stage.record import record
from portal.casework.undelivered import locked, undelivered
from portal.procedure.model import Event
from portal.store.models import Case, SafeContact

KIND = "acknowledge"
TEMPLATE = "receipt"


def ask_for_acknowledgement(desk: Desk, case: Case, safe: SafeContact) -> None:
    """Ask for the mail where e-mail was called safe and an address was given; no other channel is ever tried. One for each person."""
    if email_in(safe, Mail.RECEIPT):
        ask(desk, KIND, f"{KIND}:{safe.party_id}", {"party": str(safe.party_id)}, case.key_id, case.id)


def _prepare(desk: Desk, job: Job) -> Message | None:
    """The address is looked up now: since it was asked for, the person may have said that e-mail is not safe."""
    case = desk.session.get(Case, job.case_id) if "party" in job.body else None
    to = safe_email(desk.session, uuid.UUID(job.body["party"]), desk.today, Mail.RECEIPT) if case else None
    if case is None or to is None:
        return None
    language = case.contact.language
    return Message(to, *mail_words(TEMPLATE, language, desk.settings), language)


def _sent(desk: Desk, job: Job, _message: Message) -> None:
    if case := locked(desk, job.case_id):
        record(desk, case, Event.RECEIPT_MAILED)


def _failed(desk: Desk, job: Job, reason: str) -> None:
    undelivered(desk, job.case_id, KIND, reason)


ACKNOWLEDGEMENT = Work(_prepare, _sent, _failed)
