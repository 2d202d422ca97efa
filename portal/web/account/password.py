"""Changing one's own password."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.password import hash_password, why_refused
from portal.casework.account.credentials import change_password
from portal.casework.account.sign_in import is_really
from portal.store.models import User
from portal.web.account import account
from portal.web.guard import signed_in_only
from portal.web.sign_in_state import enter
from portal.web.unit_of_work import council, desk, now, signed_in


@account.get("/password")
@signed_in_only
def password() -> ResponseReturnValue:
    """The password of now, and the new one."""
    return _page([])


@account.post("/password", endpoint="set_password")
@signed_in_only
def set_password() -> ResponseReturnValue:
    """Every session ends; this browser goes on with a new one."""
    user = signed_in()
    assert user is not None  # noqa: S101  (the guard)
    chosen = request.form.get("new_password", "")
    problems = _problems(user, chosen)
    if problems:
        return _page(problems)
    enter(*change_password(desk(), hash_password(chosen)))
    return redirect(url_for("account.account", changed="password"))


def _problems(user: User, chosen: str) -> list[tuple[str, str]]:
    """The new one is looked at first: a refused choice costs no try at the old one."""
    if refused := why_refused(chosen, council().settings.council.name, user.name, user.email):
        return [("new_password", _(refused))]
    return wrong_password(user)


def wrong_password(user: User) -> list[tuple[str, str]]:
    """Whether the person at this browser knows the account's password; too many guesses lock as at sign-in."""
    if is_really(council().database, user, request.form.get("password", ""), request.remote_addr or "", now()):
        return []
    return [("password", _("That is not your password. After five wrong tries you have to wait before the next one."))]


def _page(problems: list[tuple[str, str]]) -> str:
    return render_template("account/password.html", problems=problems, errors=dict(problems), here="account")
