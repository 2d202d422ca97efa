"""Who is signed in: the cookie's token to a session row to an account, and the hooks that keep staff's words."""

import hashlib
from datetime import datetime
from typing import cast

from flask import Flask, request
from flask import session as cookie
from flask_login import LoginManager, current_user, login_user, logout_user

from portal.access.token import token_hash
from portal.casework.account import sessions
from portal.store.database import Busy
from portal.store.models import StaffSession, User
from portal.store.side import Look, aside, log_access
from portal.web import kept_text
from portal.web.unit_of_work import council, now

AGENT = "agent"


class SignedIn:
    """What Flask-Login keeps. `user` is read before the request's own transaction and belongs to no session: read it, never write it."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, user: User, token: str, row: StaffSession | None = None) -> None:
        self.user = user
        self.token = token
        self.session_hash = token_hash(token)
        self.row = row

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def quiet_until(self) -> datetime:
        """When the session ends if nothing more is heard of this browser."""
        if self.row is None:
            return now() + sessions.IDLE
        return min(self.row.seen_at + sessions.IDLE, self.row.made_at + sessions.LONGEST)

    def get_id(self) -> str:
        return self.token


def install(app: Flask) -> None:
    """Set up Flask-Login with sessions kept in the database, and what keeps the words of a form whose session ended."""
    manager = LoginManager(app)
    manager.session_protection = None  # it looks at the network address, which changes as people walk; see _is_same_browser
    manager.user_loader(_load)
    app.after_request(kept_text.drop_what_was_sent)
    app.jinja_env.globals.update(kept_token=kept_text.kept_token, quiet_seconds=quiet_seconds)


def quiet_seconds() -> int:
    """How many quiet seconds this browser's session has left."""
    return max(0, int((cast(SignedIn, current_user).quiet_until - now()).total_seconds()))


def enter(user: User, token: str) -> None:
    """Let this browser hold a session: everything the cookie said before is thrown away, the form token too (no fixation)."""
    cookie.clear()
    cookie[AGENT] = _agent()
    login_user(SignedIn(user, token))


def leave(action: str = "sign_out") -> None:
    """End this browser's session, and say so in the log. Call it before the request's own transaction, or without one."""
    held = cast(SignedIn, current_user)
    if held.is_authenticated:
        with aside(council().database) as session:
            sessions.end(session, held.user.id, held.session_hash, now())
            log_access(session, Look(action), now(), held.user, held.session_hash)
    logout_user()
    cookie.clear()


def _load(token: str) -> SignedIn | None:
    """The live session of a cookie; its last sight is written at most once a minute."""
    with council().database.reading() as session:
        row = sessions.find_live(session, token, now())
    if row is None:
        return None
    if not _is_same_browser():
        _end_stolen(row)
        return None
    if sessions.must_touch(row, now()):
        _touch(row)
    return SignedIn(row.user, token, row)


def _touch(row: StaffSession) -> None:
    try:
        with aside(council().database) as session:
            sessions.touch(session, row, now())
    except Busy:
        return  # the next request writes it
    row.seen_at = now()


def _is_same_browser() -> bool:
    return cookie.get(AGENT) == _agent()


def _agent() -> str:
    return hashlib.sha256(request.headers.get("User-Agent", "").encode("utf-8", "replace")).hexdigest()[:16]


def _end_stolen(row: StaffSession) -> None:
    """The cookie has turned up in another browser: nobody goes on with it (B-22)."""
    with aside(council().database) as session:
        if sessions.end(session, row.user_id, row.token_hash, now()):
            log_access(session, Look("session.other_browser", allowed=False), now(), row.user, row.token_hash)
