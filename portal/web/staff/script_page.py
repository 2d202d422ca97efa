"""The page of a script: every page of its form as a part of one page, filled with what stands in its boxes, good or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.casework.intake.entered import CHANNELS, OTHER, Box, Typed, mark
from portal.casework.reading.account import account_keys
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience, Form, Kind, Page, Question
from portal.store.models import Draft
from portal.web.page_form import AnswerField, PageForm, page_form, spoken, title_of
from portal.web.staff.asked import Given, Wrong
from portal.web.staff.words import word

CAME_BY, CAME_ON = "came_by", "came_on"
WAS = "was-"
"""Before the name of a box: the mark of what stood there when the page was drawn; only boxes that have one were on the page."""

WINDOW = "window"
"""The field that tells one open window from another."""

CAME = (CAME_BY, *(f"{CAME_ON}-{part}" for part in ("day", "month", "year")))


@dataclass(frozen=True)
class Part:
    """One page of the form. title: its name, with a number where an earlier part has the same. is_asked: the form would ask it, after what
    was answered so far. top: its questions, without what another part asks; fields: those and the ones under their options.
    others: (name as it is kept, question, text) of what other windows
    wrote in the same boxes."""

    page: Page
    form: PageForm
    name: str
    title: str
    is_asked: bool
    top: tuple[AnswerField, ...]
    fields: tuple[AnswerField, ...]
    others: tuple[tuple[str, str, str], ...]

    @property
    def is_written(self) -> bool:
        """Whether anything stands in it."""
        return any(field.shown for field in self.fields)

    @property
    def is_missing(self) -> bool:
        """Whether it cannot be sent without an answer here."""
        return self.is_asked and any(field.problem and field.problem.is_missing for field in self.fields)

    @property
    def state(self) -> tuple[str, str]:
        """In a word how far it is, and the colour of its tag."""
        if self.others or (self.problems and not self.is_missing):
            return _("look again"), "red"
        if self.is_missing:
            return _("still needed"), "yellow"
        if self.is_written:
            return _("written"), "green"
        return (_("empty") if self.is_asked else _("only if it matters")), ""

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What must be put right before it can be sent."""
        return [(field.where(), spoken(field.problem)) for field in self.fields if field.problem and (self.is_asked or not field.problem.is_missing)]


