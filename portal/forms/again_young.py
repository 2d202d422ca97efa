"""What we ask a young person who has come back, in each of the three ways: the same parts as everybody's, and how we can answer them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from portal.forms import again
from portal.forms.catalogue import young as catalogue
from portal.forms.model import Audience, Form, Heading, Kind, Page, Question, Wording
from portal.forms.questions import reach, young
from portal.forms.questions.young import as_asked, in_three_ways
from portal.forms.ways import WAYS
from portal.text import E_, N_


def _as_everybody(question: Question) -> Question:
    """A question whose words are short and plain enough as they are."""
    return as_asked(question, in_three_ways(question.wording[Audience.PARENT]))


TOLD_TEXT = _as_everybody(again.TOLD_TEXT)
TOLD = as_asked(again.TOLD, in_three_ways(again.TOLD.wording[Audience.PARENT]), reveals={"changed": (TOLD_TEXT,)})

_SINCE = {"better": N_("Better"), "same": N_("The same"), "worse": N_("Worse"), "rather_not": N_("I’d rather not say")}
SINCE = as_asked(
    again.SINCE,
    in_three_ways(
        Wording(
            N_("Has anyone treated you differently since you told us?"),
            N_(
                "You are allowed to tell us. Nobody should punish you or treat you worse for it. "
                "If anybody does, tell us or your advocate and we will act on it."
            ),
            options=_SINCE,
            missing=N_("Choose an answer"),
        ),
        Wording(
            E_("Has anyone treated you differently since you told us?"),
            E_("You are allowed to tell us. Nobody should treat you worse for it. If anybody does, tell us. We will act on it."),
            options=_SINCE,
            missing=N_("Choose an answer"),
        ),
    ),
)

ADDRESS = as_asked(reach.ADDRESS, in_three_ways(Wording(N_("What is your address?"), N_("Leave it empty to read the letter here."))))
SAFE_POST = as_asked(
    reach.SAFE_POST, in_three_ways(Wording(N_("Is it safe to write to you there?"), N_("Could someone else open your post?"), options=reach.BY_POST))
)
MEET_WHERE = Question("meet_where", Kind.LINE, in_three_ways(Wording(N_("Where and when is good for you?"), N_("For example: at school, after lunch."))))
ANSWER_HOW = Question(
    "answer_how",
    Kind.ONE_OF,
    in_three_ways(
        Wording(
            N_("How can we answer you?"),
            N_("Choose one. You can change it when you like."),
            options={
                "message": N_("A message on this page"),
                "letter": N_("A letter"),
                "call": N_("A call"),
                "meeting": N_("We meet and talk"),
            },
            missing=N_("Choose an answer"),
        )
    ),
    options=("message", "letter", "call", "meeting"),
    reveals={"letter": (ADDRESS, SAFE_POST), "call": (young.PHONE, young.SAFE_PHONE, young.BEST_TIMES), "meeting": (MEET_WHERE,)},
    pictures={"message": "look_here", "letter": "post", "call": "call", "meeting": "talk"},
)


_MORE = "more"
SIDE = as_asked(
    young.ADVOCATE_WANTED,
    {way: replace(words, options={key: text for key, text in words.options.items() if key != _MORE}) for way, words in young.ADVOCATE_WANTED.wording.items()},
    options=tuple(option for option in young.ADVOCATE_WANTED.options if option != _MORE),
    reveals=young.ADVOCATE_WANTED.reveals,
    pictures={option: name for option, name in young.ADVOCATE_WANTED.pictures.items() if option != _MORE},
)
"""The offer made again: what an advocate does stands above it, so that nobody has to ask for more and gets only thanks."""


class _Asked(NamedTuple):
    """A part: its questions, its title, what stands before them, and that in shorter sentences where it has longer ones."""

    questions: tuple[Question, ...]
    title: str
    before: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    must: frozenset[str] = frozenset()


_ASKED: Mapping[str, _Asked] = {
    "write": _Asked(
        (_as_everybody(again.MESSAGE),),
        N_("Write to us"),
        (N_("Somebody in our team reads it by the next working day."), again.NOT_AT_ONCE),
        must=frozenset({"message"}),
    ),
    "add": _Asked((_as_everybody(again.ADDITION),), N_("Add something"), (again.NOT_AT_ONCE,), must=frozenset({"addition"})),
    "answer": _Asked((ANSWER_HOW,), "", must=frozenset({"answer_how"})),
    "reach": _Asked(
        (young.TALK_HOW,),
        N_("How is it safe to reach you?"),
        (
            N_("Write down all that is safe now. It takes the place of what you told us before."),
            N_("We tell nobody that it changed. We send nothing to the old number or address."),
            N_("Leave it all empty if nothing is safe. You can still look here."),
        ),
    ),
    "talk": _Asked(
        (young.PHONE, young.BEST_TIMES),
        N_("I would rather talk"),
        (N_("We ring you by the next working day."), N_("We leave no voicemail unless you said that is safe.")),
        must=frozenset({"phone"}),
    ),
    "side": _Asked(
        (SIDE,),
        N_("Someone on your side"),
        (catalogue.ADVOCATE, *catalogue.MORE_OF_ADVOCATES),
        (
            E_("An advocate is someone on your side."),
            E_("They help you say what you want."),
            E_("They ask you before they do anything."),
            *catalogue.MORE_OF_ADVOCATES,
        ),
        must=frozenset({"advocate_wanted"}),
    ),
    "next": _Asked(
        (_as_everybody(again.WHY_NEXT),), N_("Ask someone new to look at it"), (N_("You have the right to ask. It is someone who was not part of it."),)
    ),
    "unhappy": _Asked(
        (_as_everybody(again.WHY_NEXT),),
        N_("You are not happy with the answer"),
        (N_("There is no other stage with us. If you write to us, a person reads it and answers you."),),
    ),
    "stop": _Asked(
        (_as_everybody(again.WHY_STOP),),
        N_("I changed my mind"),
        (
            N_("You can stop at any time. We ask you first if somebody told you to stop."),
            N_("If somebody may not be safe, we must still act on that."),
            N_("You can change your mind. Come back here and write to us."),
        ),
    ),
    "told": _Asked((TOLD,), N_("What we wrote down"), must=frozenset({"told"})),
    "helper": _Asked(
        (),
        N_("Who speaks for you"),
        (
            N_("You can change who speaks for you at any time. You do not have to say why."),
            N_("From that moment they can see nothing of this any more."),
            N_("We ask you if you want somebody else."),
        ),
    ),
    "since": _Asked((SINCE,), N_("Since you told us"), must=frozenset({"since"})),
    "felt": _Asked((_as_everybody(again.FELT),), N_("How did it feel?")),
}


def _form(key: str, asked: _Asked, audience: Audience) -> Form:
    before = asked.before if audience is Audience.YOUNG else asked.short or asked.before
    page = Page(key, asked.questions, {audience: Heading(asked.title, before)}, must=asked.must)
    return Form(key, audience, (page,), face="young")


PARTS: Mapping[Audience, Mapping[str, Form]] = {way.audience: {key: _form(key, asked, way.audience) for key, asked in _ASKED.items()} for way in WAYS}
"""The way -> what can be done on the page; the key stands in the address, so it names no topic."""
