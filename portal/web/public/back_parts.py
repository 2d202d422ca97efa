"""What somebody can do on their page: the words on its button, when the page offers it, and its verb; and in whose face the page is drawn."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from flask import request, session
from flask_babel import get_locale

from portal.casework import tally
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.advocacy import dismiss
from portal.casework.people.offer import Answer, offer_again
from portal.casework.people.who import is_child, is_here
from portal.casework.thread import answer_how
from portal.casework.thread.message import ADDITION, MESSAGE, WITHDRAWAL, locked_case, write_in
from portal.casework.thread.next_stage import ask_next
from portal.casework.thread.safe_way import ask_for_call, change
from portal.casework.thread.statement import answer as answer_statement
from portal.casework.thread.status import Where, numbered
from portal.casework.thread.treated import say
from portal.forms import again, again_young
from portal.forms.model import Answers, Form
from portal.forms.ways import WAYS, Way
from portal.store.models import Case, Party
from portal.text import N_

FELT = "felt"


class Part(NamedTuple):
    """One thing a person can do: the words on its button (marked), when the page offers it, and its verb."""

    button: str
    is_offered: Callable[[Where], bool]
    do: Callable[[Desk, Party, Answers, str], object]


def _always(_where: Where) -> bool:
    return True


def text_of(answers: Answers, key: str) -> str:
    return str(answers.get(key) or "")


def language() -> str:
    return str(get_locale() or "en")


def _count_felt(here: Desk, _party: Party, answers: Answers, _once: str) -> None:
    """Counted of nobody; once a visit."""
    if answers.get(FELT) and not session.get(FELT):
        tally.count(here.session, tally.month_of(here.today), FELT, answer=text_of(answers, FELT))
        session[FELT] = True


def _dismiss(here: Desk, party: Party, _answers: Answers, _once: str) -> None:
    """Whoever was chosen speaks for this person no longer; by their number, since two may have one name. A second press ends nobody else's part."""
    case = locked_case(here, party)
    chosen = numbered(here, party).get(request.form.get("who", ""))
    if chosen is None:
        raise NotAllowed(N_("Choose who no longer speaks for you"))
    if is_here(chosen, here.today):
        dismiss(here, case, chosen, party)


def _check_told(here: Desk, party: Party, answers: Answers, _once: str) -> None:
    answer_statement(here, locked_case(here, party), party, text_of(answers, "told"), text_of(answers, "told_text"))


def _say_side(here: Desk, party: Party, said: Answers, _once: str) -> None:
    """What they said to the offer of somebody on their side; a no with an adult beside them is marked so."""
    answer = Answer(text_of(said, "advocate_wanted"), text_of(said, "advocate_name"), text_of(said, "with_adult") == "yes")
    offer_again(here, locked_case(here, party), party, answer)


def _asks_next(here: Desk, party: Party, said: Answers, once: str) -> None:
    ask_next(here, party, text_of(said, "why_next"), once, language())


def _writes(key: str, kind: str) -> Callable[[Desk, Party, Answers, str], object]:
    """The verb that keeps the text of a question as a message of a kind."""
    return lambda here, party, said, once: write_in(here, party, text_of(said, key), once, kind, language())


SEND_ANSWER = N_("Send my answer")
SEND = N_("Send this to the complaints team")
DO: Mapping[str, Part] = {
    "write": Part(SEND, _always, _writes("message", MESSAGE)),
    "add": Part(SEND, _always, _writes("addition", ADDITION)),
    "reach": Part(N_("Keep this"), _always, lambda here, party, said, _once: change(here, party, said)),
    "talk": Part(N_("Ask for a call"), _always, lambda here, party, said, _once: ask_for_call(here, party, said)),
    "next": Part(
        N_("Ask for the next stage"),
        lambda now: (now.is_answered and now.has_next) or now.asks_next,
        _asks_next,
    ),
    "unhappy": Part(SEND, lambda now: now.is_answered and not now.has_next, _asks_next),
    "stop": Part(N_("Ask us to stop"), lambda now: now.can_stop, _writes("why_stop", WITHDRAWAL)),
    "since": Part(SEND_ANSWER, lambda now: now.asks_since, lambda here, party, said, _once: say(here, party, text_of(said, "since"))),
    "side": Part(SEND_ANSWER, lambda now: now.may_have_side, _say_side),
    "helper": Part(N_("They no longer speak for me"), lambda now: bool(now.helpers), _dismiss),
    "told": Part(SEND_ANSWER, lambda now: now.to_check is not None, _check_told),
    FELT: Part(SEND_ANSWER, lambda now: now.is_answered and not now.is_bad_news, _count_felt),
}
"""What can be done on the page; what each asks stands in forms/again.py."""

KEEP = N_("Keep this")
YOUNG_DO: Mapping[str, Part] = {
    **DO,
    "answer": Part(KEEP, _always, lambda here, party, said, _once: answer_how.choose(here, party, said)),
    "reach": Part(KEEP, _always, lambda here, party, said, _once: answer_how.reach(here, party, said)),
    "next": DO["next"]._replace(button=N_("Ask someone new")),
}
"""What a young person can do on theirs; what each asks stands in forms/again_young.py."""


class Face(NamedTuple):
    """Whose templates draw the page, in which of the three ways, what can be done on it, and what that asks."""

    folder: str
    way: Way | None
    do: Mapping[str, Part]
    asks: Mapping[str, Form]


EVERYBODY = Face("public", None, DO, again.PARTS)
YOUNG: Mapping[str, Face] = {way.audience: Face("young", way, YOUNG_DO, again_young.PARTS[way.audience]) for way in WAYS}
"""The audience by which a child told us -> the face of their page: the way they used last."""


def face_of(case: Case, party: Party, wanted: str = "") -> Face:
    """The face of a person's page: a young one only for the child who told us, never for anybody else on the same case.

    wanted: the audience of another way, where one was chosen since; anything else is left.
    """
    used_last = YOUNG.get(case.contact.audience) if is_child(party) else None
    return YOUNG.get(wanted, used_last) if used_last else EVERYBODY
