"""The page of one person who came back: where it stands, messages both ways, and what they can do; one address, its parts in `?part=`."""

import secrets
from typing import Any

from flask import abort, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.casework.desk import NotAllowed
from portal.casework.evidence.open import files_of
from portal.casework.people.parties import CHANNELS
from portal.casework.people.who import is_here
from portal.casework.thread import visit as visits
from portal.casework.thread.message import write_in
from portal.casework.thread.statement import has_written, waiting
from portal.casework.thread.status import Where, letters, numbered, where
from portal.forms import journey
from portal.forms.model import Form, Kind
from portal.forms.ways import WAYS
from portal.procedure.model import Sentence
from portal.store.models import Case, Party
from portal.web.guard import open_to_all
from portal.web.page_form import PageForm, page_form
from portal.web.public import public
from portal.web.public.back_parts import DO, EVERYBODY, FELT, YOUNG_DO, Face, face_of, language
from portal.web.public.equality import OFFERED
from portal.web.public.form import READABLE_BYTES, TO_CHOOSE
from portal.web.public.hold import BACK
from portal.web.public.visiting import Visiting, visiting
from portal.web.unit_of_work import desk

LETTER = "letter"
WAY = "way"
WRITTEN = ("why_next", "why_stop", "told_text")
"""Where somebody writes on a part that may no longer be offered when they send it."""


@public.get("/back")
@open_to_all
def back() -> ResponseReturnValue:
    """Where it stands, a letter, or the form of one thing to do."""
    part = request.args.get("part", "")
    me = visiting(reads=part != LETTER and part not in YOUNG_DO)
    if me is None:
        return redirect(url_for("public.come_back"))
    if part == LETTER:
        return _letter(me)
    face = _face(me)
    now = where(desk(), me.case, me.party, language())
    if part not in face.do:
        facts = {
            "safe": _safe_words(now, face),
            "asks_felt": _asks_felt(now),
            "way": face.way,
            "ways": WAYS,
            "equality": me.party.role in OFFERED,
            "files": files_of(desk().session, party=me.party),
            "done": request.args.get("done", ""),
        }
        return render_template(f"{face.folder}/back.html", me=me, now=now, **facts)
    if not face.do[part].is_offered(now):
        return redirect(url_for("public.back"))
    kept = visits.kept_words(desk(), request.cookies.get(BACK, ""), me.party)
    is_kept = kept.get("part") == part
    before = kept["answers"] if is_kept else {"told_text": now.to_check.body} if now.to_check else {}
    return _draw(me, part, page_form(face.asks[part], face.asks[part].pages[0], before), is_kept)


@public.post("/back")
@open_to_all
def do_part() -> ResponseReturnValue:
    """Do one thing, or say 'I am done'. What is written after the page has closed is kept until the code is shown again."""
    request.max_form_memory_size = request.max_content_length = READABLE_BYTES
    part, then = request.form.get("part", ""), request.form.get("then", "")
    if then == "done":
        return _done()
    me = visiting()
    face = _face(me) if me else _face_then()
    if part not in face.do:
        abort(400)
    form = face.asks[part]
    if me is None:
        is_kept = visits.keep_words(desk(), request.cookies.get(BACK), {"part": part, "answers": _as_typed(form)})
        return make_response(render_template("public/come_back.html", has_closed=True, is_kept=is_kept, is_lost=not is_kept))
    filled = page_form(form, form.pages[0])
    if then in TO_CHOOSE:
        visits.keep_words(desk(), request.cookies.get(BACK), {"part": part, "answers": _as_typed(form)})
        return redirect(url_for(f"public.{then}", to=url_for("public.back", part=part)))
    if then == "stay" or not filled.validate():
        return make_response(_draw(me, part, filled))
    if not face.do[part].is_offered(where(desk(), me.case, me.party)):
        return _too_late(me, filled)
    try:
        face.do[part].do(desk(), me.party, journey.sendable(form, filled.answers()), request.form.get("once", "")[:60])
    except NotAllowed as refused:
        desk().session.rollback()
        return make_response(_draw(visiting() or me, part, filled, problem=_spoken(refused)))
    visits.drop_words(desk(), request.cookies.get(BACK, ""))
    return redirect(url_for("public.back", done=part))


