"""What can be printed: each form in both sizes, a poster and cards, in every language that is on; drawn from the same catalogue as the pages."""

import logging
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

import flask_babel
import segno
from flask import Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.forms.model import Audience
from portal.forms.paper import PAPERS, Condition, Paper, lines_for, parts
from portal.paper.pdf import AnotherFirst, NoPaper, kept
from portal.text import N_
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.language import chosen
from portal.web.public import public
from portal.web.unit_of_work import council

LOG = logging.getLogger("portal.paper")
ON_A_SHEET = 10


class Sheet(NamedTuple):
    """Something to print. name: in its address and as the file's name; says nothing about anybody. words: marked text."""

    name: str
    words: str
    draw: Callable[[], str]


def _form(paper: Paper, *, is_large: bool) -> Callable[[], str]:
    return lambda: render_template("print/form.html", paper=paper, is_large=is_large, parts=_parts(paper), lines_for=lines_for, ticked=_ticked)


def _poster(size: str) -> Callable[[], str]:
    return lambda: render_template("print/poster.html", size=size, code=_code(), address=short_address())


def _cards() -> str:
    return render_template("print/cards.html", count=ON_A_SHEET, code=_code(), address=short_address())


NORMAL, LARGE = N_("Normal print (PDF)"), N_("Large print (PDF)")
FORMS: tuple[tuple[Paper, Sheet, Sheet], ...] = tuple(
    (paper, Sheet(paper.letter, NORMAL, _form(paper, is_large=False)), Sheet(f"{paper.letter}-large", LARGE, _form(paper, is_large=True))) for paper in PAPERS
)
OTHERS: tuple[Sheet, ...] = (
    Sheet("poster", N_("A poster, A4 (PDF)"), _poster("a4")),
    Sheet("poster-a3", N_("A poster, A3 (PDF)"), _poster("a3")),
    Sheet("cards", N_("Small cards to cut out (PDF)"), _cards),
)
SHEETS = {sheet.name: sheet for sheet in (*(sheet for _paper, *sizes in FORMS for sheet in sizes), *OTHERS)}


@public.get("/print")
@open_to_all
def prints() -> ResponseReturnValue:
    """What there is to print, in the reader's language or, for somebody who prints it for others, in another."""
    wanted = request.args.get("language") or chosen()
    if wanted not in current_app.config["LANGUAGES"]:
        abort(404)
    return look.once(("prints", wanted), lambda: render_template("public/print.html", forms=FORMS, others=OTHERS, wanted=wanted))


@public.get("/print/<sheet>.pdf")
@open_to_all
def printed(sheet: str) -> ResponseReturnValue:
    """One of them, in the reader's language or in another that is on."""
    if sheet not in SHEETS:
        abort(404)
    speak(request.args.get("language", ""))
    try:
        made = kept(council().settings.instance / "print", html_of(SHEETS[sheet]))
    except AnotherFirst:
        return render_template("public/drawing.html", again=request.full_path.rstrip("?")), 202
    except NoPaper as error:
        LOG.error("paper", extra={"facts": {"sheet": sheet, "why": str(error)}})
        return render_template("public/no_paper.html"), 503
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{sheet}.pdf"'})


def address_of(form: str, format: str, language: str) -> str:
    """Where the sheet is that somebody asked for (PaperRequest): for whoever prints and posts it; "" where there is none."""
    letter = next((paper.letter for paper in PAPERS if paper.audience == form), "")
    name = f"{letter}-large" if format == "large" else letter
    return url_for("public.printed", sheet=name, language=language) if name in SHEETS and language in current_app.config["LANGUAGES"] else ""


def html_of(sheet: Sheet) -> str:
    """The page that is drawn as a PDF, with the council's colour, in the language of this request."""
    return sheet.draw().replace("</head>", f"<style>:root{{--council:{council().settings.council.colour}}}</style></head>", 1)


def speak(language: str) -> None:
    """Answer in this language, if it is on. Nothing of this request has been translated yet."""
    if not language:
        return
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    g.language = language
    g.pop("translations", None)
    flask_babel.refresh()


def short_address() -> str:
    """The public address as people type it."""
    address = urlsplit(council().settings.council.public_url)
    return (address.netloc + address.path).rstrip("/")


def _code() -> str:
    """A picture of the public address to scan, as a data address."""
    return _picture(council().settings.council.public_url)


@lru_cache(maxsize=2)
def _picture(address: str) -> str:
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff", omitsize=True))


@lru_cache(maxsize=8)
def _parts(paper: Paper) -> object:
    return parts(paper.form)


def _ticked(conditions: tuple[Condition, ...], audience: Audience) -> str:
    """The questions and options that a condition names, in the reader's language: 'Is it so? “Yes”, “I am not sure”'."""
    said = []
    for question, alike in groupby(conditions, key=lambda one: one.question):
        words = question.wording[audience]
        said.append(gettext(words.ask) + " " + ", ".join(f"“{gettext(words.options[one.option])}”" for one in alike))
    return " · ".join(said)
