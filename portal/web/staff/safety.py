"""The safety page of urgent contacts: all that somebody on duty may see, and what they need to act."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.casework.intake.danger_words import NAMES
from portal.casework.reading.beside import SAFETY
from portal.casework.reading.safety import acting, find_urgent, safety_page, urgent
from portal.web.guard import requires
from portal.web.staff import staff
from portal.web.staff.days import age
from portal.web.staff.opening import read_safety, refuse
from portal.web.staff.words import word
from portal.web.unit_of_work import desk


@staff.get("/safety")
@requires(Permission.SAFETY_PAGE)
def safety() -> ResponseReturnValue:
    """The urgent contacts; nothing of what they say."""
    here = desk()
    return render_template("staff/safety.html", here="safety", found=urgent(here), age=age, now=here.now)


@staff.get("/safety/<reference>")
@requires(Permission.SAFETY_PAGE)
def safety_of(reference: str) -> ResponseReturnValue:
    """One of them. Opening it is logged, shown to the complaints manager, and ends the paging."""
    read_safety(reference)
    here = desk()
    found = find_urgent(here, reference)
    if found is None:
        refuse(reference, SAFETY)
    page = safety_page(here, found)
    return render_template("staff/safety_of.html", here="safety", page=page, raised=[NAMES[kind] for kind in page.kinds], word=word)


@staff.post("/safety/<reference>")
@requires(Permission.SAFETY_PAGE)
def act_on_safety(reference: str) -> ResponseReturnValue:
    """'I have seen this and am acting': written down on the case."""
    here = desk()
    if find_urgent(here, reference) is None:
        refuse(reference, SAFETY)
    acting(here, reference)
    return redirect(url_for("staff.safety_of", reference=reference))
