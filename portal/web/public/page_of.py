"""A page of a form as HTML: what is the same for everybody is drawn once, what somebody wrote is put in afterwards."""

from typing import NamedTuple

from flask import render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from portal.casework.evidence.open import files_of
from portal.casework.people.parties import asks_second_code
from portal.forms import journey
from portal.forms.catalogue import ADVOCATE, CATALOGUE, CHECK, PARENT, PASS_ON
from portal.forms.model import Answers, Form, Page
from portal.forms.ways import WAYS, way_of
from portal.web import look
from portal.web.drawn_once import drawn, hole, put_in
from portal.web.page_form import AnswerField, PageForm, page_form, title_of
from portal.web.public.hold import held
from portal.web.public.seen import seen_now
from portal.web.public.showing import shown_as
from portal.web.unit_of_work import desk

LETTERS = {"p": PARENT, "a": ADVOCATE, "w": PASS_ON, **{way.letter: CATALOGUE[way.audience] for way in WAYS}}
"""How an address names a form; it says nothing of what the form is about."""
LETTER_OF = {form.key: letter for letter, form in LETTERS.items()}

TOKEN, BACK, LEFT = "stands-for-the-token", "stands-for-the-way-back", "stands-for-what-is-left"
SHOWN = "stands-for-how-it-is-shown"


class Place(NamedTuple):
    """A page of a form, and the answers so far."""

    form: Form
    page: Page
    answers: Answers

    @property
    def number(self) -> int:
        """Where the page stands; it never changes with the answers."""
        return self.form.pages.index(self.page) + 1


def address(form: Form, page: Page, to: str | None = None) -> str:
    """The address of a page. `to`: where its button leads, if not onwards."""
    return url_for("public.page", n=form.pages.index(page) + 1, to=to)


def draw(place: Place, filled: PageForm | None = None) -> str:
    """A page's HTML. `filled`: the page as it was posted, with what is wrong on it."""
    if filled is not None or place.page.is_help or place.page is CHECK:
        return _whole(place, filled or page_form(place.form, place.page, place.answers))
    facts = _facts(place)
    is_blank = not any(place.answers.get(asked.key) for asked in place.page.asked())
    frame = look.once(("page", is_blank, place.form.key, place.page.key, *facts.values()), lambda: _frame(place, is_blank, facts))
    frame = frame.replace(TOKEN, generate_csrf()).replace(BACK, str(escape(_back(place)))).replace(LEFT, _left(place))
    frame = frame.replace(SHOWN, shown_as())
    return frame if is_blank else put_in(frame, page_form(place.form, place.page, place.answers))


def _facts(place: Place) -> dict[str, object]:
    """What the frame of a page varies with; few, because each way it can look is kept."""
    before = journey.previous_page(place.form, place.answers, place.page)
    return {
        "may_save": place.number > 1 or any(place.answers.values()),
        "to_check": request.values.get("to") == "check",
        "is_after_story": before is not None and before.key == "story",
        "is_new": request.values.get("new") in LETTERS,
        **(_steps(place) if place.form.has_steps else {}),
    }


def _steps(place: Place) -> dict[str, object]:
    """How many pages this person's way has, and which of them this is."""
    way = [one for one in place.form.pages if one.when({**place.form.says, **place.answers}) or one is place.page]
    return {"step": way.index(place.page) + 1, "steps": len(way)}


def _frame(place: Place, is_blank: bool, facts: dict[str, object]) -> str:
    """The page with nobody's answers: marks stand for what differs."""
    form = page_form(place.form, place.page, {})
    marks: dict[str, object] = {"csrf_token": lambda: TOKEN, "back": BACK, "left": LEFT, "shown_as": lambda: SHOWN}
    return _template(place, form, facts, drawn=drawn if is_blank else hole, **marks)


def _whole(place: Place, filled: PageForm) -> str:
    """A page drawn for one person."""
    more: dict[str, object] = {"back": _back(place), "left": _left(place), "drawn": drawn}
    if place.page is CHECK:
        more |= {"rows": _rows(place), "two": asks_second_code(place.answers), "then": _then(place), "files": files_of(desk().session, draft=held())}
    if place.page.is_help:
        more |= {"watch": seen_now()}
    return _template(place, filled, _facts(place), **more)


def _template(place: Place, form: PageForm, facts: dict[str, object], **more: object) -> str:
    template = "help_now" if place.page.is_help else "check" if place.page is CHECK else "form"
    more |= {"letter": LETTER_OF[place.form.key], "way": way_of(place.form.audience), "ways": WAYS, "pictures": place.form.pictures}
    more |= {"number": place.number}
    return render_template(f"{place.form.face}/{template}.html", form=form, **facts, **more)


def _back(place: Place) -> str:
    before = journey.previous_page(place.form, place.answers, place.page)
    return address(place.form, before) if before else url_for("public.young" if place.form.face == "young" else "public.start")


def _left(place: Place) -> str:
    minutes = journey.minutes_left(place.form, place.answers, place.page)
    return ngettext("About %(count)s minute left.", "About %(count)s minutes left.", minutes, count=minutes)


def _then(place: Place) -> list[str]:
    """What happens once it is sent."""
    said = {**place.form.says, **place.answers}
    return [gettext(text) for text in place.form.what_then(said.get("kind"))]


def _rows(place: Place) -> list[tuple[str, str, str]]:
    """For 'check your answers': what was asked, what was said, where to change it."""
    goes = journey.sendable(place.form, place.answers)
    return [row for asked_page in journey.path(place.form, place.answers)[:-1] for row in _page_rows(place, asked_page, goes)]


def _page_rows(place: Place, asked_page: Page, goes: Answers) -> list[tuple[str, str, str]]:
    """What was said on a page. A page without an answer says so, but for the one that only those in danger see."""
    where = address(place.form, asked_page, to="check")
    fields = [field for field in page_form(place.form, asked_page, place.answers) if isinstance(field, AnswerField) and field.name in goes]
    if not fields and not asked_page.is_help:
        return [(gettext(title_of(place.form, asked_page)), gettext("You skipped this"), where)]
    return [(field.words.ask, field.said(), where) for field in fields]
