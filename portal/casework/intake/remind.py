"""A reminder of a saved form: one mail a week before the end, only for who asked for it, to an address nobody else reads."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk
from portal.casework.letters.words import mail_words
from portal.casework.outbox import READY, Job, Message, Work, ask
from portal.store.models import Draft, Outbox

KIND = "remind"
BEFORE = timedelta(days=7)


def ask_for_reminder(desk: Desk, draft: Draft, email: str) -> bool:
    """Remind them at this address, sealed under the draft's own key, so that it goes with the draft. Another address takes the place
    of the one before. False for a draft that was not saved, or that ends too soon."""
    if draft.saved_at is None or draft.contact_id is not None or draft.expires_at - BEFORE <= desk.now:
        return False
    forget_reminder(desk.session, draft)
    return ask(desk, KIND, _dedupe(draft), {"draft": str(draft.id), "to": email}, draft.key_id, run_at=draft.expires_at - BEFORE)


def is_asked(session: Session, draft: Draft) -> bool:
    """Whether a reminder of this draft waits."""
    return session.scalar(sa.select(Outbox.id).where(Outbox.dedupe == _dedupe(draft), Outbox.state == READY)) is not None


def move_reminder(session: Session, draft: Draft, expires_at: datetime) -> None:
    """The draft is kept longer: the reminder comes later."""
    session.execute(sa.update(Outbox).where(Outbox.dedupe == _dedupe(draft), Outbox.state == READY).values(run_at=expires_at - BEFORE))


def forget_reminder(session: Session, draft: Draft) -> None:
    """Nobody is reminded of this draft any more."""
    session.execute(sa.delete(Outbox).where(Outbox.dedupe == _dedupe(draft)))


def _dedupe(draft: Draft) -> str:
    return f"{KIND}:{draft.id}"


def _prepare(desk: Desk, job: Job) -> Message | None:
    """Nothing goes where it was sent, or deleted, since."""
    draft = desk.session.get(Draft, uuid.UUID(job.body["draft"])) if "draft" in job.body else None
    if draft is None or draft.contact_id is not None or draft.expires_at <= desk.now:
        return None
    return Message(job.body["to"], *mail_words(KIND, draft.language, desk.settings), draft.language)


def _nothing(_desk: Desk, _job: Job, _what: object) -> None:
    """Nobody but the person knows of a draft."""


REMINDER = Work(_prepare, _nothing, _nothing)
