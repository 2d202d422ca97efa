"""'Your young people': the list, one of them, a letter, and writing to the complaints team; another's reference is not there."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.access.roles import Permission
from portal.casework.choices import names
from portal.casework.desk import Desk
from portal.casework.evidence.open import files_of
from portal.casework.reading.referrals import referrals
from portal.casework.reading.young_people import LETTER, OPEN, WRITE, find_own, log_list, open_own, page, young_people
from portal.casework.thread.message import write_in
from portal.casework.thread.next_stage import ask_next
from portal.casework.thread.status import letters
from portal.store.models import Case, Letter, Party
from portal.store.side import aside
from portal.web import kept_text
from portal.web.advocate import advocate
from portal.web.guard import requires
from portal.web.staff.asked import Asked, Given, Wrong, posted, refuse_empty
from portal.web.staff.opening import session_hash
from portal.web.unit_of_work import council, desk, now, signed_in

WORDS, NEXT = "write", "next"


@advocate.get("/")
@requires(Permission.OWN_YOUNG_PEOPLE)
def own() -> ResponseReturnValue:
    """The list."""
    with aside(council().database) as first:
        log_list(_desk_on(first), session_hash())
    here = desk()
    service = names(here.session, "advocacy_service", _language()).get(here.actor.organisation or "", "")
    facts: dict[str, Any] = {"service": service, "referrals": referrals(here), "done": request.args.get("done", "")}
    return render_template("advocate/own.html", here="young", lines=young_people(here, _language()), **facts)


@advocate.get("/<known_as>")
@requires(Permission.OWN_YOUNG_PEOPLE)
def young_person(known_as: str) -> ResponseReturnValue:
    """What the advocate sent and what was sent to them, and where it stands."""
    return _draw(opened(known_as, OPEN))


@advocate.get("/<known_as>/letters/<int:number>")
@requires(Permission.OWN_YOUNG_PEOPLE)
def letter(known_as: str, number: int) -> ResponseReturnValue:
    """A letter that went to this advocate, or to the one before where the young person agreed to that."""
    party = opened(known_as, LETTER)
    found = next((one for one in _letters(party) if one.number == number), None) or abort(404)
    return render_template("advocate/letter.html", here="young", known_as=known_as, letter=found)


@advocate.post("/<known_as>")
@requires(Permission.OWN_YOUNG_PEOPLE)
def write(known_as: str) -> ResponseReturnValue:
    """Write to the complaints team, or ask for the next stage."""
    party, given = opened(known_as, WRITE), posted()
    is_next = given.fields.get("part") == NEXT
    try:
        refuse_empty([_asks_why() if is_next else _asks()], given)
        words, once = given.text("why" if is_next else "words"), given.text("once")[:60]
    except Wrong as wrong:
        return _draw(party, given, wrong.problems), 422
    if is_next:
        _ask_next(desk(), party, words, once)
    else:
        write_in(desk(), party, words, once, language=_language())
    return redirect(url_for("advocate.young_person", known_as=known_as, done=NEXT if is_next else WORDS))


def _ask_next(here: Desk, party: Party, words: str, once: str) -> None:
    now_is = page(here, party).line.now
    if now_is.is_answered or now_is.asks_next:
        ask_next(here, party, words, once, _language())


def _asks() -> Asked:
    return Asked("words", "text", _("Your message"), _("The complaints team reads it by the next working day. If someone is in danger, ring 999."))


def _asks_why() -> Asked:
    return Asked("why", "text", _("Why are they not happy with it?"), _("Nobody needs a reason to ask for the next stage."), optional=True)


def _letters(party: Party) -> list[Letter]:
    here = desk()
    return [*letters(here, party), *(one for _party, _messages, earlier in page(here, party).before for one in earlier)]


def _draw(party: Party, given: Given | None = None, problems: Sequence[tuple[str, str]] = ()) -> str:
    here = desk()
    kept = {part: kept_text.take(name=part) for part in (WORDS, NEXT)} if given is None else {}
    part = given.fields.get("part", WORDS) if given else ""
    facts: dict[str, Any] = {
        "page": page(here, party, _language()),
        "files": files_of(here.session, party=party),
        "received_on": here.session.get_one(Case, party.case_id).received_on,
        "asked": {WORDS: _asks(), NEXT: _asks_why()},
        "kept": kept,
        "typed": {part: given.fields} if given else kept,
        "part": part,
        "problems": problems,
        "once": (given.fields.get("once", "")[:60] if given else "") or secrets.token_urlsafe(24),
        "done": request.args.get("done", ""),
    }
    return render_template("advocate/young_person.html", here="young", **facts)


def opened(known_as: str, action: str) -> Party:
    """The advocate's part in that young person's case; 404, logged, when there is none (any more)."""
    with aside(council().database) as first:
        is_mine = open_own(_desk_on(first), known_as, action, session_hash())
    if not is_mine:
        abort(404)
    return find_own(desk(), known_as) or abort(404)


def _desk_on(first: Session) -> Desk:
    running = council()
    return Desk(first, now(), running.calendar, running.procedures, running.settings, signed_in())


def _language() -> str:
    return str(get_locale() or "en")
