"""Equality questions, offered to whoever has sent something or came back: kept a page at a time, never shown again, never needed."""

import uuid
from collections.abc import Mapping
from typing import NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.people.who import is_child, who_sent
from portal.casework.tally import count, month_of
from portal.equality import CHILD, OWN, SELF, forget, store
from portal.forms.equality import ABOUT_CHILD, ABOUT_YOU, IS_16, UNDER_16, YOUNG, YOUNG_FROM_16
from portal.forms.model import Answers, Audience, Form, Page
from portal.forms.questions.equality import ETHNIC, ETHNIC_GROUPS, PREFER_NOT
from portal.forms.ways import YOUNG_ONES, Way, way_of
from portal.store.models import Draft, Party
from portal.web.drawn_once import drawn
from portal.web.guard import open_to_all
from portal.web.page_form import PageForm, page_form, title_of
from portal.web.public import public
from portal.web.public.hold import BACK, FORM, TALK, held
from portal.web.public.visiting import visiting
from portal.web.unit_of_work import council, desk

FORMS = (ABOUT_YOU, UNDER_16, ABOUT_CHILD, YOUNG, YOUNG_FROM_16)
LETTERS: Mapping[str, str] = {FORM: "abcjk", TALK: "deflm", BACK: "ghino"}
"""How the forms are called in an address, by the cookie that says who answers; it tells nothing to whoever reads it later."""

BACK_TO: Mapping[str, str] = {FORM: "public.done", TALK: "public.talk_done", BACK: "public.back"}

OFFERED: Mapping[str, tuple[Audience, ...]] = {
    "parent": (SELF, CHILD),
    "complainant": (SELF, CHILD),
    "advocate": (CHILD,),
    "representative": (CHILD,),
    "child": (SELF,),
    **dict.fromkeys(sorted(YOUNG_ONES), (SELF,)),
}
"""Whom may be answered about, by who asks (a form's audience) or who came back (a party's role). A worker who passes something on
cannot answer for anybody; a child or young person answers about themself."""

FIRST: Mapping[tuple[Audience, bool], Form] = {(SELF, False): ABOUT_YOU, (SELF, True): YOUNG, (CHILD, False): ABOUT_CHILD}
"""The form that is begun with, by whom it is about and whether a young person answers."""

NEXT: Mapping[tuple[Form, bool], Form] = {(ABOUT_YOU, True): UNDER_16, (YOUNG, False): YOUNG_FROM_16, (YOUNG_FROM_16, True): YOUNG}
"""The form that is gone on with once somebody has said whether they are under 16."""


class Answering(NamedTuple):
    """Who answers here: the person the answers are kept for, whom they may be about, and the cookie that says so."""

    person: uuid.UUID
    about: tuple[Audience, ...]
    cookie: str
    is_young: bool = False
    way: Way | None = None

    @property
    def face(self) -> str:
        """Whose templates draw the pages."""
        return "young" if self.is_young else "public"

    def may_fill(self, form: Form) -> bool:
        """Whether this form is one of theirs."""
        return form.audience in self.about and form.face == self.face

    def address(self, form: Form, n: int = 1) -> str:
        """Where a page of one of the forms stands for them."""
        return url_for("public.equality_page", letter=LETTERS[self.cookie][FORMS.index(form)], n=n)


def offered(draft: Draft | None) -> tuple[Audience, ...]:
    """Whom this draft's writer may answer about, once it is sent."""
    return OFFERED.get(draft.audience, ()) if draft is not None and draft.contact_id else ()


def answering(cookie: str) -> Answering | None:
    """Who holds this browser, by one of its cookies; None where nothing was sent, or nobody here may answer."""
    if cookie == BACK:
        me = visiting()
        return _came_back(me.party, way_of(me.case.contact.audience)) if me else None
    draft = held(cookie)
    about = offered(draft)
    person = who_sent(desk().session, draft.contact_id) if draft is not None and draft.contact_id and about else None
    if draft is None or person is None:
        return None
    return Answering(person, about, cookie, draft.audience in YOUNG_ONES, way_of(draft.audience))


def _came_back(party: Party, way: Way | None) -> Answering | None:
    """Who came back: a child for themself whatever their part is called."""
    young = is_child(party)
    about = (SELF,) if young else OFFERED.get(party.role, ())
    return Answering(party.id, about, BACK, young, way if young else None) if about else None


