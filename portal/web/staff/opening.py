"""Opens a case for a view: the log row is committed first, and whoever may not read it gets the page of what does not exist."""

from typing import NoReturn

from flask import Response, abort, request
from flask_login import current_user
from sqlalchemy.orm import Session

from portal.access.roles import Permission
from portal.access.rules import has
from portal.access.visible import find_case
from portal.casework.desk import Desk, london_date
from portal.casework.reading.opening import OPEN, asks_why, log_refusal, open_case, said_why
from portal.casework.reading.reference import is_reference
from portal.casework.reading.safety import open_safety
from portal.store.models import Case, User
from portal.store.side import aside
from portal.web.guard import who_may
from portal.web.staff import staff
from portal.web.unit_of_work import council, desk, end_session, now, signed_in

_PERMISSIONS = frozenset(Permission)


def session_hash() -> str | None:
    """What is kept of the cookie of this staff session."""
    return getattr(current_user, "session_hash", None)


def read(reference: str, action: str = OPEN) -> tuple[Case, bool]:
    """For a page that shows a case: logged and committed, then read anew. True: this person must first say why.

    Answers 404 when the case is not there for this person.
    """
    with aside(council().database) as first:
        opened = open_case(_desk_on(first), reference, action, session_hash())
    if opened.case is None:
        abort(404)
    here = desk()
    return find_case(here.session, here.actor, reference, here.today) or abort(404), opened.must_say_why


def change(reference: str) -> Case:
    """For an act on a case, in the request's own transaction. Answers 404, logged, when it is not there or no reason was given."""
    here = desk()
    case = find_case(here.session, here.actor, reference, here.today) if is_reference(reference) else None
    if case is not None and (not asks_why(here.actor, case) or said_why(here, case, session_hash())):
        return case
    refuse(reference)


def refuse(reference: str, action: str = "case.act") -> NoReturn:
    """Log a refusal outside the request's transaction, which ends here, and answer 404."""
    by = signed_in()
    end_session()
    with aside(council().database) as first:
        log_refusal(_desk_on(first, by), reference, action, session_hash())
    abort(404)


def read_safety(reference: str) -> None:
    """The same for the safety page; opening it is what stops the alarm."""
    with aside(council().database) as first:
        is_there = open_safety(_desk_on(first), reference, session_hash())
    if not is_there:
        abort(404)


@staff.after_request
def _log_what_the_gate_refused(response: Response) -> Response:
    """Whose role opens no case at all never reaches a view: that they tried this one is logged all the same."""
    reference, user = (request.view_args or {}).get("reference"), signed_in()
    needed = who_may(request.endpoint or "")
    if response.status_code == 404 and reference and user and needed in _PERMISSIONS and not has(user, Permission(needed), london_date(now())):
        with aside(council().database) as first:
            log_refusal(_desk_on(first, user), reference, OPEN, session_hash())
    return response


def _desk_on(first: Session, by: User | None = None) -> Desk:
    running = council()
    return Desk(first, now(), running.calendar, running.procedures, running.settings, by or signed_in())
