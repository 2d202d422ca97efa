"""The staff's pages: the queue, a case, what was sent, the safety page, and what may be done."""

from flask import Blueprint

staff = Blueprint("staff", __name__)

from portal.web.staff import (  # noqa: E402  (they add their views)
    act,  # noqa: F401
    add_files,  # noqa: F401
    case,  # noqa: F401
    enter,  # noqa: F401
    equality,  # noqa: F401
    files,  # noqa: F401
    in_part,  # noqa: F401
    letter,  # noqa: F401
    menu,  # noqa: F401
    new_code,  # noqa: F401
    paper_asked,  # noqa: F401
    proposal,  # noqa: F401
    queue,  # noqa: F401
    read_back,  # noqa: F401
    safety,  # noqa: F401
    script,  # noqa: F401
    stumbles,  # noqa: F401
    triage,  # noqa: F401
)
