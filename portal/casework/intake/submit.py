"""Sending: one transaction makes the contact, its case, the people, the first events and the work that follows."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import sqlalchemy as sa

from portal.access.code import new_reference
from portal.casework.desk import Desk, london_date
from portal.casework.evidence.receive import attach
from portal.casework.intake.acknowledge import ask_for_acknowledgement
from portal.casework.intake.alarm import raise_alarm
from portal.casework.intake.day_said import day_said
from portal.casework.intake.draft import FreshCode, free_reference, give_code, give_second_code
from portal.casework.intake.readable import is_unreadable
from portal.casework.intake.screen import KINDS, kinds_in, written
from portal.casework.people.consent import COMPLAIN, SPEAKERS, give
from portal.casework.people.offer import from_form, was_on_the_form
from portal.casework.people.parties import WITHOUT_CODE, Said, WayBack, asks_for_a_call, asks_second_code, can_be_answered, from_whom, is_couple, make_parties
from portal.casework.people.who import follows_childs_words, holds_childs_words
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import NOTHING_DUE, Case, CaseStage, Contact, Draft, File, Task, new_key

OLDEST = timedelta(days=366)
"""Heard longer ago than this: the date is looked at before it is believed (docs/decisions/the-day-it-was-heard.md)."""

TRANSLATE, CHECK_HEARD = "translate", "check_heard"

_DUE = (
    sa.select(CaseStage.due_on)
    .join(Case, Case.id == CaseStage.case_id)
    .where(Case.contact_id == sa.bindparam("contact"), CaseStage.clock == sa.bindparam("clock"))
    .order_by(CaseStage.due_on)
)

_FILES = sa.select(File.id).where(File.draft_id == sa.bindparam("draft")).limit(1)


@dataclass(frozen=True)
class Sent:
    """What the 'sent' page needs; `words` is empty once that page was read. `write_by`: when somebody will have written, or rung.

    with_reference, with_words, with_name: of the second of two, where that code was asked for on the same screen. has_code: whether
    there are words at all; a worker who passes something on gets none, since what follows is between us and that person.
    has_other_way, with_has_other_way: whether our answer can reach them though they never look.
    """

    reference: str
    words: str
    write_by: date
    kind: str
    is_urgent: bool
    is_new: bool
    has_code: bool = True
    with_reference: str = ""
    with_words: str = ""
    with_name: str = ""
    has_other_way: bool = True
    with_has_other_way: bool = True


def submit(desk: Desk, draft: Draft, said: Said, fresh: FreshCode, channel: str = "web", fresh_with: FreshCode | None = None) -> Sent:
    """Send a draft. Sending it again, at the same time or later, gives the same references and codes and makes nothing.

    fresh_with: the code of the second of two, made where they asked to see it (`asks_second_code`); without it staff give it later.
    """
    if draft.contact is not None:
        return _sent(desk, draft.contact, draft, is_new=False)
    reference, _ = give_code(desk.session, draft, fresh)
    contact = _contact(desk, draft, said, channel, reference, _once(draft, "all"))
    beside = _beside(desk, draft, said, fresh_with)
    draft.contact, draft.sent_at, draft.answers = contact, desk.now, {}  # with the rest, in one flush
    case = _open_case(desk, contact, said, WayBack(reference, draft.code_hash), beside)
    if contact.is_not_screened:  # it has files, or words nobody reads
        attach(desk, draft, contact, case)
    return _sent(desk, contact, draft, is_new=True)


def _beside(desk: Desk, draft: Draft, said: Said, fresh: FreshCode | None) -> WayBack | None:
    """The second of two has a reference from the first moment, and the words when they are shown here."""
    if not is_couple(said):
        return None
    if fresh is None or not asks_second_code(said):
        return WayBack(free_reference(desk.session, new_reference()))
    return WayBack(give_second_code(desk.session, draft, fresh), draft.with_code_hash)


def submit_now(desk: Desk, draft: Draft, said: Said, fresh: FreshCode) -> Sent:
    """'Tell the team now': a contact of its own; the draft goes on, and what it sends later says that it follows (F-02).

    The same words again make nothing; other words are sent too (reliability L6).
    """
    for number in count(1):
        once = _once(draft, f"now:{number}")
        earlier = desk.session.scalar(sa.select(Contact).where(Contact.sent_once == once))
        if earlier is None:
            break
        if earlier.answers == dict(said):
            return _sent(desk, earlier, _carrier(desk, earlier), is_new=False)
    carrier = Draft(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        audience=draft.audience,
        language=draft.language,
        made_at=desk.now,
        kept_at=desk.now,
        expires_at=draft.expires_at,
        follows_id=draft.follows_id,
    )
    desk.session.add(carrier)
    reference, _ = give_code(desk.session, carrier, fresh)
    contact = _contact(desk, carrier, said, "web", reference, once)
    _open_case(desk, contact, said, WayBack(contact.reference, carrier.code_hash))
    carrier.contact, carrier.sent_at = contact, desk.now
    draft.follows_id = contact.id
    return _sent(desk, contact, carrier, is_new=True)


def told_now(desk: Desk, draft: Draft) -> Sent | None:
    """What this draft told the team at once, or None: then no page may say that we have it."""
    contact = desk.session.get(Contact, draft.follows_id) if draft.follows_id else None
    if contact is None or contact.kind != "danger":
        return None
    return _sent(desk, contact, _carrier(desk, contact), is_new=False)


def _carrier(desk: Desk, contact: Contact) -> Draft | None:
    """The draft that keeps a contact's code until it was read; it may have expired before the draft it was sent from."""
    return desk.session.scalar(sa.select(Draft).where(Draft.contact_id == contact.id))


