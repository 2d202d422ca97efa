"""What a young person can keep of their number and words beside writing them down: a picture, and a card to print; of nobody else's."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.code import as_number
from portal.casework.intake.submit import told_now
from portal.forms.ways import way_of
from portal.paper.picture import draw
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.language import chosen
from portal.web.look import BROUGHT
from portal.web.public import public
from portal.web.public.form import form_of
from portal.web.public.hold import held
from portal.web.public.page_of import address
from portal.web.public.sheets import short_address
from portal.web.unit_of_work import desk

NOW = "now"
"""Of what was told to the team at once; else of what this browser sent or saved."""
LETTERS = "atkinson-latin.woff2"
FILE = "picture.png"


@public.get("/code.png")
@open_to_all
def code_picture() -> ResponseReturnValue:
    """The picture, while this browser's words are still shown; made for this answer and kept nowhere."""
    kept = _kept()
    if kept is None:
        return redirect(url_for("public.start"))
    reference, lines, _draft = kept
    made = draw(reference, lines, short_address(), BROUGHT[LETTERS])
    return Response(made, mimetype="image/png", headers={"Content-Disposition": f'attachment; filename="{FILE}"'})


@public.get("/card")
@open_to_all
def code_card() -> ResponseReturnValue:
    """The same as a page to print."""
    kept = _kept()
    if kept is None:
        return redirect(url_for("public.start"))
    reference, lines, draft = kept
    facts = {"reference": reference, "lines": lines, "short": short_address(), "way": way_of(draft.audience)}
    return make_response(render_template("young/card.html", back=_back(draft), **facts))


def _of() -> str | None:
    return NOW if request.args.get("of") == NOW else None


def _back(draft: Draft) -> str:
    """Where the words are shown."""
    form = form_of(draft)
    if _of():
        return address(form, next(page for page in form.pages if page.is_help))
    return url_for("public.done" if draft.contact_id else "public.saved")


def _kept() -> tuple[str, list[str], Draft] | None:
    """The number, and the six words (or groups of digits) to be written down; None once they are no longer shown."""
    draft = held()
    if draft is None:
        return None
    sent = told_now(desk(), draft) if _of() else None
    reference, words = (sent.reference, sent.words) if sent else (draft.reference or "", draft.words or "")
    is_hidden = draft.contact_id is not None and not draft.words  # 'Hide the words' hides those of both
    if not words or is_hidden or (_of() and sent is None):
        return None
    return reference, words.split() if chosen().startswith("en") else as_number(words.split()).split(), draft
