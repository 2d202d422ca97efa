"""What came by telephone, letter, e-mail or a visit: a script is begun, gone on with, and thrown away."""

import uuid
from datetime import date
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import NotAllowed, london_date
from portal.casework.intake import entered
from portal.casework.intake.entered import Box, mark
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Kind
from portal.forms.ways import WAYS
from portal.language import SOURCE, own_name, there_are
from portal.store.models import Draft
from portal.store.side import Look, aside, log_access
from portal.web import kept_text
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.act import spoken, told
from portal.web.staff.asked import Asked, Given, Wrong, posted, refuse_empty
from portal.web.staff.days import age
from portal.web.staff.opening import session_hash
from portal.web.staff.script_page import CAME_BY, CAME_ON, form_of, questions, ways_in
from portal.web.staff.word_acts import language_name
from portal.web.staff.words import word
from portal.web.unit_of_work import council, desk, end_session, now, signed_in

SPOKEN, NAMED, ANOTHER = "spoken", "spoken_name", "other"
OTHER_LOOKS = frozenset(str(way.audience) for way in WAYS[1:])
LANGUAGE = "language"
"""The question that asks which language somebody wants to use."""

HEARD = "heard_on"
"""The question that asks a worker when they heard it: most often the day on which they ring us."""


@staff.get("/enter")
@requires(Permission.ENTER)
def enter() -> ResponseReturnValue:
    """Begin to write something down, or go on with it."""
    return _start_page()


@staff.post("/enter")
@requires(Permission.ENTER)
def begin() -> ResponseReturnValue:
    """A new script."""
    given = posted()
    try:
        refuse_empty(_asked(), given)
        audience, channel = given.one("form", _forms()), given.one(CAME_BY, ways_in())
        spoken_in = given.one(SPOKEN, _languages())
        script = entered.start(desk(), audience, channel, given.a_day(CAME_ON), SOURCE if spoken_in == ANOTHER else spoken_in)
        named = given.text(NAMED).strip() if spoken_in == ANOTHER else ""
    except Wrong as wrong:
        return _start_page(given, wrong.problems), 422
    except NotAllowed as refused:
        return _start_page(given, [(CAME_ON, spoken(refused))]), 422
    entered.keep(desk(), script, _first_boxes(script, named))
    return redirect(url_for("staff.script", script=script.id))


@staff.get("/enter/<uuid:script>/throw-away")
@requires(Permission.ENTER)
def ask_to_throw_away(script: uuid.UUID) -> ResponseReturnValue:
    """Asks first: it cannot be brought back."""
    return render_template("staff/throw_away.html", here="enter", script=find(script))


@staff.post("/enter/<uuid:script>/throw-away")
@requires(Permission.ENTER)
def throw_away(script: uuid.UUID) -> ResponseReturnValue:
    """It is gone, with everything typed in it."""
    found = find(script, to_write=True)
    look = Look("script.thrown_away", object="draft", object_id=found.id)
    try:
        entered.throw_away(desk(), found)
    except NotAllowed:
        return redirect(url_for("staff.given", script=script))
    log_access(desk().session, look, now(), signed_in(), session_hash())
    return redirect(url_for("staff.enter"))


def find(script: uuid.UUID, *, to_write: bool = False) -> Draft:
    """The script, if it is there for whoever asks; else 404."""
    found = entered.find(desk(), script, to_write=to_write)
    if found is None or found.audience not in CATALOGUE:
        abort(404)
    return found


def find_open(script: uuid.UUID, *, to_write: bool = False) -> Draft:
    """The same while it is not sent; once it is, what it became is shown."""
    found = find(script, to_write=to_write)
    return found if found.contact_id is None else abort(redirect(url_for("staff.given", script=script)))


def find_to_read(script: uuid.UUID) -> Draft:
    """The same for a page that shows what is in it: that it is a colleague's is logged before it is read."""
    found, user = find(script), signed_in()
    if user is None or found.user_id == user.id:
        return found
    end_session()
    with aside(council().database) as first:
        log_access(first, Look("script.read", object="draft", object_id=script), now(), user, session_hash())
    return find(script)


def _start_page(given: Given | None = None, problems: Any = ()) -> str:
    asked = _asked()
    rows = [
        (one, name, age(one.made_at, now()), london_date(one.made_at) < desk().today, _form_name(one.audience), word("way", one.channel))
        for one, name in entered.unfinished(desk())
        if one.audience in CATALOGUE
    ]
    return render_template(
        "staff/enter.html",
        here="enter",
        asked=asked,
        fields=given.fields if given else kept_text.take(),
        problems=told(problems, asked),
        rows=rows,
        sees_all=entered.sees_all(desk()),
    )


def _asked() -> list[Asked]:
    hint = _("The days we have to answer count from the day when anybody at the council first heard it.")
    return [
        Asked("form", "one_of", _("Who is it from?"), options=_forms()),
        Asked(CAME_BY, "one_of", _("How did it come?"), options=ways_in()),
        Asked(CAME_ON, "date", _("On which day was it first heard, or did the letter arrive?"), hint, value=desk().today),
        Asked(SPOKEN, "select", _("In which language did they speak or write?"), _("We answer in it. You write in English."), _languages(), SOURCE),
        Asked(NAMED, "line", _("If it is another language: which?"), optional=True),
    ]


def _languages() -> list[tuple[str, str]]:
    """Ours, each by its own name, English first; and any other."""
    return [*((one, own_name(one)) for one in dict.fromkeys([SOURCE, *there_are()])), (ANOTHER, _("Another language"))]


def _forms() -> list[tuple[str, str]]:
    """The forms there are, as staff choose between them; of those that look different and ask the same, the one in words."""
    return [(str(audience), _form_name(audience)) for audience in CATALOGUE if audience not in OTHER_LOOKS]


def _form_name(audience: str) -> str:
    return word("audience", audience)


def _first_boxes(script: Draft, named: str) -> dict[str, Box]:
    """What the start page said already stands in the boxes of the script. named: a language that is none of ours."""
    on: date = script.heard_on or desk().today
    asked = {one.key: one.kind for one in questions(form_of(script))}
    names = [CAME_ON, *([HEARD] if asked.get(HEARD) is Kind.DATE else [])]
    days = {f"{name}-{part}": str(getattr(on, part)) for name in names for part in ("day", "month", "year")}
    language = named or ("" if script.language == SOURCE else language_name(script.language))
    spoken_in = {LANGUAGE: language} if language and LANGUAGE in asked else {}
    return {name: Box(typed, mark("")) for name, typed in ({CAME_BY: script.channel} | days | spoken_in).items()}
