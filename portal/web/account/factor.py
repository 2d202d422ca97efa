"""Changing one's own second factor: another phone."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.factor import secret_for
from portal.casework.account.credentials import change_factor
from portal.web.account import account
from portal.web.account.enrol import Problems, wrong_code
from portal.web.account.password import wrong_password
from portal.web.account.picture import picture
from portal.web.guard import signed_in_only
from portal.web.sign_in_state import enter
from portal.web.unit_of_work import council, desk


@account.get("/factor")
@signed_in_only
def factor() -> ResponseReturnValue:
    """The new picture; the phone in use stays until a code of the new one was typed."""
    return _page([])


@account.post("/factor", endpoint="set_factor")
@signed_in_only
def set_factor() -> ResponseReturnValue:
    """The password, and a code of the new phone. Every session ends; this browser goes on with a new one."""
    problems = wrong_password(current_user.user)
    if problems:
        return _page(problems)
    changed = change_factor(desk(), _secret(), request.form.get("code", ""))
    if changed is None:
        return _page([("code", wrong_code())])
    enter(*changed)
    return redirect(url_for("account.account", changed="factor"))


def _secret() -> str:
    return secret_for(council().database.keys.pepper, current_user.token)


def _page(problems: Problems) -> str:
    shown = picture(_secret(), current_user.user.email)
    return render_template("account/factor.html", shown=shown, problems=problems, errors=dict(problems), here="account")
