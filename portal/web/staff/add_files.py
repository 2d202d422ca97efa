"""Staff add files: the letter that came by post to a script, a paper that was handed in to a case."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.casework.evidence.open import files_of
from portal.casework.evidence.receive import Arrived, keep, left
from portal.store.models import Case, Draft
from portal.web import adding
from portal.web.arriving import Problem
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.act import case_for
from portal.web.staff.enter import find_open
from portal.web.unit_of_work import council, desk, session

Whose = TypeVar("Whose", Case, Draft)


@staff.get("/cases/<reference>/files")
@requires(Permission.ENTER)
def case_files(reference: str) -> ResponseReturnValue:
    """What there is, and the box for more."""
    return _page(case_for(reference, Permission.ENTER), [])


@staff.post("/cases/<reference>/files")
@requires(Permission.ENTER)
def add_case_files(reference: str) -> ResponseReturnValue:
    """Add them to the case; they belong to nobody's thread."""
    return _take(lambda: case_for(reference, Permission.ENTER), lambda case, one: keep(desk(), one, case=case))


@staff.get("/enter/<uuid:script>/files")
@requires(Permission.ENTER)
def script_files(script: uuid.UUID) -> ResponseReturnValue:
    """What was attached to a script, and the box for more."""
    return _page(find_open(script), [])


@staff.post("/enter/<uuid:script>/files")
@requires(Permission.ENTER)
def add_script_files(script: uuid.UUID) -> ResponseReturnValue:
    """Attach them; they go with what is written down."""
    return _take(lambda: find_open(script, to_write=True), lambda draft, one: keep(desk(), one, draft=draft))


def _take(owner: Callable[[], Whose], put: Callable[[Whose, Arrived], object]) -> ResponseReturnValue:
    whose, came = adding.take(lambda: _left(owner()), owner, put)
    return adding.answer(came, _address(whose), lambda problems: _page(whose, problems))


def _left(whose: Case | Draft) -> int:
    return left(desk(), whose, None) if isinstance(whose, Draft) else council().settings.files.most


def _address(whose: Case | Draft) -> str:
    if isinstance(whose, Draft):
        return url_for("staff.script_files", script=whose.id)
    return url_for("staff.case", reference=whose.reference)


def _page(whose: Case | Draft, problems: list[Problem]) -> str:
    if isinstance(whose, Draft):
        return adding.draw(problems, here="enter", back=url_for("staff.script", script=whose.id), mine=files_of(session(), draft=whose))
    return adding.draw(problems, here="queue", back=_address(whose), mine=files_of(session(), case=whose))


def _without_the_usual_check(state: BlueprintSetupState) -> None:
    """The form's token is looked at while the form is read (web/arriving.py)."""
    for view in (add_case_files, add_script_files):
        state.app.extensions["csrf"].exempt(view)


Blueprint.record_once(staff, _without_the_usual_check)
