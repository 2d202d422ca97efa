"""Asking for a form on paper: no contact and no case, only where it goes; a young person is asked first whether post is safe (practice F-10)."""

import secrets

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.intake.paper_form import To, ask_for
from portal.forms.paper import ASK, COLLECT, YOUNG_ASK, Asking
from portal.forms.ways import YOUNG_ONES
from portal.text import N_
from portal.web.drawn_once import drawn
from portal.web.guard import open_to_all
from portal.web.language import chosen
from portal.web.page_form import PageForm, page_form
from portal.web.public import public
from portal.web.public.languages import tongues
from portal.web.unit_of_work import council, desk

PAGE = ASK.pages[0]
NOT_SAFE = N_("We post only where it is safe. Write another address, or ring us.")
FOR_ME = N_("Is this form for you? Look first how it can get to you safely. The link is above.")


@public.get("/y/paper")
@open_to_all
def young_paper() -> ResponseReturnValue:
    """Before anything is asked: is post safe, or is there another way."""
    return render_template("young/paper.html", askings=_offered())


@public.get("/paper")
@open_to_all
def ask_paper() -> ResponseReturnValue:
    """Which form, in which letters and language, and where to. `once` makes a second press of the button the same press."""
    asking = _asking()
    form = asking.form if asking else ASK
    return _asked(page_form(form, form.pages[0]), _language(), asking)


@public.post("/paper")
@open_to_all
def post_paper() -> ResponseReturnValue:
    """Write it down for the team; the answer says by when it is in the post, or can be collected."""
    asking, once, language = _asking(), request.form.get("once", ""), _language()
    form = asking.form if asking else ASK
    filled = page_form(form, form.pages[0])
    is_fine = filled.validate() and (asking is not None or _is_safe(filled))
    if not is_fine or not 40 <= len(once) <= 60:
        return _asked(filled, language, asking)
    said = {key.removeprefix("paper_"): str(answer) for key, answer in filled.answers().items()}
    to = To(said["name"], said.get("address", ""), said.get("who", "me"), said.get("needs", ""), asking.how if asking else "post")
    wanted = ask_for(desk(), once, said["form"], said["format"] or "normal", language, to, is_safe=True)
    return render_template("young/paper_asked.html" if asking else "public/paper_asked.html", by=wanted.due_on, how=to.how)


def _is_safe(filled: PageForm) -> bool:
    """Whether it may be posted: nobody said it is unsafe, and no child asks here for a form of theirs."""
    if filled["paper_safe"].data == "no":
        filled["paper_safe"].errors = [gettext(NOT_SAFE)]
    if filled["paper_form"].data in YOUNG_ONES and filled["paper_who"].data != "family":
        filled["paper_who"].errors = [gettext(FOR_ME)]
    return not filled.problems()


def _asking() -> Asking | None:
    """Which of a young person's ways this page is for; None: it is everybody else's."""
    return next((one for one in _offered() if one.letter == request.args.get("by")), None)


def _offered() -> list[Asking]:
    """Nobody can collect a form where no address is named."""
    return [one for one in YOUNG_ASK if one.how != COLLECT or council().settings.team.address]


def _asked(form: PageForm, language: str, asking: Asking | None) -> str:
    template = "young/paper_ask.html" if asking else "public/paper.html"
    languages = [(one.code, one.name) for one in tongues()]
    facts = {"asking": asking, "drawn": drawn, "languages": languages, "language": language}
    return render_template(template, form=form, once=secrets.token_urlsafe(32), **facts)


def _language() -> str:
    """The language chosen for the form, if it is on; else that of the pages."""
    asked = request.form.get("language", "")
    return asked if asked in current_app.config["LANGUAGES"] else chosen()
