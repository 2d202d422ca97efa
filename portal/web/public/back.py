"""The page of one person who came back: where it stands, messages both ways, and what they can do; one address, its parts in `?part=`."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import abort, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from portal.casework import tally
from portal.casework.desk import Desk, NotAllowed
from portal.casework.evidence.open import files_of
from portal.casework.people.advocacy import dismiss
from portal.casework.people.parties import CHANNELS
from portal.casework.people.who import is_here
from portal.casework.thread import visit as visits
from portal.casework.thread.message import ADDITION, MESSAGE, WITHDRAWAL, locked_case, write_in
from portal.casework.thread.next_stage import ask_next
from portal.casework.thread.safe_way import ask_for_call, change
from portal.casework.thread.statement import answer as answer_statement
from portal.casework.thread.statement import has_written, waiting
from portal.casework.thread.status import Where, letters, numbered, where
from portal.casework.thread.treated import say
from portal.forms.again import PARTS
from portal.forms.model import Answers, Audience, Kind
from portal.procedure.model import Sentence
from portal.store.models import Party
from portal.text import N_
from portal.web.guard import open_to_all
from portal.web.page_form import PageForm, page_form
from portal.web.public import public
from portal.web.public.equality import OFFERED
from portal.web.public.form import READABLE_BYTES
from portal.web.public.hold import BACK
from portal.web.public.visiting import Visiting, visiting
from portal.web.unit_of_work import desk

FELT = "felt"
LETTER = "letter"
WRITTEN = ("why_next", "why_stop", "told_text")
"""Where somebody writes on a part that may no longer be offered when they send it."""


class Part(NamedTuple):
    """One thing a person can do: the words on its button (marked), when the page offers it, and its verb."""

    button: str
    is_offered: Callable[[Where], bool]
    do: Callable[[Desk, Party, Answers, str], object]


def _always(_where: Where) -> bool:
    return True


def _text(answers: Answers, key: str) -> str:
    return str(answers.get(key) or "")


def _language() -> str:
    return str(get_locale() or "en")


def _count_felt(here: Desk, _party: Party, answers: Answers, _once: str) -> None:
    """Counted of nobody; once a visit."""
    if answers.get(FELT) and not session.get(FELT):
        tally.count(here.session, tally.month_of(here.today), FELT, answer=_text(answers, FELT))
        session[FELT] = True


def _dismiss(here: Desk, party: Party, _answers: Answers, _once: str) -> None:
    """Whoever was chosen speaks for this person no longer; by their number, since two may have one name. A second press ends nobody else's part."""
    case = locked_case(here, party)
    chosen = numbered(here, party).get(request.form.get("who", ""))
    if chosen is None:
        raise NotAllowed(N_("Choose who no longer speaks for you"))
    if is_here(chosen, here.today):
        dismiss(here, case, chosen, party)


def _check_told(here: Desk, party: Party, answers: Answers, _once: str) -> None:
    answer_statement(here, locked_case(here, party), party, _text(answers, "told"), _text(answers, "told_text"))


def _asks_next(here: Desk, party: Party, said: Answers, once: str) -> None:
    ask_next(here, party, _text(said, "why_next"), once, _language())


def _writes(key: str, kind: str) -> Callable[[Desk, Party, Answers, str], object]:
    """The verb that keeps the text of a question as a message of a kind."""
    return lambda here, party, said, once: write_in(here, party, _text(said, key), once, kind, _language())


SEND_ANSWER = N_("Send my answer")
SEND = N_("Send this to the complaints team")
DO: Mapping[str, Part] = {
    "write": Part(SEND, _always, _writes("message", MESSAGE)),
    "add": Part(SEND, _always, _writes("addition", ADDITION)),
    "reach": Part(N_("Keep this"), _always, lambda here, party, said, _once: change(here, party, said)),
    "talk": Part(N_("Ask for a call"), _always, lambda here, party, said, _once: ask_for_call(here, party, said)),
    "next": Part(
        N_("Ask for the next stage"),
        lambda now: (now.is_answered and now.has_next) or now.asks_next,
        _asks_next,
    ),
    "unhappy": Part(SEND, lambda now: now.is_answered and not now.has_next, _asks_next),
    "stop": Part(N_("Ask us to stop"), lambda now: now.can_stop, _writes("why_stop", WITHDRAWAL)),
    "since": Part(SEND_ANSWER, lambda now: now.asks_since, lambda here, party, said, _once: say(here, party, _text(said, "since"))),
    "helper": Part(N_("They no longer speak for me"), lambda now: bool(now.helpers), _dismiss),
    "told": Part(SEND_ANSWER, lambda now: now.to_check is not None, _check_told),
    FELT: Part(SEND_ANSWER, lambda now: now.is_answered and not now.is_bad_news, _count_felt),
}
"""What can be done on the page; what each asks stands in forms/again.py."""


