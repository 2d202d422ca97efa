"""Triage: what was sent, the recommended way with its reasons, and the choices; nothing is chosen for anybody."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.choices import choices
from portal.casework.desk import Desk
from portal.casework.intake import triage as sort
from portal.casework.intake.recommend import Facts, recommend
from portal.casework.intake.triage import CHARACTERISTICS
from portal.casework.letters.readers import complain_together
from portal.casework.people.assign import holders
from portal.casework.reading.names import Black
from portal.casework.reading.sent import told as what_they_said
from portal.casework.reading.since import last_number
from portal.casework.reading.told_points import told_points
from portal.store.models import Case
from portal.text import N_
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.act import attempt, cannot, case_for, stored
from portal.web.staff.asked import Asked, Given, posted
from portal.web.staff.choosing import lines, responder_asked, subject_asked
from portal.web.staff.letters_asked import letters_asked
from portal.web.staff.sorting import ADVOCACY, KINDS, read_choices, rows, with_copied
from portal.web.staff.words import word
from portal.web.unit_of_work import desk

UNFAIR = ("unfair", "unfair_because", "unfair_how")
"""What the person said of being treated unfairly; staff confirm it point by point (practice F-42)."""

ADVOCACY_WORDS = {
    "offered": N_("An advocate was offered"),
    "has_one": N_("They have an advocate"),
    "own_complaint": N_("Not needed: an adult's own complaint"),
    "later": N_("Not yet: it will be offered at the first talk"),
}


@staff.get("/cases/<reference>/triage")
@requires(Permission.TRIAGE)
def triage_page(reference: str) -> ResponseReturnValue:
    """The triage form."""
    return _page(case_for(reference, Permission.TRIAGE))


@staff.post("/cases/<reference>/triage")
@requires(Permission.TRIAGE)
def triage(reference: str) -> ResponseReturnValue:
    """Sort it, or show one more row, or copy the person's own points into rows, and keep the rest."""
    case, then = case_for(reference, Permission.TRIAGE), posted().fields.get("then", "")
    if then.startswith("copy-"):
        return _page(case, with_copied(posted(), told_points(case.contact)))
    if then.startswith("more-"):
        return _page(case, posted())
    return attempt(case, lambda given: sort.triage(desk(), case, read_choices(desk(), case, given)), lambda **page: _page(case, **page))


def _page(case: Case, given: Given | None = None, problems: Any = (), newer: Any = ()) -> str:
    here = desk()
    if case.state != "new" or sort.waiting(here, case):
        sentence = _("This has been sorted already.") if case.state != "new" else _("A second person is looking at this. Wait for their decision.")
        return cannot(case, _("Sort this"), sentence, given, newer)
    fields, kept = stored(given)
    shown = Given(fields) if fields is not None else None
    return render_template(
        "staff/triage.html",
        here="queue",
        case=case,
        told=what_they_said(case.contact, Black(())),
        told_points=told_points(case.contact),
        must_not_see=(case.contact.answers or {}).get("must_not_see", ""),
        unfair=what_they_said(case.contact, Black(()), only=UNFAIR),
        recommended=_recommended(here, case, shown),
        word=word,
        fields=fields,
        kept=kept,
        problems=problems,
        newer=newer,
        seen=last_number(here, case),
        **_asked(here, case, shown),
    )


def _recommended(here: Desk, case: Case, given: Given | None) -> Any:
    service = given.fields.get("service", "") if given else ""
    default = sort.service_default(here, service) if service in dict(lines(here, "service")) else None
    contact = case.contact
    return recommend(Facts(contact.audience, contact.kind, case.from_whom, contact.answers or {}), default)


def _asked(here: Desk, case: Case, given: Given | None) -> dict[str, Any]:
    """The form's fields by part."""
    point_rows, subject_rows = rows(given, "point", 3), rows(given, "subject", 1)
    return {
        "what": _what(here, case),
        "points": [_point(here, n) for n in range(1, point_rows + 1)],
        "characteristics": [(key, word("unfair", key)) for key in CHARACTERISTICS],
        "point_rows": point_rows,
        "risks": lines(here, "risk"),
        "advocacy": Asked("advocacy", "one_of", _("Was an advocate offered?"), options=[(key, _(ADVOCACY_WORDS[key])) for key in ADVOCACY]),
        "at_risk": _at_risk() if complain_together(here, case) else None,
        "subjects": subject_asked(here, case, subject_rows),
        "subject_rows": subject_rows,
        "responder": responder_asked(here, case),
        "holder": Asked(
            "holder",
            "select",
            _("Who looks after it in the team?"),
            options=[("", _("Nobody yet")), *((str(user.id), user.name) for user in holders(here))],
            value=str(here.actor.id),
        ),
        "reason": Asked("reason", "one_of", _("Why does it leave its usual way?"), options=_reasons(here), optional=True),
        "letters": letters_asked(
            here, case, "route", _("Say why, what is still answered, and how to reach the ombudsman. What stands in [brackets] is yours to write.")
        ),
    }


def _at_risk() -> Asked:
    return Asked(
        "at_risk",
        "one_of",
        _("Could either be at risk from the other?"),
        _("Two people complain together. They never see each other's words, letters or messages, whatever you choose."),
        [("yes", _("Yes")), ("no", _("No")), ("dont_know", _("We do not know"))],
    )


def _what(here: Desk, case: Case) -> list[Asked]:
    procedures = [(key, _(procedure.name)) for key, procedure in here.procedures.items() if key != "intake"]
    return [
        Asked("title", "line", _("A title"), _("A few words that say what it is about, without names."), value=case.title),
        Asked("kind", "one_of", _("What is it?"), options=[(kind, word("kind", kind)) for kind in KINDS]),
        Asked("service", "select", _("Which service is it most about?"), options=[("", _("Choose")), *lines(here, "service")]),
        Asked("procedure", "one_of", _("How will it be dealt with?"), options=procedures),
    ]


def _point(here: Desk, n: int) -> list[Asked]:
    return [
        Asked(f"point-{n}", "few_lines", _("Point %(n)s", n=n), optional=n > 1),
        Asked(f"point-{n}-category", "select", _("Category of point %(n)s", n=n), options=[("", _("Choose")), *lines(here, "category")], optional=n > 1),
        Asked(f"point-{n}-service", "select", _("Service of point %(n)s", n=n), options=[("", _("The service above")), *lines(here, "service")], optional=True),
    ]


def _reasons(here: Desk) -> list[tuple[str, str]]:
    return [
        (line.code, _("%(name)s (%(source)s)", name=line.name, source=line.extra.get("source", "")))
        for line in choices(here.session, "route_reason", here.today)
    ]
