"""The service's advocates as its manager sees them: the list, a new one, one of them, and the acts on one."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.access.visible import young_people_of_my_service
from portal.casework.account import advocates as service
from portal.casework.choices import names
from portal.casework.desk import NotAllowed
from portal.casework.reading.young_people import first_name, last_day
from portal.store.models import Party, User
from portal.web import kept_text
from portal.web.advocate import advocate
from portal.web.advocate.acts import ACTS, ServiceAct, new_advocate
from portal.web.guard import requires
from portal.web.staff.act import spoken, stored, told
from portal.web.staff.asked import Given, Wrong, posted, refuse_empty
from portal.web.unit_of_work import SAFE_METHODS, council, desk

Problems = Sequence[tuple[str, str]]


@advocate.get("/service")
@requires(Permission.ADVOCATES)
def place() -> ResponseReturnValue:
    """Every advocate of the service: name, until when, how many young people."""
    here = desk()
    name = names(here.session, "advocacy_service").get(here.actor.organisation or "", "")
    return render_template("advocate/advocates.html", here="service", advocates=service.advocates(here), service=name, me=here.actor)


@advocate.get("/service/new")
@requires(Permission.ADVOCATES)
def new() -> ResponseReturnValue:
    """The form of a new account."""
    return _form(None, new_advocate())


@advocate.post("/service/new")
@requires(Permission.ADVOCATES)
def add() -> ResponseReturnValue:
    """Make the account and show its link, once."""
    given, act = posted(), new_advocate()
    try:
        refuse_empty(act.asks(desk(), None), given)
        user, token = service.add(desk(), given.text("email"), given.text("name"), given.day("ends", True))
    except (Wrong, NotAllowed) as refused:
        return _again(None, act, given, refused)
    kept_text.has_stored_all()
    link = f"{council().settings.council.public_url.rstrip('/')}{url_for('account.enrol', token=token)}"
    return render_template("advocate/link.html", here="service", user=user, link=link)


@advocate.get("/service/<uuid:who>")
@requires(Permission.ADVOCATES)
def one(who: uuid.UUID) -> ResponseReturnValue:
    """One advocate: until when, for whom they speak, and what can be done."""
    user, here = _of_mine(who), desk()
    rows = here.session.scalars(young_people_of_my_service(here.actor, user, here.today).order_by(Party.reference))
    planned = here.session.scalars(sa.select(Party).where(Party.user_id == user.id, Party.role == "advocate", Party.from_on > here.today))
    facts: dict[str, Any] = {
        "young": [(row, first_name(here, row), last_day(row)) for row in rows],
        "planned": [(row, first_name(here, row), last_day(row)) for row in planned if row.to_on is None or row.to_on > row.from_on],
        "is_open": any(found.is_open for found in service.advocates(here) if found.user.id == user.id),
        "is_me": user.id == here.actor.id,
    }
    return render_template("advocate/one.html", here="service", user=user, **facts)


@advocate.get("/service/<uuid:who>/<act>")
@requires(Permission.ADVOCATES)
def act_page(who: uuid.UUID, act: str) -> ResponseReturnValue:
    """The form of an act."""
    return _form(_of_mine(who), ACTS.get(act) or abort(404))


@advocate.post("/service/<uuid:who>/<act>")
@requires(Permission.ADVOCATES)
def do_act(who: uuid.UUID, act: str) -> ResponseReturnValue:
    """Do it, then show the list, or the advocate."""
    declared = ACTS.get(act) or abort(404)
    user, given = _of_mine(who), posted()
    try:
        refuse_empty(declared.asks(desk(), user), given)
        declared.do(desk(), user, given)
    except (Wrong, NotAllowed) as refused:
        return _again(_of_mine(who), declared, given, refused)
    return redirect(url_for("advocate.one", who=who))


def _of_mine(who: uuid.UUID) -> User:
    """An account of the manager's own service; another's, and none, are both 404."""
    found = service.find(desk(), who) or abort(404)
    if request.method not in SAFE_METHODS:
        desk().session.refresh(found, with_for_update=True)
    return found


def _again(user: User | None, act: ServiceAct, given: Given, refused: Wrong | NotAllowed) -> ResponseReturnValue:
    problems = refused.problems if isinstance(refused, Wrong) else [("", spoken(refused))]
    desk().session.rollback()
    return _form(user, act, given, problems), 422


def _form(user: User | None, act: ServiceAct, given: Given | None = None, problems: Problems = ()) -> str:
    try:
        asked = [*act.asks(desk(), user)]
    except NotAllowed as refused:
        return render_template("advocate/cannot.html", here="service", user=user, title=_(act.title), sentence=spoken(refused))
    fields, kept = stored(given)
    facts = {"asked": asked, "fields": fields, "kept": kept, "problems": told(problems, asked)}
    return render_template("advocate/act.html", here="service", user=user, act=act, **facts)
