"""Asking for a form by post: no contact and no case, only where it goes and that post is safe there."""

import secrets

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.intake.paper_form import To, ask_for
from portal.forms.paper import ASK
from portal.text import N_
from portal.web.guard import open_to_all
from portal.web.language import chosen
from portal.web.page_form import PageForm, page_form
from portal.web.public import public
from portal.web.public.languages import tongues
from portal.web.unit_of_work import desk

PAGE = ASK.pages[0]
NOT_SAFE = N_("We post only where it is safe. Write another address, or ring us.")


@public.get("/paper")
@open_to_all
def ask_paper() -> ResponseReturnValue:
    """Which form, in which letters and language, and where to. `once` makes a second press of the button the same press."""
    return _asked(page_form(ASK, PAGE), _language())


@public.post("/paper")
@open_to_all
def post_paper() -> ResponseReturnValue:
    """Write it down for the team; the answer says by when it is in the post."""
    filled, once, language = page_form(ASK, PAGE), request.form.get("once", ""), _language()
    is_fine = filled.validate()
    if filled["paper_safe"].data == "no":
        filled["paper_safe"].errors = [gettext(NOT_SAFE)]
        is_fine = False
    if not is_fine or not 40 <= len(once) <= 60:
        return _asked(filled, language)
    said = {key.removeprefix("paper_"): str(answer) for key, answer in filled.answers().items()}
    to = To(said["name"], said["address"], said["who"], said["needs"])
    wanted = ask_for(desk(), once, said["form"], said["format"] or "normal", language, to, is_safe=True)
    return render_template("public/paper_asked.html", by=wanted.due_on)


def _asked(form: PageForm, language: str) -> str:
    languages = [(one.code, one.name) for one in tongues()]
    return render_template("public/paper.html", form=form, once=secrets.token_urlsafe(32), languages=languages, language=language)


def _language() -> str:
    """The language chosen for the form, if it is on; else that of the pages."""
    asked = request.form.get("language", "")
    return asked if asked in current_app.config["LANGUAGES"] else chosen()
