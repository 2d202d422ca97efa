"""Signing in and signing out."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.casework.account.sign_in import Credentials, sign_in
from portal.web.account import account
from portal.web.account.way import onward
from portal.web.guard import open_to_all, signed_in_only
from portal.web.sign_in_state import enter, leave
from portal.web.unit_of_work import council, now

LONGEST = 1000  # letters of a field; nobody's password or address is longer


@account.get("/sign-in", endpoint="sign_in")
@open_to_all
def ask() -> ResponseReturnValue:
    """Address, password and code, all on one page: no step tells which of them was right."""
    return _page()


@account.post("/sign-in", endpoint="try_to_sign_in")
@open_to_all
def try_to_sign_in() -> ResponseReturnValue:
    """One answer for every wrong try: wrong, unknown, used or locked."""
    email, password, code = (request.form.get(name, "")[:LONGEST] for name in ("email", "password", "code"))
    typed = Credentials(email, password, code, network=request.remote_addr or "")
    let_in = sign_in(council().database, typed, now())
    if let_in is None:
        return _page(is_wrong=True)
    if current_user.is_authenticated:
        leave()
    enter(*let_in)
    return redirect(onward(request.form.get("to", ""), let_in[0]))


@account.post("/sign-out")
@signed_in_only
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    leave()
    return redirect(url_for("account.sign_in", out="yes"))


def _page(is_wrong: bool = False) -> str:
    sent = request.form if is_wrong else request.args
    email = request.form.get("email", "") if is_wrong else ""
    return render_template("account/sign_in.html", is_wrong=is_wrong, email=email, to=sent.get("to", ""), said=request.args)
