"""One case: what is due and what can be done, its points, what has happened, and beside it who, how to reach them and who has opened it."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from portal.access.roles import Permission
from portal.access.visible import find_case, rights
from portal.casework.choices import choices, names
from portal.casework.desk import Desk
from portal.casework.evidence.open import files_of
from portal.casework.intake.danger_words import NAMES
from portal.casework.letters.readers import complain_together
from portal.casework.reading import beside
from portal.casework.reading.account import checked, translations
from portal.casework.reading.agreements import asking
from portal.casework.reading.history import history
from portal.casework.reading.names import black
from portal.casework.reading.opening import WHY, say_why
from portal.casework.reading.people import answering, people
from portal.casework.reading.points import points
from portal.casework.reading.raised import kinds_of
from portal.casework.reading.reference import is_reference
from portal.casework.reading.sent import sent
from portal.casework.reading.speakers import speaking
from portal.casework.reading.thanks import thanks
from portal.casework.reading.threads import threads
from portal.casework.stage.close import not_for_thanks
from portal.casework.stage.projection import standing_of
from portal.casework.thread.translation import with_words_translated
from portal.procedure.explain import explain
from portal.procedure.running import Running
from portal.procedure.standing import Standing
from portal.store.models import Case
from portal.store.sealing import open_keys
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.days import draw, left
from portal.web.staff.letters_asked import name_of
from portal.web.staff.offers import offers
from portal.web.staff.opening import read, refuse, session_hash
from portal.web.staff.queue import flags
from portal.web.staff.words import role_name, word
from portal.web.unit_of_work import desk

SENT = "case.sent"


@staff.get("/cases/<reference>")
@requires(Permission.CASE_READ)
def case(reference: str) -> ResponseReturnValue:
    """The case page; whoever opens a colleague's case says first why."""
    one, must_say_why = read(reference)
    if must_say_why:
        return _ask_why(one, "case")
    return render_template("staff/case.html", here="queue", word=word, role_name=role_name, **_all_of(desk(), one))


@staff.get("/cases/<reference>/sent")
@requires(Permission.CASE_READ)
def what_was_sent(reference: str) -> ResponseReturnValue:
    """What was sent, exactly; reading it is logged too."""
    one, must_say_why = read(reference, SENT)
    if must_say_why:
        return _ask_why(one, "sent")
    here = desk()
    may = _rights(here, one)
    told = sent(one, black(here.session, one, may(Permission.IDENTITY)), may)
    return render_template("staff/sent.html", here="queue", case=one, told=told, word=word)


@staff.post("/cases/<reference>/why")
@requires(Permission.CASE_READ)
def why(reference: str) -> ResponseReturnValue:
    """Keep why somebody opens a colleague's case, then go where they were going."""
    here = desk()
    found = find_case(here.session, here.actor, reference, here.today) if is_reference(reference) else None
    if found is None:
        refuse(reference)
    to = "staff.what_was_sent" if request.form.get("to") == "sent" else "staff.case"
    if not any(line.code == request.form.get("why") for line in choices(here.session, WHY, here.today)):
        return _ask_why(found, "sent" if to == "staff.what_was_sent" else "case", is_missing=True), 422
    say_why(here, found, request.form.get("why"), session_hash())
    return redirect(url_for(to, reference=reference))


def _ask_why(one: Case, to: str, is_missing: bool = False) -> str:
    here = desk()
    lines = [(line.code, line.names.get(_language()) or line.name) for line in choices(here.session, WHY, here.today)]
    return render_template("staff/why.html", here="queue", case=one, to=to, lines=lines, is_missing=is_missing)


def _rights(here: Desk, one: Case) -> Callable[[Permission], bool]:
    return rights(here.session, here.actor, one, here.today)


def _language() -> str:
    return str(get_locale() or "en")


def _all_of(here: Desk, one: Case) -> dict[str, Any]:
    """Everything the page shows, by the name the template knows it by."""
    now, may = standing_of(here, one), _rights(here, one)
    hidden = black(here.session, one, may(Permission.IDENTITY))
    waiting = beside.proposals(here, one)
    open_keys(here.session, [one.key_id, one.contact.key_id])
    return {
        "case": one,
        "title": hidden.over(one.title) or word("kind", one.kind),
        "flags": flags(here, one, bool(with_words_translated(here.session, [one.id])), bool(kinds_of(one))),
        "raised": [NAMES[kind] for kind in kinds_of(one)] if may(Permission.INTAKE) else [],
        "thanks": thanks(one.contact, hidden),
        "now": now,
        "clocks": _clocks(here, now),
        "behind": [one for one in now.clocks if one.clock.is_ours and not (one.is_open or one.clock.is_reminder) and one.due_on],
        "offers": offers(now, may, bool(waiting), not_for_thanks(here, one)),
        "tasks": beside.open_tasks(here, one),
        "accounts": checked(here, one, hidden),
        "translations": translations(here, one, hidden, may),
        "points": points(here, one, now.holds, hidden, _language()),
        "entries": history(here, one, hidden, may(Permission.NOTE)),
        "people": people(here, one, may),
        "grants": answering(here, one),
        "asking": asking(here, one, may),
        "speaking": speaking(here, one, may),
        "risks": beside.risks(here, one),
        "letters": beside.letters(here, one),
        "written_to": {str(party.id): name_of(party) for party in one.parties} if may(Permission.IDENTITY) and complain_together(here, one) else {},
        "threads": threads(here, one, may),
        "files": files_of(here.session, case=one),
        "senders": {party.id: party.name or word("party", party.role) for party in one.parties},
        "proposals": waiting,
        "same": beside.same_person(here, one),
        "readers": beside.readers(here, one),
        "lists": {name: names(here.session, name, _language()) for name in ("service", "advocacy_service", "risk", "route_reason", "delay_reason", WHY)},
        "may": {name: may(Permission[name]) for name in ("ENTER", "FILE_ORIGINAL", "INTAKE", "IDENTITY", "NOTE", "RESTRICT", "SECOND", "TRIAGE")},
        "today": here.today,
        "me": here.actor,
    }


def _clocks(here: Desk, now: Standing) -> list[dict[str, Any]]:
    """The clocks still owed, each with its working; the one due first stands on top, its days drawn."""
    owed = [one for one in now.clocks if one.is_open and one.clock.is_ours]
    owed.sort(key=lambda one: (one is not now.next_clock, one.due_on is None, one.due_on or here.today))
    return [_clock(here, one, is_first=place == 0) for place, one in enumerate(owed)]


def _clock(here: Desk, one: Running, is_first: bool) -> dict[str, Any]:
    working = explain(one, here.calendar)
    return {
        "running": one,
        "left": left(one.due_on, here.today, here.calendar, one.clock.unit) if one.due_on else None,
        "working": working,
        "days": draw(working, here.today) if is_first else [],
    }
