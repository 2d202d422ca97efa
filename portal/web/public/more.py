"""What somebody writes on a page of a form they have sent already: never dropped, sent only if they say so."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.forms.model import Answers, Form, Page
from portal.store.models import Draft
from portal.web.page_form import AnswerField, page_form
from portal.web.public.hold import HAS_ONE, hold
from portal.web.unit_of_work import desk

NOT_ANSWERS = frozenset({"csrf_token", "then", "to", "new", "two", "more"})


def after_sending(form: Form, shown: Page, draft: Draft, check_address: str) -> ResponseReturnValue:
    """The same again leads to the 'sent' page. Something else is shown back; kept as an addition it becomes a form of its own that follows."""
    filled = page_form(form, shown)
    is_fine = filled.validate()
    said: Answers = draft.contact.answers if draft.contact else {}
    written = filled.answers()
    if is_fine and all(not answer or answer == said.get(key) for key, answer in written.items()):
        return redirect(url_for("public.done"))
    if is_fine and request.form.get("more") == "yes":
        return _follow(form, draft, {**said, **written}, check_address)
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_ANSWERS]
    rows = [(field.words.ask, field.said()) for field in filled if isinstance(field, AnswerField) and field.shown]
    return make_response(render_template("public/more.html", sent=submit(desk(), draft, {}, HAS_ONE), fields=fields, rows=rows))


def _follow(form: Form, draft: Draft, answers: Answers, check_address: str) -> ResponseReturnValue:
    following, token = drafts.start(desk(), form.audience, str(get_locale() or "en"), follows=draft.contact)
    drafts.keep(desk(), following, answers)
    return hold(make_response(redirect(check_address)), token)
