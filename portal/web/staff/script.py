"""A script being filled in: one page with all the questions in free order; whatever is typed is kept, from every window that is open."""

import secrets
import uuid
from contextlib import suppress
from typing import Any

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import LONDON, NotAllowed
from portal.casework.evidence.open import files_of
from portal.casework.intake import entered
from portal.casework.intake.entered import mark, merge
from portal.store.models import Draft
from portal.web import kept_text
from portal.web.guard import requires
from portal.web.sign_in_state import quiet_seconds
from portal.web.staff import staff
from portal.web.staff.asked import Wrong
from portal.web.staff.enter import find, find_to_read
from portal.web.staff.script_page import CAME_BY, CAME_ON, Script, came_in, marks, posted, read, ways_in, window_of
from portal.web.staff.words import word
from portal.web.unit_of_work import desk

KEEP, READ_BACK, ATTACH, USE, DROP = "keep", "read_back", "attach", "use-", "drop-"
"""What a button of the page says: keep and stay at a part; go on to reading it back, or to attaching the letter; use or drop what another
window wrote in a box."""


@staff.get("/enter/<uuid:script>")
@requires(Permission.ENTER)
def script(script: uuid.UUID) -> ResponseReturnValue:
    """The page, with what stands in it and what was kept of an ended session."""
    found = find_to_read(script)
    if found.contact_id is not None:
        return redirect(url_for("staff.given", script=script))
    kept = kept_text.take()
    is_looked_at = bool(request.args.get("look"))
    shown = read(found, merge(found.answers or {}, posted(found, kept), window_of(kept)).boxes if kept else None, is_looked_at=is_looked_at)
    return _page(found, shown, kept=kept, problems=shown.problems if is_looked_at else [])


@staff.post("/enter/<uuid:script>")
@requires(Permission.ENTER)
def keep_script(script: uuid.UUID) -> ResponseReturnValue:
    """Keep what was typed, then do what the button said; a script of ours that keeps by itself is told what stands there now."""
    found = find(script, to_write=True)
    if found.contact_id is not None:
        return redirect(url_for("staff.given", script=script))
    kept = entered.keep(desk(), found, posted(found, request.form), window_of(request.form))
    _take_what_came(found)
    then = request.form.get("then", KEEP)
    if request.form.get("quietly"):
        kept_text.has_stored_all()
        return _told_quietly(found, kept.clashes)
    if then.startswith((USE, DROP)):
        entered.settle(found, then.partition("-")[2], then.startswith(USE))
    elif then == READ_BACK and not kept.clashes:
        return redirect(url_for("staff.read_back", script=script))
    elif then == ATTACH:
        return redirect(url_for("staff.script_files", script=script))
    return redirect(url_for("staff.script", script=script, _anchor=_anchor(found, then, kept.clashes)))


def _take_what_came(found: Draft) -> None:
    """How and when it came, once what stands in those boxes can be right; until then the page says what is wrong."""
    with suppress(Wrong, NotAllowed):
        entered.came(desk(), found, *came_in(found.answers))


def _anchor(found: Draft, then: str, clashes: tuple[str, ...]) -> str | None:
    """The part a button belongs to, or the first box that two windows wrote in."""
    if clashes:
        return f"other-{clashes[0]}"
    name = then.removeprefix("part-")
    return f"part-{name}" if name in {part.page.key for part in read(found).parts} else None


def _told_quietly(found: Draft, clashes: tuple[str, ...]) -> Response:
    """What stands there now. A box gets a new mark only where what this window shows is what is kept: it never saw anything else."""
    shown, now = read(found), marks(found)
    return jsonify(
        quiet=quiet_seconds(),
        was={name: now[name] for name, box in posted(found, request.form).items() if mark(box.typed) == now[name]},
        states={part.page.key: part.state for part in shown.parts},
        kept=_kept_at(found),
        clash=_("This box was changed in another window too. Both texts are kept. Press Keep to see them.") if clashes else "",
    )


def _kept_at(found: Draft) -> str:
    return _("Kept at %(time)s", time=f"{found.kept_at.astimezone(LONDON):%H:%M:%S}")


def _page(found: Draft, shown: Script, **more: Any) -> str:
    return render_template(
        "staff/script.html",
        here="enter",
        script=found,
        shown=shown,
        marks=marks(found),
        window=secrets.token_hex(4),
        kept_at=_kept_at(found),
        came_by=CAME_BY,
        came_on=CAME_ON,
        came=[str(shown.boxes.get(f"{CAME_ON}-{part}", "")) for part in ("day", "month", "year")],
        ways=ways_in(),
        files=files_of(desk().session, draft=found),
        word=word,
        **more,
    )
