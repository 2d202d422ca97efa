"""Where it stands for one person: what their page says, and nothing of anybody else on the case (rule A-8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from portal.casework.choices import names
from portal.casework.desk import Desk, london_date
from portal.casework.people import offer
from portal.casework.people.consent import stopped_on
from portal.casework.people.referral import waiting_of
from portal.casework.people.safe_contact import CHANNELS, current
from portal.casework.people.who import is_child, is_here
from portal.casework.stage.projection import happenings, standing_of
from portal.casework.thread import plain, treated
from portal.casework.thread.message import of_party
from portal.casework.thread.next_stage import has_waited, next_stage
from portal.casework.thread.path import Mark, path
from portal.casework.thread.revival import closing
from portal.casework.thread.statement import waiting
from portal.procedure.history import live
from portal.procedure.model import Event, Sentence
from portal.procedure.running import Running, Status
from portal.procedure.standing import Standing
from portal.store.models import Case, Letter, Message, Party, Statement


@dataclass(frozen=True)
class Step:
    """What happens next: a sentence with its day. may_change: the day is not fixed yet."""

    says: Sentence
    is_late: bool
    may_change: bool


@dataclass(frozen=True)
class Where:
    """Where it stands, and what its person can do.

    says: a marked sentence. looks_after: a first name, where the council shows them; service: which service answers. new_code_on: the
    day a new code was made, if one was. safe: the channels called safe. asks_next: whether the page offers the next stage now;
    has_next: whether it can begin. to_check: what staff wrote down for them, while they have not said whether it is right.
    asks_since: whether the page asks how they were treated since; since: what they answered last. path: the steps a child sees.
    may_have_side: whether a child can ask for somebody on their side; asks_side: whether the page asks them now;
    waits_for_side: they said yes, and nobody speaks for them yet.
    """

    says: str
    steps: tuple[Step, ...]
    sent_on: date
    looks_after: str
    service: str
    new_code_on: date | None
    safe: tuple[str, ...]
    is_answered: bool
    is_bad_news: bool
    asks_next: bool
    has_next: bool
    can_stop: bool
    messages: Sequence[Message] = field(default=())
    letters: Sequence[Letter] = field(default=())
    helpers: Sequence[Party] = field(default=())
    to_check: Statement | None = None
    asks_since: bool = False
    since: str = ""
    path: Sequence[Mark] = field(default=())
    may_have_side: bool = False
    asks_side: bool = False
    waits_for_side: bool = False

    @property
    def is_late(self) -> bool:
        return any(step.is_late for step in self.steps)


def where(desk: Desk, case: Case, party: Party, language: str = "en") -> Where:
    """Everything the page of one person shows; of whoever speaks for another, only while the consent for it stands (practice F-13)."""
    if since := stopped_on(desk.session, party.id, desk.today):
        return _nothing_new(desk, case, party, since)
    now = standing_of(desk, case)
    happened = {one.event for one in live(happenings(desk.session, case))}
    answered = any(event in happened for event in plain.ANSWERS.get(now.stage.key, ()))
    closed_by = closing(desk, case)
    stopped = has_stopped(case, party)
    return Where(
        says=plain.STOPPED if stopped else _says(now, closed_by, happened),
        steps=() if stopped else tuple(_steps(desk, case, party, now)),
        sent_on=case.received_on,
        looks_after=_first_name(desk, case),
        service=names(desk.session, "service", language).get(case.service or "", ""),
        new_code_on=party.code_made_on if _was_replaced(case, party) else None,
        safe=_safe(desk, party),
        is_answered=answered,
        is_bad_news=bool(plain.BAD_NEWS & happened),
        asks_next=not answered and _may_ask_next(desk, case, now),
        has_next=next_stage(now) is not None,
        can_stop=closed_by is None and Event.WITHDRAWAL_ASKED in now.may and not stopped,
        messages=of_party(desk.session, party.id),
        letters=letters(desk, party),
        helpers=helpers(desk, party),
        to_check=waiting(desk.session, party.id),
        asks_since=treated.is_asked(desk, case, party),
        waits_for_side=is_child(party) and waiting_of(desk, party) is not None,
        since=treated.said_last(case, party),
        path=() if stopped or closed_by is Event.NOT_ACCEPTED else path(now.stage.key, answered or closed_by is not None),
        may_have_side=offer.may_say(desk, case, party),
        asks_side=offer.is_asked_again(desk, case, party),
    )


def _nothing_new(desk: Desk, case: Case, party: Party, since: date) -> Where:
    """What they wrote themselves, and what went to them before that day."""
    messages = [one for one in of_party(desk.session, party.id) if one.direction == "in" or london_date(one.at) < since]
    nothing: dict[str, Any] = dict.fromkeys(("is_answered", "is_bad_news", "asks_next", "has_next", "can_stop"), False)
    safe = _safe(desk, party)
    return Where(plain.HEARS_NOTHING, (), case.received_on, "", "", None, safe, **nothing, messages=messages, letters=letters(desk, party))


def letters(desk: Desk, party: Party) -> Sequence[Letter]:
    """The letters that went to this person, newest first; none from the day on which they may hear nothing more."""
    mine = sa.select(Letter).where(Letter.party_id == party.id, Letter.sent_at.is_not(None)).order_by(Letter.number.desc())
    since = stopped_on(desk.session, party.id, desk.today)
    return [one for one in desk.session.scalars(mine) if since is None or (one.sent_at is not None and london_date(one.sent_at) < since)]


def helpers(desk: Desk, party: Party) -> Sequence[Party]:
    """Who speaks for this person today, besides themselves."""
    return [one for one in numbered(desk, party).values() if is_here(one, desk.today)]


def numbered(desk: Desk, party: Party) -> dict[str, Party]:
    """Whoever speaks, spoke or will speak for this person, by a number that stays theirs when another's part ends."""
    speaking = sa.select(Party).where(Party.case_id == party.case_id, Party.speaks_for_id == party.id, Party.role.in_(("advocate", "representative")))
    return {str(number): one for number, one in enumerate(desk.session.scalars(speaking.order_by(Party.id)), 1)}