@public.app_template_global()
def ethnic_groups() -> list[tuple[str, list[str]]]:
    """The nineteen under their headings, and 'prefer not to say' under none: (heading, options)."""
    under = [(gettext(words), [one for one in ETHNIC.options if one.startswith(f"{group}_")]) for group, words in ETHNIC_GROUPS.items()]
    return [*under, ("", [PREFER_NOT])]


@public.get("/equality")
@open_to_all
def equality() -> ResponseReturnValue:
    """What these questions are, and that nobody must answer them."""
    me = answering(_cookie())
    if me is None:
        return redirect(url_for("public.start"))
    facts = {"about": me.about, "of": me.cookie, "back": url_for(BACK_TO[me.cookie]), "done": request.args.get("done", ""), "way": me.way}
    return render_template(f"{me.face}/equality.html", **facts)


@public.post("/equality")
@open_to_all
def choose_equality() -> ResponseReturnValue:
    """Answer about oneself, or about the child; skip; or take back what was answered."""
    me, then = answering(_cookie()), request.form.get("then", "")
    if me is None:
        return redirect(url_for("public.start"))
    if then == "forget":
        forget(desk().session, council().database.keys, me.person)
        return redirect(url_for("public.equality", of=me.cookie, done="forgotten"))
    if "again" not in request.form:
        count(desk().session, month_of(desk().today), "offered", "equality", answer="yes" if then in me.about else "no")
    if then not in me.about:
        return redirect(url_for(BACK_TO[me.cookie]))
    return redirect(me.address(FIRST[Audience(then), me.is_young]))


@public.get("/equality/<letter>/<int:n>")
@open_to_all
def equality_page(letter: str, n: int) -> ResponseReturnValue:
    """A page of questions, always empty: what was answered before is not shown to whoever holds this browser now."""
    cookie, form, page = _find(letter, n)
    me = answering(cookie)
    if me is None or not me.may_fill(form):
        return redirect(url_for("public.start"))
    return _draw(me, form, page, page_form(form, page))


@public.post("/equality/<letter>/<int:n>")
@open_to_all
def keep_equality(letter: str, n: int) -> ResponseReturnValue:
    """Keep what was answered on this page, then the next one, or the end."""
    cookie, form, page = _find(letter, n)
    me = answering(cookie)
    if me is None or not me.may_fill(form):
        return redirect(url_for("public.start"))
    filled = page_form(form, page)
    if not filled.validate():
        return _draw(me, form, page, filled)
    answers = filled.answers()
    store(desk().session, council().database.keys, me.person, form.audience, OWN, answers)
    form = _goes_on_with(form, answers)
    if n >= len(form.pages) or request.form.get("then") == "stop":
        return redirect(url_for("public.equality", of=cookie, done=form.audience))
    return redirect(me.address(form, n + 1))


def _goes_on_with(form: Form, answers: Answers) -> Form:
    """The form after a page: by the age somebody gave on it; where none was given, the one they are on."""
    age = answers.get("age")
    return NEXT.get((form, age == "under_16"), form) if age == "under_16" or age in IS_16 else form


def _cookie() -> str:
    """By which cookie the person answers, as the page they came from said."""
    said = request.values.get("of", FORM)
    return said if said in LETTERS else FORM


def _find(letter: str, n: int) -> tuple[str, Form, Page]:
    """The cookie, the form and its page; 404 where there is none."""
    for cookie, letters in LETTERS.items():
        if len(letter) == 1 and letter in letters:
            form = FORMS[letters.index(letter)]
            return (cookie, form, form.pages[n - 1]) if 1 <= n <= len(form.pages) else abort(404)
    return abort(404)


def _draw(me: Answering, form: Form, page: Page, filled: PageForm) -> str:
    n = form.pages.index(page) + 1
    before = me.address(form, n - 1) if n > 1 else url_for("public.equality", of=me.cookie)
    facts = {"back": before, "number": n, "pages": len(form.pages), "child": form.audience == CHILD, "title": gettext(title_of(form, page))}
    return render_template(f"{me.face}/equality_page.html", form=filled, way=me.way, drawn=drawn, **facts)
