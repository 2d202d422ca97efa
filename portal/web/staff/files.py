"""A case's files for staff: the safe copy as a download, the original for a reason; each opening is in the log before a byte goes."""

import logging
import uuid

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.access.roles import Permission
from portal.access.visible import can
from portal.casework.desk import Desk, NotAllowed
from portal.casework.evidence.open import ORIGINAL, READ, REASONS, Opened, Shown, find, log, open_copy, open_original
from portal.store.files import Damaged
from portal.store.models import Case
from portal.store.side import aside
from portal.text import N_
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.opening import change, read, refuse, session_hash
from portal.web.unit_of_work import council, desk, end_session, now, signed_in

LOG = logging.getLogger("portal.error")
HANDED_OUT = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
"""Saved to the reader's machine, never shown in ours: whatever it is, it can do nothing here (threat T-05c)."""


@staff.get("/cases/<reference>/files/<uuid:file>")
@requires(Permission.CASE_READ)
def file_copy(reference: str, file: uuid.UUID) -> ResponseReturnValue:
    """The safe copy. Nothing in a file can be blacked out, so its reader must be one who may know people (as with letters)."""
    case, must_say_why = read(reference, READ)
    _must(Permission.IDENTITY, case)
    return redirect(url_for("staff.case", reference=reference)) if must_say_why else _handed_out(case, file, READ)


@staff.get("/cases/<reference>/files/<uuid:file>/original")
@requires(Permission.FILE_ORIGINAL)
def ask_original(reference: str, file: uuid.UUID) -> ResponseReturnValue:
    """Why is the original needed? It may say where somebody lives."""
    case, must_say_why = read(reference, READ)
    _must(Permission.FILE_ORIGINAL, case)
    return redirect(url_for("staff.case", reference=reference)) if must_say_why else _ask(case, _there(case, file))


@staff.post("/cases/<reference>/files/<uuid:file>/original")
@requires(Permission.FILE_ORIGINAL)
def file_original(reference: str, file: uuid.UUID) -> ResponseReturnValue:
    """The original, for a reason of the list."""
    case = change(reference)
    _must(Permission.FILE_ORIGINAL, case)
    found, reason = _there(case, file), request.form.get("reason", "")
    if reason not in REASONS:
        return _ask(case, found, is_missing=True), 422
    return _handed_out(case, file, ORIGINAL, reason)


def _must(permission: Permission, case: Case) -> None:
    here = desk()
    if not can(here.session, here.actor, permission, case, here.today):
        refuse(case.reference, READ)


def _there(case: Case, file: uuid.UUID) -> Shown:
    found = find(desk().session, case, file)
    return found if found is not None and found.state == "ready" else abort(404)


def _ask(case: Case, found: Shown, is_missing: bool = False) -> str:
    lines = [(code, gettext(words)) for code, words in REASONS.items()]
    return render_template("staff/file_original.html", here="queue", case=case, file=found, lines=lines, is_missing=is_missing)


def _handed_out(case: Case, file: uuid.UUID, action: str, reason: str | None = None) -> Response:
    """Found whole, then logged and committed, then sent. What is not ready does not exist for anybody."""
    try:
        opened = open_original(desk(), case, file) if action == ORIGINAL else open_copy(desk(), case, file)
    except Damaged:
        LOG.error("files", extra={"facts": {"error": "A sealed file is missing or damaged. See: portal check"}})
        raise NotAllowed(N_("This file is missing or damaged here. Ask whoever looks after this computer system: it may be in a backup.")) from None
    if opened is None:
        abort(404)
    running, user = council(), signed_in()
    end_session()
    with aside(running.database) as first:
        log(Desk(first, now(), running.calendar, running.procedures, running.settings, user), action, file, session_hash(), reason)
    return _download(opened)


def _download(opened: Opened) -> Response:
    headers = {**HANDED_OUT, "Content-Disposition": f'attachment; filename="{opened.name}"', "Content-Length": str(opened.size)}
    return Response(opened.parts, mimetype=opened.media, headers=headers)
