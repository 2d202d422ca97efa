"""Equality on the staff's side: a slip to print from a case, and two pages that only ever write, for a role that opens no case."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import attempts
from portal.access.roles import Permission
from portal.casework.people.who import HAS_A_WAY_BACK, who_has
from portal.equality import FROM_RECORD, slip, store, store_slip
from portal.forms.equality import FORMS, RECORD
from portal.forms.model import Answers, Audience, Form
from portal.store.models import Case, User
from portal.store.side import Look, aside, log_access
from portal.web.guard import requires
from portal.web.page_form import PageForm, page_form
from portal.web.staff import staff
from portal.web.staff.act import case_for
from portal.web.staff.opening import session_hash
from portal.web.staff.words import word
from portal.web.unit_of_work import council, desk, now, signed_in

LONGEST = 40  # characters of a number or a reference; what is longer is cut before it is shown again


@staff.get("/cases/<reference>/slip")
@requires(Permission.CASE_READ)
def ask_slip(reference: str) -> ResponseReturnValue:
    """Whose slip it is to be."""
    return _ask(case_for(reference, Permission.ENTER))


@staff.post("/cases/<reference>/slip")
@requires(Permission.CASE_READ)
def make_slip(reference: str) -> ResponseReturnValue:
    """The slip to print, with a number that is shown this once. Nothing of it is written on the case."""
    case = case_for(reference, Permission.ENTER)
    chosen, _colon, about = request.form.get("of", "").partition(":")
    party = next((one for one in case.parties if one.reference == chosen and one.reference), None)
    if party is None or about not in FORMS:
        return _ask(case, is_missing=True), 422
    form = FORMS[Audience(about)]
    number = slip(desk().session, council().database.keys, party.id, form.audience, desk().today)
    return render_template("staff/equality_slip.html", here="queue", case=case, number=number, form=form, pages=_pages(form, {}))


@staff.get("/equality/slip")
@requires(Permission.EQUALITY_RECORD)
def equality_slip() -> ResponseReturnValue:
    """Where a slip that came back is typed in."""
    return _draw("slip", FORMS)


@staff.post("/equality/slip")
@requires(Permission.EQUALITY_RECORD)
def take_slip() -> ResponseReturnValue:
    """Keep what stands on it. Its number works once; wrong numbers lock, as wrong codes do."""
    form = FORMS[_about()]
    return _take("slip", FORMS, lambda typed, answers: store_slip(desk().session, council().database.keys, typed, form.audience, answers, desk().today))


@staff.get("/equality/record")
@requires(Permission.EQUALITY_RECORD)
def equality_record() -> ResponseReturnValue:
    """Where is added what the social care record says (practice F-41)."""
    return _draw("record", RECORD)


@staff.post("/equality/record")
@requires(Permission.EQUALITY_RECORD)
def take_record() -> ResponseReturnValue:
    """Keep it, marked as from the record, beside the person's own answers and never over them."""

    def keep(typed: str, answers: Answers) -> bool:
        person = who_has(desk().session, typed)
        if person is not None:
            store(desk().session, council().database.keys, person, _about(), FROM_RECORD, answers)
        return person is not None

    return _take("record", RECORD, keep)


def _take(page: str, forms: Mapping[Audience, Form], keep: Any) -> ResponseReturnValue:
    """Read the whole form, count the try, keep the answers. What cannot be kept comes back with everything chosen."""
    filled = _pages(forms[_about()], None)
    is_fine = all([one.validate() for one in filled])
    typed = request.form.get("key", "")[:LONGEST]
    if not is_fine:
        return _draw(page, forms, filled), 422
    if not _may_try(page) or not keep(typed, {name: code for one in filled for name, code in one.answers().items()}):
        return _draw(page, forms, filled, _wrong(page)), 422
    attempts.forgive(desk().session, _key(desk().actor))
    return redirect(url_for(f"staff.equality_{page}", about=_about(), done="yes"))


def _wrong(page: str) -> str:
    if page == "slip":
        return _("We cannot use that number. Check it, and whom the slip is about. After several tries, wait 15 minutes")
    return _("We do not know that reference. After several tries, wait 15 minutes")


def _may_try(page: str) -> bool:
    """Count the try as a wrong one before it is looked at, and log that it was made; False while a lock stands."""
    user = signed_in()
    assert user is not None  # noqa: S101 - the guard
    with aside(council().database) as first:
        is_locked = attempts.locked_until(first, now(), _key(user)) is not None
        log_access(first, Look(f"equality.{page}", allowed=not is_locked), now(), user, session_hash())
        if not is_locked:
            attempts.count_failure(first, now(), attempts.ONE, _key(user))
    return not is_locked


def _key(user: User) -> str:
    return attempts.key_for_one(council().database.keys.network, "equality", str(user.id))


def _about() -> Audience:
    return Audience.CHILD if request.args.get("about") == "child" else Audience.SELF


def _pages(form: Form, answers: Answers | None) -> list[PageForm]:
    return [page_form(form, page, answers) for page in form.pages]


def _ask(case: Case, is_missing: bool = False) -> str:
    people = [one for one in case.parties if one.role in HAS_A_WAY_BACK and one.reference]
    return render_template("staff/ask_slip.html", here="queue", case=case, people=people, is_missing=is_missing, word=word)


def _draw(page: str, forms: Mapping[Audience, Form], filled: list[PageForm] | None = None, wrong: str = "") -> str:
    pages = filled or _pages(forms[_about()], {})
    problems = [("key", wrong)] if wrong else [problem for one in pages for problem in one.problems()]
    facts = {"about": _about(), "pages": pages, "problems": problems, "wrong": wrong, "done": request.args.get("done") == "yes" and not problems}
    return render_template("staff/equality_record.html", here=page, page=page, key=request.form.get("key", "")[:LONGEST], **facts)
