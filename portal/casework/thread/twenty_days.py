"""Twenty working days at stage 1 without an answer: everybody who complained is told by itself that they can ask for the next stage (F-22)."""

from datetime import timedelta

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.letters.words import render
from portal.casework.outbox import Job, Work, ask
from portal.casework.people.consent import stopped_on
from portal.casework.people.safe_contact import Mail, safe_email
from portal.casework.stage.projection import standing_of
from portal.casework.stage.record import record
from portal.casework.thread.message import add_task, announce
from portal.casework.thread.next_stage import has_waited, next_stage
from portal.casework.undelivered import locked
from portal.procedure.model import Event
from portal.store.models import Case, Contact, Outbox, Party

KIND = "twenty_days"
TASK = "tell_next_stage"
SOONEST, LATEST = timedelta(days=26), timedelta(days=90)
"""Between so many calendar days after the day of receipt twenty working days have passed; a worker that stood still tells them later."""
SPEAK = ("complainant", "representative", "advocate")


def ask_for_letters(desk: Desk) -> None:
    """Ask for the telling of each case that has waited so long, once a case. The nightly round calls it."""
    is_told = sa.exists().where(Outbox.case_id == Case.id, Outbox.kind == KIND)
    since = Contact.received_on.between(desk.today - LATEST, desk.today - SOONEST)
    waiting = sa.select(Case).join(Contact, Contact.id == Case.contact_id).where(since, Case.stage == "stage1", Case.closed_on.is_(None), ~is_told)
    for case in desk.session.scalars(waiting).all():
        if has_waited(desk, case) and _is_owed(desk, case):
            ask(desk, KIND, f"{KIND}:{case.id}", {"case": str(case.id)}, case.key_id, case.id)


def _is_owed(desk: Desk, case: Case) -> bool:
    """Whether the answer of stage 1 is still owed and the next stage can be asked for."""
    now = standing_of(desk, case)
    return next_stage(now) is Event.STAGE2_REQUESTED and now.main is not None and now.main.is_open


def _prepare(desk: Desk, job: Job) -> None:
    """A message on the page of each; where no e-mail may say that it is there, or there is no page, staff tell them too."""
    case = locked(desk, job.case_id)
    if case is None or not _is_owed(desk, case):
        return
    for party in case.parties:
        if party.role in SPEAK and (party.to_on is None or party.to_on > desk.today) and stopped_on(desk.session, party.id, desk.today) is None:
            _tell(desk, case, party)


def _tell(desk: Desk, case: Case, party: Party) -> None:
    can_look = bool(party.code_hash) or party.user_id is not None
    if can_look:
        announce(desk, party, render("messages/next_stage.txt", party.language))
        record(desk, case, Event.MESSAGE_SENT, details={"party": str(party.id), "about": KIND})
    if not can_look or safe_email(desk.session, party.id, desk.today, Mail.RECEIPT) is None:
        add_task(desk, party, TASK)


def _nothing(_desk: Desk, _job: Job, _what: object) -> None:
    """It sends no mail of its own."""


TWENTY_DAYS = Work(_prepare, _nothing, _nothing)