def has_stopped(case: Case, party: Party) -> bool:
    """Whether this person asked us to stop and we did, while the case goes on for somebody else."""
    return any(row.event == Event.NOTED and row.details.get("goes_on") is False and row.details.get("party") == str(party.id) for row in case.events)


def _says(now: Standing, closed_by: Event | None, happened: set[Event]) -> str:
    waits = {hold.ground for hold in now.holds}
    for place in plain.PLACES:
        is_true = (
            place.closed_by in (None, closed_by)
            and (place.waits_for is None or (closed_by is None and place.waits_for in waits))
            and place.stage in ("", now.stage.key)
            and (place.after is None or place.after in happened)
        )
        if is_true:
            return place.says
    return plain.PLACES[-1].says


def _steps(desk: Desk, case: Case, party: Party, now: Standing) -> list[Step]:
    """What we owe this person next, the first due first; what another asked for is not theirs to read."""
    mine = [one for one in now.clocks if one.is_open and one.clock.key in plain.NEXT and one.due_on and _is_mine(case, party, one)]
    mine.sort(key=lambda one: one.due_on or date.max)
    words = plain.FOR_A_CHILD if is_child(party) else plain.NEXT
    return [_step(desk, one, words[one.clock.key]) for one in mine]


def _is_mine(case: Case, party: Party, one: Running) -> bool:
    """A call back is for whoever asked; who asked for it when it was sent is the first person. Nobody writes to who wants to be rung."""
    if one.clock.key == "acknowledge":
        return not case.contact.wants_call
    if one.clock.key != "callback":
        return True
    asked = next((row.details.get("party") for row in case.events if str(row.id) == one.start_id), None)
    return asked == str(party.id) if asked else party.reference == case.contact.reference


def _step(desk: Desk, one: Running, words: plain.Next) -> Step:
    is_late = one.due_on is not None and one.due_on < desk.today
    says = Sentence(words.late if is_late else words.in_time, {"day": one.due_on})
    return Step(says, is_late, not is_late and (one.status is Status.HELD or (one.is_provisional and one.started_on is None)))


def _first_name(desk: Desk, case: Case) -> str:
    """Never a surname (rule A-8), and no name at all unless the council says so."""
    if case.holder is None or not desk.settings.team.first_names:
        return ""
    return case.holder.name.split()[0] if case.holder.name.split() else ""


def _was_replaced(case: Case, party: Party) -> bool:
    return any(row.event == Event.CODE_REPLACED and row.details.get("party") == str(party.id) for row in case.events)


def _safe(desk: Desk, party: Party) -> tuple[str, ...]:
    record = current(desk.session, party.id, desk.today)
    return tuple(channel for channel in CHANNELS if getattr(record, channel, False))


def _may_ask_next(desk: Desk, case: Case, now: Standing) -> bool:
    """After twenty working days at stage 1, or where nobody has even sorted it by then (practice F-22)."""
    is_early = now.stage.key in ("stage1", "intake") and case.kind not in ("compliment", "comment")
    return is_early and has_waited(desk, case) and (next_stage(now) is not None or case.closed_on is None)
