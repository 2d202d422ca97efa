"""One advocate of a service takes over from another, for good or while they are away; the young person is told first (practice F-30)."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.words import long_date
from portal.casework.people import consent
from portal.casework.people.advocacy import ADVOCATE, check_account, is_later, make_endable, new_party, tell
from portal.casework.people.who import is_here
from portal.casework.stage.record import record
from portal.casework.thread.message import locked_case
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, Consent, Party, User
from portal.store.side import Look, log_access
from portal.text import N_

TOLD = ("in_person", "phone", "letter", "other")
"""How a young person was told."""

READS = "reads"
"""In what is known of an advocate: the id of the party whose messages and letters they may read, since the young person agreed."""


@dataclass(frozen=True)
class Told:
    """How and on which day the young person was told, and what they said; shares: whether the new advocate may read what was written before."""

    how: str
    on: date
    words: str
    shares: bool


def hand_over(desk: Desk, party: Party, to: User, told: Told, starts: date, back_on: date | None = None) -> Party:
    """Another advocate of the same service speaks for the young person from a day on; until `back_on` (exclusive) where one is away.

    Whoever goes sees nothing from that day; whoever comes gets a page of their own. Raises NotAllowed where the young person was not
    told before, took back their agreement, or the other cannot speak for them.
    """
    case = locked_case(desk, party)
    before = _account(desk, party)
    _check(desk, case, party, to, before)
    _check_told(desk, told, starts, back_on)
    party.to_on = starts
    after = _next(desk, case, party, to, starts, told.shares, (consent.COMPLAIN,))
    after.to_on = back_on
    if back_on is not None:
        again = _next(desk, case, after, before, back_on, told.shares, ())
        again.about = {READS: str((after if told.shares else party).id)}  # what they wrote themselves is theirs to read again
        _carry(desk, party, again, consent.KINDS)
    days = {"from": starts.isoformat(), **({"to": back_on.isoformat()} if back_on else {})}
    make_endable(desk, case, party)
    record(desk, case, Event.ADVOCATE_ENDED, details={"party": str(party.id), "told": told.how, "told_on": told.on.isoformat(), **days})
    record(desk, case, Event.ADVOCATE_APPOINTED, details={"party": str(after.id), "user": str(to.id), **days}, note=told.words.strip() or None)
    log_access(desk.session, Look("advocate.hand_over", object="party", object_id=after.id), desk.now, desk.actor)
    _tell(desk, party, after, told.shares, back_on)
    return after


def before_them(desk: Desk, party: Party) -> list[Party]:
    """The parties whose messages and letters an advocate may read besides their own, the last one first."""
    found: list[Party] = []
    next_id = (party.about or {}).get(READS)
    while next_id and len(found) < 20:
        one = next((row for row in _case(desk, party).parties if str(row.id) == next_id), None)
        if one is None:
            break
        found.append(one)
        next_id = (one.about or {}).get(READS)
    return found


def _case(desk: Desk, party: Party) -> Case:
    return desk.session.get_one(Case, party.case_id)


def _account(desk: Desk, party: Party) -> User:
    user = desk.session.get(User, party.user_id) if party.user_id else None
    if user is None or party.role != ADVOCATE:
        raise NotAllowed(N_("Choose one of your service's young people."))
    return user


def _check(desk: Desk, case: Case, party: Party, to: User, before: User) -> None:
    if not is_here(party, desk.today):
        raise NotAllowed(N_("This advocate does not speak for them any more."))
    if any(is_later(one, party, desk.today) for one in case.parties):
        raise NotAllowed(N_("Somebody else is planned already. Wait until that has begun, or end it."))
    if consent.stopped_on(desk.session, party.id, desk.today) is not None:
        raise NotAllowed(N_("The young person took back their agreement, or it has ended. Ask them, and tell the complaints team, before anybody takes over."))
    if to.id == before.id or to.organisation != before.organisation:
        raise NotAllowed(N_("Choose another advocate of your service."))
    check_account(desk, case, to)


def _check_told(desk: Desk, told: Told, starts: date, back_on: date | None) -> None:
    if told.how not in TOLD or told.on > desk.today or told.on > starts:
        raise NotAllowed(N_("Tell the young person first. Then write here how and when you told them."))
    if starts < desk.today:
        raise NotAllowed(N_("The day it begins cannot be in the past."))
    if back_on is not None and back_on <= starts:
        raise NotAllowed(N_("The last day cannot be before the first."))


def _next(desk: Desk, case: Case, before: Party, user: User, starts: date, shares: bool, kinds: tuple[str, ...]) -> Party:
    party = new_party(desk, case, before.speaks_for_id, user.name, user, starts)
    party.about = {READS: str(before.id)} if shares else {}
    _carry(desk, before, party, kinds)
    return party


def _carry(desk: Desk, before: Party, after: Party, kinds: tuple[str, ...]) -> None:
    """Consents that still hold for whoever comes: that the complaint is made is the young person's; who reads the answer is asked anew."""
    desk.session.flush()
    for kind, found in consent.standing(desk.session, before.id, desk.today).items():
        row = found.row
        if row is None or kind not in kinds:
            continue
        kept = Consent(id=new_id(), key_id=row.key_id, case_id=row.case_id, party_id=after.id, kind=kind, answer=row.answer, how=row.how, at=desk.now)
        kept.given_on, kept.expires_on, kept.file_id, kept.by_id = row.given_on, row.expires_on, row.file_id, row.by_id
        desk.session.add(kept)
        kept.note = row.note


def _tell(desk: Desk, before: Party, after: Party, shares: bool, back_on: date | None) -> None:
    spoken_for = desk.session.get(Party, before.speaks_for_id) if before.speaks_for_id else None
    language = spoken_for.language if spoken_for else "en"
    last = long_date(back_on - timedelta(days=1), language) if back_on else ""
    tell(desk, before, "new_advocate", name=after.name, before=before.name, starts=long_date(after.from_on, language), last=last, shares=shares)
