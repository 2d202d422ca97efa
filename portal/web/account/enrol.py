"""Enrolling by a single-use link: a password, then a second factor. Looking changes nothing, and nobody is signed in by it."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.factor import secret_for
from portal.access.password import hash_password, why_refused
from portal.casework.account.credentials import ENROL, enrol, open_link, set_first_password
from portal.store.models import User
from portal.web.account import account
from portal.web.account.picture import picture
from portal.web.guard import open_to_all
from portal.web.unit_of_work import council, desk

Problems = list[tuple[str, str]]


@account.get("/enrol/<token>", endpoint="enrol")
@open_to_all
def look(token: str) -> ResponseReturnValue:
    """The step this link has come to."""
    user = _who(token)
    if user is None:
        return over()
    return _factor_page(token, user) if user.password_hash else _password_page(user)


@account.post("/enrol/<token>/password")
@open_to_all
def choose_password(token: str) -> ResponseReturnValue:
    """The first step. The password is hashed before the transaction begins."""
    user = _who(token)
    if user is None:
        return over()
    chosen = request.form.get("new_password", "")
    if refused := why_refused(chosen, council().settings.council.name, user.name, user.email):
        return _password_page(user, [("new_password", _(refused))])
    hashed = hash_password(chosen)
    link = open_link(desk(), token, ENROL)
    if link is None:
        return over()
    set_first_password(desk(), link, hashed)
    return redirect(url_for("account.enrol", token=token))


@account.post("/enrol/<token>/factor")
@open_to_all
def prove_factor(token: str) -> ResponseReturnValue:
    """The second step, which uses the link up."""
    link = open_link(desk(), token, ENROL)
    if link is None:
        return over()
    if not enrol(desk(), link, secret_for(council().database.keys.pepper, token), request.form.get("code", "")):
        return _factor_page(token, link.user, [("code", wrong_code())])
    return redirect(url_for("account.sign_in", ready="yes"))


def over() -> ResponseReturnValue:
    """One page for a link that is wrong, used or too old."""
    return render_template("account/link_over.html"), 404


def wrong_code() -> str:
    """What is said when a code does not fit."""
    return _("That code did not work. Type the six numbers your app shows now.")


def _who(token: str) -> User | None:
    """The account of a live link, read in a transaction of its own."""
    with council().database.reading() as session:
        link = open_link(replace(desk(), session=session), token, ENROL)
        return link.user if link else None


def _password_page(user: User, problems: Problems = []) -> str:  # noqa: B006  (never changed)
    return render_template("account/enrol_password.html", user=user, problems=problems, errors=dict(problems))


def _factor_page(token: str, user: User, problems: Problems = []) -> str:  # noqa: B006  (never changed)
    shown = picture(secret_for(council().database.keys.pepper, token), user.email)
    return render_template("account/enrol_factor.html", token=token, shown=shown, problems=problems, errors=dict(problems))
