"""Staff add files: the letter that came by post to a script, a paper that was handed in to a case."""

import uuid
from collections.abc import Callable

from flask import Blueprint, g, make_response, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.access.roles import Permission
from portal.casework.desk import NotAllowed
from portal.casework.evidence.open import files_of
from portal.casework.evidence.receive import Arrived, keep, left
from portal.evidence.kinds import ACCEPT
from portal.store.models import Case, Draft
from portal.web import arriving
from portal.web.arriving import Came, Problem, take_in
from portal.web.file_words import shown_name
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.act import case_for
from portal.web.staff.enter import find_open
from portal.web.unit_of_work import council, desk, session


@staff.get("/cases/<reference>/files")
@requires(Permission.ENTER)
def case_files(reference: str) -> ResponseReturnValue:
    """What there is, and the box for more."""
    return _page(case_for(reference, Permission.ENTER))


@staff.post("/cases/<reference>/files")
@requires(Permission.ENTER)
def add_case_files(reference: str) -> ResponseReturnValue:
    """Add them to the case; they belong to nobody's thread."""
    return _take(lambda: case_for(reference, Permission.ENTER), lambda case, one: keep(desk(), one, case=case))


@staff.get("/enter/<uuid:script>/files")
@requires(Permission.ENTER)
def script_files(script: uuid.UUID) -> ResponseReturnValue:
    """What was attached to a script, and the box for more."""
    return _page(find_open(script))


@staff.post("/enter/<uuid:script>/files")
@requires(Permission.ENTER)
def add_script_files(script: uuid.UUID) -> ResponseReturnValue:
    """Attach them; they go with what is written down."""
    return _take(lambda: find_open(script, to_write=True), lambda draft, one: keep(desk(), one, draft=draft))


def _take(owner: Callable[[], Case | Draft], put: Callable[..., object]) -> ResponseReturnValue:
    """Looked up first, read without a transaction, then kept in one."""
    try:
        came = take_in(lambda: _left(owner()))
    except arriving.Busy:
        came = Came({}, [], [("", gettext("Many files come in at this moment. Wait a minute, then try again."))], False)
    g.pop("now", None)
    whose = owner()
    for one in came.arrived:
        _put(whose, one, put, came.problems)
    if not came.arrived and not came.problems:
        came.problems.append(("", gettext("Choose a file first.")))
    session().commit()
    if came.problems:
        return make_response(_page(whose, came.problems), 413 if came.is_too_large else 422)
    return redirect(_address(whose))


def _put(whose: Case | Draft, one: Arrived, put: Callable[..., object], problems: list[Problem]) -> None:
    try:
        put(whose, one)
    except NotAllowed:
        problems.append((one.name, gettext("You can send %(most)s files at most.", most=council().settings.files.most)))


def _left(whose: Case | Draft) -> int:
    return left(desk(), whose, None) if isinstance(whose, Draft) else council().settings.files.most


def _address(whose: Case | Draft) -> str:
    if isinstance(whose, Draft):
        return url_for("staff.script_files", script=whose.id)
    return url_for("staff.case", reference=whose.reference)


def _page(whose: Case | Draft, problems: list[Problem] = []) -> str:  # noqa: B006 - never changed
    is_script = isinstance(whose, Draft)
    facts = {
        "here": "enter" if is_script else "queue",
        "back": url_for("staff.script", script=whose.id) if is_script else _address(whose),
        "mine": files_of(session(), draft=whose) if isinstance(whose, Draft) else files_of(session(), case=whose),
        "problems": [("files", f"{shown_name(name)}: {text}" if name else text) for name, text in problems],
    }
    return render_template("staff/add_files.html", limits=council().settings.files, accept=ACCEPT, **facts)


def _without_the_usual_check(state: BlueprintSetupState) -> None:
    """The form's token is looked at while the form is read (web/arriving.py)."""
    for view in (add_case_files, add_script_files):
        state.app.extensions["csrf"].exempt(view)


Blueprint.record_once(staff, _without_the_usual_check)
