"""The forms as they stand on paper: which there are, what is printed of each, when a part may be left out, how much room there is to write."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience, Form, Heading, Kind, Page, Question
from portal.forms.questions import paper, paper_young
from portal.forms.ways import WAYS
from portal.text import N_


@dataclass(frozen=True)
class Paper:
    """A form to print. letter: what its address calls it, which says nothing about anybody. name: marked text."""

    letter: str
    audience: Audience
    name: str

    @property
    def form(self) -> Form:
        return CATALOGUE[self.audience]


PAPERS: tuple[Paper, ...] = (
    Paper("p", Audience.PARENT, N_("For parents, carers and other adults")),
    Paper("a", Audience.ADVOCATE, N_("For advocates and others who speak for a child")),
    Paper("w", Audience.PASS_ON, N_("For workers who pass on what they heard")),
    *(Paper(way.letter, way.audience, way.name) for way in WAYS),
)

NOT_ON_PAPER: Mapping[str, str] = {
    "with_code": "the code of the second person is made when the form is read, and shown on no screen of theirs",
}
"""Questions that a sheet of paper cannot ask, each with the reason."""

NO_CHOICE_ON_PAPER: Mapping[str, Mapping[str, str]] = {
    "advocate_wanted": {"more": "what an advocate does stands beside the question"},
    "talk_how": {"page": "nobody gets a code with a sheet of paper, so there is no page of theirs to look at"},
}
"""Options that a sheet of paper cannot offer, by question, each with the reason."""

ROOM = ((500, 3), (2_000, 4), (10_000, 6))
MOST = 18
"""Lines to write on, by the most characters that are kept; more than the last: MOST."""
MOST_OF_THE_YOUNG = 5
"""On a sheet that folds to a letter; there is a box to draw in too."""
TO_DRAW = frozenset({"story", "put_right"})
"""What can be drawn as well as written."""
PICTURED: Mapping[str, str] = {
    "what": "talk",
    "help_first": "help",
    "story": "write",
    "safety": "safe",
    "better": "better",
    "side": "side",
    "reach": "phone",
}
"""Page of the young people's form -> its picture."""

FOLD = (
    ("paper", N_("Put this page face down.")),
    ("check", N_("Put the other pages on top.")),
    ("fold_up", N_("Fold the bottom up.")),
    ("fold_down", N_("Fold the top down.")),
    ("fold_shut", N_("Close it with tape.")),
)
"""Picture and words of each step that makes an envelope of the last page."""


@dataclass(frozen=True)
class Condition:
    """A part belongs to whoever ticked this option."""

    question: Question
    option: str

    @property
    def answer(self) -> str | list[str]:
        return [self.option] if self.question.kind is Kind.ANY_OF else self.option


@dataclass(frozen=True)
class Part:
    """A page of the form on paper. only: it is for whoever ticked one of these; never: not for whoever ticked one of these.

    again: the form asks the same of a next one. beside: pages that ask the very same and say more about it.
    """

    page: Page
    questions: tuple[Question, ...]
    only: tuple[Condition, ...] = ()
    never: tuple[Condition, ...] = ()
    again: bool = False
    beside: tuple[Page, ...] = ()


def lines_for(question: Question) -> int:
    """How many lines there are to write on; 0 where nothing is written."""
    if question.kind is Kind.TEXT:
        return next((lines for limit, lines in ROOM if question.limit <= limit), MOST)
    return 0 if question.kind in (Kind.ONE_OF, Kind.ANY_OF, Kind.DATE) else 1