@public.get("/back")
@open_to_all
def back() -> ResponseReturnValue:
    """Where it stands, a letter, or the form of one thing to do."""
    part = request.args.get("part", "")
    me = visiting(reads=part != LETTER and part not in DO)
    if me is None:
        return redirect(url_for("public.come_back"))
    if part == LETTER:
        return _letter(me)
    now = where(desk(), me.case, me.party, _language())
    if part not in DO:
        facts = {
            "safe": _safe_words(now),
            "asks_felt": _asks_felt(now),
            "equality": me.party.role in OFFERED,
            "files": files_of(desk().session, party=me.party),
            "done": request.args.get("done", ""),
        }
        return render_template("public/back.html", me=me, now=now, **facts)
    if not DO[part].is_offered(now):
        return redirect(url_for("public.back"))
    kept = visits.kept_words(desk(), request.cookies.get(BACK, ""), me.party)
    is_kept = kept.get("part") == part
    before = kept["answers"] if is_kept else {"told_text": now.to_check.body} if now.to_check else {}
    return _draw(me, part, page_form(PARTS[part], PARTS[part].pages[0], before), is_kept)


@public.post("/back")
@open_to_all
def do_part() -> ResponseReturnValue:
    """Do one thing, or say 'I am done'. What is written after the page has closed is kept until the code is shown again."""
    request.max_form_memory_size = request.max_content_length = READABLE_BYTES
    part, then = request.form.get("part", ""), request.form.get("then", "")
    if then == "done":
        return _done()
    if part not in DO:
        abort(400)
    form = PARTS[part]
    me = visiting()
    if me is None:
        is_kept = visits.keep_words(desk(), request.cookies.get(BACK), {"part": part, "answers": _as_typed(part)})
        return make_response(render_template("public/come_back.html", has_closed=True, is_kept=is_kept, is_lost=not is_kept))
    filled = page_form(form, form.pages[0])
    if then == "languages":
        visits.keep_words(desk(), request.cookies.get(BACK), {"part": part, "answers": _as_typed(part)})
        return redirect(url_for("public.languages", to=url_for("public.back", part=part)))
    if then == "stay" or not filled.validate():
        return make_response(_draw(me, part, filled))
    if not DO[part].is_offered(where(desk(), me.case, me.party)):
        return _too_late(me, filled)
    try:
        DO[part].do(desk(), me.party, filled.answers(), request.form.get("once", "")[:60])
    except NotAllowed as refused:
        desk().session.rollback()
        return make_response(_draw(visiting() or me, part, filled, problem=_spoken(refused)))
    visits.drop_words(desk(), request.cookies.get(BACK, ""))
    return redirect(url_for("public.back", done=part))


def _too_late(me: Visiting, filled: PageForm) -> Response:
    """Something happened since the page was drawn, and it can be done no longer: what was written goes to the team all the same."""
    words = "\n\n".join(str(filled[key].data) for key in WRITTEN if key in filled and str(filled[key].data or "").strip())
    done = None
    if words and not has_written(desk(), me.party, words):
        write_in(desk(), me.party, words, request.form.get("once", "")[:60], language=_language())
        done = "write"
    return redirect(url_for("public.back", done=done))


def _done() -> Response:
    """The visit ends; what the browser keeps of it goes."""
    if token := request.cookies.get(BACK):
        visits.end(desk().session, token, desk().now)
    session.pop(FELT, None)
    response = make_response(redirect(url_for("public.start")))
    response.delete_cookie(BACK, httponly=True, samesite="Lax")
    return response


def _letter(me: Visiting) -> ResponseReturnValue:
    """A letter that went to this person, as it went."""
    number = request.args.get("n", "")
    found = next((one for one in letters(desk(), me.party) if str(one.number) == number), None)
    if found is None:
        return redirect(url_for("public.back"))
    return render_template("public/back_letter.html", me=me, letter=found)


def _draw(me: Visiting, part: str, filled: PageForm, is_kept: bool = False, problem: str = "") -> str:
    """The form of a part; what staff wrote down stands above the question whether it is right."""
    once = request.form.get("once", "")[:60] or secrets.token_urlsafe(32)
    told = waiting(desk().session, me.party.id) if part == "told" else None
    speaking = [(number, one) for number, one in numbered(desk(), me.party).items() if is_here(one, desk().today)] if part == "helper" else ()
    problems = [("", problem)] if problem else filled.problems()
    facts = {"part": part, "button_words": DO[part].button, "once": once, "is_kept": is_kept, "told": told, "speaking": speaking, "problems": problems}
    return render_template("public/back_part.html", me=me, form=filled, **facts)


def _spoken(refused: NotAllowed) -> str:
    """Why it cannot be done, in the reader's language."""
    sentence = refused.args[0]
    return gettext(sentence.text, **sentence.values) if isinstance(sentence, Sentence) else gettext(sentence)


def _as_typed(part: str) -> dict[str, Any]:
    """The part's fields as they were posted, checked by nobody yet."""
    asked = PARTS[part].pages[0].asked()
    return {one.key: request.form.getlist(one.key) if one.kind is Kind.ANY_OF else request.form.get(one.key, "") for one in asked}


def _safe_words(now: Where) -> list[str]:
    """The channels called safe, in the words in which they were asked."""
    found = []
    for channel in now.safe:
        key, option = CHANNELS[channel]
        question = PARTS["reach"].question(key)
        if question is not None:
            found.append(gettext(question.wording[Audience.PARENT].options[option]))
    return found


def _asks_felt(now: Where) -> bool:
    return DO[FELT].is_offered(now) and not session.get(FELT)
