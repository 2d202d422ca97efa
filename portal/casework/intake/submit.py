"""Sending: one transaction makes the contact, its case, the people, the first events and the work that follows."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.intake.acknowledge import ask_for_acknowledgement
from portal.casework.intake.alarm import raise_alarm
from portal.casework.intake.draft import FreshCode, give_code
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import NOTHING_DUE, Case, CaseStage, Contact, Draft, Party, SafeContact, new_key

Said = Mapping[str, Any]

CHANNELS = {
    "may_ring": ("safe_phone", "ring"),
    "may_voicemail": ("safe_phone", "voicemail"),
    "may_text": ("safe_phone", "text"),
    "may_say_who": ("safe_phone", "say_who"),
    "may_email": ("safe_email", "email"),
    "may_email_letters": ("safe_email", "email_letters"),
    "may_post": ("safe_post", "post"),
}
"""A column of safe_contact -> the question and the option that makes it true; all else is not safe."""

_DUE = (
    sa.select(CaseStage.due_on)
    .join(Case, Case.id == CaseStage.case_id)
    .where(Case.contact_id == sa.bindparam("contact"), CaseStage.clock == sa.bindparam("clock"))
    .order_by(CaseStage.due_on)
)

DETAILS = ("phone", "email", "address", "best_times", "now_how")
ABOUT = ("relation", "responsible", "language", "interpreter")


@dataclass(frozen=True)
class Sent:
    """What the 'sent' page needs; `words` is empty once that page was read. `write_by`: when somebody will have written, or rung."""

    reference: str
    words: str
    write_by: date
    kind: str
    is_urgent: bool
    is_new: bool


def submit(desk: Desk, draft: Draft, said: Said, fresh: FreshCode, channel: str = "web") -> Sent:
    """Send a draft. Sending it again, at the same time or later, gives the same reference and code and makes nothing."""
    if draft.contact is not None:
        return _sent(desk, draft.contact, draft, is_new=False)
    reference, _ = give_code(desk.session, draft, fresh)
    contact = _contact(desk, draft, said, channel, reference, _once(draft, "all"))
    _open_case(desk, contact, said, draft.code_hash)
    draft.contact, draft.sent_at, draft.answers = contact, desk.now, {}
    return _sent(desk, contact, draft, is_new=True)


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
    _open_case(desk, contact, said, carrier.code_hash)
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
        received_on=desk.today,
        is_urgent=said.get("in_danger") == "yes",
        wants_wait=said.get("wait") == "yes",
        wants_call=said.get("kind") == "talk",
        follows_id=draft.follows_id,
    )
    desk.session.add(contact)
    contact.answers = dict(said)
    return contact


def _open_case(desk: Desk, contact: Contact, said: Said, code_hash: str | None) -> Case:
    case = Case(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        contact=contact,
        reference=contact.reference,
        kind=contact.kind,
        procedure="intake",
        from_whom=str(said.get("relation") or "not_said"),
        received_on=contact.received_on,
        stage="intake",
        state="new",
        due_on=NOTHING_DUE,
        parties=[],  # there are none yet: nothing is looked up
        events=[],
        stages=[],
    )
    desk.session.add(case)
    case.title = _first_words(str(said.get("story") or said.get("now_what") or ""))
    person = _people(desk, case, said, code_hash)
    _happened(desk, case, contact, said)
    ask_for_acknowledgement(desk, case, person)
    if contact.is_urgent:
        raise_alarm(desk, case)
    return case


def _first_words(story: str, most: int = 80) -> str:
    """What the queue shows until triage gives the case a title: the first words of the story."""
    line = " ".join(story.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _people(desk: Desk, case: Case, said: Said, code_hash: str | None) -> SafeContact:
    person = _party(desk, case, "complainant", str(said.get("name") or ""), {key: said[key] for key in ABOUT if key in said})
    person.relation, person.reference, person.code_hash, person.code_made_on = case.from_whom, case.reference, code_hash, desk.today
    safe = SafeContact(
        id=new_id(),
        key_id=case.key_id,
        party_id=person.id,
        from_on=desk.today,
        **{column: option in (said.get(question) or ()) for column, (question, option) in CHANNELS.items()},
    )
    person.safe_contacts.append(safe)
    if case.kind == "talk":  # the number was given so that we ring it: that is what the page asked for
        safe.may_ring = True
    safe.details = {key: said[key] for key in DETAILS if key in said}
    if said.get("child_name") or said.get("child_age"):
        _party(desk, case, "child", str(said.get("child_name") or ""), {"age": said.get("child_age"), "knows": said.get("child_knows")})
    return safe


def _party(desk: Desk, case: Case, role: str, name: str, about: dict[str, Any]) -> Party:
    party = Party(id=new_id(), key_id=case.key_id, case_id=case.id, role=role, from_on=desk.today, safe_contacts=[])
    case.parties.append(party)
    party.name, party.about = name, about
    return party


def _happened(desk: Desk, case: Case, contact: Contact, said: Said) -> None:
    """The first events, from what was said: received, and what was asked for with it."""
    record(desk, case, Event.RECEIVED, details={"channel": contact.channel, **({"urgent": True} if contact.is_urgent else {})})
    if contact.wants_call:
        record(desk, case, Event.CALLBACK_ASKED)
    if contact.wants_wait:
        record(desk, case, Event.FREEZE_REQUESTED, details={"when_said": bool(said.get("wait_when"))})


def _sent(desk: Desk, contact: Contact, draft: Draft | None, *, is_new: bool) -> Sent:
    words = draft.words if draft else None
    return Sent(contact.reference, words or "", answer_by(desk, contact), contact.kind, contact.is_urgent, is_new)


def answer_by(desk: Desk, contact: Contact) -> date:
    """The date by which somebody will ring those who asked for it, or write to the others: from the clock that says so."""
    desk.session.flush()
    due = desk.session.scalar(_DUE, {"contact": contact.id, "clock": "callback" if contact.wants_call else "acknowledge"})
    return due or desk.calendar.add(desk.today, 2)