def _once(draft: Draft, part: str) -> str:
    """The idempotency key: the same draft sends each part once."""
    return hashlib.sha256(f"{draft.id}:{part}".encode()).hexdigest()


def _contact(desk: Desk, draft: Draft, said: Said, channel: str, reference: str, once: str) -> Contact:
    contact = Contact(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        sent_once=once,
        reference=reference,
        audience=draft.audience,
        kind=str(said.get("kind") or "not_sure"),
        channel=channel,
        language=draft.language,
        received_at=desk.now,
        received_on=_heard_on(desk, _said_heard(draft, said)) or desk.today,
        entered_by_id=draft.user_id,
        is_unreadable=is_unreadable(_written_in(desk, draft), written(said), desk.settings.team.reads),
        is_urgent=said.get("in_danger") == "yes" or said.get("kind") == "help" or bool(kinds_in(said)),
        wants_wait=said.get("wait") == "yes",
        wants_call=said.get("kind") == "talk" or asks_for_a_call(said),
        follows_id=draft.follows_id,
    )
    contact.is_not_screened = contact.is_unreadable or _has_files(desk, draft)
    desk.session.add(contact)
    contact.answers = dict(said)
    return contact


def _written_in(desk: Desk, draft: Draft) -> str:
    """The language of the page; staff write down what they can read, whatever the person speaks."""
    return next(iter(desk.settings.team.reads), draft.language) if draft.user_id else draft.language


def _has_files(desk: Desk, draft: Draft) -> bool:
    with desk.session.no_autoflush:  # what is on its way to the database is no file, and goes there once
        return desk.session.scalar(_FILES, {"draft": draft.id}) is not None


def _said_heard(draft: Draft, said: Said) -> date | None:
    """The day it was first heard, as staff or a worker wrote it down."""
    return draft.heard_on or _day(said, "heard_on")


def _heard_on(desk: Desk, heard: date | None) -> date | None:
    """That day, if it can be the date of receipt: not after today, and not so long ago that it may be a slip of the pen."""
    return heard if heard is not None and desk.today - OLDEST <= heard <= desk.today else None


def _open_case(desk: Desk, contact: Contact, said: Said, way: WayBack, beside: WayBack | None = None) -> Case:
    case = Case(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        contact=contact,
        reference=contact.reference,
        kind=contact.kind,
        procedure="intake",
        from_whom=from_whom(contact.audience, said),
        is_childs_words=holds_childs_words(contact.audience, said) or follows_childs_words(desk.session, contact),
        received_on=contact.received_on,
        stage="intake",
        state="new",
        due_on=NOTHING_DUE,
        parties=[],  # there are none yet: nothing is looked up
        events=[],
        stages=[],
        stage_runs=[],
    )
    desk.session.add(case)
    case.title = _first_words(str(said.get("story") or said.get("said") or said.get("own_words") or said.get("now_what") or ""))
    make_parties(desk, case, contact, said, way, beside)
    _happened(desk, case, contact, said)
    _to_do(desk, case, contact, said)
    _consent(desk, case, said)
    if was_on_the_form(contact.audience, contact.kind):
        from_form(desk, case, case.parties[0], said)
    for party in case.parties:
        for safe in party.safe_contacts:
            ask_for_acknowledgement(desk, case, safe)
    if contact.is_urgent:
        raise_alarm(desk, case)
    return case


