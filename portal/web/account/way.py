"""Where somebody goes after signing in: back to a page of ours, never to another site (B-20)."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import london_date
from portal.store.models import User
from portal.web.unit_of_work import now

LONGEST = 2000
# The first of these that the role may see.
FIRST_PAGE = (
    (Permission.QUEUE, "staff.queue"),
    (Permission.SAFETY_PAGE, "staff.safety"),
    (Permission.ADVOCATES, "advocate.place"),
    (Permission.OWN_YOUNG_PEOPLE, "advocate.own"),
    (Permission.EQUALITY_RECORD, "staff.equality_slip"),
)


def onward(to: str, user: User) -> str:
    """The address to go on to: `to` where it is a page of this site, else the role's first page."""
    return to if is_page_of_ours(to) else _first_page(user)


def is_page_of_ours(to: str) -> bool:
    """Whether it is a path of this site that can be read: no scheme, host, backslash or control character."""
    if not to.startswith("/") or to.startswith("//") or "\\" in to or len(to) > LONGEST or not to.isprintable():
        return False
    split = urlsplit(to)
    if split.scheme or split.netloc:
        return False
    try:
        current_app.url_map.bind_to_environ(request.environ).match(split.path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return True


def _first_page(user: User) -> str:
    for permission, endpoint in FIRST_PAGE:
        if has(user, permission, london_date(now())) and endpoint in current_app.view_functions:
            return url_for(endpoint)
    return url_for("account.account")
