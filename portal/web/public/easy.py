"""'Was this page easy to use?': one question after sending, never to anybody in danger or unsure of it (practice F-29)."""

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.access.token import token_hash
from portal.casework.intake.submit import told_now
from portal.casework.tally import count, month_of
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.hold import FORM, TALK, held
from portal.web.unit_of_work import desk

ANSWERS = ("yes", "partly", "no")
SAID = "easy"


def asks_easy(draft: Draft, cookie: str) -> str:
    """ask, thanks (this browser has answered for this form), or "" where nobody asks."""
    if draft.contact is None or draft.contact.is_urgent or told_now(desk(), draft):
        return ""
    if draft.contact.answers.get("in_danger") not in (None, "", "no"):
        return ""
    return "thanks" if session.get(SAID) == _mark(cookie) else "ask"


@public.post("/easy")
@open_to_all
def easy() -> ResponseReturnValue:
    """Count the answer by form; nothing of who gave it is kept."""
    cookie = TALK if request.form.get("of") == "talk" else FORM
    draft, answer = held(cookie), request.form.get("answer", "")
    if draft is not None and answer in ANSWERS and asks_easy(draft, cookie) == "ask":
        count(desk().session, month_of(desk().today), "easy", "talk" if cookie == TALK else draft.audience, answer=answer)
        session[SAID] = _mark(cookie)
    return redirect(url_for("public.talk_done" if cookie == TALK else "public.done") + "#easy")


def _mark(cookie: str) -> str:
    """What this browser's cookie remembers, so that one form is counted once: it leads nowhere."""
    return token_hash(request.cookies.get(cookie, ""))[:8]
