"""Files that somebody adds who is signed in: whose they are is looked up first, they are read without a transaction, then kept in one."""

from collections.abc import Callable
from typing import TypeVar

from flask import g, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.desk import NotAllowed
from portal.casework.evidence.receive import Arrived
from portal.evidence.kinds import ACCEPT
from portal.web import arriving
from portal.web.arriving import Came, Problem, take_in
from portal.web.file_words import shown_name
from portal.web.unit_of_work import council, session

Whose = TypeVar("Whose")


def take(how_many: Callable[[], int], find: Callable[[], Whose], put: Callable[[Whose, Arrived], object]) -> tuple[Whose, Came]:
    """Take the files of a form. how_many: asked before the first is read; find: whose they are, asked again once all are here."""
    try:
        came = take_in(how_many)
    except arriving.Busy:
        came = Came({}, [], [("", gettext("Many files come in at this moment. Wait a minute, then try again."))], False)
    g.pop("now", None)
    whose = find()
    for one in came.arrived:
        _put(whose, one, put, came.problems)
    if not came.arrived and not came.problems:
        came.problems.append(("", gettext("Choose a file first.")))
    session().commit()
    return whose, came


def answer(came: Came, to: str, page: Callable[[list[Problem]], str]) -> ResponseReturnValue:
    """On to an address, or the page again with what is wrong."""
    if came.problems:
        return make_response(page(came.problems), 413 if came.is_too_large else 422)
    return redirect(to)


def draw(problems: list[Problem], **facts: object) -> str:
    """The box for more, under what there is."""
    said = [("files", f"{shown_name(name)}: {text}" if name else text) for name, text in problems]
    return render_template("staff/add_files.html", problems=said, limits=council().settings.files, accept=ACCEPT, **facts)


def _put(whose: Whose, one: Arrived, put: Callable[[Whose, Arrived], object], problems: list[Problem]) -> None:
    try:
        put(whose, one)
    except NotAllowed:
        problems.append((one.name, gettext("You can send %(most)s files at most.", most=council().settings.files.most)))
