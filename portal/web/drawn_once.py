"""A question as HTML: drawn once for each way it can be answered; what somebody wrote is put in afterwards and kept nowhere."""

import re

from flask import get_template_attribute
from markupsafe import Markup, escape

from portal.forms.model import Kind
from portal.web import look
from portal.web.page_form import AnswerField, PageForm

QUESTION = {"public": "components/question.html", "young": "young/question.html"}
"""What draws a question, by the face of the form."""
MARK = "stands-for-what-was-written"
HOLE = re.compile("hole-(yes|no)-([sm])-([a-z0-9_]+)-hole")


def hole(_form: PageForm, field: AnswerField, alone: bool = False, size: str = "m") -> str:
    """Where a question will stand in something that is otherwise the same for everybody."""
    return f"hole-{'yes' if alone else 'no'}-{size}-{field.name}-hole"


def put_in(frame: str, form: PageForm) -> str:
    """The page with its questions and answers; what somebody wrote is never looked through for holes."""
    return HOLE.sub(lambda found: drawn(form, form[found[3]], found[1] == "yes", found[2]), frame)


def drawn(form: PageForm, field: AnswerField, alone: bool = False, size: str = "m") -> Markup:
    """The question with its answer. Drawing macros is most of what a page costs (figure P1)."""
    if field.errors:
        return Markup(_with_errors(form, field, alone, size))  # noqa: S704 - our own macro's, with the text escaped
    html = _DRAWN_BY.get(field.question.kind, _written)(form, field, alone, size)
    return Markup(html)  # noqa: S704 - our own macro's, with the text escaped


def _with_errors(form: PageForm, field: AnswerField, alone: bool, size: str) -> str:
    """Kept nowhere: what is wrong may speak of what was written."""
    if not isinstance(field.shown, str) or field.question.options:
        return put_in(_draw(form, field, alone, size), form)
    return _draw_as(form, field, alone, size, MARK if field.shown else "").replace(MARK, str(escape(field.shown)))


def _written(form: PageForm, field: AnswerField, alone: bool, size: str) -> str:
    html = _once(form, field, alone, size, MARK if field.shown else "")
    return html.replace(MARK, str(escape(field.shown))) if field.shown else html


def _one_of(form: PageForm, field: AnswerField, alone: bool, size: str) -> str:
    """By the options that there are: what a browser made up must not fill the memory."""
    return put_in(_once(form, field, alone, size, field.shown if field.shown in field.question.options else ""), form)


def _any_of(form: PageForm, field: AnswerField, alone: bool, size: str) -> str:
    """Drawn with every box ticked, then those not chosen cleared: nine boxes can be ticked in 512 ways."""
    html = _once(form, field, alone, size, list(field.question.options))
    for option in field.question.options:
        if option not in field.shown:
            html = html.replace(f'value="{option}" checked', f'value="{option}"')
    return put_in(html, form)


def _date(form: PageForm, field: AnswerField, alone: bool, size: str) -> str:
    return _draw(form, field, alone, size) if field.shown else _once(form, field, alone, size, [])


_DRAWN_BY = {Kind.ONE_OF: _one_of, Kind.ANY_OF: _any_of, Kind.DATE: _date}


def _once(form: PageForm, field: AnswerField, alone: bool, size: str, shown: str | list[str]) -> str:
    def draw() -> str:
        return _draw_as(form, field, alone, size, shown)

    return look.once((field.audience, form.page.key, field.name, alone, size, str(shown)), draw)


def _draw_as(form: PageForm, field: AnswerField, alone: bool, size: str, shown: str | list[str]) -> str:
    written, field.shown = field.shown, shown
    try:
        return _draw(form, field, alone, size)
    finally:
        field.shown = written


def _draw(form: PageForm, field: AnswerField, alone: bool, size: str) -> str:
    """As plain text: replacing in Markup would escape what it is given once more. Questions under an option are left as holes."""
    return str(get_template_attribute(QUESTION[form.face], "question")(form, field, alone, size, hole))
