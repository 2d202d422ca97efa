"""The form's pages at /f/<n>: read, kept, and what comes next."""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit, submit_now, told_now
from portal.forms import journey
from portal.forms.catalogue import CATALOGUE, CHECK, HELP_NOW, NOW
from portal.forms.model import Answers, Audience, Page
from portal.store.models import Draft
from portal.web import look
from portal.web.drawn_once import drawn, hole, put_in
from portal.web.guard import open_to_all
from portal.web.page_form import AnswerField, PageForm, page_form, title_of
from portal.web.public import public
from portal.web.public.hold import held, hold
from portal.web.public.more import after_sending
from portal.web.public.seen import seen_now
from portal.web.unit_of_work import council, desk

PARENT = CATALOGUE[Audience.PARENT]
TOKEN = "stands-for-the-token"  # noqa: S105 - stands where the token goes in a page drawn for everybody
READABLE_BYTES = 2 * 1024 * 1024
"""A story of 50,000 letters takes up to 600,000 bytes on its way; more comes back with its text, not as an empty page."""


def address(page: Page, to: str | None = None) -> str:
    """Where a page stands; its number never changes with the answers. `to`: where its button leads, if not onwards."""
    return url_for("public.page", n=PARENT.pages.index(page) + 1, to=to)


def go_on_address(draft: Draft) -> str:
    """Where somebody who comes back goes on."""
    return address(journey.where_to_go_on(PARENT, draft.answers or {}))


def page_number(n: int) -> Page:
    """The page at /f/<n>; 404 when there is none."""
    return PARENT.pages[n - 1] if 1 <= n <= len(PARENT.pages) else abort(404)


@public.get("/f/<int:n>")
@open_to_all
def page(n: int) -> ResponseReturnValue:
    """Show a page, if the answers so far lead to it."""
    shown, draft = page_number(n), held()
    if draft is None:
        return _draw(shown, {}) if shown is PARENT.pages[0] else redirect(url_for("public.start"))
    if draft.contact_id is not None:
        return redirect(url_for("public.done"))
    answers = draft.answers or {}
    if not journey.may_visit(PARENT, answers, shown):
        return redirect(address(journey.path(PARENT, answers)[-1]))
    if shown is HELP_NOW and (sent := told_now(desk(), draft)):
        return render_template("public/told.html", sent=sent, carry_on=_after(shown, answers), number=n, watch=seen_now())
    return _draw(shown, answers)


@public.post("/f/<int:n>")
@open_to_all
def keep(n: int) -> ResponseReturnValue:
    """Keep what was written, then do what the button said."""
    request.max_form_memory_size = request.max_content_length = READABLE_BYTES
    shown, then = page_number(n), request.form.get("then", "")
    fresh = drafts.fresh_code(council().database.keys.pepper) if then in ("save", "tell", "send") else None
    draft, token = _open_or_start()
    if draft.contact_id is not None:
        return after_sending(PARENT, shown, draft, address(CHECK))
    filled = page_form(PARENT, shown)
    is_fine = filled.validate()
    drafts.keep(desk(), draft, filled.answers())
    if is_fine or (then == "save" and filled.lacks_only()):
        response = _go_on(shown, draft, then, fresh)
    else:
        response = make_response(_draw(shown, draft.answers, filled))
    return hold(response, token) if token else response


def _open_or_start() -> tuple[Draft, str]:
    """The draft held and "", or a new one and its token: text typed for a draft that has ended is kept too."""
    draft = held(to_write=True)
    if draft is not None:
        return draft, ""
    return drafts.start(desk(), Audience.PARENT, str(get_locale() or "en"))


def _go_on(shown: Page, draft: Draft, then: str, fresh: drafts.FreshCode | None) -> Response:
    answers: Answers = draft.answers
    if then == "save" and fresh:
        drafts.save(desk(), draft, fresh)
        return redirect(url_for("public.saved"))
    if then == "tell" and fresh and shown is HELP_NOW:
        submit_now(desk(), draft, journey.sendable(NOW, answers), fresh)
        return redirect(address(HELP_NOW, to="check" if _is_from_check() else None))
    if then == "send" and fresh and shown is CHECK and journey.is_complete(PARENT, answers):
        submit(desk(), draft, journey.sendable(PARENT, answers), fresh)
        return redirect(url_for("public.done"))
    return redirect(_after(shown, answers))


def _after(shown: Page, answers: Answers) -> str:
    """Where to go on: straight back to 'check your answers' when the person came from there, unless help comes first."""
    following = journey.next_page(PARENT, answers, shown) or journey.path(PARENT, answers)[-1]
    if not _is_from_check() or not journey.is_complete(PARENT, answers):
        return address(following)
    return address(HELP_NOW, to="check") if following is HELP_NOW else address(CHECK)


def _is_from_check() -> bool:
    return request.values.get("to") == "check"


def _draw(shown: Page, answers: Answers, filled: PageForm | None = None) -> str:
    """A page's HTML. While nothing is written on it, it is the same for everybody but for the form's token."""
    before = journey.previous_page(PARENT, answers, shown)
    facts = {
        "back": address(before) if before else url_for("public.start"),
        "number": PARENT.pages.index(shown) + 1,
        "minutes": journey.minutes_left(PARENT, answers, shown),
        "may_save": any(answers.values()),
        "to_check": _is_from_check(),
    }
    if filled is None and shown not in (HELP_NOW, CHECK) and not any(answers.get(asked.key) for asked in shown.asked()):
        blank = look.once((shown.key, *facts.values()), lambda: _with(shown, page_form(PARENT, shown, {}), facts, csrf_token=lambda: TOKEN))
        return blank.replace(TOKEN, generate_csrf())
    form = filled or page_form(PARENT, shown, answers)
    if filled is None and shown not in (HELP_NOW, CHECK):
        frame = look.once(("frame", shown.key, *facts.values()), lambda: _with(shown, form, facts, csrf_token=lambda: TOKEN, drawn=hole))
        return put_in(frame.replace(TOKEN, generate_csrf()), form)
    return _with(shown, form, facts, rows=_rows(answers) if shown is CHECK else None, watch=seen_now() if shown is HELP_NOW else None)


def _with(shown: Page, form: PageForm, facts: dict[str, object], **more: object) -> str:
    return render_template(_template(shown), **{"form": form, "drawn": drawn, **facts, **more})


def _template(shown: Page) -> str:
    return {"help_now": "public/help_now.html", "check": "public/check.html"}.get(shown.key, "public/form.html")


def _rows(answers: Answers) -> list[tuple[str, str, str]]:
    """For 'check your answers': what was asked, what was said, where to change it."""
    return [row for asked_page in journey.path(PARENT, answers)[:-1] for row in _page_rows(asked_page, answers)]


def _page_rows(asked_page: Page, answers: Answers) -> list[tuple[str, str, str]]:
    """What was said on a page. A page without an answer says so, but for the one that only those in danger see."""
    where = address(asked_page, to="check")
    fields = [field for field in page_form(PARENT, asked_page, answers) if isinstance(field, AnswerField) and field.shown]
    if not fields and asked_page is not HELP_NOW:
        return [(gettext(title_of(PARENT, asked_page)), gettext("You skipped this"), where)]
    return [(field.words.ask, field.said(), where) for field in fields]
