"""'Before we show it to anybody': a child, or whoever speaks for them, says whether somebody may see their words (practice F-04)."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.access.roles import CATALOGUE
from portal.access.visible import PART
from portal.casework.desk import NotAllowed
from portal.casework.people.agreement import OVERRIDDEN, answer, for_party
from portal.casework.thread import visit as visits
from portal.forms import journey
from portal.forms.first import FORMS, KEY, OPTIONS, SOME_NEED, WORDS
from portal.procedure.model import Sentence
from portal.store.models import Agreement, Party
from portal.web.drawn_once import QUESTION
from portal.web.guard import open_to_all
from portal.web.page_form import PageForm, page_form
from portal.web.public import public
from portal.web.public.back_parts import face_of
from portal.web.public.form import READABLE_BYTES, TO_CHOOSE
from portal.web.public.hold import BACK
from portal.web.public.visiting import Visiting, visiting
from portal.web.unit_of_work import desk

FIRST = "first"


@public.get("/back/first")
@open_to_all
def first() -> ResponseReturnValue:
    """Who it would be and why, and the five answers."""
    me = visiting()
    if me is None:
        return redirect(url_for("public.come_back"))
    row = _row(me.party, request.args.get("who", ""))
    if row is None:
        return redirect(url_for("public.back"))
    kept = visits.kept_words(desk(), request.cookies.get(BACK, ""), me.party)
    is_kept = kept.get("part") == FIRST and kept["answers"].get("who") == str(row.id)
    said = {KEY: row.answer or "", WORDS: (row.only or "") if row.answer == PART else ""}
    return _draw(me, row, _form(me, kept["answers"] if is_kept else said), is_kept)


@public.post("/back/first")
@open_to_all
def say_first() -> ResponseReturnValue:
    """Keep the answer; it counts at once. What is written after the page has closed is kept until the code is shown again."""
    request.max_form_memory_size = request.max_content_length = READABLE_BYTES
    typed = {key: request.form.get(key, "") for key in (KEY, WORDS, "who")}
    me, then = visiting(), request.form.get("then", "")
    if me is None:
        is_kept = visits.keep_words(desk(), request.cookies.get(BACK), {"part": FIRST, "answers": typed})
        return make_response(render_template("public/come_back.html", has_closed=True, is_kept=is_kept, is_lost=not is_kept))
    row, filled = _row(me.party, typed["who"]), _form(me)
    if row is None:
        return redirect(url_for("public.back"))
    if then in TO_CHOOSE:
        visits.keep_words(desk(), request.cookies.get(BACK), {"part": FIRST, "answers": typed})
        return redirect(url_for(f"public.{then}", to=url_for("public.first", who=row.id)))
    if then == "stay" or not _is_whole(filled):
        return _draw(me, row, filled)
    said = journey.sendable(FORMS[filled.face], filled.answers())
    try:
        answer(desk(), me.party, row, str(said.get(KEY) or ""), str(said.get(WORDS) or ""))
    except NotAllowed as refused:
        return _again(refused, typed["who"])
    visits.drop_words(desk(), request.cookies.get(BACK, ""))
    return redirect(url_for("public.back", done=FIRST))


def _is_whole(filled: PageForm) -> bool:
    """Whether it can be kept: the words are needed only where a part may be shown."""
    filled.validate()
    if filled[KEY].data != PART:
        filled[WORDS].problem, filled[WORDS].errors = None, []
    return not filled.problems()


def _again(refused: NotAllowed, who: str) -> ResponseReturnValue:
    """The form with why it cannot be; where it is not theirs to answer any more, their page says how it stands."""
    desk().session.rollback()
    me = visiting()
    row = _row(me.party, who) if me else None
    if me is None or row is None:
        return redirect(url_for("public.back"))
    filled = _form(me)
    _is_whole(filled)
    return _draw(me, row, filled, problem=refused)


def _row(party: Party, who: str) -> Agreement | None:
    """What counts today and is theirs to answer, of that id."""
    mine = {str(one.id): one for one in for_party(desk(), party) if one.answer != OVERRIDDEN}
    try:
        return mine.get(str(uuid.UUID(who)))
    except ValueError:
        return None


def _form(me: Visiting, answers: dict[str, Any] | None = None) -> PageForm:
    form = FORMS[face_of(me.case, me.party).folder]
    return page_form(form, form.pages[0], answers)


def _draw(me: Visiting, row: Agreement, filled: PageForm, is_kept: bool = False, problem: NotAllowed | None = None) -> str:
    face = face_of(me.case, me.party)
    problems = [(WORDS, _spoken(problem))] if problem else filled.problems()
    facts = {"folder": face.folder, "way": face.way, "question_from": QUESTION[face.folder], "some_need": gettext(SOME_NEED)}
    return render_template("public/first.html", me=me, row=row, role=_role(row), form=filled, is_kept=is_kept, problems=problems, **facts)


def _role(row: Agreement) -> str:
    """What somebody does, as a role is called."""
    return gettext(CATALOGUE[row.about.role].name)


def _spoken(refused: NotAllowed) -> str:
    sentence = refused.args[0]
    return gettext(sentence.text, **sentence.values) if isinstance(sentence, Sentence) else gettext(sentence)


@public.app_template_global()
def asked_first(party: Party) -> Sequence[tuple[Agreement, str, str]]:
    """(agreement, role, what they said) of everybody about whom a person was asked, for their page."""
    said = {key: gettext(words) for key, words in OPTIONS.items()}
    return [(one, _role(one), said.get(one.answer or "", "")) for one in for_party(desk(), party)]


@public.app_template_global()
def some_need() -> str:
    """The promise that stands above what somebody is asked."""
    return gettext(SOME_NEED)
