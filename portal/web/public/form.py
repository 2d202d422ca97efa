"""The forms' pages at /f/<n>: read, kept, and what comes next; which form it is, the draft says."""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from werkzeug.wrappers import Response

from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit, submit_now, told_now
from portal.casework.people.advocacy import sent_by
from portal.casework.people.offer import shown as offer_shown
from portal.forms import journey
from portal.forms.catalogue import CATALOGUE, NOW, PARENT
from portal.forms.model import Answers, Audience, Form, Page
from portal.forms.ways import WAYS, way_of
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.page_form import page_form
from portal.web.public import public
from portal.web.public.hold import held, hold
from portal.web.public.more import after_sending
from portal.web.public.page_of import LETTERS, Place, address, draw
from portal.web.public.seen import seen_now
from portal.web.public.stumble import count_stumbles
from portal.web.unit_of_work import council, desk, signed_in

ASIDE = {"files": "public.files", "voice": "public.voice", "drawing": "public.drawing"}
"""Buttons that keep what stands on the page and go to where something can be added to it."""
TO_CHOOSE = ("languages", "showing")
"""Buttons that keep what stands on the page and go to where the look of all pages is chosen; then back."""
OTHER_WAYS = {way.key: way.audience.value for way in WAYS}
"""Buttons of a young person's page that show the same page another way; what stands on it is kept."""
READABLE_BYTES = 2 * 1024 * 1024
"""A story of 50,000 letters takes up to 600,000 bytes on its way; more comes back with its text, not as an empty page."""


def form_of(draft: Draft) -> Form:
    """The form whose pages somebody fills in."""
    return CATALOGUE[Audience(draft.audience)]


def go_on_address(draft: Draft) -> str:
    """Where somebody who comes back goes on."""
    form = form_of(draft)
    return address(form, journey.where_to_go_on(form, draft.answers or {}))


def page_number(form: Form, n: int) -> Page:
    """The page at /f/<n>; 404 when the form has none there."""
    return form.pages[n - 1] if 1 <= n <= len(form.pages) else abort(404)


def _chosen() -> Form | None:
    """The form that a link or the page itself names by its letter, or None. `new` begins another after something was sent."""
    letter = request.values.get("new") or request.values.get("as") or ""
    return LETTERS.get(letter)


def _is_new() -> bool:
    return request.values.get("new") in LETTERS


@public.get("/f/<int:n>")
@open_to_all
def page(n: int) -> ResponseReturnValue:
    """Show a page, if the answers so far lead to it."""
    draft, chosen = held(), _chosen()
    is_first = n == 1
    if draft is None:
        form = chosen or PARENT
        shown = page_number(form, n)
        return draw(Place(form, shown, {})) if is_first else redirect(url_for("public.start"))
    if draft.contact_id is not None and not (is_first and _is_new()):
        page_number(form_of(draft), n)
        return redirect(url_for("public.done"))
    if is_first and chosen:
        return draw(Place(chosen, chosen.pages[0], {} if draft.contact_id else draft.answers or {}))
    return _show(form_of(draft), n, draft)


def _show(form: Form, n: int, draft: Draft) -> ResponseReturnValue:
    shown, answers = page_number(form, n), draft.answers or {}
    if not journey.may_visit(form, answers, shown):
        return redirect(address(form, journey.path(form, answers)[-1]))
    if shown.is_help and (sent := told_now(desk(), draft)):
        facts = {"carry_on": _after(form, shown, answers), "number": n, "way": way_of(draft.audience)}
        return render_template(f"{form.face}/told.html", sent=sent, watch=seen_now(), **facts)
    return draw(Place(form, shown, answers))


