"""Somebody who comes back: their reference, their words, and the page these open."""

from dataclasses import dataclass

from portal.access.code import WORDS, hash_code, new_reference
from tests.integration.public.visitor import Visitor


@dataclass(frozen=True)
class Code:
    reference: str
    words: str


def give_codes(desk, case, pepper):
    """Give everybody on a case who has a reference words of their own; returns them in the order they came."""
    people = sorted((one for one in case.parties if one.reference), key=lambda one: one.id)
    codes = []
    for place, party in enumerate(people):
        words = WORDS[place * 6 : place * 6 + 6]
        is_first = party.reference == case.contact.reference
        party.reference = new_reference()
        case.contact.reference = party.reference if is_first else case.contact.reference
        party.code_hash = hash_code(words, pepper)
        codes.append(Code(party.reference, " ".join(words)))
    desk.session.flush()
    return codes


def come_back(app, code):
    """A browser of their own, on their page."""
    visitor = Visitor(app.test_client())
    visitor.open("/come-back")
    visitor.press(reference=code.reference, words=code.words)
    return visitor


def do(visitor, part, then="go_on", **answers):
    """Open the form of one thing to do, fill it in, press its button."""
    visitor.open(f"/back?part={part}")
    return visitor.press(then, url="/back", **answers)
