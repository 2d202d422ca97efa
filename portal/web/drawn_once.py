"""A question as HTML: drawn once for each way it can be answered; what somebody wrote is put in afterwards and kept nowhere."""

import re

from flask import get_template_attribute
from markupsafe import Markup, escape

from portal.forms.model import Kind
from portal.web import look
from portal.web.page_form import AnswerField, PageForm

MARK = "stands-for-what-was-written"
HOLE = re.compile("hole-(yes|no)-([a-z0-9_]+)-hole")
CHOICES = frozenset({Kind.ONE_OF, Kind.ANY_OF})


def hole(_form: PageForm, field: AnswerField, alone: bool) -> str:
    """Where a question will stand in a page that is otherwise the same for everybody."""
    return f"hole-{'yes' if alone else 'no'}-{field.name}-hole"


def put_in(frame: str, form: PageForm) -> str:
    """The page with its questions and answers; what somebody wrote is never looked through for holes."""
    return HOLE.sub(lambda found: drawn(form, form[found[2]], found[1] == "yes"), frame)


def drawn(form: PageForm, field: AnswerField, alone: bool) -> Markup:
    """The question with its answer. Drawing macros is most of what a page costs (figure P1)."""
    if field.errors or field.question.reveals or (field.question.kind is Kind.DATE and field.shown):
        return Markup(_draw(form, field, alone))  # noqa: S704 - our own macro's
    if field.question.kind in CHOICES:
        return _chosen(form, field, alone)
    html = _once(form, field, alone, MARK if field.shown else "")
    if field.shown:
        html = html.replace(MARK, str(escape(field.shown)))
    return Markup(html)  # noqa: S704 - our own macro's, with the text escaped


def _chosen(form: PageForm, field: AnswerField, alone: bool) -> Markup:
    """By the options that there are, in their order: what a browser made up, or said twice, must not fill the memory."""
    shown = [field.shown] if isinstance(field.shown, str) else field.shown
    chosen = tuple(option for option in field.question.options if option in shown)
    return Markup(look.once((form.page.key, field.name, alone, chosen), lambda: _draw(form, field, alone)))  # noqa: S704 - our own macro's


def _once(form: PageForm, field: AnswerField, alone: bool, shown: str) -> str:
    def draw() -> str:
        written, field.shown = field.shown, shown
        try:
            return _draw(form, field, alone)
        finally:
            field.shown = written

    return look.once((form.page.key, field.name, alone, shown), draw)


def _draw(form: PageForm, field: AnswerField, alone: bool) -> str:
    """As plain text: replacing in Markup would escape what it is given once more."""
    return str(get_template_attribute("components/question.html", "question")(form, field, alone))
