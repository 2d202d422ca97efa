"""Keeping what is being typed, and somebody signed in while they type: staff.js calls these (practice F-32)."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from portal.web import kept_text
from portal.web.account import account
from portal.web.guard import signed_in_only
from portal.web.sign_in_state import quiet_seconds
from portal.web.unit_of_work import signed_in


@account.post("/keep")
@signed_in_only
def keep() -> ResponseReturnValue:
    """Seal the posted fields for whoever is signed in; the form's token says which page they belong to."""
    whose = kept_text.keep_if_signed()
    user = signed_in()
    if whose is None or user is None or whose.user_id != user.id:
        abort(400)
    return _left()


@account.get("/stay")
@signed_in_only
def stay() -> ResponseReturnValue:
    """Somebody is still there: the request itself is what the session notices."""
    return _left()


def _left() -> Response:
    return Response(str(quiet_seconds()), mimetype="text/plain")
