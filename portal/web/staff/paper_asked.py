"""Paper forms somebody asked for: which are due, where they go, and that they were posted (seed A 4.3)."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.casework.desk import NotAllowed
from portal.casework.intake.paper_form import To, ask_for, counts, mark_sent, waiting
from portal.forms.paper import ASK, COLLECT, TRUSTED
from portal.store.models import PaperRequest
from portal.store.side import Look, aside, log_access
from portal.text import N_
from portal.web import kept_text
from portal.web.guard import requires
from portal.web.language import chosen
from portal.web.page_form import PageForm, page_form
from portal.web.public.languages import tongues
from portal.web.public.print import address_of
from portal.web.staff import staff
from portal.web.staff.act import spoken, told
from portal.web.staff.asked import Asked, Given, Wrong, posted
from portal.web.staff.days import left
from portal.web.staff.opening import session_hash
from portal.web.staff.script_page import ways_in
from portal.web.unit_of_work import council, desk, now, signed_in

QUESTIONS = ASK.pages[0]
"""What the public page asks too."""

HOW = {
    COLLECT: N_("A young person comes and collects it. Do not post it. They say this name. Write the day you handed it over."),
    TRUSTED: N_("A young person has it sent to somebody they trust. Post it to nobody else."),
}
"""What must be known of a request that is not simply posted."""

Problem = tuple[str, str]


@staff.get("/paper-asked")
@requires(Permission.PAPER_SEND)
def paper_asked() -> ResponseReturnValue:
    """The forms still to be posted, with their addresses; that they were looked at is logged first."""
    with aside(council().database) as first:
        log_access(first, Look("paper.addresses"), now(), signed_in(), session_hash())
    return _page()


@staff.post("/paper-asked/sent")
@requires(Permission.PAPER_SEND)
def paper_sent() -> ResponseReturnValue:
    """One was posted, on a day."""
    given, which = posted(), request.form.get("which", "")
    found = {str(one.id): one for one in waiting(desk().session)}.get(which)
    try:
        if found is not None:  # else a colleague was quicker
            mark_sent(desk(), found, given.a_day(f"on-{which}"))
    except Wrong as wrong:
        return _page(given, wrong.problems), 422
    except NotAllowed as refused:
        return _page(given, [(f"on-{which}", spoken(refused))]), 422
    return redirect(url_for("staff.paper_asked"))


@staff.post("/paper-asked")
@requires(Permission.PAPER_SEND)
def ask_paper() -> ResponseReturnValue:
    """Somebody rang, wrote or came and wants a form on paper."""
    given, filled, once = posted(), page_form(ASK, QUESTIONS), request.form.get("once", "")
    is_fine = filled.validate()
    if not is_fine or not 40 <= len(once) <= 60:
        return _page(asked=filled), 422
    said = {key.removeprefix("paper_"): str(answer) for key, answer in filled.answers().items()}
    try:
        way, language = given.one("way", ways_in()) or "other", given.one("language", _languages()) or chosen()
        to = To(said["name"], said["address"], said["who"], said["needs"])
        ask_for(desk(), once, said["form"], said["format"] or "normal", language, to, is_safe=said["safe"] == "yes", channel=way)
    except Wrong as wrong:
        return _page(asked=filled, problems=wrong.problems), 422
    except NotAllowed as refused:
        return _page(asked=filled, problems=[("paper_safe", spoken(refused))]), 422
    return redirect(url_for("staff.paper_asked"))


def _page(given: Given | None = None, problems: Sequence[Problem] = (), asked: PageForm | None = None) -> str:
    here = desk()
    kept = kept_text.take() if request.method == "GET" else None
    form = asked or type(page_form(ASK, QUESTIONS, {}))(formdata=kept)
    return render_template(
        "staff/paper_asked.html",
        here="paper",
        rows=[_row(one) for one in waiting(here.session)],
        how=HOW,
        counts=counts(here.session, f"{here.today:%Y-%m}", here.today),
        form=form,
        fields=given.fields if given else None,
        typed=request.form if asked else kept or {},
        kept=kept,
        once=secrets.token_urlsafe(32),
        problems=[*told(problems, [Asked(field, "date", "") for field, _said in problems if field.startswith("on-")]), *form.problems()],
        ways=ways_in(),
        languages=_languages(),
        today=here.today,
    )


def _row(one: PaperRequest) -> dict[str, Any]:
    here, form = desk(), page_form(ASK, QUESTIONS, {})
    words = {key: dict(form[f"paper_{key}"].words.options).get(getattr(one, key), getattr(one, key)) for key in ("form", "format")}
    language = dict(_languages()).get(one.language, one.language)
    return {
        "request": one,
        "to": one.to or {},
        "left": left(one.due_on, here.today, here.calendar),
        "what": [*words.values(), language],
        "sheet": address_of(one.form, one.format, one.language),
    }


def _languages() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in tongues()]