@public.post("/f/<int:n>")
@open_to_all
def keep(n: int) -> ResponseReturnValue:
    """Keep what was written, then do what the button said."""
    request.max_form_memory_size = request.max_content_length = READABLE_BYTES
    then = request.form.get("then", "")
    codes = _codes(then)
    draft, token = _open_or_start()
    form = _chosen() or form_of(draft)
    shown = page_number(form, n)
    if draft.contact_id is not None:
        return after_sending(form, shown, draft, address(form, form.pages[-1]))
    # The page they are on, in the language they read it in, is what they mean; what was written stays.
    draft.audience, draft.language = form.audience.value, str(get_locale() or "en")
    filled = page_form(form, shown)
    is_fine = filled.validate()
    _count_offer(shown, draft)
    drafts.keep(desk(), draft, filled.answers())
    if is_fine or (then in ("save", *TO_CHOOSE, *ASIDE, *OTHER_WAYS) and filled.lacks_only()):
        response = _go_on(form, shown, draft, then, codes)
    else:
        count_stumbles(form, filled)
        response = make_response(draw(Place(form, shown, draft.answers), filled))
    return hold(response, token) if token else response


def _count_offer(shown: Page, draft: Draft) -> None:
    """The page that offers an advocate was shown to somebody, whatever they say to it and whether or not they send anything."""
    if any(one.key == "advocate_wanted" for one in shown.asked()) and "advocate_wanted" not in (draft.answers or {}):
        offer_shown(desk(), draft.audience)


def _open_or_start() -> tuple[Draft, str]:
    """The draft held and "", or a new one and its token: text typed for a draft that has ended is kept too."""
    draft = held(to_write=True)
    if draft is not None and not (draft.contact_id is not None and _is_new()):
        return draft, ""
    return drafts.start(desk(), (_chosen() or PARENT).audience, str(get_locale() or "en"))


def _codes(then: str) -> list[drafts.FreshCode]:
    """The codes that a button needs, hashed before the transaction begins: a second one where two tell us together and see theirs here."""
    needed = 0 if then not in ("save", "tell", "send") else 2 if then == "send" and request.form.get("two") == "yes" else 1
    return [drafts.fresh_code(council().database.keys.pepper) for _ in range(needed)]


def _go_on(form: Form, shown: Page, draft: Draft, then: str, codes: list[drafts.FreshCode]) -> Response:
    answers: Answers = draft.answers
    fresh, beside = [*codes, None, None][:2]
    if then == "save" and fresh:
        drafts.save(desk(), draft, fresh)
        return redirect(url_for("public.saved"))
    if then in OTHER_WAYS:
        draft.audience = OTHER_WAYS[then]
        return redirect(address(form, shown, to="check" if _is_from_check() else None))
    if then in ASIDE:
        return redirect(url_for(ASIDE[then]))
    if then in TO_CHOOSE:
        return redirect(url_for(f"public.{then}", to=address(form, shown, to="check" if _is_from_check() else None)))
    if then == "tell" and fresh and shown.is_help:
        submit_now(desk(), draft, journey.sendable(NOW, {**answers, "in_danger": "yes"}), fresh)
        return redirect(address(form, shown, to="check" if _is_from_check() else None))
    if then == "send" and fresh and shown is form.pages[-1] and journey.is_complete(form, answers):
        sent = submit(desk(), draft, journey.sendable(form, answers), fresh, fresh_with=beside)
        if (user := signed_in()) and sent_by(desk(), sent.reference, user):
            drafts.sent_page_read(draft)  # an advocate who is signed in finds it among their own: there is no code to show
        return redirect(url_for("public.done"))
    return redirect(_after(form, shown, answers))


def _after(form: Form, shown: Page, answers: Answers) -> str:
    """Where to go on: straight back to 'check your answers' when the person came from there, unless help comes first."""
    following = journey.next_page(form, answers, shown) or journey.path(form, answers)[-1]
    if not _is_from_check() or not journey.is_complete(form, answers):
        return address(form, following)
    return address(form, following if following.is_help else form.pages[-1], to="check" if following.is_help else None)


def _is_from_check() -> bool:
    return request.values.get("to") == "check"