def _first_words(story: str, most: int = 80) -> str:
    """What the queue shows until triage gives the case a title: the first words of the story."""
    line = " ".join(story.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _happened(desk: Desk, case: Case, contact: Contact, said: Said) -> None:
    """The first events, on the day it was heard, from what was said: received, and what was asked for with it."""
    flags = {"urgent": contact.is_urgent, "unreadable": contact.is_unreadable}
    kinds = kinds_in(said) if contact.is_urgent else []
    found = {KINDS: kinds} if kinds else {}
    record(desk, case, Event.RECEIVED, contact.received_on, {"channel": contact.channel, **{flag: True for flag, is_on in flags.items() if is_on}, **found})
    if contact.wants_call:
        record(desk, case, Event.CALLBACK_ASKED, contact.received_on)
    if contact.wants_wait:
        when = str(said.get("wait_when") or "")
        before = day_said(when, contact.received_on)
        day = {"before": before.isoformat()} if before else {}
        record(desk, case, Event.FREEZE_REQUESTED, contact.received_on, {"when_said": bool(when), **day})


def _to_do(desk: Desk, case: Case, contact: Contact, said: Said) -> None:
    """What a person must do at once: get words read that nobody on duty can, and look at a day that cannot be right."""
    heard = str(said.get("heard_on") or "")
    due = {TRANSLATE: desk.calendar.add(desk.today, 1)} if contact.is_unreadable else {}
    due |= {CHECK_HEARD: desk.today} if heard and heard != contact.received_on.isoformat() else {}
    if due:
        desk.session.flush()
    for kind, on in due.items():
        text_id = contact.id if kind == TRANSLATE else None
        desk.session.add(Task(case_id=case.id, kind=kind, text_id=text_id, due_on=on, made_at=desk.now))


def _consent(desk: Desk, case: Case, said: Said) -> None:
    """What whoever speaks for a child says of the child's consent to complain; a day that cannot be is left out, never refused."""
    speaker = next((party for party in case.parties if party.role in SPEAKERS and party.speaks_for_id), None)
    if speaker is None or not said.get("consent_complain"):
        return
    on, until = _day(said, "consent_on"), _day(said, "consent_until")
    on = on if on and on <= desk.today else None
    until = until if until and until >= (on or desk.today) else None
    desk.session.flush()
    give(desk, case, speaker, COMPLAIN, str(said["consent_complain"]), str(said.get("consent_how") or "") or None, on, until)


def _day(said: Said, key: str) -> date | None:
    try:
        return date.fromisoformat(str(said.get(key) or ""))
    except ValueError:
        return None


def _sent(desk: Desk, contact: Contact, draft: Draft | None, *, is_new: bool) -> Sent:
    has_code = contact.audience not in WITHOUT_CODE
    return Sent(
        contact.reference,
        (draft.words if draft and has_code else None) or "",
        answer_by(desk, contact),
        contact.kind,
        contact.is_urgent,
        is_new,
        has_code,
        (draft.with_reference if draft else None) or "",
        (draft.with_words if draft else None) or "",
        str(contact.answers.get("with_name") or "") if draft and draft.with_reference else "",
        can_be_answered(contact.answers),
        can_be_answered(contact.answers, "with_"),
    )


def answer_by(desk: Desk, contact: Contact) -> date:
    """The date by which somebody will ring those who asked for it, or write to the others: from the clock that says so."""
    desk.session.flush()
    due = desk.session.scalar(_DUE, {"contact": contact.id, "clock": "callback" if contact.wants_call else "acknowledge"})
    if due is None:
        return desk.calendar.add(desk.today, 2)
    return max(due, desk.calendar.add(london_date(contact.received_at), 1))  # heard days ago and passed on today: nobody writes yesterday
