"""Coming back with the reference and the six words: to go on with a form, or to one's own page."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.casework.intake.come_back import Found, open_with_code
from portal.casework.intake.draft import take_again
from portal.casework.thread import visit as visits
from portal.casework.thread.message import locked_case
from portal.casework.thread.revival import revive
from portal.store.models import Draft, Party
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.form import go_on_address
from portal.web.public.hold import BACK, hold
from portal.web.public.visiting import visiting, was_visiting
from portal.web.unit_of_work import council, desk, now


@public.get("/come-back")
@open_to_all
def come_back() -> ResponseReturnValue:
    """Ask for the reference and the words."""
    if visiting() is not None:
        return redirect(url_for("public.back"))
    return render_template("public/come_back.html", has_closed=was_visiting())


@public.post("/come-back")
@open_to_all
def open_again() -> ResponseReturnValue:
    """Open it. A wrong reference, wrong words, something expired and something locked look alike (threat T-06d)."""
    reference, words = request.form.get("reference", ""), request.form.get("words", "")
    found = open_with_code(council().database, reference, words, request.remote_addr or "", now())
    opened = _opened(found) if found else None
    if opened is not None:
        return opened
    wrong = gettext("We cannot open that. Check the reference and the words. After several tries, wait 15 minutes")
    return render_template("public/come_back.html", wrong=wrong, reference=reference[:100])


def _opened(found: Found) -> Response | None:
    """The form or the page it leads to; None where its code died while the words were being checked."""
    here = desk()
    draft = here.session.get(Draft, found.draft_id) if found.draft_id else None
    if draft is not None:
        return hold(make_response(redirect(go_on_address(draft))), take_again(here, draft))
    party = here.session.get(Party, found.party_id, with_for_update=True) if found.party_id else None
    if party is None or party.code_hash != found.code_hash:
        return None
    revive(here, locked_case(here, party))
    token, before = visits.begin(here, party), request.cookies.get(BACK)
    kept = visits.carry_words(here, before, token, party)
    if before:
        visits.end(here.session, before, here.now)
    return hold(make_response(redirect(url_for("public.back", part=kept["part"] if kept else None))), token, BACK)
