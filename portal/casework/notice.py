"""Telling the complaints manager, or the deputy where it is about the manager, that something needs them; the mail says nothing of it."""

import uuid

from portal.casework.desk import Desk
from portal.casework.letters.words import mail_words
from portal.casework.outbox import Job, Message, Work, ask
from portal.store.models import new_key

KIND = "notice"


def ask_for_notice(desk: Desk, dedupe: str, key_id: uuid.UUID | None = None, case_id: uuid.UUID | None = None, *, not_to: str = "") -> None:
    """Ask for the mail, once for each dedupe key. not_to: an address that must not be the one told."""
    people = desk.settings.people
    to_deputy = bool(not_to) and not_to.lower() == people.complaints_manager.lower()
    if to := people.deputy if to_deputy else people.complaints_manager:
        ask(desk, KIND, f"{KIND}:{dedupe}", {"to": to}, key_id or new_key(desk.session, desk.now), case_id)


def _prepare(desk: Desk, job: Job) -> Message | None:
    to = str(job.body.get("to", ""))
    return Message(to, *mail_words(KIND, desk.settings.council.language, desk.settings)) if to else None


def _nothing(_desk: Desk, _job: Job, _what: object) -> None:
    """What it is about is on its case or in the log already."""


NOTICE = Work(_prepare, _nothing, _nothing)
