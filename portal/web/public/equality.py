"""Equality questions, offered to whoever has sent something: kept a page at a time, never shown again, never needed."""

import uuid
from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.people.who import who_sent
from portal.casework.tally import count, month_of
from portal.equality import CHILD, OWN, SELF, forget, store
from portal.forms.equality import ABOUT_CHILD, ABOUT_YOU, UNDER_16
from portal.forms.model import Audience, Form, Page
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.page_form import PageForm, page_form, title_of
from portal.web.public import public
from portal.web.public.hold import FORM, TALK, held
from portal.web.unit_of_work import council, desk

LETTERS: Mapping[str, Form] = {"a": ABOUT_YOU, "b": UNDER_16, "c": ABOUT_CHILD}
"""How a form is called in an address, which tells nothing to whoever reads it later."""

OFFERED: Mapping[str, tuple[Audience, ...]] = {"parent": (SELF, CHILD), "advocate": (CHILD,)}
"""Whom each audience may tell us about. A worker who passes something on cannot answer for anybody."""


def offered(draft: Draft | None) -> tuple[Audience, ...]:
    """Whom this draft's writer may answer about, once it is sent."""
    return OFFERED.get(draft.audience, ()) if draft is not None and draft.contact_id else ()


@public.get("/equality")
@open_to_all
def equality() -> ResponseReturnValue:
    """What these questions are, and that nobody must answer them."""
    about = offered(_sent())
    if not about:
        return redirect(url_for("public.start"))
    return render_template("public/equality.html", about=about, back=_back(), done=request.args.get("done", ""))


@public.post("/equality")
@open_to_all
def choose_equality() -> ResponseReturnValue:
    """Answer about oneself, or about the child; skip; or take back what was answered."""
    draft, then = _sent(), request.form.get("then", "")
    about, person = offered(draft), _person(draft)
    if person is None or not about:
        return redirect(url_for("public.start"))
    if then == "forget":
        forget(desk().session, council().database.keys, person)
        return redirect(url_for("public.equality", done="forgotten"))
    if "again" not in request.form:
        count(desk().session, month_of(desk().today), "offered", "equality", answer="yes" if then in about else "no")
    if then not in about:
        return redirect(_back())
    return redirect(url_for("public.equality_page", letter="a" if then == SELF else "c", n=1))


@public.get("/equality/<letter>/<int:n>")
@open_to_all
def equality_page(letter: str, n: int) -> ResponseReturnValue:
    """A page of questions, always empty: what was answered before is not shown to whoever holds this browser now."""
    form, page = _find(letter, n)
    return _draw(form, page, letter, page_form(form, page)) if _may(form) else redirect(url_for("public.start"))


@public.post("/equality/<letter>/<int:n>")
@open_to_all
def keep_equality(letter: str, n: int) -> ResponseReturnValue:
    """Keep what was answered on this page, then the next one, or the end."""
    form, page = _find(letter, n)
    person = _person(_sent()) if _may(form) else None
    if person is None:
        return redirect(url_for("public.start"))
    filled = page_form(form, page)
    if not filled.validate():
        return _draw(form, page, letter, filled)
    answers = filled.answers()
    store(desk().session, council().database.keys, person, form.audience, OWN, answers)
    if form is ABOUT_YOU and answers.get("age") == "under_16":
        letter, form = "b", UNDER_16
    if n >= len(form.pages) or request.form.get("then") == "stop":
        return redirect(url_for("public.equality", done=form.audience))
    return redirect(url_for("public.equality_page", letter=letter, n=n + 1))


def _find(letter: str, n: int) -> tuple[Form, Page]:
    form = LETTERS.get(letter)
    return (form, form.pages[n - 1]) if form and 1 <= n <= len(form.pages) else abort(404)


def _draw(form: Form, page: Page, letter: str, filled: PageForm) -> str:
    n = form.pages.index(page) + 1
    before = url_for("public.equality_page", letter=letter, n=n - 1) if n > 1 else url_for("public.equality")
    facts = {"back": before, "number": n, "pages": len(form.pages), "child": form.audience == CHILD, "title": gettext(title_of(form, page))}
    return render_template("public/equality_page.html", form=filled, **facts)


def _sent() -> Draft | None:
    """What this browser sent, by the form or by asking for a call; None where it holds nothing that was sent."""
    found = (held(cookie) for cookie in (FORM, TALK))
    return next((draft for draft in found if draft is not None and draft.contact_id), None)


def _may(form: Form) -> bool:
    return form.audience in offered(_sent())


def _person(draft: Draft | None) -> uuid.UUID | None:
    return who_sent(desk().session, draft.contact_id) if draft is not None and draft.contact_id else None


def _back() -> str:
    draft = held(FORM)
    return url_for("public.done" if draft is not None and draft.contact_id else "public.talk_done")
