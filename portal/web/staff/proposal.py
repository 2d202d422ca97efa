"""A second person looks at a choice that takes a complaint out of its usual way, and decides."""

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.choices import names
from portal.casework.intake.triage import decide, from_content, take_back, waiting
from portal.casework.reading.since import last_number, since
from portal.store.models import Case, Proposal
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.act import attempt, cannot, case_for, seen, stored
from portal.web.staff.asked import Asked, Given, Wrong, posted
from portal.web.staff.choosing import accounts_here
from portal.web.staff.words import word
from portal.web.unit_of_work import desk

DECISIONS = ("agree", "decline", "take_back")


@staff.get("/cases/<reference>/proposal")
@requires(Permission.SECOND)
def proposal_page(reference: str) -> ResponseReturnValue:
    """The proposal as it was made, with its reason and letter."""
    case = case_for(reference, Permission.SECOND)
    return _page(case, waiting(desk(), case) or abort(404))


@staff.post("/cases/<reference>/proposal")
@requires(Permission.SECOND)
def proposal(reference: str) -> ResponseReturnValue:
    """Agree, do not agree, or take it back."""
    case = case_for(reference, Permission.SECOND)
    one = waiting(desk(), case)
    if one is None:
        return cannot(case, _("A second person decides"), _("This has been decided already."), posted(), since(desk(), case, seen(posted()))), 409
    return attempt(case, lambda given: _decide(case, one, given), lambda **page: _page(case, one, **page))


def _decide(case: Case, one: Proposal, given: Given) -> None:
    chosen = given.one("decision", [(key, "") for key in DECISIONS])
    if not chosen:
        raise Wrong("decision", _("Choose what you decide."))
    if chosen == "take_back":
        take_back(desk(), case, one)
        return
    decide(desk(), case, one, chosen == "agree", given.text("why"))


def _page(case: Case, one: Proposal, given: Given | None = None, problems: Any = (), newer: Any = ()) -> str:
    here = desk()
    fields, kept = stored(given)
    mine = one.by_id == here.actor.id
    decisions = (
        [("take_back", _("Take it back and sort it again"))] if mine else [("agree", _("Agree: do it and send the letter")), ("decline", _("Do not agree"))]
    )
    asked = [
        Asked("decision", "one_of", _("What do you decide?"), options=decisions),
        Asked("why", "text", _("Why?"), _("Needed when you do not agree."), optional=True),
    ]
    return render_template(
        "staff/proposal.html",
        here="queue",
        case=case,
        proposal=one,
        chosen=from_content(one.content),
        reasons=names(here.session, "route_reason"),
        services=names(here.session, "service"),
        risks=names(here.session, "risk"),
        accounts=dict(accounts_here(here)),
        asked=asked[:1] if mine else asked,
        mine=mine,
        word=word,
        fields=fields,
        kept=kept,
        problems=problems,
        newer=newer,
        seen=last_number(here, case),
    )
