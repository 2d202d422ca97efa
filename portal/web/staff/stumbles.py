"""Where people stumble on the public pages, how easy they found them, and who left for another place: numbers of a month beside its contacts."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from portal.access.roles import Permission
from portal.casework.tally import contacts, counts, month_of
from portal.forms.again import PARTS
from portal.forms.catalogue import CATALOGUE, NOW, TALK
from portal.forms.elsewhere import PLACES
from portal.forms.model import Audience, Form
from portal.text import N_
from portal.web.guard import requires
from portal.web.page_form import title_of
from portal.web.staff import staff
from portal.web.unit_of_work import desk

MONTHS = 12

PROBLEMS: Mapping[str, str] = {
    "missing": N_("Left empty, and we need it"),
    "too_long": N_("Too long"),
    "not_readable": N_("Signs that we cannot read"),
    "not_an_option": N_("None of the answers on the page"),
    "not_an_email": N_("Not a whole e-mail address"),
    "bad_date": N_("Not a real date"),
}
"""What was wrong, as forms/answers.py calls it."""

EASY: Mapping[str, str] = {"yes": N_("Yes"), "partly": N_("Partly"), "no": N_("No")}

FELT: Mapping[str, str] = PARTS["felt"].pages[0].questions[0].wording[Audience.PARENT].options

FORMS: Mapping[str, str] = {
    "parent": N_("Parents, carers and other adults"),
    "advocate": N_("Advocates and representatives"),
    "pass_on": N_("A worker passes it on"),
    "talk": N_("I would rather talk"),
    "now": N_("Tell the team now"),
    "": N_("Before a form was begun"),
}


@staff.get("/stumbles")
@requires(Permission.REPORTS)
def stumbles() -> ResponseReturnValue:
    """The numbers of one month: this one, or one of the year before."""
    here = desk()
    months = list(_months(here.today))
    month = request.args.get("month", months[0])
    if month not in months:
        abort(404)
    came = contacts(here.session, month)
    return render_template(
        "staff/stumbles.html",
        here="stumbles",
        month=_month_words(month),
        months=[(one, _month_words(one), one == month) for one in months],
        came=[(form_name(form), number) for form, number in sorted(came.items())],
        total=sum(came.values()),
        stumbles=[(f"{form_name(row.form)}: {_where(row)}", _words(PROBLEMS, row.answer), row.count) for row in counts(here.session, "stumble", [month])],
        easy=_easy(counts(here.session, "easy", [month])),
        elsewhere=[(_reason(row.answer), form_name(row.form), row.count) for row in counts(here.session, "elsewhere", [month])],
        felt=[(_words(FELT, row.answer), row.count) for row in counts(here.session, "felt", [month])],
        offered={row.answer: row.count for row in counts(here.session, "offered", [month]) if row.form == "equality"},
    )


def _month_words(month: str) -> str:
    """As people say it: November 2026."""
    return str(format_date(date.fromisoformat(f"{month}-01"), "LLLL y", rebase=False))


def _months(today: date) -> Iterator[str]:
    """This month and those before it, newest first."""
    first = today.replace(day=1)
    for _number in range(MONTHS):
        yield month_of(first)
        first = (first - timedelta(days=1)).replace(day=1)


def form_name(key: str) -> str:
    """What a form is called on staff's screens: as named here, or as its first page is."""
    form = None if key in FORMS else _form(key)
    return gettext(title_of(form, form.pages[0])) if form else _words(FORMS, key)


def _words(names: Mapping[str, str], key: str) -> str:
    return gettext(names[key]) if key in names else key


def _form(key: str) -> Form | None:
    return next((form for form in (*CATALOGUE.values(), TALK, NOW, *PARTS.values()) if form.key == key), None)


def _where(row: Any) -> str:
    """The question in its own words, with the page's title where that is another; keys of a form that has changed since."""
    form = _form(row.form)
    question = form.question(row.question) if form else None
    page = next((page for page in form.pages if page.key == row.page), None) if form else None
    if form is None or question is None:
        return f"{row.page}: {row.question}"
    asked, title = gettext(question.wording[form.audience].ask), gettext(title_of(form, page)) if page else row.page
    return asked if asked == title else gettext("%(page)s: %(question)s", page=title, question=asked)


def _reason(code: str) -> str:
    """Why somebody left for another place."""
    return gettext(PLACES[code].what) if code in PLACES else gettext("Did not say why")


def _easy(rows: list[Any]) -> list[tuple[str, str, int]]:
    """(form, answer, times), form by form, from the best answer to the worst."""
    order = list(EASY)
    known = [row for row in rows if row.answer in EASY]
    return [(form_name(row.form), gettext(EASY[row.answer]), row.count) for row in sorted(known, key=lambda row: (row.form, order.index(row.answer)))]
