"""Coming back with the reference and the six words: to go on, or to read that we have it."""

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.intake.come_back import open_with_code
from portal.casework.intake.draft import take_again
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.form import go_on_address
from portal.web.public.hold import hold
from portal.web.unit_of_work import council, desk, now


@public.get("/come-back")
@open_to_all
def come_back() -> ResponseReturnValue:
    """Ask for the reference and the words."""
    return render_template("public/come_back.html")


@public.post("/come-back")
@open_to_all
def open_again() -> ResponseReturnValue:
    """Open it. A wrong reference, wrong words, something expired and something locked look alike (threat T-06d)."""
    reference, words = request.form.get("reference", ""), request.form.get("words", "")
    found = open_with_code(council().database, reference, words, request.remote_addr or "", now())
    if found is not None and found.waiting is not None:
        late = found.waiting.write_by < desk().today
        return render_template("public/waiting.html", waiting=found.waiting, is_late=late)
    draft = desk().session.get(Draft, found.draft_id) if found else None
    if draft is None:
        wrong = gettext("We cannot open that. Check the reference and the words. After several tries, wait 15 minutes")
        return render_template("public/come_back.html", wrong=wrong, reference=reference[:100])
    return hold(make_response(redirect(go_on_address(draft))), take_again(desk(), draft))
