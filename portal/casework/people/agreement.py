"""Before somebody outside the complaints team sees a child's words: who it is and why is said, and the child answers (practice F-04, rule A-11)."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.access.roles import CATALOGUE, Permission
from portal.access.rules import is_live
from portal.access.visible import PART, SHUT_OUT, WITH_ADVOCATE, is_agreed
from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.words import render
from portal.casework.people import must_not_see
from portal.casework.people.consent import SPEAKERS, stopped_on
from portal.casework.people.who import is_here, whose_words
from portal.casework.stage.projection import standing_of
from portal.casework.stage.record import record
from portal.casework.thread.message import WITHDRAWAL, add_task, announce, locked_case
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Agreement, Case, Party, Task, User
from portal.text import N_

YES, NO, STOP = "yes", "no", "stop"
ANSWERS = (YES, PART, WITH_ADVOCATE, NO, STOP)
OVERRIDDEN = "overridden"
PAGE, ADVOCATE, SAID = "page", "advocate", "said"
"""How it was answered: on the child's own page, by whoever speaks for them, or told to the team, which wrote it down."""
WAITS, ANSWERED = "agreement", "agreement_said"
"""What somebody must do: hear from the child; look at what the child said."""
DAYS = 1


def outsiders(desk: Desk) -> list[User]:
    """Everybody outside the complaints team who could be shown a case, by name."""
    roles = [key for key, role in CATALOGUE.items() if Permission.CASE_READ in role.may and Permission.INTAKE not in role.may]
    users = desk.session.scalars(sa.select(User).where(User.role.in_(roles), ~User.is_disabled).order_by(User.name, User.id))
    return [user for user in users if is_live(user, desk.today)]


def of_case(session: Session, case: Case) -> Sequence[Agreement]:
    """The agreements that count on a case, in the order in which they were asked."""
    current = sa.select(Agreement).where(Agreement.case_id == case.id, Agreement.is_current)
    return session.scalars(current.order_by(Agreement.id).options(joinedload(Agreement.about))).all()


def for_party(desk: Desk, party: Party) -> Sequence[Agreement]:
    """What a person is asked on their own page: as the child, or as somebody who speaks for that child and may still hear from us."""
    case = desk.session.get_one(Case, party.case_id)
    if not case.is_childs_words or stopped_on(desk.session, party.id, desk.today) is not None:
        return []
    return [one for one in of_case(desk.session, case) if _is_theirs(party, one)]


def _is_theirs(party: Party, row: Agreement) -> bool:
    """The child's, and of whoever speaks for them while the child has not answered on their own page: nobody turns that no into a yes, or reads it."""
    return party.id == row.party_id or (party.speaks_for_id == row.party_id and row.answered_how != PAGE)


def waits_for(desk: Desk, case: Case, user: User) -> bool:
    """Whether a case stays shut to somebody, whatever they were granted, because the child has not agreed (A-11)."""
    if not case.is_childs_words or Permission.INTAKE in CATALOGUE[user.role].may:
        return False
    return not is_agreed(desk.session, user, case, desk.today)


def ask(desk: Desk, case: Case, user: User, why: str) -> Agreement:
    """Ask the child whether somebody may see it: on their page, by whoever speaks for them, and within a working day by a person.

    Asking again makes the earlier answer count no longer. Raises NotAllowed while who must not see it is not settled.
    """
    child = _check(desk, case, user)
    must_not_see.check(case)
    if not why.strip():
        raise NotAllowed(N_("Write why they need to see it, in words for the child."))
    row = _row(desk, case, child, user)
    row.why = why.strip()
    record(desk, case, Event.NOTED, details=_details(row, "asked"))
    add_task(desk, child, WAITS, DAYS)
    for party in _who_can_look(desk, case, child):
        announce(desk, party, render("messages/agreement.txt", party.language, name=user.name, role=CATALOGUE[user.role].name))
    return row


def answer(desk: Desk, party: Party, row: Agreement, said: str, text: str = "") -> Agreement:
    """The child, or whoever speaks for them, answers on their own page; the newest answer counts. The same answer again makes nothing.

    text: the words that may be shown (needed for `part`), or what they want to add. Raises NotAllowed where it is not theirs to answer.
    """
    case = locked_case(desk, party)
    desk.session.refresh(row)
    is_child = party.id == row.party_id
    speaks = _is_theirs(party, row) and party.role in SPEAKERS and stopped_on(desk.session, party.id, desk.today) is None
    if row.case_id != case.id or not row.is_current or row.answer == OVERRIDDEN or not is_here(party, desk.today) or not (is_child or speaks):
        raise NotAllowed(N_("This has changed since you opened it. Please look again."))
    return _answered(desk, case, row, said, text, PAGE if is_child else ADVOCATE)


