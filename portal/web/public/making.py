"""Recording one's voice and drawing: made in the browser, sent like any other file, and only when 'Keep this' is pressed."""

from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.casework.evidence.open import files_of
from portal.casework.evidence.receive import left
from portal.forms import journey
from portal.text import N_
from portal.web.arriving import no_room
from portal.web.guard import open_to_all
from portal.web.headers import RECORDS
from portal.web.public import public
from portal.web.public.files import Owner, has_room, letter_of, nobody, owner
from portal.web.public.form import form_of
from portal.web.public.hold import FORM
from portal.web.public.page_of import LETTERS, address
from portal.web.unit_of_work import council, desk, session

LONGEST = 180
"""Seconds of one recording; another can follow."""

COLOURS = {
    "black": (N_("Black"), "#17202a"),
    "blue": (N_("Blue"), "#1d4f91"),
    "red": (N_("Red"), "#b3261e"),
    "green": (N_("Green"), "#1b6b3a"),
    "orange": (N_("Orange"), "#d9660a"),
    "purple": (N_("Purple"), "#6b3fa0"),
    "rubber": (N_("Rubber"), "#ffffff"),
}
"""What a line is drawn with. Each has a name: nobody has to tell colours apart. The rubber draws in the colour of the paper."""
WIDTHS = {"thin": (N_("Thin"), 6), "middle": (N_("Middle"), 16), "thick": (N_("Thick"), 40)}
"""How wide a line is on a paper that is 1200 wide."""


@public.get("/files/voice")
@open_to_all
def voice() -> ResponseReturnValue:
    """Record, hear, delete, keep. The only page that may use the microphone."""
    answer = make_response(_page("voice", longest=LONGEST))
    answer.headers.update(RECORDS)
    return answer


@public.get("/files/drawing")
@open_to_all
def drawing() -> ResponseReturnValue:
    """Draw with a finger, a mouse, a pen or the arrow keys."""
    return _page("drawing", colours=COLOURS, widths=WIDTHS)


def _page(what: str, **more: object) -> ResponseReturnValue:
    """The page for whoever this browser holds; for nobody yet too: what they keep then begins a draft (`letter`: of which form)."""
    whose, letter = owner(), letter_of()
    if whose is None and (request.args.get("of", FORM) != FORM or request.cookies.get(FORM)):
        return nobody()
    return render_template(f"young/{what}.html", **_facts(what, whose, letter), **more)


def _facts(what: str, whose: Owner | None, letter: str) -> dict[str, object]:
    of = None if whose is None or whose.cookie == FORM else whose.cookie
    begins: dict[str, Any] = {} if whose else {"as": letter}
    draft, party = (whose.draft, whose.party) if whose else (None, None)
    return {
        "whose": whose,
        "back": whose.back if whose else url_for("public.page", n=1, **begins),
        "call": _call(whose, letter),
        "send_to": url_for("public.take_files", of=of, **begins),
        "next": url_for(f"public.{what}", of=of),
        "mine": files_of(session(), draft=draft, party=party) if whose else [],
        "of": of or FORM,
        "left": left(desk(), draft, party) if whose else council().settings.files.most,
        "limits": council().settings.files,
        "no_room": "" if has_room() else no_room(),
        "is_done": request.args.get("done") == "yes",
        "is_sent": party is not None,
    }


def _call(whose: Owner | None, letter: str) -> str:
    """Where to ask for a call: on their own page, or on the young form's own page, so that it stays a child's; else on everybody's."""
    if whose is not None and whose.me is not None:
        return url_for("public.back", part="talk")
    draft = whose.draft if whose else None
    form = form_of(draft) if draft else LETTERS[letter]
    asks = next((one for one in form.pages if any(asked.key == "call_me" for asked in one.asked())), None)
    if asks is None or (whose is not None and draft is None):
        return url_for("public.talk")
    if draft is not None and journey.may_visit(form, draft.answers or {}, asks):
        return address(form, asks)
    begins: dict[str, Any] = {} if draft else {"as": letter}
    return url_for("public.page", n=1, **begins)
