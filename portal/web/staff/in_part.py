"""What a child lets somebody outside the complaints team see: the agreed words, and no case (rule A-11)."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.casework.desk import Desk
from portal.casework.reading.agreements import log_parts, parts_shown
from portal.store.side import aside
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.opening import session_hash
from portal.web.unit_of_work import council, desk, now, signed_in


@staff.get("/shown")
@requires(Permission.CASE_READ)
def shown() -> ResponseReturnValue:
    """Each case's reference with the words that may be read; logged first."""
    running = council()
    with aside(running.database) as first:
        log_parts(Desk(first, now(), running.calendar, running.procedures, running.settings, signed_in()), session_hash())
    return render_template("staff/in_part.html", here="shown", parts=parts_shown(desk()))
