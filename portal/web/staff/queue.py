"""The queue: which, from whom, about what, where it is, what is due when, and who holds it."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import Desk
from portal.casework.queue import queue as read_queue
from portal.casework.reading.raised import raised_by_words
from portal.casework.reading.threads import closed_with_news, with_news
from portal.casework.stage.projection import URGENT, WAIT
from portal.casework.thread.translation import with_words_translated
from portal.procedure.model import Procedure
from portal.store.models import NOTHING_DUE, Case
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.days import Left, age, left, unit_of
from portal.web.staff.words import word
from portal.web.unit_of_work import desk

HIDDEN = "words_hidden"


class Line(NamedTuple):
    """One line of the queue in words. flags: (words, colour)."""

    case: Case
    from_whom: str
    about: str
    flags: list[tuple[str, str]]
    where: str
    left: Left | None
    due_what: str


@staff.get("/cases")
@requires(Permission.QUEUE)
def queue() -> ResponseReturnValue:
    """Everything that waits and this person may see."""
    here = desk()
    page = read_queue(here.session, here.actor, here.today, request.args.get("after"), request.args.get("before"))
    shows_words = not cookie.get(HIDDEN) and has(here.actor, Permission.IDENTITY, here.today)
    news = with_news(here, [case.id for case in page.rows])
    translated = with_words_translated(here.session, [case.id for case in page.rows if case.contact.is_unreadable])
    raised = raised_by_words(here.session, [case.id for case in page.rows if case.rank == URGENT])
    lines = [_line(here, case, shows_words, news, translated, raised) for case in page.rows]
    wrote = closed_with_news(here) if has(here.actor, Permission.LETTER_SEND, here.today) else ()
    return render_template("staff/queue.html", here="queue", page=page, lines=lines, wrote=wrote, is_hidden=bool(cookie.get(HIDDEN)), today=here.today)


@staff.post("/cases/words")
@requires(Permission.QUEUE)
def hide_words() -> ResponseReturnValue:
    """For shared screens: hide people's words in the queue, or show them again."""
    cookie[HIDDEN] = request.form.get("hide") == "yes"
    return redirect(url_for("staff.queue"))


def _line(here: Desk, case: Case, shows_words: bool, news: Collection[UUID], translated: Collection[UUID], raised: Collection[UUID]) -> Line:
    procedure = here.procedures[case.procedure]
    clock = next((one for one in procedure.all_clocks if one.key == case.due_clock), None)
    has_date = case.due_on != NOTHING_DUE
    return Line(
        case,
        word("from", case.from_whom),
        (case.title if shows_words else "") or word("kind", case.kind),
        flags(here, case, case.id in translated, case.id in raised) + ([(gettext("to read"), "yellow")] if case.id in news else []),
        _where(here, case, procedure),
        left(case.due_on, here.today, here.calendar, unit_of(procedure, case.due_clock)) if has_date else None,
        gettext(clock.name) if clock else "",
    )


def flags(here: Desk, case: Case, is_translated: bool, is_raised: bool) -> list[tuple[str, str]]:
    """What must be seen at once, in words; the colour only repeats them."""
    contact = case.contact
    is_new, is_foreign = case.state == "new", contact.language not in ("en", here.settings.council.language)
    is_first = contact.is_unreadable and not is_translated
    found = [(gettext("look now"), "red")] if case.rank == URGENT or (is_new and is_first) else []
    found += [(gettext("not screened"), "yellow")] if is_new and contact.is_not_screened else []
    found += [(gettext("urgent"), "red")] if case.rank == URGENT else []
    found += [(gettext("raised by words"), "red")] if is_raised else []
    found += [(gettext("wants us to wait"), "red")] if case.rank <= WAIT and contact.wants_wait else []
    found += [(gettext("call back asked for"), "yellow")] if contact.wants_call and is_new else []
    if is_foreign:
        found.append((gettext("in another language: %(code)s", code=_language(contact.language)), "yellow"))
    return found + ([(gettext("compliment"), "green")] if case.kind == "compliment" else [])


def _language(code: str) -> str:
    locale = get_locale()
    return (locale.languages.get(code) if locale else None) or code


def _where(here: Desk, case: Case, procedure: Procedure) -> str:
    if case.state == "new":
        return gettext("New, %(age)s", age=age(case.contact.received_at, here.now))
    stage = next((one for one in procedure.stages if one.key == case.stage), None)
    names = [gettext(procedure.name)] + ([gettext(stage.name)] if stage and stage.name != procedure.name else [])
    return ", ".join(names + ([gettext("on hold")] if case.state == "held" else []))
