"""Words in a staff form that outlive their session: kept sealed for whoever wrote them, shown again in the same form.

A form carries `{{ kept_token() }}`, which says, signed, whose form it is and on which page. The page's view calls
`kept = take()` and fills its form from it; 'We have kept what you wrote' comes from templates/account/kept.html.
Files are not kept.
"""

import uuid
from datetime import datetime
from typing import NamedTuple

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from portal.casework.account import kept_text
from portal.store.database import Busy
from portal.store.side import aside
from portal.web.unit_of_work import council, now, session, signed_in

FIELD = "kept_token"
NOT_WORDS = frozenset({FIELD, "csrf_token"})


class Whose(NamedTuple):
    """What a form's token says: its owner, the page that shows it, and which of the page's forms it is."""

    user_id: uuid.UUID
    path: str
    name: str

    @property
    def form(self) -> str:
        return f"{self.path}#{self.name}" if self.name else self.path


def kept_token(name: str = "", path: str = "") -> Markup:
    """The hidden field. name: tells apart several forms of a page. path: the page that shows the form, if not this one."""
    user = signed_in()
    if user is None:
        return Markup("")
    said = [user.id.hex, path or request.path, name, int(now().timestamp())]
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _serializer().dumps(said))


def take(path: str = "", name: str = "") -> "MultiDict[str, str] | None":
    """What is kept of this page's form for whoever is signed in, or None. It stays kept until the form is sent."""
    user = signed_in()
    if user is None:
        return None
    fields = kept_text.find(session(), user.id, Whose(user.id, path or request.path, name).form, now())
    return None if fields is None else MultiDict(fields)


def has_stored_all() -> None:
    """A view stored every word of the form it was sent, and answers without leading on."""
    g.has_stored_all = True


def keep_if_signed() -> Whose | None:
    """Keep what was posted if it says whose it is. Only where the request has no transaction of its own yet."""
    whose = _whose()
    if whose is None or not _keep(whose):
        return None
    g.has_kept_text = True
    return whose


def rescue() -> ResponseReturnValue | None:
    """A form came without a session, or with an old form token: keep its words and lead back to them; None where nothing was kept."""
    whose = keep_if_signed()
    if whose is None:
        return None
    user = signed_in()
    if user is None:
        return redirect(url_for("account.sign_in", to=whose.path, kept="yes"))
    return redirect(whose.path) if user.id == whose.user_id else None


def drop_what_was_sent(response: Response) -> Response:
    """After a form was sent and done with (it led on to another page, or a view said `has_stored_all`), what was kept of it goes."""
    is_done = response.status_code in (302, 303) or "has_stored_all" in g
    if request.method != "POST" or not is_done or "has_kept_text" in g:
        return response
    whose, user = _whose(), signed_in()
    if whose is not None and user is not None and user.id == whose.user_id:
        _drop(whose)
    return response


def _keep(whose: Whose) -> bool:
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_WORDS]
    with aside(council().database) as writing:
        return kept_text.keep(writing, whose.user_id, whose.form, fields, now())


def _drop(whose: Whose) -> None:
    with council().database.reading() as reading:
        is_kept = kept_text.is_kept(reading, whose.user_id, whose.form)
    if not is_kept:
        return
    try:
        with aside(council().database) as writing:
            kept_text.drop(writing, whose.user_id, whose.form)
    except Busy:
        return  # it goes by itself after 8 hours


def _whose() -> Whose | None:
    """What the posted token says, if we signed it less than 8 hours ago."""
    if request.method != "POST":
        return None
    try:
        owner, path, name, at = _serializer().loads(request.form.get(FIELD, ""))
        is_fresh = datetime.fromtimestamp(at, now().tzinfo) > now() - kept_text.KEPT_FOR
        return Whose(uuid.UUID(owner), path, name) if is_fresh else None
    except (BadData, HTTPException):
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(council().database.keys.cookie, salt="kept text")
