"""A visit: a browser that showed a reference and its words sees one person's page for 15 quiet minutes, 8 hours at most (G-14)."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.token import new_token, token_hash
from portal.casework.desk import Desk, london_date
from portal.casework.intake.draft import destroy
from portal.store.database import new_id
from portal.store.models import Draft, Message, Party, Visit, new_key

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
FORGOTTEN = timedelta(hours=24)  # so long a visit that ended still says whose words were kept
KEPT = "back"
"""The audience of a draft that holds what somebody wrote when their visit had ended."""


def begin(desk: Desk, party: Party) -> str:
    """Open a person's page in a browser: the token for its cookie. Visits in other browsers go on."""
    token = new_token()
    desk.session.add(Visit(id=new_id(), token_hash=token_hash(token), party_id=party.id, made_at=desk.now, seen_at=desk.now))
    return token


def find(session: Session, token: str | None) -> Visit | None:
    """The visit of a cookie, over or not; None where there never was one, or it was forgotten."""
    return session.scalar(sa.select(Visit).where(Visit.token_hash == token_hash(token))) if token else None


def open_visit(desk: Desk, token: str | None) -> Visit | None:
    """The visit of a cookie, or None: unknown, ended, quiet too long, too old, or the person's part in the case is over."""
    visit = find(desk.session, token)
    if visit is None or not is_open(visit, desk.now):
        return None
    party = desk.session.get(Party, visit.party_id)
    return visit if party is not None and may_come_back(party, desk.now) else None


def is_open(visit: Visit, now: datetime) -> bool:
    """Whether a visit still goes on."""
    return visit.ended_at is None and now < ends_at(visit)


def ends_at(visit: Visit) -> datetime:
    """When a visit ends if nothing more is heard of its browser."""
    return min(visit.seen_at + IDLE, visit.made_at + LONGEST)


def may_come_back(party: Party, now: datetime) -> bool:
    """Whether a reference and its words still open anything: an advocate with an account signs in instead, and whose part ended is out."""
    today = london_date(now)
    return bool(party.code_hash) and party.user_id is None and party.from_on <= today and (party.to_on is None or party.to_on > today)


def saw(session: Session, visit: Visit, now: datetime, *, reads: bool = False) -> None:
    """The browser was there. Call it in a transaction of its own, before the page is read. reads: it is shown what we wrote."""
    session.execute(sa.update(Visit).where(Visit.id == visit.id, Visit.seen_at < now).values(seen_at=now))
    if not reads:
        return
    unread = sa.update(Message).where(Message.party_id == visit.party_id, Message.direction == "out", Message.read_at.is_(None))
    session.execute(unread.values(read_at=now))


def end(session: Session, token: str, now: datetime) -> None:
    """Exit, or 'I am done': this browser's visit is over, and what it kept of words not sent goes."""
    session.execute(sa.update(Visit).where(Visit.token_hash == token_hash(token), Visit.ended_at.is_(None)).values(ended_at=now))
    if kept := _kept(session, token):
        destroy(session, kept)


def end_all(session: Session, party: Party, now: datetime) -> None:
    """A new code was made: whoever looks with the old one looks no longer."""
    session.execute(sa.update(Visit).where(Visit.party_id == party.id, Visit.ended_at.is_(None)).values(ended_at=now))


def forget_old(session: Session, now: datetime) -> None:
    """Delete visits nobody can go on with; the hourly round calls it."""
    session.execute(sa.delete(Visit).where(Visit.seen_at < now - FORGOTTEN))


def keep_words(desk: Desk, token: str | None, said: dict[str, Any]) -> bool:
    """Something was written when the visit had ended: keep it sealed, a day at most, for the same person in the same browser.

    False where nobody can say whose it is. It is shown only in a visit that the same person's code opened (`carry_words`).
    """
    visit = find(desk.session, token)
    if visit is None or token is None:
        return False
    kept = _kept(desk.session, token)
    if kept is None:
        kept = Draft(id=new_id(), key_id=new_key(desk.session, desk.now), token_hash=_mark(token), audience=KEPT, made_at=desk.now)
        desk.session.add(kept)
    kept.kept_at, kept.expires_at = desk.now, desk.now + FORGOTTEN
    kept.answers = {"party": str(visit.party_id), "said": said}
    return True


def carry_words(desk: Desk, before: str | None, token: str, party: Party) -> dict[str, Any] | None:
    """Let a new visit have what the same browser kept for the same person from the one before; returns it, or None."""
    kept = _kept(desk.session, before) if before else None
    if kept is None or kept.expires_at <= desk.now or (kept.answers or {}).get("party") != str(party.id):
        return None
    kept.token_hash = _mark(token)
    return dict(kept.answers["said"])


def kept_words(desk: Desk, token: str, party: Party) -> dict[str, Any]:
    """What an open visit holds of words not sent yet; empty where there is nothing."""
    kept = _kept(desk.session, token)
    answers = (kept.answers or {}) if kept is not None and kept.expires_at > desk.now else {}
    return dict(answers["said"]) if answers.get("party") == str(party.id) else {}


def drop_words(desk: Desk, token: str) -> None:
    """They were sent: nothing of them need be kept."""
    if kept := _kept(desk.session, token):
        destroy(desk.session, kept)


def _kept(session: Session, token: str) -> Draft | None:
    return session.scalar(sa.select(Draft).where(Draft.token_hash == _mark(token)))


def _mark(token: str) -> str:
    """No cookie of the form has this hash: what was kept for a visit is never opened as a form."""
    return f"{KEPT}:{token_hash(token)}"
