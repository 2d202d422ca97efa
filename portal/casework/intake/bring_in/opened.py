"""A case and its people from a line of cases.csv or compliments.csv: the contact it came by, who complains, about whom, and through whom."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from portal.casework.desk import LONDON, Desk
from portal.casework.intake.bring_in.known import mark
from portal.casework.intake.bring_in.table import Row
from portal.casework.people.person_key import person_key
from portal.casework.people.who import holds_childs_words
from portal.casework.stage.record import record
from portal.forms.model import Audience
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import NOTHING_DUE, Case, Contact, Party, new_key

CHANNELS: Mapping[str, str] = {"online_form": "web", "telephone": "phone", "paper_form": "paper"}
"""How it came, as contacts name it; a channel that is not here is its own code."""

YOUNG_PERSON, CHILD = "young_person", "child"
SPEAKERS: Mapping[str, tuple[str, str | None]] = {
    "advocate": ("advocate", None),
    "family_representative": ("representative", "family"),
    "professional": ("representative", "professional"),
    "other": ("representative", "other"),
}
"""raised_by -> the part on the case of whoever spoke for the person, and what they are to them."""


def open_contact(desk: Desk, row: Row, reference: str, kind: str, audience: str, answers: Mapping[str, Any]) -> Contact:
    """What arrived at the earlier system on a day; nobody is told of it and no list of words is held against it again."""
    received_on = row.needed_day("received_on")
    contact = Contact(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        sent_once=mark(desk.session.info["keys"], "contact", row.file, row.text("ref")),
        reference=reference,
        audience=audience,
        kind=kind,
        channel=CHANNELS.get(row.text("channel"), row.text("channel")),
        language=desk.settings.council.language,
        received_at=_noon(received_on),
        received_on=received_on,
    )
    desk.session.add(contact)
    contact.answers = dict(answers)
    return contact


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON).astimezone(UTC)


def open_case(desk: Desk, row: Row, contact: Contact, procedure: str, from_whom: str, title: str) -> Case:
    """The case of a contact, on its procedure from the first day."""
    case = Case(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        contact=contact,
        reference=contact.reference,
        kind=contact.kind,
        procedure=procedure,
        service=row.text("service") or None,
        tags=row.many("tags"),
        from_whom=from_whom,
        is_childs_words=holds_childs_words(contact.audience, contact.answers),
        received_on=contact.received_on,
        stage=desk.procedures[procedure].stages[0].key,
        state="open",
        due_on=NOTHING_DUE,
        parties=[],
        events=[],
        stages=[],
        stage_runs=[],
    )
    desk.session.add(case)
    case.title = title
    return case


def came(desk: Desk, case: Case, issues: Sequence[str] = ()) -> None:
    """The first events, both on the day it came: received, and on its procedure."""
    channel = {"channel": case.contact.channel} if case.contact.channel else {}
    record(desk, case, Event.RECEIVED, case.received_on, channel)
    record(desk, case, Event.TRIAGED, case.received_on, {"procedure": case.procedure, "kind": case.kind, "issues": list(issues)})


def open_complaint(desk: Desk, row: Row, reference: str, procedure: str, title: str) -> Case:
    """A complaint and everybody on it, from a line of cases.csv."""
    audience = _audience(row)
    contact = open_contact(desk, row, reference, "complaint", audience, {})
    case = open_case(desk, row, contact, procedure, from_whom(row.text("complainant")), title)
    case.other_services = row.many("other_services")
    case.raised_by = row.text("raised_by")
    case.is_subject_identified = row.yes("subject_identified")
    case.person_key = person_key(desk, row.text("person_key"))
    _people(desk, case, row)
    return case


def _audience(row: Row) -> str:
    """By which of our ways they would have told us: it says whether a child's words are behind it (rule A-11)."""
    if row.text("raised_by") == "advocate":
        return Audience.ADVOCATE
    return Audience.YOUNG if row.text("complainant") == YOUNG_PERSON else Audience.PARENT


def from_whom(code: str) -> str:
    """A code of who complains or gives thanks, as cases name it."""
    return CHILD if code == YOUNG_PERSON else code


def _people(desk: Desk, case: Case, row: Row) -> None:
    """Those who complain, in whose name somebody spoke, and the child it is about; the first has the way back, until staff make a code."""
    relation = case.from_whom or None
    complainants = [_party(desk, case, "complainant", relation) for _ in range(row.whole("complainants") or 1)]
    complainants[0].reference = case.reference
    if case.is_subject_identified and relation != CHILD:
        _party(desk, case, "child", None)
    if case.raised_by in SPEAKERS:
        speaker = _party(desk, case, *SPEAKERS[case.raised_by])
        speaker.speaks_for_id = complainants[0].id


def _party(desk: Desk, case: Case, role: str, relation: str | None) -> Party:
    party = Party(id=new_id(), key_id=case.key_id, case_id=case.id, role=role, relation=relation, from_on=case.received_on, safe_contacts=[])
    party.language = case.contact.language
    case.parties.append(party)
    party.name, party.about = "", {}
    return party
