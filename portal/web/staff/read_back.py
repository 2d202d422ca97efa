"""'Is this what you told us?': a script is read back and sent, and the person gets their reference and six words (practice F-26)."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import Desk
from portal.casework.evidence.open import files_of
from portal.casework.intake import draft as drafts
from portal.casework.intake import entered
from portal.casework.intake.submit import submit
from portal.casework.people.parties import CHANNELS as SAFE
from portal.casework.people.parties import WITHOUT_CODE, asks_second_code
from portal.casework.thread import statement
from portal.forms.catalogue.ends import said_danger
from portal.store.models import Case, Draft, Party
from portal.web.guard import requires
from portal.web.public.hold import HAS_ONE
from portal.web.public.seen import seen_now
from portal.web.staff import staff
from portal.web.staff.asked import Asked, Given, Options, Wrong, posted, refuse_empty
from portal.web.staff.enter import find, find_to_read
from portal.web.staff.script_page import Script, account, read
from portal.web.staff.words import word
from portal.web.unit_of_work import council, desk

OWN_WORDS, ASK_LATER = "own_words", "later"
WRITTEN = frozenset({"letter", "email"})
"""Channels by which a person's own written words come: copied word for word, there is nothing to agree."""


@staff.get("/enter/<uuid:script>/read-back")
@requires(Permission.ENTER)
def read_back(script: uuid.UUID) -> ResponseReturnValue:
    """The text as it will stand; what still has to be put right leads back to the script."""
    found = find_to_read(script)
    if found.contact_id is not None:
        return redirect(url_for("staff.given", script=script))
    shown = read(found)
    if shown.problems or shown.others:
        return redirect(url_for("staff.script", script=script, look="yes"))
    return _page(found, shown)


@staff.post("/enter/<uuid:script>/read-back")
@requires(Permission.ENTER)
def send_script(script: uuid.UUID) -> ResponseReturnValue:
    """Send it in: the contact keeps what staff wrote, the statement what the person agreed or still has to check."""
    pepper = council().database.keys.pepper
    fresh = drafts.fresh_code(pepper)  # before the first read: a hash takes its time
    fresh_with = drafts.fresh_code(pepper) if request.form.get("two") else None
    found = find(script, to_write=True)
    if found.contact_id is not None:
        return redirect(url_for("staff.given", script=script))
    shown, given = read(found), posted()
    if shown.problems or shown.others:
        return redirect(url_for("staff.script", script=script, look="yes"))
    if request.form.get("kept", "") != entered.seen(found):
        return _page(found, shown, given, [("", _("It has changed since you read it out. Read it out again."))]), 409
    asked = _asked(found, shown.said)
    try:
        refuse_empty(asked, given)
        checked = given.one("checked", asked[0].options) if asked else ""
    except Wrong as wrong:
        return _page(found, shown, given, wrong.problems), 422
    found.heard_on = entered.first_heard(found, shown.said, desk().today)
    submit(desk(), found, shown.said, fresh, found.channel, fresh_with)
    party = entered.finished(desk(), found)
    if checked:
        _write_down(desk(), party, account(shown), checked)
    return redirect(url_for("staff.given", script=script))


def _write_down(here: Desk, party: Party, text: str, checked: str) -> None:
    case = here.session.get_one(Case, party.case_id)
    if checked == statement.READ_BACK:
        statement.read_back(here, case, party, text)
    elif checked == ASK_LATER:
        statement.ask_later(here, case, party, text)
    elif checked != OWN_WORDS:
        statement.send_to_check(here, case, party, text, checked)


def _asked(found: Draft, said: Mapping[str, Any]) -> list[Asked]:
    """How the person checks it. What a worker passes on is not the person's account: nobody is asked to agree it yet."""
    if found.audience in WITHOUT_CODE:
        return []
    return [Asked("checked", "one_of", _("What did they say?"), options=_answers(found, said))]


def _answers(found: Draft, said: Mapping[str, Any]) -> Options:
    safe = {column: option in (said.get(question) or ()) for column, (question, option) in SAFE.items()}
    return [
        (statement.READ_BACK, _("Yes: I read it to them and they agree")),
        *([(OWN_WORDS, _("They wrote it themselves, and it is copied word for word"))] if found.channel in WRITTEN else []),
        (statement.PAGE, _("They check it later on their own page, with the reference and the six words")),
        *([(statement.LETTER, _("They check it later: print a letter for the post"))] if safe["may_post"] and said.get("address") else []),
        *([(statement.EMAIL, _("They check it later: send it to the e-mail address they called safe for letters"))] if _may_mail(safe, said) else []),
        (ASK_LATER, _("I could not ask: somebody rings or meets them later")),
    ]


def _may_mail(safe: Mapping[str, bool], said: Mapping[str, Any]) -> bool:
    return safe["may_email_letters"] and bool(said.get("email"))


def _page(found: Draft, shown: Script, given: Given | None = None, problems: Any = ()) -> str:
    fields = [field for part in shown.parts for field in part.fields if field.shown]
    return render_template(
        "staff/read_back.html",
        here="enter",
        script=found,
        story=account(shown),
        rows=[(field.words.ask, field.said(), url_for("staff.script", script=found.id, _anchor=field.name)) for field in fields],
        asked=_asked(found, shown.said),
        fields=given.fields if given else None,
        problems=problems,
        seen=entered.seen(found),
        is_two=asks_second_code(shown.said),
        is_danger=said_danger(shown.said),
        files=files_of(desk().session, draft=found),
        way=word("way", found.channel),
    )


@staff.get("/enter/<uuid:script>/given")
@requires(Permission.ENTER)
def given(script: uuid.UUID) -> ResponseReturnValue:
    """It is sent: what to read out to the person, until it was read out."""
    found = find(script)
    if found.contact_id is None:
        return redirect(url_for("staff.script", script=script))
    return render_template("staff/given.html", here="enter", script=found, sent=submit(desk(), found, {}, HAS_ONE), watch=seen_now())


@staff.post("/enter/<uuid:script>/given")
@requires(Permission.ENTER)
def code_given(script: uuid.UUID) -> ResponseReturnValue:
    """The words were read out, or nobody wanted them: they are not shown again."""
    found = find(script, to_write=True)
    if found.contact is not None:
        entered.given(found, is_wanted=request.form.get("then") != "not_wanted", party=entered.whose(desk(), found.contact))
    return redirect(url_for("staff.given", script=script))
