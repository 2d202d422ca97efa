"""Signing in by a demo's link: on this machine only, good once, for a quarter of an hour, and only when a button is pressed."""

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue

from portal.access.roles import CATALOGUE
from portal.casework.account.credentials import DEMO, demo_sign_in, open_link
from portal.web.account import account
from portal.web.account.enrol import over
from portal.web.account.way import onward
from portal.web.guard import open_to_all
from portal.web.sign_in_state import enter
from portal.web.unit_of_work import council, desk


@account.get("/demo/<token>")
@open_to_all
def demo(token: str) -> ResponseReturnValue:
    """Whose link it is, with a button."""
    _only_in_a_demo()
    link = open_link(desk(), token, DEMO)
    if link is None:
        return over()
    return render_template("account/demo.html", user=link.user, role=CATALOGUE[link.user.role], token=token)


@account.post("/demo/<token>", endpoint="demo_sign_in")
@open_to_all
def press(token: str) -> ResponseReturnValue:
    """Use the link up and sign in."""
    _only_in_a_demo()
    link = open_link(desk(), token, DEMO)
    let_in = demo_sign_in(desk(), link) if link else None
    if let_in is None:
        return over()
    enter(*let_in)
    return redirect(onward("", let_in[0]))


def _only_in_a_demo() -> None:
    settings = council().settings
    if not (settings.demo and settings.is_loopback):
        abort(404)
