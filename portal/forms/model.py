"""The words a form is declared with: audience, kind, wording, question, page, form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Answers = Mapping[str, str | list[str]]
"""Question key -> the text as written, an option's key, or (ANY_OF) the keys of the options ticked; a date is YYYY-MM-DD."""


class Audience(StrEnum):
    """Who is asked. The value is stored and never renamed. The three young ones see the same
    questions in words, in words and pictures, or mostly in pictures. Self and child: whom the equality questions are about."""

    PARENT = "parent"
    ADVOCATE = "advocate"
    PASS_ON = "pass_on"  # noqa: S105 - no password: who is asked
    YOUNG = "young"
    YOUNG_EASY = "young_easy"
    YOUNG_PICTURES = "young_pictures"
    SELF = "self"
    CHILD = "child"


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    PHONE = "phone"
    EMAIL = "email"
    TEXT = "text"
    ONE_OF = "one_of"
    ANY_OF = "any_of"
    DATE = "date"


PARTS = ("day", "month", "year")
"""A date is asked for in three parts, in this order."""


@dataclass(frozen=True, eq=False)
class Wording:
    """A question in the words of one audience; `missing` is said when it had to be answered."""

    ask: str
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""


@dataclass(frozen=True, eq=False)
class Question:
    """One question, declared once. `key` is stored, never shown and never renamed.

    limit: characters kept at most. options: keys in order; their words stand in the wording.
    autofill: what the browser may fill in (WCAG 1.3.5); only on pages about the asking adult.
    reveals: questions shown under one of the options. is_past: a date that cannot lie ahead. unless: a question and the option
    that takes this answer back, whatever still stands in its box. only_with: a question and the option without which this answer
    is not sent once anything was chosen there; where nothing was, words are sent and ticks are not. pictures: option -> its
    picture, where the way of seeing it has pictures.
    """

    key: str
    kind: Kind
    wording: Mapping[Audience, Wording]
    limit: int = 200
    options: tuple[str, ...] = ()
    autofill: str = ""
    reveals: Mapping[str, tuple["Question", ...]] = field(default_factory=dict)
    is_past: bool = False
    unless: tuple[str, str] | None = None
    only_with: tuple[str, str] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """The names a browser posts the answer under: a date comes in three parts."""
        return tuple(f"{self.key}-{part}" for part in PARTS) if self.kind is Kind.DATE else (self.key,)

    def every(self) -> tuple["Question", ...]:
        """The question, then those under its options, in the order they stand on the page."""
        under = (inner for option in self.options for asked in self.reveals.get(option, ()) for inner in asked.every())
        return (self, *under)


@dataclass(frozen=True, eq=False)
class Heading:
    """What stands above a page's questions, for one audience. No title: the only question is the title."""

    title: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def always(_answers: Answers) -> bool:
    """The page is for everybody."""
    return True


@dataclass(frozen=True, eq=False)
class Page:
    """Questions that stand together.

    must: keys that cannot be skipped. seconds: how long it takes most people. may_autofill: the browser may offer
    what it knows, so it may also show it again on Back; never where a page can be opened after Exit. is_help: whom to ring now, and
    'Tell the team now' (practice F-02). picture: beside what stands above the questions, where the way has pictures.
    """

    key: str
    questions: tuple[Question, ...] = ()
    heading: Mapping[Audience, Heading] = field(default_factory=dict)
    must: frozenset[str] = frozenset()
    when: Callable[[Answers], bool] = always
    seconds: int = 20
    may_autofill: bool = False
    is_help: bool = False
    picture: str = "who_sees"

    def asked(self) -> tuple[Question, ...]:
        """Every question of the page, with those under options."""
        return tuple(inner for question in self.questions for inner in question.every())


@dataclass(frozen=True, eq=False)
class Form:
    """An audience and its pages in order.

    face: whose templates draw it. has_steps: with bars that show how far it is. says: answers that choosing this form gives by
    itself. then: what happens once it is sent, by kind of contact ("" for all others), sentence by sentence; pictures: one beside
    each, where the way has pictures. by_when: the date of the first answer, with %(day)s.
    """

    key: str
    audience: Audience
    pages: tuple[Page, ...]
    says: Mapping[str, str] = field(default_factory=dict)
    then: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_when: str = ""
    face: str = "public"
    has_steps: bool = False
    pictures: tuple[str, ...] = ()

    def what_then(self, kind: object) -> tuple[str, ...]:
        """What happens once a contact of this kind is sent: marked sentences."""
        return self.then.get(str(kind or "")) or self.then.get("", ())

    def question(self, key: str) -> Question | None:
        """The question stored under this key, or None."""
        return next((asked for page in self.pages for asked in page.asked() if asked.key == key), None)
