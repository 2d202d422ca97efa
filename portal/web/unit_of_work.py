"""One unit of work a request: a POST that succeeds commits, everything else rolls back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from flask import Flask, current_app, g, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.casework.desk import Changed, Desk
from portal.procedure.calendar import Calendar
from portal.settings import Settings
from portal.store.database import Busy, Database, is_busy
from portal.store.models import User

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Council:
    """What one running council is made of; kept on the application once."""

    settings: Settings
    database: Database
    calendar: Calendar
    procedures: Any
    clock: Any


class Portal(Flask):
    """Flask, with the transaction's end inside the part of a request whose errors become pages."""

    def dispatch_request(self) -> ResponseReturnValue:
        try:
            response = self.make_response(super().dispatch_request())
            if request.method not in SAFE_METHODS and response.status_code < 400 and "session" in g:
                session().commit()
            return response
        except sa.exc.OperationalError as error:
            raise (Busy() if is_busy(error) else error) from error
        except sa.exc.TimeoutError as error:
            raise Busy from error
        except StaleDataError as error:
            raise Changed from error


def council() -> Council:
    """The running council."""
    return cast(Council, current_app.extensions["council"])


def now() -> datetime:
    """The instant of this request, asked once."""
    if "now" not in g:
        g.now = council().clock()
    return cast(datetime, g.now)


def session() -> Session:
    """This request's session, opened at its first use; only unsafe methods take the write lock."""
    if "session" not in g:
        database = council().database
        g.session = database.reading() if request.method in SAFE_METHODS else database.writing()
    return cast(Session, g.session)


def signed_in() -> User | None:
    """The member of staff who is signed in, or None (web/account keeps the account on Flask-Login's user)."""
    if "_user_id" not in cookie:
        return None  # the public: Flask-Login need not be asked
    return current_user.user if current_user and current_user.is_authenticated else None


def desk() -> Desk:
    """What this request's verbs need."""
    running = council()
    return Desk(session(), now(), running.calendar, running.procedures, running.settings, signed_in())


def end_session(_error: BaseException | None = None) -> None:
    """Roll back what was not committed and give the connection back."""
    opened = g.pop("session", None)
    if opened is not None:
        opened.rollback()
        opened.close()
