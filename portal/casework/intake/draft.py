"""Answers on their way: started, kept after every page, saved under a code, and ended by Exit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.code import hash_code, new_reference, new_words
from portal.access.token import new_token, token_hash
from portal.casework.desk import Desk
from portal.casework.evidence.remove import forget
from portal.casework.intake.remind import forget_reminder, move_reminder
from portal.store.database import new_id
from portal.store.models import Contact, DataKey, Draft, Party, new_key
from portal.store.sealing import remember_key

ON_THE_COOKIE = timedelta(hours=24)
UNDER_THE_CODE = timedelta(days=28)
CODE_SHOWN_FOR = timedelta(hours=24)

_TO_READ = (
    sa.select(Draft, DataKey.wrapped, DataKey.master)
    .outerjoin(DataKey, DataKey.id == Draft.key_id)
    .where(Draft.token_hash == sa.bindparam("token"), Draft.expires_at > sa.bindparam("now"))
)
"""A live draft and its key, made once: this is read by every page of the form (figures P1 and P2)."""
_TO_WRITE = _TO_READ.with_for_update(of=Draft)
_REFERENCES = (Contact.reference, Draft.reference, Draft.with_reference, Party.reference)
_TAKEN = sa.select(sa.or_(*(sa.exists().where(one == sa.bindparam("reference")) for one in _REFERENCES)))


@dataclass(frozen=True)
class FreshCode:
    """A reference and six words nobody has yet, hashed before any transaction begins (the hash takes a sixth of a second)."""

    reference: str
    words: str
    hash: str


def fresh_code(pepper: bytes, hasher: Callable[[tuple[str, ...], bytes], str] = hash_code) -> FreshCode:
    """Make a reference and a code. Call it before the first read of the request's session."""
    words = new_words()
    return FreshCode(new_reference(), " ".join(words), hasher(words, pepper))


def start(desk: Desk, audience: str, language: str = "en", follows: Contact | None = None) -> tuple[Draft, str]:
    """A new, empty draft and the token for the browser's cookie."""
    token = new_token()
    draft = Draft(
        key_id=new_key(desk.session, desk.now),
        token_hash=token_hash(token),
        audience=audience,
        language=language,
        made_at=desk.now,
        kept_at=desk.now,
        expires_at=desk.now + ON_THE_COOKIE,
        follows_id=follows.id if follows else None,
    )
    _put(desk, draft)
    draft.answers = {}
    return draft, token


def _put(desk: Desk, draft: Draft) -> None:
    draft.id = new_id()
    desk.session.add(draft)


def open_draft(desk: Desk, token: str | None, *, to_write: bool = False) -> Draft | None:
    """The draft this browser holds, sent or not, or None when there is none, it ended or it expired."""
    if not token:
        return None
    row = desk.session.execute(_TO_WRITE if to_write else _TO_READ, {"token": token_hash(token), "now": desk.now}).first()
    if row is None:
        return None
    draft: Draft = row.Draft
    if row.wrapped is not None:
        remember_key(desk.session, draft.key_id, row.wrapped, row.master)
    return draft


def keep(desk: Desk, draft: Draft, answers: Mapping[str, Any]) -> None:
    """Add a page's answers to the draft; an answer of None takes the earlier one away."""
    merged = {**(draft.answers or {}), **answers}
    draft.answers = {key: value for key, value in merged.items() if value is not None}
    draft.kept_at = desk.now
    draft.expires_at = max(draft.expires_at, desk.now + (UNDER_THE_CODE if draft.saved_at else ON_THE_COOKIE))
    if draft.saved_at:
        move_reminder(desk.session, draft, draft.expires_at)


def give_code(session: Session, draft: Draft, fresh: FreshCode) -> tuple[str, str]:
    """The draft's reference and words; the fresh ones are used only where it has none, another reference where that one is taken."""
    if draft.reference is None:
        draft.reference, draft.code_hash, draft.words = free_reference(session, fresh.reference), fresh.hash, fresh.words
    return draft.reference, draft.words or ""


def give_second_code(session: Session, draft: Draft, fresh: FreshCode) -> str:
    """The same for the second of two who tell us together: another reference, and words of their own. Returns the reference."""
    if draft.with_reference is None:
        first = fresh.reference if fresh.reference != draft.reference else new_reference()
        draft.with_reference, draft.with_code_hash, draft.with_words = free_reference(session, first), fresh.hash, fresh.words
    return draft.with_reference


def free_reference(session: Session, first: str) -> str:
    """This reference, or another where somebody has it."""
    reference = first
    while _is_taken(session, reference):
        reference = new_reference()
    return reference


def _is_taken(session: Session, reference: str) -> bool:
    """Whether a contact, a draft or somebody on a case has the reference: with 100,000 contacts one draw in 640 meets one."""
    with session.no_autoflush:
        return bool(session.scalar(_TAKEN, {"reference": reference}))


def save(desk: Desk, draft: Draft, fresh: FreshCode) -> tuple[str, str]:
    """'Save and come back': the draft lives 28 days under its reference and code, which are returned to be shown."""
    shown = give_code(desk.session, draft, fresh)
    draft.saved_at = draft.saved_at or desk.now
    draft.expires_at = desk.now + UNDER_THE_CODE
    move_reminder(desk.session, draft, draft.expires_at)
    return shown


def take_again(desk: Desk, draft: Draft) -> str:
    """A new token for a draft opened again with its code; the browser that held it before holds it no more."""
    token = new_token()
    draft.token_hash = token_hash(token)
    return token


def end(session: Session, token: str) -> None:
    """Exit: the browser's hold always ends; the draft itself only if it was never saved or sent (F-19)."""
    draft = session.scalar(sa.select(Draft).where(Draft.token_hash == token_hash(token)))
    if draft is None:
        return
    draft.token_hash = None
    if draft.saved_at is None and draft.contact_id is None:
        destroy(session, draft)


def destroy(session: Session, draft: Draft) -> None:
    """Delete a draft, its files, its reminder and its key: nothing can read it again."""
    key_id = draft.key_id
    forget(session, draft.id)
    if draft.saved_at:
        forget_reminder(session, draft)
    session.delete(draft)
    session.flush()
    session.execute(sa.delete(DataKey).where(DataKey.id == key_id))


def sent_page_read(draft: Draft) -> None:
    """The person has seen the code, and the one of whoever told us with them: they are kept no longer."""
    draft.words = draft.with_words = None


def sweep(session: Session, now: datetime) -> int:
    """Delete what has expired, and codes of 'sent' pages nobody read in a day. Returns how many drafts went."""
    since = sa.func.coalesce(Draft.sent_at, Draft.saved_at)
    shown = sa.or_(Draft.words_sealed.is_not(None), Draft.with_words_sealed.is_not(None))
    for unread in session.scalars(sa.select(Draft).where(shown, since < now - CODE_SHOWN_FOR)):
        unread.words_sealed = unread.with_words_sealed = None
    gone = list(session.scalars(sa.select(Draft).where(Draft.expires_at <= now).limit(500)))
    for draft in gone:
        destroy(session, draft)
    return len(gone)
