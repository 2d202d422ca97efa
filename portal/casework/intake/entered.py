"""What came by telephone, letter, e-mail or a visit: a script that staff fill in, kept as typed, until it is sent or thrown away."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.draft import CODE_SHOWN_FOR, destroy
from portal.store.database import new_id
from portal.store.models import Contact, Draft, Party, User, new_key
from portal.text import N_

CHANNELS = ("phone", "letter", "email", "in_person", "other")
OTHER = "~"
"""Between the name of a box and that of a window: what that window wrote in it while another did."""

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""What somebody told us was received when they said it: no date destroys it while it is being written down (F-14)."""

OLDEST = timedelta(days=366)
"""Heard longer ago than this: more likely a slip of the pen than a date of receipt."""

Typed = str | list[str]


@dataclass(frozen=True)
class Box:
    """What a browser posted for one box: as it stands there now, and the mark of what stood there when the page was drawn."""

    typed: Typed
    mark: str


@dataclass(frozen=True)
class Kept:
    """What became of a keeping: the boxes as they stand now, and the names under which second texts were kept beside the first."""

    boxes: Mapping[str, Typed]
    clashes: tuple[str, ...] = field(default=())


def start(desk: Desk, audience: str, channel: str, heard_on: date, language: str = "en") -> Draft:
    """A new, empty script of whoever acts. language: of the person, in which we answer, whatever staff write in.

    Raises NotAllowed when the day lies ahead or the channel is none we know.
    """
    _check(desk, channel, heard_on)
    script = Draft(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        audience=audience,
        language=language,
        made_at=desk.now,
        kept_at=desk.now,
        expires_at=NEVER,
        user_id=desk.actor.id,
        channel=channel,
        heard_on=heard_on,
    )
    desk.session.add(script)
    script.answers = {}
    desk.session.flush()
    return script


def came(desk: Desk, script: Draft, channel: str, heard_on: date) -> None:
    """How it came and when it was first heard, put right. Raises NotAllowed as `start` does."""
    _check(desk, channel, heard_on)
    script.channel, script.heard_on = channel, heard_on


def _check(desk: Desk, channel: str, heard_on: date) -> None:
    if channel not in CHANNELS:
        raise NotAllowed(N_("Say how it came."))
    if heard_on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    if heard_on < desk.today - OLDEST:
        raise NotAllowed(N_("This is more than a year ago. Look at the year."))


def sees_all(desk: Desk) -> bool:
    """Whether somebody sees the scripts of all: the complaints manager, who may also read the log of what everybody did."""
    return has(desk.actor, Permission.LOG_READ, desk.today)


def find(desk: Desk, script_id: uuid.UUID, *, to_write: bool = False) -> Draft | None:
    """A script by its id, if it is there for whoever acts. To write: nobody else writes in it until this transaction ends."""
    select = _theirs(desk).where(Draft.id == script_id)
    return desk.session.scalar(select.with_for_update(of=Draft) if to_write else select)


def unfinished(desk: Desk) -> Sequence[tuple[Draft, str]]:
    """Scripts that are not sent, with the name of who writes them, oldest first: one's own, or everybody's. Their words stay unread."""
    select = _theirs(desk).add_columns(User.name).join(User, User.id == Draft.user_id).where(Draft.contact_id.is_(None))
    rows = desk.session.execute(select.order_by(Draft.made_at, Draft.id).options(defer(Draft.answers_sealed))).all()
    return [(row.Draft, row.name) for row in rows]


def _theirs(desk: Desk) -> sa.Select[Draft]:
    select = sa.select(Draft).where(Draft.user_id.is_not(None), Draft.token_hash.is_(None))
    return select if sees_all(desk) else select.where(Draft.user_id == desk.actor.id)


def mark(typed: Typed) -> str:
    """A short mark of what stands in a box: it tells whether another window has written there since."""
    return hashlib.sha256(json.dumps(typed).encode()).hexdigest()[:12]


def merge(stored: Mapping[str, Typed], posted: Mapping[str, Box], window: str = "") -> Kept:
    """The boxes with what a window posted. What only one window changed is taken from it; where two changed the same box the first
    text stands and the other is kept beside it, under the names of box and window: no keystroke of either is lost."""
    boxes, clashes = dict(stored), []
    for name, box in posted.items():
        there = boxes.get(name, [] if isinstance(box.typed, list) else "")
        if box.typed == there or mark(box.typed) == box.mark:
            continue  # the same, or nothing was changed in this window
        if mark(there) == box.mark:
            boxes[name] = box.typed
        else:
            boxes[f"{name}{OTHER}{window}"] = box.typed
            clashes.append(f"{name}{OTHER}{window}")
    return Kept(boxes, tuple(clashes))


def keep(desk: Desk, script: Draft, posted: Mapping[str, Box], window: str = "") -> Kept:
    """Keep what was typed, whatever it is: what cannot be sent like that is said when it is read back. Raises NotAllowed once it was sent."""
    _refuse_sent(script)
    kept = merge(script.answers or {}, posted, window)
    if kept.boxes != script.answers:
        script.answers, script.kept_at = dict(kept.boxes), desk.now
    return kept


def seen(script: Draft) -> str:
    """A mark of all that stands in a script: what was read out is what is sent."""
    return hashlib.sha256(json.dumps(script.answers or {}, sort_keys=True).encode()).hexdigest()[:24]


def settle(script: Draft, other: str, take_other: bool) -> None:
    """Of two texts in one box keep the other window's, named as `merge` named it, or drop it."""
    _refuse_sent(script)
    boxes = dict(script.answers or {})
    name, between, _window = other.partition(OTHER)
    text = boxes.pop(other, None) if between else None
    if text is not None and take_other:
        boxes[name] = text
    script.answers = boxes


def throw_away(desk: Desk, script: Draft) -> None:
    """End a script that is not sent, with everything in it. Raises NotAllowed once it was sent: then it is a case."""
    _refuse_sent(script)
    destroy(desk.session, script)


def _refuse_sent(script: Draft) -> None:
    if script.contact_id is not None:
        raise NotAllowed(N_("This was sent already."))


def finished(desk: Desk, script: Draft) -> Party:
    """The script was sent: from now on it lives only as long as its code may be shown. Returns whose reference the contact has."""
    assert script.contact is not None  # noqa: S101 - it was sent in this transaction
    script.expires_at = desk.now + CODE_SHOWN_FOR + timedelta(hours=1)
    desk.session.flush()
    return whose(desk, script.contact)


def whose(desk: Desk, contact: Contact) -> Party:
    """The person who has the contact's reference."""
    return desk.session.scalars(sa.select(Party).where(Party.reference == contact.reference)).one()


def given(script: Draft, *, is_wanted: bool = True, party: Party | None = None) -> None:
    """The words were read out: nobody sees them again. Where no code was wanted there is none, until a new one is asked for."""
    words, script.words, script.with_words = script.words, None, None
    if party is not None and not is_wanted and words:
        party.code_hash, party.code_made_on = None, None


def first_heard(script: Draft, said: Mapping[str, Any], today: date) -> date:
    """The day the council first heard it: the day of the call, or the earlier one on which a colleague heard it who now passes it on
    (domain 1.6: any officer, any medium)."""
    told = said.get("heard_on")
    return min(script.heard_on or today, date.fromisoformat(told) if isinstance(told, str) and told else today)
