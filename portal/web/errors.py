"""What somebody sees when it goes wrong: what happened, what became of their words, what to do now; drawn without a database."""

import logging
from collections.abc import Iterable

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.casework.desk import Changed, NotAllowed
from portal.failure import frames, kinds
from portal.store.database import Busy
from portal.web import kept_text
from portal.web.request_log import request_id

LOG = logging.getLogger("portal.error")
DRAWN = (400, 403, 404, 405, 409, 413, 429, 500, 503)
TRY_AGAIN = {429: "900", 503: "10"}  # seconds
SECRET = frozenset({"password", "new_password", "again", "code", "words", "totp", "secret", "token"})
MESSAGES = ("staff", "advocate")
"""Whose forms call a message 'words': there they are no code."""

Fields = list[tuple[str, str]]


def install(app: Flask) -> None:
    """Every error, expected or not, becomes a page of its own."""
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Changed, lambda _error: page(409))
    app.register_error_handler(Busy, lambda _error: page(503))
    app.register_error_handler(OperationalError, _no_database)
    app.register_error_handler(Exception, _unexpected)
    app.log_exception = lambda exc_info: report(exc_info[1])  # type: ignore[method-assign]


def page(status: int, sentence: str = "", *, may_keep: bool = True) -> Response:
    """The page of a status. `sentence` says more. What was posted goes along, so that one press sends it again."""
    kept = _posted() if may_keep else []
    try:
        body = render_template(
            f"errors/{status}.html", sentence=sentence, kept=kept, was_posted=request.method == "POST", again=_address(), request_id=request_id()
        )
    except Exception as error:  # whatever is wrong with a page, its reader gets one
        report(error)
        body = _bare(kept)
    response = make_response(body, status)
    if status in TRY_AGAIN:
        response.headers["Retry-After"] = TRY_AGAIN[status]
    return response


def _expected(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    status = error.code if error.code in DRAWN else (400 if (error.code or 500) < 500 else 500)
    response = page(status, may_keep=not isinstance(error, RequestEntityTooLarge))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    """The form's token is no longer good. Staff's words are kept for them. Else they come back only to a page of ours, never to another site's."""
    return kept_text.rescue() or page(400, may_keep=_is_from_here())


def _not_allowed(error: NotAllowed) -> Response:
    return page(409, _(str(error)))


def _unexpected(error: Exception) -> Response:
    report(error)
    return page(500)


def _no_database(error: OperationalError) -> Response:
    """The disk is full, or the database is away: ours to mend, and worth trying again (reliability R-10)."""
    report(error)
    return page(503)


def report(error: BaseException | None) -> None:
    """Log what kind of error it was and where; never its text, which may hold what somebody wrote."""
    if error is not None:
        LOG.error("failed", extra={"facts": {"request": request_id(), "route": request.endpoint, "error": kinds(error), "frames": frames(error.__traceback__)}})


def _posted() -> Fields:
    """What was posted, to be posted again; nothing at all where a password or a code was among it."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    except HTTPException:  # too large or malformed: there is nothing to keep
        return []
    if request.blueprint == "account" or any(_is_secret(name) for name, _value in fields):
        return []
    return fields


def _is_secret(name: str) -> bool:
    is_message = name == "words" and request.blueprint in MESSAGES
    return (name.lower() in SECRET and not is_message) or "password" in name.lower()


def _is_from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", request.headers.get("Referer", "")).startswith(request.host_url.rstrip("/"))


def _address() -> str:
    """The address that was posted to, with its query."""
    return request.full_path.rstrip("?")


def _bare(kept: Iterable[tuple[str, str]]) -> str:
    """The page of last resort: no template, no look, the words kept."""
    words = "".join(f"<textarea readonly>{escape(value)}</textarea>" for _name, value in kept)
    said = _("Something went wrong on our side. What you wrote on this page was not saved. Copy it, or use your browser’s Back button and try again.")
    title = _("Something went wrong")
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<main><h1>{title}</h1><p>{said}</p>{words}</main></html>"
