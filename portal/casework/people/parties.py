"""Who is on a case, from what was said: who told us, with whom, which children, and who speaks for whom.

Each has a safe-contact record of their own, in which nothing is safe that was not ticked; two who tell us together share
nothing but the case (practice F-12).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.casework.desk import Desk
from portal.casework.intake.readable import language_said
from portal.casework.people.who import is_child
from portal.forms.ways import YOUNG_ONES
from portal.store.database import new_id
from portal.store.models import Case, Contact, Party, SafeContact

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

DETAILS = ("phone", "email", "address", "best_times", "now_how")
"""How somebody can be reached, as they wrote it; the same questions with `with_` before them are about the second of two."""

NEEDS = ("language", "interpreter", "adjustments", "adjust_how")
"""What somebody needs so that they can take part: staff see it first."""

ABOUT = ("relation", "responsible", "speaks_for", "stay_anonymous", *NEEDS)
ABOUT_SPEAKER = ("adv_organisation", "bars", "instructed", *NEEDS)

SPEAKERS = ("representative", "advocate")
WITHOUT_CODE = frozenset({"pass_on"})
"""Audiences whose sender gets no code: what follows is between us and the person they heard."""

MOST_CHILDREN = 4
SHOWN = "show"


@dataclass(frozen=True)
class WayBack:
    """A reference and the hash of its six words; without a hash staff give the words later, by a channel that is safe."""

    reference: str
    code_hash: str | None = None


def make_parties(desk: Desk, case: Case, contact: Contact, said: Said, way: WayBack, beside: WayBack | None) -> None:
    """Make everybody the answers name, and say on the case who brought it. `beside`: the way back of the second of two, where two tell us together."""
    _MAKERS.get(contact.audience, _adults)(_Making(desk, case, contact, said, way, beside))
    case.raised_by, case.is_subject_identified = raised_by(case, contact.audience, said), is_subject_identified(case)


def from_whom(contact_audience: str, said: Said) -> str:
    """Who it comes from, as a code for the queue: to the child, to us, or through whom."""
    if contact_audience in YOUNG_ONES:
        return "child"
    if contact_audience == "pass_on":
        return "passed_on"
    if contact_audience == "advocate":
        return _speaker_role(said)
    return str(said.get("relation") or said.get("praise_from") or "not_said")


RAISED_BY = {"advocate": "advocate", "solicitor": "professional", "other": "other"}
"""Who sends it for a child -> as reports count it; anybody else who does is family, a friend or a carer."""


def raised_by(case: Case, audience: str, said: Said) -> str:
    """Who brought it to us, as reports count it: self, advocate, family_representative, professional or other. The parties are made."""
    if audience == "pass_on":
        return "professional"
    if any(party.role in SPEAKERS for party in case.parties):
        return RAISED_BY.get(str(said.get("adv_role") or ""), "family_representative")
    return "self"


def is_subject_identified(case: Case) -> bool | None:
    """True where the child it is about is named or described, or is who told us; None where nobody said."""
    children = (party for party in case.parties if is_child(party))
    return any(party.role == "complainant" or party.name or party.about for party in children) or None


def is_couple(said: Said) -> bool:
    """Whether somebody tells us together with another."""
    return said.get("together") == "yes"


def asks_for_a_call(said: Said) -> bool:
    """Whether somebody wants to be rung: there is a number, it was given for that, and what they called safe on it later is not only a text."""
    safe = said.get("safe_phone") or ("ring",)
    asks = "yes" in (said.get("call_me") or ()) and ("ring" in safe or "voicemail" in safe)
    return bool(said.get("phone")) and (said.get("kind") == "talk" or asks)


ANSWERS_BY = {"may_ring": "phone", "may_email_letters": "email", "may_post": "address"}
"""The channels by which an answer can reach somebody, and what must be known for each."""


def can_be_answered(said: Said, prefix: str = "") -> bool:
    """Whether an answer can reach somebody though they never look: by a safe way they gave, or as they said when they told us of danger."""
    ticked = (column for column, (question, option) in CHANNELS.items() if option in (said.get(prefix + question) or ()))
    if any(said.get(prefix + ANSWERS_BY[column]) for column in ticked if column in ANSWERS_BY):
        return True
    asked_for = [asks_for_a_call(said), said.get("now_reach") == "yes" and said.get("now_how")]
    return not prefix and any(asked_for)


def asks_second_code(said: Said) -> bool:
    """Whether the code of the second of two is to be shown on the same screen: they are together now."""
    return is_couple(said) and said.get("with_code") == SHOWN


@dataclass(frozen=True)
class _Making:
    desk: Desk
    case: Case
    contact: Contact
    said: Said
    way: WayBack
    beside: WayBack | None

    def text(self, key: str) -> str:
        return str(self.said.get(key) or "")

    def some(self, keys: tuple[str, ...]) -> dict[str, Any]:
        return {key: self.said[key] for key in keys if self.said.get(key)}

    def party(self, role: str, name: str, relation: str | None = None, about: Mapping[str, Any] | None = None) -> Party:
        today, case = self.desk.today, self.case
        party = Party(id=new_id(), key_id=case.key_id, case_id=case.id, role=role, relation=relation, from_on=today, safe_contacts=[])
        party.language = language_said(self.text("language")) or self.contact.language
        case.parties.append(party)
        party.name, party.about = name, {key: value for key, value in (about or {}).items() if value}
        return party

    def safe(self, party: Party, prefix: str = "", more: Mapping[str, str] | None = None) -> SafeContact:
        """How they said it is safe to reach this party: nothing that was not ticked is."""
        ticked = {column: option in (self.said.get(prefix + question) or ()) for column, (question, option) in CHANNELS.items()}
        safe = SafeContact(id=new_id(), key_id=party.key_id, party_id=party.id, from_on=self.desk.today, **ticked)
        party.safe_contacts.append(safe)
        written = {key: self.said[prefix + key] for key in DETAILS if prefix + key in self.said}
        safe.details = {**written, **{key: value for key, value in (more or {}).items() if value}}
        return safe

    def in_own_words(self, party: Party, details: Mapping[str, str]) -> None:
        """How to reach somebody as others wrote it: no channel was asked, so none is safe by itself."""
        if kept := {key: value for key, value in details.items() if value}:
            safe = SafeContact(id=new_id(), key_id=party.key_id, party_id=party.id, from_on=self.desk.today)
            party.safe_contacts.append(safe)
            safe.details = kept

    def opens(self, party: Party, way: WayBack) -> None:
        party.reference, party.code_hash = way.reference, way.code_hash
        party.code_made_on = self.desk.today if way.code_hash else None

    def children(self, at_least: int = 0) -> list[Party]:
        """The children that were named or described, in order; a child somebody speaks for is there though nothing was said of them."""
        prefixes = ["child_", *(f"child{number}_" for number in range(2, MOST_CHILDREN + 1))]
        told = [one for one in prefixes if any(self.said.get(one + key) for key in ("name", "age", "lives"))]
        return [self._child(prefix, place == 0) for place, prefix in enumerate(told or prefixes[:at_least])]

    def _child(self, prefix: str, is_first: bool) -> Party:
        about = {key: self.said.get(prefix + key) for key in ("age", "lives")}
        if is_first:
            about |= {"knows": self.said.get("child_knows"), "agrees": self.said.get("child_agrees"), "status": self.said.get("child_status")}
        return self.party("child", self.text(prefix + "name"), about=about)


def _adults(making: _Making) -> None:
    """Whoever told us, alone or with another; whoever speaks only for the child is the child's representative."""
    speaks = making.text("speaks_for")
    person = making.party("representative" if speaks == "child" else "complainant", making.text("name"), making.case.from_whom, making.some(ABOUT))
    making.opens(person, making.way)
    safe = making.safe(person)
    if asks_for_a_call(making.said):  # the number was given so that we ring it: that is what the page asked for
        safe.may_ring = True
    if making.beside is not None:
        _second(making, making.beside)
    children = making.children(at_least=1 if speaks in ("child", "both") else 0)
    if speaks in ("child", "both"):
        person.speaks_for_id = children[0].id


