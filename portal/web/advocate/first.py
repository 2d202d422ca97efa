"""What a young person says, through their advocate, about who may see their words (practice F-04)."""

from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.access.visible import PART
from portal.casework.desk import NotAllowed
from portal.casework.people.agreement import OVERRIDDEN, answer, for_party
from portal.casework.reading.young_people import WRITE
from portal.forms.first import KEY, ONLY_THESE, OPTIONS, SOME_NEED, WORDS
from portal.store.models import Agreement, Party
from portal.web import kept_text
from portal.web.advocate import advocate
from portal.web.advocate.own import opened
from portal.web.guard import requires
from portal.web.staff.act import spoken
from portal.web.staff.asked import Asked, Given, Wrong, posted, refuse_empty
from portal.web.staff.words import role_name
from portal.web.unit_of_work import desk


@advocate.get("/<known_as>/first")
@requires(Permission.OWN_YOUNG_PEOPLE)
def first(known_as: str) -> ResponseReturnValue:
    """Who it would be and why, and the five answers."""
    party = opened(known_as, WRITE)
    return _draw(party, _row(party))


@advocate.post("/<known_as>/first")
@requires(Permission.OWN_YOUNG_PEOPLE)
def say_first(known_as: str) -> ResponseReturnValue:
    """Keep the answer; it counts at once."""
    party, given = opened(known_as, WRITE), posted()
    row = _row(party)
    try:
        refuse_empty(_asks(row), given)
        answer(desk(), party, row, given.one(KEY, _answers()), given.text(WORDS))
    except (Wrong, NotAllowed) as refused:
        problems = refused.problems if isinstance(refused, Wrong) else [(WORDS, spoken(refused))]
        desk().session.rollback()
        party = opened(known_as, WRITE)
        return _draw(party, _row(party), given, problems), 422
    return redirect(url_for("advocate.young_person", known_as=known_as, done="first"))


def _row(party: Party) -> Agreement:
    """What counts today and is theirs to answer; 404 where there is none of that id."""
    mine = (one for one in for_party(desk(), party) if one.answer != OVERRIDDEN)
    return next((one for one in mine if str(one.id) == request.args.get("who")), None) or abort(404)


def _answers() -> list[tuple[str, str]]:
    return [(key, _(words)) for key, words in OPTIONS.items()]


def _asks(row: Agreement) -> list[Asked]:
    said = row.only if row.answer == PART else ""
    return [
        Asked(KEY, "one_of", _("What does the young person say?"), options=_answers(), value=row.answer or ""),
        Asked(WORDS, "text", _("Only part of it: what may we show them?"), _(ONLY_THESE), value=said or "", optional=True),
    ]


def _draw(party: Party, row: Agreement, given: Given | None = None, problems: Sequence[tuple[str, str]] = ()) -> str:
    kept = kept_text.take() if given is None else None
    facts = {"asked": _asks(row), "fields": given.fields if given else kept, "kept": kept, "problems": problems, "some_need": _(SOME_NEED)}
    return render_template("advocate/first.html", here="young", party=party, row=row, role=role_name(row.about.role), **facts)
