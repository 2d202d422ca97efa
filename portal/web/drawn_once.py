"""A question as HTML: drawn once for each way it can be answered; what somebody wrote is put in afterwards and kept nowhere."""

from flask import get_template_attribute
from markupsafe import Markup, escape

from portal.forms.model import Kind
from portal.web import look
from portal.web.page_form import AnswerField, PageForm

MARK = "stands-for-what-was-written"
CHOICES = frozenset({Kind.ONE_OF, Kind.ANY_OF})


def drawn(form: PageForm, field: AnswerField, alone: bool) -> Markup:
    """The question with its answer. Drawing macros is most of what a page costs (figure P1)."""
    if field.errors or field.question.reveals:
        return _draw(form, field, alone)
    if field.question.kind in CHOICES:
        return _chosen(form, field, alone)
    html = _once(form, field, alone, MARK if field.shown else "")
    return Markup(html.replace(MARK, str(escape(field.shown))))  # noqa: S704 - our own macro's, with the text escaped


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


def _draw(form: PageForm, field: AnswerField, alone: bool) -> Markup:
    return Markup(get_template_attribute("components/question.html", "question")(form, field, alone))  # noqa: S704 - our own macro's