def record_said(desk: Desk, case: Case, row: Agreement, said: str, text: str = "") -> Agreement:
    """Staff write down what the child said by phone or in person."""
    if row.case_id != case.id or not row.is_current or row.answer == OVERRIDDEN:
        raise NotAllowed(N_("Choose somebody about whom the child was asked."))
    return _answered(desk, case, row, said, text, SAID)


def override(desk: Desk, case: Case, user: User, reason: str) -> Agreement:
    """The complaints manager lets somebody in without the child's yes, because somebody could be hurt. The reason is kept, and the page says so."""
    must_not_see.check_manager(desk)
    child = _check(desk, case, user)
    if not reason.strip():
        raise NotAllowed(N_("Write who could be hurt, and how."))
    before = _current(desk, case, user)
    row = _row(desk, case, child, user)
    row.why, row.only = before.why if before else None, reason.strip()
    row.answer, row.answered_on, row.decided_by_id = OVERRIDDEN, desk.today, desk.actor.id
    record(desk, case, Event.NOTED, details=_details(row, OVERRIDDEN))
    _done(desk, case, child)
    return row


def _answered(desk: Desk, case: Case, row: Agreement, said: str, text: str, how: str) -> Agreement:
    if said not in ANSWERS:
        raise NotAllowed(N_("Choose an answer."))
    if said == PART and not text.strip():
        raise NotAllowed(N_("Write the words we may show."))
    if (row.answer, row.only or "") == (said, text.strip()):
        return row
    child = desk.session.get_one(Party, row.party_id)
    if row.answer is not None:
        before, row = row, _row(desk, case, child, row.about)
        row.why = before.why
    row.answer, row.only, row.answered_on, row.answered_how = said, text.strip() or None, desk.today, how
    row.decided_by_id = desk.by.id if desk.by else None
    record(desk, case, Event.NOTED, details=_details(row, said) | {"how": how})
    _done(desk, case, child)
    if how != SAID:
        add_task(desk, child, ANSWERED, DAYS)
    if said == STOP:
        _stop(desk, case, child)
    return row


def _stop(desk: Desk, case: Case, child: Party) -> None:
    """They do not want to go on: the team asks them what they want, as with everybody who asks to stop (F-24)."""
    if Event.WITHDRAWAL_ASKED in standing_of(desk, case).may:
        record(desk, case, Event.WITHDRAWAL_ASKED, details={"party": str(child.id)})
    add_task(desk, child, WITHDRAWAL)


def _check(desk: Desk, case: Case, user: User) -> Party:
    """The child whose words they are. Raises NotAllowed where there is nothing to ask, or this person cannot be let in at all."""
    child = whose_words(case) if case.is_childs_words else None
    if child is None:
        raise NotAllowed(N_("This case holds no child's own words, so nobody need be asked."))
    if user.id not in {one.id for one in outsiders(desk)}:
        raise NotAllowed(N_("Choose somebody outside the complaints team."))
    shut_out = sa.select(Party.id).where(Party.case_id == case.id, Party.user_id == user.id, Party.role.in_(SHUT_OUT))
    if desk.session.scalar(shut_out) is not None:
        raise NotAllowed(N_("Choose somebody else: this person is complained about."))
    return child


def _current(desk: Desk, case: Case, user: User) -> Agreement | None:
    return next((one for one in of_case(desk.session, case) if one.about_user_id == user.id), None)


def _row(desk: Desk, case: Case, child: Party, user: User) -> Agreement:
    """A new row for this person; the one before counts no longer."""
    before = _current(desk, case, user)
    if before is not None:
        before.is_current = False
    row = Agreement(id=new_id(), key_id=case.key_id, case_id=case.id, party_id=child.id, about=user, is_current=True, asked_on=desk.today)
    row.asked_by_id = desk.by.id if desk.by else before.asked_by_id if before else None
    desk.session.add(row)
    desk.session.flush()
    return row


def _who_can_look(desk: Desk, case: Case, child: Party) -> list[Party]:
    """The child and whoever speaks for them today, where they have a page to look at and may still hear from us."""
    here = [one for one in case.parties if is_here(one, desk.today) and (one.id == child.id or (one.role in SPEAKERS and one.speaks_for_id == child.id))]
    return [one for one in here if (one.code_hash or one.user_id) and stopped_on(desk.session, one.id, desk.today) is None]


def _details(row: Agreement, said: str) -> dict[str, str]:
    return {"agreement": str(row.id), "about": str(row.about_user_id), "said": said}


def _done(desk: Desk, case: Case, child: Party) -> None:
    """Nobody need ask again once every question has its answer."""
    desk.session.flush()
    if any(one.answer is None for one in of_case(desk.session, case)):
        return
    waiting = sa.update(Task).where(Task.case_id == case.id, Task.party_id == child.id, Task.kind == WAITS, Task.done_at.is_(None))
    desk.session.execute(waiting.values(done_at=desk.now, done_by_id=desk.by.id if desk.by else None))
