"""An advocate's own young people: one line each, and opening one, logged before anything of it is shown (rule A-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from portal.access.visible import own_young_people
from portal.casework.desk import Desk
from portal.casework.people import consent
from portal.casework.people.hand_over import before_them
from portal.casework.reading.reference import is_reference
from portal.casework.thread.message import of_party
from portal.casework.thread.status import Where, letters, where
from portal.store.models import Case, Letter, Message, Party
from portal.store.sealing import open_keys
from portal.store.side import Look, log_access

LIST, OPEN, WRITE, LETTER, FILES = "advocate.list", "advocate.open", "advocate.write", "advocate.letter", "advocate.files"


@dataclass(frozen=True)
class Line:
    """One young person. first_name: as they gave it, or ""; has_news: something they have not read."""

    party: Party
    first_name: str
    now: Where
    has_news: bool
    stopped_on: date | None

    @property
    def last(self) -> date | None:
        """The last day on which they speak for the young person, where it is known."""
        return last_day(self.party)


@dataclass(frozen=True)
class Page:
    """Everything the advocate of one young person may read: their own thread, and what came before where the young person agreed to it.

    may_have_answer: whether the answer comes to them, or to the young person alone. before: of those who spoke for them earlier.
    """

    line: Line
    may_have_answer: bool
    before: Sequence[tuple[Party, Sequence[Message], Sequence[Letter]]]


def young_people(desk: Desk, language: str = "en") -> list[Line]:
    """The young people for whom whoever acts speaks today: those with news first, then by reference."""
    parties = desk.session.scalars(own_young_people(desk.actor, desk.today).order_by(Party.reference)).all()
    open_keys(desk.session, [party.key_id for party in parties])
    return sorted((_line(desk, party, language) for party in parties), key=lambda line: not line.has_news)


def find_own(desk: Desk, reference: str) -> Party | None:
    """The part in which whoever acts speaks for the young person of that reference, or None: not theirs and not there look alike."""
    if not is_reference(reference):
        return None
    return desk.session.scalar(own_young_people(desk.actor, desk.today).where(Party.reference == reference))


def open_own(desk: Desk, reference: str, action: str, session_hash: str | None) -> bool:
    """Let an advocate open one, or not, and log either; what we wrote to them counts as read. `desk` is a transaction of its own."""
    party = find_own(desk, reference)
    look = Look(action, allowed=party is not None, object="party", object_id=party.id if party else None, rule="A-8")
    log_access(desk.session, look, desk.now, desk.actor, session_hash)
    if party is not None and action == OPEN:
        unread = sa.update(Message).where(Message.party_id == party.id, Message.direction == "out", Message.read_at.is_(None))
        desk.session.execute(unread.values(read_at=desk.now))
    return party is not None


def log_list(desk: Desk, session_hash: str | None) -> None:
    """Whoever reads the list is in the log, as staff are for the queue's cases."""
    log_access(desk.session, Look(LIST), desk.now, desk.actor, session_hash)


def page(desk: Desk, party: Party, language: str = "en") -> Page:
    """What the advocate's page of one young person shows."""
    before = [(one, of_party(desk.session, one.id), letters(desk, one)) for one in before_them(desk, party)]
    return Page(_line(desk, party, language), consent.may_have_answer(desk.session, party, desk.today), before)


def first_name(desk: Desk, party: Party) -> str:
    """What the one they speak for is called, as it was given: never more than the first name, for screens that others see."""
    spoken_for = desk.session.get(Party, party.speaks_for_id) if party.speaks_for_id else None
    parts = str(spoken_for.name or "").split() if spoken_for else []
    return parts[0] if parts else ""


def last_day(party: Party) -> date | None:
    """The last day on which somebody speaks for another, where it is known."""
    return party.to_on - timedelta(days=1) if party.to_on else None


def _line(desk: Desk, party: Party, language: str) -> Line:
    now = where(desk, desk.session.get_one(Case, party.case_id), party, language)
    has_news = any(one.direction == "out" and one.read_at is None for one in now.messages)
    stopped = consent.stopped_on(desk.session, party.id, desk.today)
    return Line(party, first_name(desk, party), now, has_news, stopped)