def parts(form: Form) -> tuple[Part, ...]:
    """What is printed of a form, in its order. What asks the same of a next one (point3_what after point2_what) stands once.

    So does a page that the form has in two places: for whoever would meet it in either.
    """
    found: list[Part] = []
    printed: dict[str, int] = {}  # what is asked of a second one, without its number -> the part that asks it
    again: set[int] = set()
    for page in form.pages:
        fresh = []
        for question in () if page is not _in_both(form, page)[0] else page.questions:
            stem = re.sub(r"\d", "", question.key)
            if stem in printed:
                again.add(printed[stem])
            elif question.key not in NOT_ON_PAPER:
                fresh.append(_offered(question))
            if stem != question.key:
                printed.setdefault(stem, len(found))
        if fresh:
            found.append(_part(form, page, tuple(fresh)))
    return tuple(replace(part, again=number in again) for number, part in enumerate(found))


def _in_both(form: Form, page: Page) -> tuple[Page, ...]:
    """The page, with those that ask the very same in another place."""
    return tuple(one for one in form.pages if one.questions == page.questions)


def _offered(question: Question) -> Question:
    """The question with the options that a sheet of paper can offer."""
    left_out = NO_CHOICE_ON_PAPER.get(question.key, {})
    return replace(question, options=tuple(one for one in question.options if one not in left_out)) if left_out else question


def _part(form: Form, page: Page, asked: tuple[Question, ...]) -> Part:
    """What the page says of itself is a function, and paper needs it in words: so every answer of the form is tried, then every two."""
    places, every = _in_both(form, page), tuple(_single_answers(form))
    is_open = _is_asked(form, places)
    turns = tuple(one for one in every if _is_asked(form, places, one) != is_open)
    beside = tuple(one for one in places if one.heading != page.heading)
    if is_open:
        return Part(page, asked, never=turns, beside=beside)
    if not turns:  # the later of two answers: its own question is only for those who gave the earlier one
        turns = tuple(dict.fromkeys(later for first, later in combinations(every, 2) if _is_asked(form, places, first, later)))
    return Part(page, asked, only=turns, beside=beside)


def _is_asked(form: Form, places: tuple[Page, ...], *answers: Condition) -> bool:
    said = {**form.says, **{one.question.key: one.answer for one in answers}}
    return any(page.when(said) for page in places)


def _single_answers(form: Form) -> Iterator[Condition]:
    for page in form.pages:
        for question in page.asked():
            yield from (Condition(question, option) for option in question.options)


ASK = Form(
    "paper",
    Audience.PARENT,
    (
        Page(
            "paper",
            (paper.FORM, paper.FORMAT, paper.WHO, paper.NAME, paper.ADDRESS, paper.SAFE, paper.NEEDS),
            {Audience.PARENT: Heading(N_("Ask for a form by post"), before=(N_("We post it within 2 working days."),))},
            must=frozenset({"paper_form", "paper_name", "paper_address", "paper_safe"}),
        ),
    ),
)
"""'We can post a form to you': no contact and no case."""


@dataclass(frozen=True)
class Asking:
    """How a young person gets a form on paper. letter: in the address; how: kept with the request; picture and name: on the card to press."""

    letter: str
    how: str
    picture: str
    name: str
    form: Form


def _asking(letter: str, how: str, picture: str, name: str, *where: Question) -> Asking:
    asked = (paper_young.FORM, paper_young.FORMAT, *where)
    must = frozenset(question.key for question in asked) - {"paper_format"}
    page = Page("paper", asked, {Audience.YOUNG: Heading(name)}, must=must)
    return Asking(letter, how, picture, name, Form(f"paper_{how}", Audience.YOUNG, (page,), face="young"))


TRUSTED, COLLECT = "trusted", "collect"
YOUNG_ASK = (
    _asking("t", TRUSTED, "side", N_("Send it to somebody I trust"), paper_young.THEIR_NAME, paper_young.THEIR_ADDRESS),
    _asking("c", COLLECT, "team", N_("I will come and get it"), paper_young.CALLED),
    _asking("p", "post", "post", N_("Post is safe for me. Send it to me"), paper_young.MY_NAME, paper_young.MY_ADDRESS),
)
"""What a young person chooses from first; the post to their own door comes last."""
