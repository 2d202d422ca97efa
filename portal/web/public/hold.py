"""The browser's hold on a draft: a cookie with a token and nothing else, gone when the browser closes."""

from flask import request
from werkzeug.wrappers import Response

from portal.casework.intake import draft
from portal.store.models import Draft
from portal.web.unit_of_work import council, desk

FORM = "draft"
TALK = "talk"
BACK = "back"
"""Not of a draft: of a visit to one's own page."""
HAS_ONE = draft.FreshCode("", "", "")
"""In place of a fresh code where something is only read again: what was sent keeps the code it has."""


def held(cookie: str = FORM, *, to_write: bool = False) -> Draft | None:
    """The draft this browser holds, or None."""
    return draft.open_draft(desk(), request.cookies.get(cookie), to_write=to_write)


def hold(response: Response, token: str, cookie: str = FORM) -> Response:
    """Let this browser hold a draft. No expiry: a session cookie (threat T-01h)."""
    is_https = council().settings.council.public_url.startswith("https:")
    response.set_cookie(cookie, token, httponly=True, samesite="Lax", secure=is_https)
    return response


def let_go(response: Response) -> Response:
    """This browser holds nothing any more."""
    for cookie in (FORM, TALK, BACK):
        response.delete_cookie(cookie, httponly=True, samesite="Lax")
    return response
