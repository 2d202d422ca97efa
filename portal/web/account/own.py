"""Somebody's own account: who they are here, where they are signed in, and ending that."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.roles import CATALOGUE
from portal.casework.account import sessions
from portal.casework.choices import names
from portal.store.models import User
from portal.store.side import Look, aside, log_access
from portal.web.account import account
from portal.web.guard import signed_in_only
from portal.web.sign_in_state import leave
from portal.web.unit_of_work import council, desk, now, session


@account.get("/", endpoint="account")
@signed_in_only
def own() -> ResponseReturnValue:
    """The account page."""
    user = current_user.user
    return render_template(
        "account/account.html",
        user=user,
        role=CATALOGUE[user.role],
        service=_works_for(user),
        rows=sessions.live_sessions(desk(), user),
        this=current_user.session_hash,
        mark=sessions.MARK,
        said=request.args,
        here="account",
    )


def _works_for(user: User) -> str:
    """The name of somebody's service, or of their advocacy service; empty where they have none."""
    code = user.organisation or user.service or ""
    return names(session(), "advocacy_service" if user.organisation else "service").get(code, code)


@account.post("/sessions/end")
@signed_in_only
def end_session() -> ResponseReturnValue:
    """End one of one's own sessions, known by its mark."""
    held, mark = current_user, request.form.get("mark", "")
    if held.session_hash.startswith(mark) and len(mark) == sessions.MARK:
        leave()
        return redirect(url_for("account.sign_in", out="yes"))
    with aside(council().database) as writing:
        if sessions.end(writing, held.user.id, mark, now()):
            log_access(writing, Look("session.end", object="session"), now(), held.user, mark)
    return redirect(url_for("account.account", changed="session"))


@account.post("/sessions/end-all")
@signed_in_only
def end_all_sessions() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    with aside(council().database) as writing:
        sessions.end_all(writing, current_user.user.id, now())
    leave("sign_out.everywhere")
    return redirect(url_for("account.sign_in", out="yes"))
