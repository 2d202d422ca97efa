"""The forms as they stand on paper: which there are, what is printed of each, when a part may be left out, how much room there is to write."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience, Form, Heading, Kind, Page, Question
from portal.forms.questions import paper
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
)

NOT_ON_PAPER: Mapping[str, str] = {
    "with_code": "the code of the second person is made when the form is read, and shown on no screen of theirs",
}
"""Questions that a sheet of paper cannot ask, each with the reason."""

ROOM = ((500, 3), (2_000, 4), (10_000, 6))
MOST = 18
"""Lines to write on, by the most characters that are kept; more than the last: MOST."""


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

    again: the form asks the same of a next one.
    """

    page: Page
    questions: tuple[Question, ...]
    only: tuple[Condition, ...] = ()
    never: tuple[Condition, ...] = ()
    again: bool = False


def lines_for(question: Question) -> int:
    """How many lines there are to write on; 0 where nothing is written."""
    if question.kind is Kind.TEXT:
        return next((lines for limit, lines in ROOM if question.limit <= limit), MOST)
    return 0 if question.kind in (Kind.ONE_OF, Kind.ANY_OF, Kind.DATE) else 1


def parts(form: Form) -> tuple[Part, ...]:
    """What is printed of a form, in its order. What asks the same of a next one (point3_what after point2_what) stands once."""
    found: list[Part] = []
    printed: dict[str, int] = {}  # what is asked of a second one, without its number -> the part that asks it
    again: set[int] = set()
    for page in form.pages:
        fresh = []
        for question in page.questions:
            stem = re.sub(r"\d", "", question.key)
            if stem in printed:
                again.add(printed[stem])
            elif question.key not in NOT_ON_PAPER:
                fresh.append(question)
            if stem != question.key:
                printed.setdefault(stem, len(found))
        if fresh:
            found.append(_part(form, page, tuple(fresh)))
    return tuple(replace(part, again=number in again) for number, part in enumerate(found))


def _part(form: Form, page: Page, asked: tuple[Question, ...]) -> Part:
    """What the page says of itself is a function, and paper needs it in words: so every answer of the form is tried, then every two."""
    is_open, every = page.when(form.says), tuple(_single_answers(form))
    turns = tuple(one for one in every if _is_asked(form, page, one) != is_open)
    if is_open:
        return Part(page, asked, never=turns)
    if not turns:  # the later of two answers: its own question is only for those who gave the earlier one
        turns = tuple(dict.fromkeys(later for first, later in combinations(every, 2) if _is_asked(form, page, first, later)))
    return Part(page, asked, only=turns)


def _is_asked(form: Form, page: Page, *answers: Condition) -> bool:
    return page.when({**form.says, **{one.question.key: one.answer for one in answers}})


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
