"""A referral as the manager of the advocacy service sees it: who, how it is safe to reach them, and the service's answer."""

import uuid
from collections.abc import Sequence

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.account.advocates import advocates
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.referred import cannot, take
from portal.casework.reading.referrals import Line, find_referral, open_referral, safely
from portal.store.side import aside
from portal.text import N_
from portal.web.advocate import advocate
from portal.web.guard import requires
from portal.web.staff.act import spoken, stored
from portal.web.staff.asked import Asked, Given, Options, Wrong, posted, refuse_empty
from portal.web.staff.choosing import yes_no
from portal.web.staff.opening import session_hash
from portal.web.staff.words import word
from portal.web.unit_of_work import council, desk, now, signed_in


@advocate.get("/referrals/<uuid:which>")
@requires(Permission.ADVOCATES)
def referral(which: uuid.UUID) -> ResponseReturnValue:
    """Who wants an advocate, how to reach them, and the form of the answer."""
    return _draw(_opened(which))


@advocate.post("/referrals/<uuid:which>")
@requires(Permission.ADVOCATES)
def answer_referral(which: uuid.UUID) -> ResponseReturnValue:
    """The service takes it, with an advocate's name; or it cannot."""
    line, given = _opened(which), posted()
    try:
        refuse_empty(_asks(desk()), given)
        _answer(desk(), line, given)
    except (Wrong, NotAllowed) as refused:
        problems = refused.problems if isinstance(refused, Wrong) else [("", spoken(refused))]
        desk().session.rollback()
        return _draw(find_referral(desk(), which) or abort(404), given, problems), 422
    return redirect(url_for("advocate.own", done="referral"))


def _answer(here: Desk, line: Line, given: Given) -> None:
    if not given.is_yes("takes"):
        cannot(here, line.referral, given.text("why"))
        return
    chosen = given.one("who", _who(here))
    user = next((one.user for one in advocates(here) if str(one.user.id) == chosen), None)
    if user is None:
        raise NotAllowed(N_("Choose which advocate it is."))
    if not given.text("told").strip():
        raise NotAllowed(N_("Write how the young person is told who it is."))
    take(here, line.referral, user, given.text("told"))


def _who(here: Desk) -> Options:
    return [(str(one.user.id), one.user.name) for one in advocates(here) if one.is_open]


def _asks(here: Desk) -> list[Asked]:
    return [
        Asked("takes", "one_of", _("Can your service take this?"), options=yes_no()),
        Asked("who", "select", _("If yes: who speaks for them?"), options=[("", _("Choose")), *_who(here)], optional=True),
        Asked("told", "text", _("If yes: how is the young person told who it is?"), _("Their page here says it too, where they have one."), optional=True),
        Asked("why", "text", _("If no: why not?"), _("The complaints team finds somebody else."), optional=True),
    ]


def _opened(which: uuid.UUID) -> Line:
    """One that waits for this service; 404, logged, when there is none (any more)."""
    running = council()
    with aside(running.database) as first:
        is_there = open_referral(Desk(first, now(), running.calendar, running.procedures, running.settings, signed_in()), which, session_hash())
    return (find_referral(desk(), which) if is_there else None) or abort(404)


def _draw(line: Line, given: Given | None = None, problems: Sequence[tuple[str, str]] = ()) -> str:
    fields, kept = stored(given)
    facts = {"asked": _asks(desk()), "fields": fields, "kept": kept, "problems": problems}
    return render_template("advocate/referral.html", here="young", line=line, safely=safely(desk(), line.referral), word=word, **facts)
