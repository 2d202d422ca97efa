"""What each role may do, drawn from the catalogue that decides it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.roles import CATALOGUE
from portal.access.words import grouped
from portal.web.account import account
from portal.web.guard import signed_in_only


@account.get("/roles")
@signed_in_only
def roles() -> ResponseReturnValue:
    """One list for each role."""
    return render_template("account/roles.html", roles=CATALOGUE.values(), grouped=grouped, here="account")