@dataclass(frozen=True)
class Script:
    """A script as it stands: its form and its parts in order, the answers that are good, and the boxes as they were typed."""

    form: Form
    parts: tuple[Part, ...]
    said: Mapping[str, Any]
    boxes: Mapping[str, Typed]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Everything that must be put right before it can be sent, in the order of the page."""
        return [*came_problems(self.boxes), *(problem for part in self.parts for problem in part.problems)]

    @property
    def others(self) -> list[tuple[str, str]]:
        """What other windows wrote in boxes that were changed here too: (name as it is kept, question)."""
        return [(name, ask) for part in self.parts for name, ask, _text in part.others]


def form_of(script: Draft) -> Form:
    """The form a script follows."""
    return CATALOGUE[Audience(script.audience)]


def read(script: Draft, boxes: Mapping[str, Typed] | None = None, *, is_looked_at: bool = False) -> Script:
    """A script with what stands in its boxes, or with others in their place. Looked at: what is missing is said beside its box too."""
    form, boxes = form_of(script), (script.answers or {}) if boxes is None else boxes
    fields = MultiDict({name: typed for name, typed in boxes.items() if OTHER not in name})
    filled = {page: _filled(form, page, fields) for page in form.pages if page.questions}
    said = {**form.says, **{key: answer for one in filled.values() for key, answer in one.answers().items() if answer}}
    where = _where_asked(form, said)
    parts: list[Part] = []
    for page, one in filled.items():
        _say_what_is_wrong(one, page.when(said) and is_looked_at)
        part = _part(form, one, page.when(said), where, boxes, parts)
        parts += [part] if part.top else []
    good = {field.name: field.data for part in parts for field in part.fields if field.data and field.problem is None}
    return Script(form, tuple(parts), {**form.says, **good}, boxes)


def _where_asked(form: Form, said: Mapping[str, Any]) -> dict[str, Page]:
    """The one part in which each question stands: of several pages that ask it the first that would now, or else the first of all."""
    where: dict[str, Page] = {}
    for page in (*(one for one in form.pages if one.when(said)), *form.pages):
        for asked in page.asked():
            where.setdefault(asked.key, page)
    return where


def _filled(form: Form, page: Page, fields: "MultiDict[str, Typed]") -> PageForm:
    filled = type(page_form(form, page, {}))(formdata=fields)
    for field in filled:
        field.autofill = ""  # the browser knows about whoever works here, not about the person who rang
    return filled


def _say_what_is_wrong(filled: PageForm, with_missing: bool) -> None:
    for field in filled:
        is_said = field.problem and (with_missing or not field.problem.is_missing)
        field.errors = [spoken(field.problem)] if is_said else []


def _part(form: Form, filled: PageForm, is_asked: bool, where: Mapping[str, Page], boxes: Mapping[str, Typed], before: Sequence[Part]) -> Part:
    page = filled.page
    top = tuple(field for field in filled.fields() if all(where[inner.key] is page for inner in field.question.every()))
    fields = tuple(filled[inner.key] for field in top for inner in field.question.every())
    others = tuple((other, field.words.ask, _in_words(field, boxes[other])) for field in fields for other in _others(field, boxes))
    title = _(title_of(form, page))
    again = sum(one.name == title for one in before)
    return Part(page, filled, title, f"{title} ({again + 1})" if again else title, is_asked, top, fields, others)


def _others(field: AnswerField, boxes: Mapping[str, Typed]) -> Iterator[str]:
    return (other for name in field.question.names() for other in boxes if other.startswith(name + OTHER))


def _in_words(field: AnswerField, typed: Typed) -> str:
    words = dict(field.words.options)
    return ", ".join(words.get(one, one) for one in ([typed] if isinstance(typed, str) else typed))


def window_of(fields: "MultiDict[str, str]") -> str:
    """Which window a browser posts from: the sign it was drawn with."""
    said = fields.get(WINDOW, "")
    return said if said.isascii() and said.isalnum() and len(said) <= 16 else ""


def posted(script: Draft, fields: "MultiDict[str, str]") -> dict[str, Box]:
    """What a browser posted, box by box: only what was on the page it was typed in, its line breaks as one sign."""
    found = {name: Box(_plain(fields.get(name, "")), fields[WAS + name]) for name in CAME if WAS + name in fields}
    for question in questions(form_of(script)):
        for name in question.names():
            if WAS + name in fields:
                typed = [_plain(one) for one in fields.getlist(name)] if question.kind is Kind.ANY_OF else _plain(fields.get(name, ""))
                found[name] = Box(typed, fields[WAS + name])
    return found


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")


def questions(form: Form) -> Iterator[Question]:
    """Every question of the form, in the order of its pages."""
    return (asked for page in form.pages for asked in page.asked())


def marks(script: Draft) -> dict[str, str]:
    """The mark of every box as it is kept, whatever stands in it on the page."""
    form, boxes = form_of(script), script.answers or {}
    many = {question.key for question in questions(form) if question.kind is Kind.ANY_OF}
    names = [*CAME, *(name for question in questions(form) for name in question.names())]
    return {name: mark(boxes.get(name, [] if name in many else "")) for name in names}


def account(script: Script) -> str:
    """What the person told us in their words, as it is read out to them: every written answer under its question, without who and where they are."""
    keys = account_keys(script.form)
    fields = [field for part in script.parts for field in part.fields if field.name in keys and field.shown]
    return "\n\n".join(f"{field.words.ask}\n{field.said()}" for field in fields)


def came_in(boxes: Mapping[str, Typed]) -> tuple[str, date]:
    """How it came and on which day it was heard. Raises Wrong."""
    given = Given(MultiDict({name: typed for name, typed in boxes.items() if name in CAME}))
    return given.one(CAME_BY, ways_in()) or "other", given.a_day(CAME_ON)


def came_problems(boxes: Mapping[str, Typed]) -> list[tuple[str, str]]:
    """What is wrong with how or when it came."""
    try:
        came_in(boxes)
    except Wrong as wrong:
        return [(f"{CAME_ON}-day" if field == CAME_ON else field, sentence) for field, sentence in wrong.problems]
    return []


def ways_in() -> list[tuple[str, str]]:
    """How something can come to us, for people who write it down."""
    return [(channel, word("way", channel)) for channel in CHANNELS]
