"""Exit: the browser's hold on the draft ends, its visit too, and the browser goes to a harmless page."""

import threading
from datetime import datetime

from flask import make_response, redirect, request, session
from flask.typing import ResponseReturnValue

from portal.casework.intake import draft
from portal.casework.thread import visit
from portal.store.database import Busy, Database
from portal.store.side import aside
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.hold import BACK, FORM, TALK, let_go
from portal.web.unit_of_work import council, now

AT_MOST = 0.3  # seconds: nobody waits longer for a busy database to get away; it is ended behind them


@public.route("/exit", methods=["GET", "POST"])
@open_to_all
def exit() -> ResponseReturnValue:
    """Leave at once. A link, so that it works without scripts; what it ends is only this browser's own draft and visit."""
    response = let_go(make_response(redirect(council().settings.council.exit_url, 303)))
    response.headers["Referrer-Policy"] = "no-referrer"
    if _is_meant():
        tokens = [token for cookie in (FORM, TALK) if (token := request.cookies.get(cookie))]
        ending = threading.Thread(target=_end, args=(council().database, tokens, request.cookies.get(BACK), now()))
        ending.start()
        ending.join(AT_MOST)
        session.clear()
    return response


def _is_meant() -> bool:
    """Not a browser fetching ahead, and not another site's link."""
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", "") or request.method == "HEAD"
    return not is_ahead and request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")


def _end(database: Database, tokens: list[str], back: str | None, at: datetime) -> None:
    """The cookies are gone already; what a busy database could not delete expires by itself."""
    try:
        with aside(database) as side:
            for token in tokens:
                draft.end(side, token)
            if back:
                visit.end(side, back, at)
    except Busy:
        return
