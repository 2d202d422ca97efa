"""Photos, papers, recordings and films of whoever this browser holds: a draft, what was sent, or a person's own page."""

import uuid
from typing import NamedTuple

import sqlalchemy as sa
from flask import Blueprint, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from portal.casework.desk import NotAllowed
from portal.casework.evidence.open import files_of
from portal.casework.evidence.receive import Arrived, NoRoom, check_room, keep, left
from portal.casework.evidence.remove import remove
from portal.casework.intake import draft as drafts
from portal.casework.people.who import is_here, sender
from portal.casework.thread.message import locked_case
from portal.evidence.kinds import ACCEPT
from portal.forms.ways import way_of
from portal.store.models import Case, Draft, Party
from portal.web import arriving
from portal.web.arriving import Came, NobodyHere, Problem, no_room, take_in
from portal.web.file_words import kind_name, refusal, shown_name, size_words
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.back_parts import EVERYBODY, face_of
from portal.web.public.form import form_of, go_on_address
from portal.web.public.hold import BACK, FORM, TALK, held, hold
from portal.web.public.page_of import LETTERS
from portal.web.public.visiting import Visiting, visiting
from portal.web.unit_of_work import council, desk, end_session, session

BACK_TO = {FORM: "public.done", TALK: "public.talk_done", BACK: "public.back"}

for _name, _global in (("file_kind", kind_name), ("file_refusal", refusal), ("file_name", shown_name), ("file_size", size_words)):
    public.add_app_template_global(_global, _name)


class Owner(NamedTuple):
    """Whose files these are: of a draft not sent yet, or of a person on a case. me: their visit, where they came back.

    token: of a draft that began with this file; the browser holds it from now on.
    """

    cookie: str
    draft: Draft | None = None
    party: Party | None = None
    me: Visiting | None = None
    token: str = ""

    @property
    def back(self) -> str:
        """Where they go on."""
        return go_on_address(self.draft) if self.draft else url_for(BACK_TO[self.cookie])


def owner(*, to_write: bool = False) -> Owner | None:
    """Who this browser holds, by the cookie that the address names; None where it holds nobody."""
    cookie = request.args.get("of", FORM)
    if cookie == BACK:
        me = visiting()
        return Owner(BACK, party=me.party, me=me) if me else None
    draft = held(cookie, to_write=to_write) if cookie in (FORM, TALK) else None
    if draft is None or draft.contact_id is None:
        return Owner(cookie, draft=draft) if draft else None
    case = session().scalar(sa.select(Case).where(Case.contact_id == draft.contact_id).order_by(Case.id).limit(1))
    party = sender(case, draft.reference) if case else None
    return Owner(cookie, party=party) if party and is_here(party, desk().today) else None


@public.get("/files")
@open_to_all
def files() -> ResponseReturnValue:
    """What came so far, and the box for more."""
    whose = owner()
    return _page(whose) if whose else nobody()


@public.post("/files")
@open_to_all
def take_files() -> ResponseReturnValue:
    """Take files: looked up first, then read without a transaction, then kept in one."""
    try:
        came = take_in(_how_many)
    except NobodyHere:
        return nobody()
    except arriving.Busy:
        return _answer(Came({}, [], [("", gettext("Many files come in at this moment. Wait a minute, then try again."))], False), None, 503)
    g.pop("now", None)
    whose = owner(to_write=True) or _beginning()
    if whose is None:
        return nobody()
    for one in came.arrived:
        _keep(whose, one, came.problems)
    if whose.draft is not None:
        drafts.keep(desk(), whose.draft, {})  # they are at it: the draft lives on
    if not came.arrived and not came.problems:
        came.problems.append(("", gettext("Choose a file first.")))
    session().commit()
    answer = make_response(_answer(came, whose, 413 if came.is_too_large else 422))
    return hold(answer, whose.token) if whose.token else answer


