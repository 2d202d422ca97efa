"""'Not sure this is the right place?': where else to go. It never ends the form; who leaves is counted by reason, without a word (F-20)."""

from typing import NamedTuple

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework import tally
from portal.forms.elsewhere import NOT_SAID, PLACES, Elsewhere
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.form import go_on_address
from portal.web.public.hold import held
from portal.web.unit_of_work import council, desk


class Shown(NamedTuple):
    """A place in the reader's language. numbers: what the council's settings give; those that are not set are left out."""

    code: str
    what: str
    where: str
    numbers: list[str]


@public.get("/place")
@open_to_all
def place() -> ResponseReturnValue:
    """Read where else to go, or, for somebody who goes there, what stays of what they wrote."""
    draft = _unsent()
    facts = {"go_on": go_on_address(draft) if draft else url_for("public.start"), "has_written": draft is not None and any((draft.answers or {}).values())}
    if request.args.get("left"):
        return render_template("public/left.html", **facts)
    places = [_shown(code, one) for code, one in PLACES.items()]
    options = [("", gettext("I do not want to say")), *((one.code, one.what) for one in places)]
    return render_template("public/place.html", places=places, options=options, **facts)


@public.post("/place")
@open_to_all
def leave() -> ResponseReturnValue:
    """'I will go there instead': counted by reason; what was written stays as it is."""
    draft, reason = _unsent(), request.form.get("reason", "")
    tally.count(
        desk().session,
        tally.month_of(desk().today),
        "elsewhere",
        draft.audience if draft else "",
        answer=reason if reason in PLACES else NOT_SAID,
    )
    return redirect(url_for("public.place", left="yes"))


def _unsent() -> Draft | None:
    """What this browser is writing, if it is."""
    draft = held()
    return draft if draft is not None and draft.contact_id is None else None


def _shown(code: str, one: Elsewhere) -> Shown:
    numbers = [_setting(name) for name in one.numbers]
    return Shown(code, gettext(one.what), gettext(one.where), [number for number in numbers if number])


def _setting(name: str) -> str:
    """What a setting holds, by section and name."""
    section, _, key = name.partition(".")
    return str(getattr(getattr(council().settings, section), key))