def _face(me: Visiting) -> Face:
    """The face of this page; of a young one in the way chosen here, else in the way they used last."""
    face = face_of(me.case, me.party)
    wanted = next((one for one in WAYS if one.letter == request.args.get("as")), None)
    if face.way and wanted:
        session[WAY] = str(wanted.audience)
    return face_of(me.case, me.party, session.get(WAY, ""))


def _face_then() -> Face:
    """The face of a page that has closed, whose words are kept."""
    visit = visits.find(desk().session, request.cookies.get(BACK))
    party = desk().session.get(Party, visit.party_id) if visit else None
    return face_of(desk().session.get_one(Case, party.case_id), party) if party else EVERYBODY


def _too_late(me: Visiting, filled: PageForm) -> Response:
    """Something happened since the page was drawn, and it can be done no longer: what was written goes to the team all the same."""
    words = "\n\n".join(str(filled[key].data) for key in WRITTEN if key in filled and str(filled[key].data or "").strip())
    done = None
    if words and not has_written(desk(), me.party, words):
        write_in(desk(), me.party, words, request.form.get("once", "")[:60], language=language())
        done = "write"
    return redirect(url_for("public.back", done=done))


def _done() -> Response:
    """The visit ends; what the browser keeps of it goes."""
    if token := request.cookies.get(BACK):
        visits.end(desk().session, token, desk().now)
    for kept in (FELT, WAY):
        session.pop(kept, None)
    response = make_response(redirect(url_for("public.start")))
    response.delete_cookie(BACK, httponly=True, samesite="Lax")
    return response


def _letter(me: Visiting) -> ResponseReturnValue:
    """A letter that went to this person, as it went."""
    number = request.args.get("n", "")
    found = next((one for one in letters(desk(), me.party) if str(one.number) == number), None)
    if found is None:
        return redirect(url_for("public.back"))
    face = _face(me)
    return render_template("public/back_letter.html", me=me, letter=found, way=face.way, folder=face.folder)


def _draw(me: Visiting, part: str, filled: PageForm, is_kept: bool = False, problem: str = "") -> str:
    """The form of a part; what staff wrote down stands above the question whether it is right."""
    once = request.form.get("once", "")[:60] or secrets.token_urlsafe(32)
    told = waiting(desk().session, me.party.id) if part == "told" else None
    speaking = [(number, one) for number, one in numbered(desk(), me.party).items() if is_here(one, desk().today)] if part == "helper" else ()
    problems = [("", problem)] if problem else filled.problems()
    face = _face(me)
    facts = {"part": part, "button_words": face.do[part].button, "once": once, "is_kept": is_kept, "told": told, "speaking": speaking, "problems": problems}
    return render_template(f"{face.folder}/back_part.html", me=me, form=filled, way=face.way, **facts)


def _spoken(refused: NotAllowed) -> str:
    """Why it cannot be done, in the reader's language."""
    sentence = refused.args[0]
    return gettext(sentence.text, **sentence.values) if isinstance(sentence, Sentence) else gettext(sentence)


def _as_typed(form: Form) -> dict[str, Any]:
    """The part's fields as they were posted, checked by nobody yet."""
    asked = form.pages[0].asked()
    return {one.key: request.form.getlist(one.key) if one.kind is Kind.ANY_OF else request.form.get(one.key, "") for one in asked}


def _safe_words(now: Where, face: Face) -> list[str]:
    """The channels called safe, in the words in which they were asked on this page."""
    found = []
    for channel in now.safe:
        key, option = CHANNELS[channel]
        asked = next(((question, form.audience) for form in face.asks.values() if (question := form.question(key))), None)
        if asked is not None:
            found.append(gettext(asked[0].wording[asked[1]].options[option]))
    return found


def _asks_felt(now: Where) -> bool:
    return DO[FELT].is_offered(now) and not session.get(FELT)