@public.post("/files/remove")
@open_to_all
def remove_file() -> ResponseReturnValue:
    """Take a file back before it is sent; what was sent stays."""
    whose = owner(to_write=True)
    if whose is None:
        return nobody()
    try:
        wanted = uuid.UUID(request.form.get("file", ""))
    except ValueError:
        wanted = uuid.UUID(int=0)
    if whose.draft is not None:
        remove(session(), whose.draft, wanted)
    return redirect(_address(whose))


def letter_of() -> str:
    """The form that somebody records or draws for who has not begun to write."""
    letter = request.args.get("as", "")
    return letter if letter in LETTERS else next(iter(LETTERS))


def _may_begin() -> bool:
    """Who recorded first has no draft yet. Never after Exit: a browser that still names a draft was in one, and that ended."""
    return request.args.get("as") in LETTERS and request.args.get("of", FORM) == FORM and FORM not in request.cookies


def _beginning() -> Owner | None:
    if not _may_begin():
        return None
    draft, token = drafts.start(desk(), LETTERS[letter_of()].audience, str(get_locale() or "en"))
    return Owner(FORM, draft=draft, token=token)


def _how_many() -> int:
    """Of whoever this browser holds."""
    whose = owner()
    if whose is None:
        if _may_begin():
            return council().settings.files.most
        raise NobodyHere
    most = left(desk(), whose.draft, whose.party)
    session().commit()  # that the person was here, before their file takes its time
    return most


def _keep(whose: Owner, one: Arrived, problems: list[Problem]) -> None:
    case = locked_case(desk(), whose.party) if whose.party else None
    try:
        keep(desk(), one, draft=whose.draft, case=case, party=whose.party)
    except NotAllowed:
        problems.append((one.name, gettext("You can send %(most)s files at most.", most=council().settings.files.most)))


def _answer(came: Came, whose: Owner | None, status: int) -> ResponseReturnValue:
    """For a script one sentence; else the page again with what is wrong, or on to the list."""
    if came.fields.get("quietly") == "yes":
        says = came.problems[0][1] if came.problems else gettext("It is here.")
        return jsonify({"is_here": not came.problems, "says": says})
    whose = whose or owner()
    if whose is None:
        return nobody()
    if came.problems:
        return make_response(_page(whose, came.problems), status)
    return redirect(_address(whose, done="yes"))


def _address(whose: Owner, done: str | None = None) -> str:
    return url_for("public.files", of=None if whose.cookie == FORM else whose.cookie, done=done)


def nobody() -> Response:
    """Nothing is held: what there was has ended, or never began."""
    end_session()
    return redirect(url_for("public.come_back" if request.args.get("of") == BACK else "public.start"))


def _page(whose: Owner, problems: list[Problem] = []) -> str:  # noqa: B006 - never changed
    limits = council().settings.files
    facts: dict[str, object] = {
        "here": _address(whose),
        "of": whose.cookie,
        "making_of": None if whose.cookie == FORM else whose.cookie,
        "mine": files_of(session(), draft=whose.draft, party=whose.party),
        "left": left(desk(), whose.draft, whose.party),
        "has_room": has_room(),
        "is_done": request.args.get("done") == "yes" and not problems,
    }
    facts |= face_and_way(whose)
    said = [("files", f"{shown_name(name)}: {text}" if name else text) for name, text in problems]
    return render_template("public/files.html", whose=whose, limits=limits, accept=ACCEPT, problems=said, no_room=no_room(), **facts)


def face_and_way(whose: Owner) -> dict[str, object]:
    """Whose pages it looks like: of the form they fill in, or of the page they came back to."""
    if whose.draft is not None:
        return {"face": form_of(whose.draft).face, "way": way_of(whose.draft.audience)}
    face = face_of(session().get_one(Case, whose.party.case_id), whose.party) if whose.party else EVERYBODY
    return {"face": face.folder, "way": face.way}


def has_room() -> bool:
    try:
        check_room(council().settings)
    except NoRoom:
        return False
    return True


def _without_the_usual_check(state: BlueprintSetupState) -> None:
    """The form's token is looked at while the form is read (web/arriving.py): the usual check would first read all of it into memory."""
    state.app.extensions["csrf"].exempt(take_files)


Blueprint.record_once(public, _without_the_usual_check)
