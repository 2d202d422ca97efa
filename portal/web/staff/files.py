"""A case's files for staff: the safe copy as a download, the original for a reason; each opening is in the log before a byte goes."""

import logging
import uuid
from collections.abc import Callable

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.access.roles import Permission
from portal.access.visible import can
from portal.casework.desk import Desk, NotAllowed
from portal.casework.evidence.open import ORIGINAL, READ, REASONS, Opened, Shown, find, log, open_copy, open_original
from portal.casework.evidence.transcript import write_down
from portal.store.files import Damaged
from portal.store.models import Case, User
from portal.store.side import aside
from portal.text import N_
from portal.web.guard import requires
from portal.web.headers import PLAYS
from portal.web.staff import staff
from portal.web.staff.asked import LONGEST, Given, Wrong
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


@staff.get("/cases/<reference>/files/<uuid:file>/open")
@requires(Permission.CASE_READ)
def open_file(reference: str, file: uuid.UUID) -> ResponseReturnValue:
    """Hear or see the safe copy, with what was written down of it beside it. Nothing plays by itself."""
    case, must_say_why = read(reference, READ)
    _must(Permission.IDENTITY, case)
    return redirect(url_for("staff.case", reference=reference)) if must_say_why else _shown(case, _there(case, file))


@staff.get("/cases/<reference>/files/<uuid:file>/shown")
@requires(Permission.CASE_READ)
def file_shown(reference: str, file: uuid.UUID) -> ResponseReturnValue:
    """The safe copy for that page; a part of it where a player asks for one."""
    case, must_say_why = read(reference, READ)
    _must(Permission.IDENTITY, case)
    if must_say_why or not _there(case, file).shows_as:
        abort(404)
    return _handed_out(case, file, READ, send=_inside)


@staff.post("/cases/<reference>/files/<uuid:file>/open")
@requires(Permission.ENTER)
def write_down_file(reference: str, file: uuid.UUID) -> ResponseReturnValue:
    """Keep what somebody heard or read in it."""
    case = change(reference)
    _must(Permission.ENTER, case)
    _must(Permission.IDENTITY, case)
    found = _there(case, file)
    try:
        write_down(desk(), case, file, Given(request.form).text("text"))
    except (NotAllowed, Wrong) as error:
        answer = _shown(case, found, gettext(str(error)), request.form.get("text", ""))
        answer.status_code = 422
        return answer
    return redirect(url_for("staff.open_file", reference=reference, file=file))


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


def _shown(case: Case, found: Shown, problem: str = "", text: str | None = None) -> Response:
    here = desk()
    may = {name: can(here.session, here.actor, Permission[name], case, here.today) for name in ("ENTER", "FILE_ORIGINAL")}
    words = text if text is not None else found.heard.body if found.heard else ""
    by = here.session.get(User, found.heard.by_id) if found.heard else None
    page = render_template("staff/file.html", here="queue", case=case, file=found, may=may, by=by, text=words, problem=problem, longest=LONGEST)
    answer = make_response(page)
    answer.headers.update(PLAYS)
    return answer


def _ask(case: Case, found: Shown, is_missing: bool = False) -> str:
    lines = [(code, gettext(words)) for code, words in REASONS.items()]
    return render_template("staff/file_original.html", here="queue", case=case, file=found, lines=lines, is_missing=is_missing)


def _download(opened: Opened, how: str = "attachment") -> Response:
    headers = {**HANDED_OUT, "Content-Disposition": f'{how}; filename="{opened.name}"', "Content-Length": str(opened.size)}
    return Response(opened.parts, mimetype=opened.media, headers=headers)


def _inside(opened: Opened) -> Response:
    """For a page of ours: a player asks for the part it needs (RFC 9110, section 14)."""
    answer = _download(opened, "inline")
    answer.make_conditional(request, accept_ranges=True, complete_length=opened.size)
    return answer


Send = Callable[[Opened], Response]


def _handed_out(case: Case, file: uuid.UUID, action: str, reason: str | None = None, send: Send = _download) -> Response:
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
    return send(opened)
