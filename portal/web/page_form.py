"""A declared page as a WTForms form: one class a page and language, made once; cleaning is the declaration's own."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask_babel import format_decimal, gettext
from flask_wtf import FlaskForm
from wtforms import Field

from portal.casework.desk import london_date
from portal.forms.answers import Problem, read_one, values_of
from portal.forms.dates import parts_of
from portal.forms.model import Answers, Audience, Form, Heading, Kind, Page, Question
from portal.web.language import chosen, write_date
from portal.web.unit_of_work import now


class Words(NamedTuple):
    """A question in the language of its form class."""

    ask: str
    hint: str
    options: tuple[tuple[str, str], ...]
    can_skip: bool


class AnswerField(Field):
    """One question's field: `shown` is what stands in it (of a date its three parts), `data` the good answer, `errors` what is wrong."""

    def __init__(self, question: Question, audience: Audience, words: Words, autofill: str, **rest: Any) -> None:
        super().__init__(words.ask, **rest)
        self.question, self.audience, self.words, self.autofill = question, audience, words, autofill
        self.shown: str | list[str] = ""
        self.problem: Problem | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """From the browser when something was posted, else from the draft."""
        if formdata is None:
            self.data = data or ([] if self.question.kind is Kind.ANY_OF else "")
            self.shown = parts_of(str(self.data)) if self.question.kind is Kind.DATE else self.data
            return
        posted = {name: [one for one in formdata.getlist(name) if isinstance(one, str)] for name in self.question.names()}  # a file is no answer (B-15)
        today = london_date(now()) if self.question.is_past else None
        read = read_one(self.question, self.audience, values_of(self.question, posted), must=not self.words.can_skip, today=today)
        self.data, self.shown, self.problem = read.value, read.shown, read.problem

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Say in the reader's language what is wrong."""
        self.errors = [spoken(self.problem)] if self.problem else []
        return not self.errors

    def where(self) -> str:
        """The id of the box that an error leads to."""
        return f"{self.name}-{self.problem.part}" if self.problem and self.problem.part else self.name

    def said(self) -> str:
        """The answer in words: the text, the day, or the options chosen, one a line."""
        if self.question.kind is Kind.DATE:
            return write_date(date.fromisoformat(self.data), with_year=True) if self.data else " ".join(self.shown)
        words = dict(self.words.options)
        chosen = self.shown if isinstance(self.shown, list) else [self.shown]
        return "\n".join(words.get(one, one) for one in chosen)


class PageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What every page's form can do. Its token is checked before any view is reached (CSRFProtect), so it has none of its own."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

    face: str
    page: Page
    heading: Heading
    top: tuple[str, ...]

    def fields(self) -> list[AnswerField]:
        """The questions that do not stand under an option of another."""
        return [self[name] for name in self.top]

    def under(self, field: AnswerField, option: str) -> Iterator[AnswerField]:
        """The questions that stand under an option."""
        return (self[inner.key] for inner in field.question.reveals[option])

    def answers(self) -> dict[str, str | list[str]]:
        """The good answers; a question left empty counts as answered with nothing."""
        return {field.name: field.data for field in self if isinstance(field, AnswerField) and field.problem is None}

    def lacks_only(self) -> bool:
        """Whether nothing is wrong but an answer still missing: enough to save and come back."""
        return all(problem.is_missing for _field, problem in self.wrong())

    def wrong(self) -> list[tuple[AnswerField, Problem]]:
        """The questions whose answer was not taken, and why."""
        return [(field, field.problem) for field in self if isinstance(field, AnswerField) and field.problem]

    def problems(self) -> list[tuple[str, str]]:
        """For the error summary: the id of the box to look at, what is wrong; in the order of the page."""
        return [(field.where(), field.errors[0]) for field in self if field.errors]


def spoken(problem: Problem) -> str:
    """A problem in the reader's language, its numbers written as they write them."""
    return gettext(problem.text, **{name: format_decimal(number) for name, number in problem.values.items()})


def page_form(form: Form, page: Page, answers: Answers | None = None) -> PageForm:
    """The form of a page, filled from what was posted or else from the answers kept."""
    return _form_class(form, page, chosen())(data=answers)


def title_of(form: Form, page: Page) -> str:
    """What the page is called, marked, not translated: its heading or its only question."""
    heading = page.heading.get(form.audience, Heading())
    return heading.title or page.questions[0].wording[form.audience].ask


@lru_cache(maxsize=512)
def _form_class(form: Form, page: Page, _language: str) -> type[PageForm]:
    heading = page.heading.get(form.audience, Heading())
    told = Heading(
        gettext(heading.title) if heading.title else "",
        tuple(map(gettext, heading.before)),
        tuple(map(gettext, heading.after)),
    )
    names: dict[str, Any] = {asked.key: _field(form, page, asked) for asked in page.asked()}
    names |= {"face": form.face, "page": page, "heading": told, "top": tuple(question.key for question in page.questions)}
    return type(f"{page.key.title()}Form", (PageForm,), names)


def _field(form: Form, page: Page, question: Question) -> AnswerField:
    wording = question.wording[form.audience]
    words = Words(
        gettext(wording.ask),
        gettext(wording.hint) if wording.hint else "",
        tuple((key, gettext(wording.options[key])) for key in question.options),
        question.key not in page.must,
    )
    return AnswerField(question, form.audience, words, question.autofill if page.may_autofill else "")
