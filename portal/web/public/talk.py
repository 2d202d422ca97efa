"""'I would rather talk': a number and when it is safe, alone a contact (practice F-17)."""

import json
import secrets

import sqlalchemy as sa
from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from portal.access.token import token_hash
from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.forms.catalogue import TALK as FORM
from portal.forms.journey import sendable
from portal.forms.model import Answers
from portal.store.models import Contact, Draft
from portal.web.guard import open_to_all
from portal.web.page_form import page_form
from portal.web.public import public
from portal.web.public.hold import TALK, hold
from portal.web.public.sent import sent_page
from portal.web.public.stumble import count_stumbles
from portal.web.unit_of_work import council, desk

PAGE = FORM.pages[0]


@public.get("/talk")
@open_to_all
def talk() -> ResponseReturnValue:
    """Ask for a call. `once` makes a second press of the button the same press."""
    return render_template("public/talk.html", form=page_form(FORM, PAGE), once=secrets.token_urlsafe(32))


@public.post("/talk")
@open_to_all
def ask_for_call() -> ResponseReturnValue:
    """Send it."""
    once = request.form.get("once", "")
    filled = page_form(FORM, PAGE)
    if not filled.validate() or not 40 <= len(once) <= 60:
        count_stumbles(FORM, filled)
        return render_template("public/talk.html", form=filled, once=secrets.token_urlsafe(32))
    fresh = drafts.fresh_code(council().database.keys.pepper)
    said = sendable(FORM, filled.answers())
    draft, token = _draft(once)
    if draft.contact is not None and draft.contact.answers != said:  # Back, another number, pressed again: never dropped (L6)
        draft, token = _draft(_mark(once, said), follows=draft.contact)
    submit(desk(), draft, said, fresh)
    return hold(make_response(redirect(url_for("public.talk_done"))), token, TALK)


def _mark(once: str, said: Answers) -> str:
    """What stands in place of `once` for other words sent from the same page: the same for the same words, known to this browser only."""
    return token_hash(f"{once}:{json.dumps(said, sort_keys=True)}")


@public.get("/talk/done")
@open_to_all
def talk_done() -> ResponseReturnValue:
    """We have it."""
    return sent_page(TALK)


def _draft(once: str, follows: Contact | None = None) -> tuple[Draft, str]:
    """The draft of this page and its token, made by whichever of two presses comes first; the other waits for it and finds it."""
    found = drafts.open_draft(desk(), once, to_write=True)
    if found is not None:
        return found, once
    try:
        draft, _ = drafts.start(desk(), FORM.audience, str(get_locale() or "en"), follows)
        draft.token_hash = token_hash(once)
        desk().session.flush()
    except sa.exc.IntegrityError:
        desk().session.rollback()
        found = drafts.open_draft(desk(), once, to_write=True)
        return (found, once) if found else _draft(secrets.token_urlsafe(32))  # one that expired and is not swept yet
    return draft, once
