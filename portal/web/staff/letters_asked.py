"""The letter fields of an act: one letter for each who hears from us, with the words it begins with and the ways it may go."""

import json
from collections.abc import Sequence

from flask_babel import gettext as _

from portal.casework.desk import Desk
from portal.casework.letters.first_words import first_words
from portal.casework.letters.grade import CHILD, KNOWN, Reading, reading
from portal.casework.letters.jargon import JARGON
from portal.casework.letters.letter import channels
from portal.casework.letters.readers import Writing, left_out, must_be_told, readers
from portal.casework.people.consent import stopped_on
from portal.casework.people.who import is_child
from portal.casework.stage.acknowledge import safe_ways
from portal.store.models import Case, Letter, Party
from portal.web.staff import staff
from portal.web.staff.asked import Asked, Given
from portal.web.staff.words import word


def letters_asked(desk: Desk, case: Case, kind: str, hint: str = "", begun: Letter | None = None) -> list[Asked]:
    """The letter to the first, and one to each of the others; `begun`: what somebody handed in, with each reader's own name in it."""
    people: Sequence[Party | None] = readers(desk, case, kind) or [None]
    must = must_be_told(desk, case, kind)
    hint = " ".join([hint or _("What stands in [brackets] is yours to write. Type over all of it as you like."), *_who_gets_none(desk, case, kind)])
    return [asked for n, party in enumerate(people, 1) for asked in _asked(desk, case, kind, (n, party), n == 1 or party in must, hint, begun)]


def letters_given(desk: Desk, case: Case, given: Given, kind: str) -> tuple[str, str, tuple[Writing, ...]]:
    """What was written: the first letter, how it goes, and the others."""
    others = [(n, party) for n, party in enumerate(readers(desk, case, kind), 1) if n > 1]
    also = tuple(Writing(str(party.id), given.text(f"letter-{n}"), given.text(f"channel-{n}") or "post") for n, party in others)
    return given.text("letter"), given.text("channel") or "post", also


def _who_gets_none(desk: Desk, case: Case, kind: str) -> list[str]:
    """What is said beside a letter of those who speak for somebody and may not have it: nothing waits for their consent."""
    to = ", ".join(name_of(one) for one in must_be_told(desk, case, kind)) or _("nobody")
    missing = [(name_of(one), stopped_on(desk.session, one.id, desk.today)) for one in left_out(desk, case, kind)]
    return [
        _("Consent for %(name)s has ended, so nothing goes to them. This letter goes to: %(to)s.", name=name, to=to)
        if ended
        else _("Consent that %(name)s gets the answer is missing. It goes to: %(to)s. Ask for consent when it is safe to.", name=name, to=to)
        for name, ended in missing
    ]


def ways_asked(desk: Desk, case: Case) -> list[Asked]:
    """How each who must be told was told that we have it, by the ways each of them called safe."""
    people: Sequence[Party | None] = must_be_told(desk, case) or [None]
    several = len(people) > 1
    return [
        Asked(
            f"way{_number(n)}",
            "one_of",
            _("How did you tell %(name)s?", name=name_of(party)) if several and party else _("How did you tell them?"),
            _("These are the ways they called safe."),
            [(way, word("way", way)) for way in safe_ways(desk, case, party)],
        )
        for n, party in enumerate(people, 1)
    ]


def ways_given(desk: Desk, case: Case, given: Given) -> dict[str, str]:
    """Party id -> way, for everybody but the first."""
    return {str(party.id): given.text(f"way-{n}") for n, party in enumerate(must_be_told(desk, case), 1) if n > 1}


def name_of(party: Party) -> str:
    """What a person on a case is called on a form: their name, or what they are."""
    return str(party.name or "") or word("party", party.role)


def most_for(party: Party | None) -> int:
    """The reading grade that a letter to somebody keeps to; 0 where it is not counted."""
    return CHILD if party is not None and is_child(party) else 0


@staff.app_template_global()
def how_it_reads(text: str) -> Reading:
    """The grade and the hard words of a letter as it stands on the page."""
    return reading(text)


@staff.app_template_global()
def reads_by() -> dict[str, str]:
    """What the script counts with: the same words as portal/casework/letters."""
    return {"known": json.dumps(sorted(KNOWN)), "plain": json.dumps([[said, _(plain)] for said, plain in JARGON.items()])}


def _number(n: int) -> str:
    return "" if n == 1 else f"-{n}"


def _asked(desk: Desk, case: Case, kind: str, place: tuple[int, Party | None], must: bool, hint: str, begun: Letter | None) -> tuple[Asked, Asked]:
    n, party = place
    several = len(readers(desk, case, kind)) > 1
    ways = channels(desk, case, party)
    options = [(way, {"post": _("Print it"), "email": _("By e-mail to the address they called safe for letters")}[way]) for way in ways]
    title = _("The letter to %(name)s", name=name_of(party)) if several and party else _("The letter")
    how = _("How does the letter to %(name)s go?", name=name_of(party)) if several and party else _("How does it go?")
    words = _begin(desk, case, kind, party, begun)
    return (
        Asked(
            f"letter{_number(n)}", "letter", title, hint if must else _("Leave it empty to send none."), value=words, optional=not must, most=most_for(party)
        ),
        Asked(f"channel{_number(n)}", "one_of", how, _("Post it only where they said that post is safe."), options, ways[0]),
    )


def _begin(desk: Desk, case: Case, kind: str, party: Party | None, begun: Letter | None) -> str:
    """What stands in the letter at first: what was handed in, its reader's name in place of the first one's, or the template.

    What was written to a grown-up is no beginning of a letter to a child, nor the other way round.
    """
    if begun is None:
        return first_words(desk, case, kind, party=party)
    first = next((one for one in case.parties if one.id == begun.party_id), None)
    if party is not None and first is not None and is_child(party) is not is_child(first):
        return first_words(desk, case, kind, party=party)
    if party is None or first is None or first.id == party.id or not first.name:
        return str(begun.body)
    return str(begun.body).replace(str(first.name), str(party.name or "") or word("party", party.role))
