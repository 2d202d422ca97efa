"""Who may call a view: each declares it, and a view that declares nothing is closed."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import london_date
from portal.web import kept_text
from portal.web.unit_of_work import now, signed_in

View = TypeVar("View", bound=Callable[..., Any])
OPEN = "everybody"
SIGNED_IN = "signed in"


def requires(permission: Permission) -> Callable[[View], View]:
    """Only for staff whose role carries the permission; the case itself is checked when it is loaded."""
    return _declare(permission)


def open_to_all(view: View) -> View:
    """For everybody, signed in or not."""
    return _declare(OPEN)(view)


def signed_in_only(view: View) -> View:
    """For every member of staff who is signed in, whatever their role."""
    return _declare(SIGNED_IN)(view)


def _declare(who: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.who_may = who  # type: ignore[attr-defined]
        return view

    return mark


def who_may(endpoint: str) -> str | None:
    """What a view declared, or None."""
    return getattr(current_app.view_functions.get(endpoint), "who_may", None)


def check() -> ResponseReturnValue | None:
    """The one gate: runs before every request."""
    if request.endpoint is None or request.endpoint == "static":
        return None  # no such page: Flask answers 404 or 405 itself
    who = who_may(request.endpoint)
    if who == OPEN:
        return None
    if who is None:
        abort(404)
    user = signed_in()
    if user is None:
        return kept_text.rescue() or redirect(url_for("account.sign_in", to=request.full_path.rstrip("?") if request.method == "GET" else None))
    if who != SIGNED_IN and not has(user, Permission(who), london_date(now())):
        abort(404)
    return None
