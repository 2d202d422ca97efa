"""A new code for somebody who lost theirs: made, shown once to whoever hands it over, then kept nowhere (practice F-11)."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.casework.account import kept_text
from portal.casework.intake.draft import fresh_code
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.act import act, case_for
from portal.web.staff.thread_acts import code_form
from portal.web.staff.words import word
from portal.web.unit_of_work import council, desk


@staff.post("/cases/<reference>/new_code")
@requires(Permission.CODE_REPLACE)
def make_new_code(reference: str) -> ResponseReturnValue:
    """Make it; it is hashed before the transaction begins, since nobody else writes meanwhile."""
    g.fresh_code = fresh_code(council().database.keys.pepper)
    answer: ResponseReturnValue = act(reference, "new_code")
    is_made = not isinstance(answer, str | tuple)
    return redirect(url_for("staff.new_code", reference=reference)) if is_made else answer


@staff.get("/cases/<reference>/code")
@requires(Permission.CODE_REPLACE)
def new_code(reference: str) -> ResponseReturnValue:
    """The words, for whoever made them, until they are handed over."""
    case = case_for(reference, Permission.CODE_REPLACE)
    kept = dict(kept_text.find(desk().session, desk().actor.id, code_form(case), desk().now) or [])
    if not kept:
        return redirect(url_for("staff.case", reference=reference))
    return render_template("staff/new_code.html", here="queue", case=case, made=kept, word=word)


@staff.post("/cases/<reference>/code")
@requires(Permission.CODE_REPLACE)
def handed_over(reference: str) -> ResponseReturnValue:
    """The person has it: the words are gone."""
    case = case_for(reference, Permission.CODE_REPLACE)
    kept_text.drop(desk().session, desk().actor.id, code_form(case))
    return redirect(url_for("staff.case", reference=reference))
