"""Draws and does an act on a case; whoever comes second keeps what they typed and sees what happened meanwhile."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.access.visible import can
from portal.casework.desk import NotAllowed
from portal.casework.reading.since import last_number, since
from portal.procedure.model import Event, Sentence
from portal.store.models import Case
from portal.web import kept_text
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.acts import ACTS
from portal.web.staff.asked import Asked, Given, Wrong, posted, refuse_empty
from portal.web.staff.opening import change, read, refuse
from portal.web.staff.words import said
from portal.web.unit_of_work import council, desk

Problem = tuple[str, str]
LOOK_AT = "look_at"
"""The button beneath a young person's letter: nothing is done, the page comes back with the words counted."""


@staff.get("/cases/<reference>/<act>")
@requires(Permission.CASE_READ)
def act_page(reference: str, act: str) -> ResponseReturnValue:
    """The form of an act, with what was kept of it."""
    case = case_to_act_on(reference, act)
    return act_form(case, act)


@staff.post("/cases/<reference>/<act>")
@requires(Permission.CASE_READ)
def act(reference: str, act: str) -> ResponseReturnValue:
    """Do it, then show the case."""
    case = case_to_act_on(reference, act)

    def do(given: Given) -> None:
        refuse_empty(ACTS[act].asks(desk(), case), given)
        ACTS[act].do(desk(), case, given)

    return attempt(case, do, lambda **page: act_form(case, act, **page))


def case_to_act_on(reference: str, act: str) -> Case:
    """The case, if it is there for this person and the act is in their role; else 404."""
    if act not in ACTS:
        abort(404)
    return case_for(reference, ACTS[act].permission)


def case_for(reference: str, permission: Permission) -> Case:
    """The case for a form or an act, locked for the act, if this person may do that to it; else 404, logged."""
    if request.method == "GET":
        case, must_say_why = read(reference)
    else:
        case, must_say_why = change(reference), False
        desk().session.refresh(case, with_for_update=True)
    if not can(desk().session, desk().actor, permission, case, desk().today):
        refuse(reference)
    if must_say_why:
        abort(redirect(url_for("staff.case", reference=reference)))
    return case


def attempt(case: Case, do: Callable[[Given], object], again: Callable[..., str]) -> ResponseReturnValue:
    """Do an act with what was posted. Where it cannot be done the form comes back with everything typed still in it."""
    given = posted()
    if given.fields.get(LOOK_AT):
        return again(given=given)
    newer = since(desk(), case, seen(given))
    if newer:
        return again(given=given, newer=newer), 409
    try:
        do(given)
    except Wrong as wrong:
        desk().session.rollback()
        return again(given=given, problems=wrong.problems), 422
    except NotAllowed as refused:
        desk().session.rollback()
        return again(given=given, problems=[("", spoken(refused))]), 422
    return redirect(url_for("staff.case", reference=case.reference))


def seen(given: Given) -> int:
    """The newest event the form's page knew of; a form without one knew of none."""
    number = given.fields.get("seen", "0")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def spoken(refused: NotAllowed) -> str:
    """A refusal in the reader's language."""
    sentence = refused.args[0]
    return said(sentence) if isinstance(sentence, Sentence) else str(_(sentence))


def act_form(case: Case, act: str, given: Given | None = None, problems: Sequence[Problem] = (), newer: Sequence[Any] = ()) -> str:
    """The page of an act."""
    here = desk()
    try:
        asked = [*ACTS[act].asks(here, case)]
    except NotAllowed as refused:
        return cannot(case, _(ACTS[act].title), spoken(refused), given, newer)
    fields, kept = stored(given)
    return render_template(
        "staff/act.html",
        here="queue",
        case=case,
        act=ACTS[act],
        asked=asked,
        fields=fields,
        kept=kept,
        problems=told(problems, asked),
        newer=newer,
        seen=last_number(here, case),
    )


def cannot(case: Case, title: str, sentence: str, given: Given | None = None, newer: Sequence[Any] = ()) -> str:
    """The page of an act that cannot be done now. Whoever came second finds there what they typed; codes and dates are not words."""
    typed = given.fields.items(multi=True) if given else ()
    written = [text for name, text in typed if name not in kept_text.NOT_WORDS and " " in text.strip()]
    return render_template("staff/cannot.html", here="queue", case=case, title=title, sentence=sentence, written=written, newer=newer)


def stored(given: Given | None) -> tuple[Any, Any]:
    """(what stands in the form, what was kept from before): what was just posted, else what was kept, else nothing."""
    kept = kept_text.take() if given is None else None
    return (given.fields if given else kept), kept


def told(problems: Sequence[Problem], asked: Sequence[Asked]) -> list[Problem]:
    """The problems with the id each link leads to: a date's first box."""
    dates = {one.name for one in asked if one.kind == "date"}
    return [(f"{field}-day" if field in dates else field, sentence) for field, sentence in problems]


@staff.app_template_global()
def event_name(key: str) -> str:
    """What an event is called."""
    return str(_(Event(key).label))


@staff.app_template_global()
def procedure_name(key: str) -> str:
    """What a procedure of this council is called."""
    return str(_(council().procedures[key].name))