def _second(making: _Making, way: WayBack) -> None:
    """The second of two: a complainant with an own name, an own way back and own safe ways, whatever the first said of theirs."""
    second = making.party("complainant", making.text("with_name"), making.text("with_relation") or None, {"responsible": making.said.get("with_responsible")})
    second.language = making.contact.language
    making.opens(second, way)
    making.safe(second, "with_")


def _advocate(making: _Making) -> None:
    """An advocate, or somebody else who speaks for a child: the complaint is the child's, the way back is the speaker's."""
    children = making.children(at_least=1)
    child = children[0]
    child.about = {**child.about, **making.some(("must_not_see", "answer_how"))}
    making.in_own_words(child, {"reach": making.text("child_reach")})
    speaker = making.party(_speaker_role(making.said), making.text("adv_name"), making.text("adv_role") or None, making.some(ABOUT_SPEAKER))
    speaker.speaks_for_id = child.id
    making.opens(speaker, making.way)
    making.safe(speaker, more={"work_phone": making.text("adv_phone"), "work_email": making.text("adv_email")})


def _passed_on(making: _Making) -> None:
    """A worker who heard it, and the person they heard: it is that person's, who gets a code when staff have reached them."""
    is_child = making.text("person_is") == "child"
    person = making.party("complainant", making.text("person_name"), making.text("person_is") or None, {"knows": making.said.get("person_knows")})
    making.opens(person, WayBack(making.way.reference))
    making.in_own_words(person, {"reach": making.text("person_reach")})
    worker = making.party("passed_on_by", making.text("worker_name"), making.text("worker_role") or None, {"team": making.said.get("worker_team")})
    making.in_own_words(worker, {"work_phone": making.text("worker_phone"), "work_email": making.text("worker_email")})
    if not (is_child and _same(making.text("person_name"), making.text("child_name"))):
        making.children()


def _same(one: str, other: str) -> bool:
    return not other or one.casefold().split() == other.casefold().split()


def _speaker_role(said: Said) -> str:
    return "advocate" if said.get("adv_role") == "advocate" else "representative"


def _young(making: _Making) -> None:
    """A child or young person who tells us themselves: the complaint and the way back are theirs alone."""
    child = making.party("complainant", making.text("name"), "child", making.some(("must_not_see", "trusted")))
    making.opens(child, making.way)
    safe = making.safe(child, more={"reach": making.text("trusted")})
    if asks_for_a_call(making.said):
        safe.may_ring = True


_MAKERS: Mapping[str, Callable[[_Making], None]] = {"advocate": _advocate, "pass_on": _passed_on, **dict.fromkeys(YOUNG_ONES, _young)}
