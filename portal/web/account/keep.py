"""Keeping what is being typed: a script posts a changed form here every ten seconds (practice F-32)."""

from flask import abort
from flask.typing import ResponseReturnValue

from portal.web import kept_text
from portal.web.account import account
from portal.web.guard import signed_in_only
from portal.web.unit_of_work import signed_in


@account.post("/keep")
@signed_in_only
def keep() -> ResponseReturnValue:
    """Seal the posted fields for whoever is signed in; the form's token says which page they belong to."""
    whose = kept_text.keep_if_signed()
    user = signed_in()
    if whose is None or user is None or whose.user_id != user.id:
        abort(400)
    return "", 204
