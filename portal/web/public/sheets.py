"""What there is to print: each form in two sizes, posters and cards, for adults and in three ways for young people; from the pages' catalogue."""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

import segno
from flask import render_template, url_for
from flask_babel import gettext

from portal.forms.leaflet import LEAFLETS, Leaflet
from portal.forms.model import Audience
from portal.forms.paper import FOLD, MOST_OF_THE_YOUNG, PAPERS, PICTURED, TO_DRAW, Condition, Paper, lines_for, parts
from portal.forms.ways import Way, way_of
from portal.text import N_
from portal.web import look
from portal.web.unit_of_work import council

ON_A_SHEET, PAIRS_ON_A_SHEET = 10, 5


class Sheet(NamedTuple):
    """Something to print. name: in its address and as the file's name; says nothing about anybody. words: marked text.

    is_english: its words are in English only, whatever the reader's language.
    """

    name: str
    words: str
    draw: Callable[[], str]
    is_english: bool = False


def short_address(path: str = "") -> str:
    """The public address as people type it, or that of a page."""
    settings = council().settings.council
    address = urlsplit(settings.public_url)
    return (settings.short_address or (address.netloc + address.path).rstrip("/")) + path


def _form(paper: Paper, *, is_large: bool) -> Callable[[], str]:
    leaflet = next((one for one in LEAFLETS if one.way.audience == paper.audience), None)
    if leaflet is not None:
        return lambda: _fold(paper, leaflet, is_large=is_large)
    return lambda: render_template("print/form.html", paper=paper, is_large=is_large, parts=_parts(paper), lines_for=lines_for, ticked=_ticked)


def _fold(paper: Paper, leaflet: Leaflet, *, is_large: bool) -> str:
    """A form that folds to its own envelope."""
    team = council().settings.team
    facts = {"lines_for": lambda asked: min(lines_for(asked), MOST_OF_THE_YOUNG), "to_draw": TO_DRAW, "pages": PICTURED, "ticked": _ticked}
    to = team.freepost or team.address.strip()
    post = NO_STAMP if team.freepost else STAMP if to else BY_HAND
    return render_template(
        "print/fold.html",
        paper=paper,
        leaflet=leaflet,
        is_large=is_large,
        parts=_parts(paper),
        to=to,
        steps=(*FOLD, ("post", post)),
        **facts,
    )


def _poster(size: str) -> Callable[[], str]:
    return lambda: render_template("print/poster.html", size=size, code=_code(), address=short_address())


def _cards() -> str:
    return render_template("print/cards.html", count=ON_A_SHEET, code=_code(), address=short_address())


def _young_poster(leaflet: Leaflet, size: str) -> Callable[[], str]:
    return lambda: render_template("print/young_poster.html", leaflet=leaflet, size=size, **_start())


def _young_cards(leaflet: Leaflet) -> Callable[[], str]:
    return lambda: render_template("print/young_cards.html", leaflet=leaflet, count=PAIRS_ON_A_SHEET, **_start())


def _start() -> dict[str, str]:
    """Where young people start: to scan and to type."""
    path = url_for("public.young")
    return {"code": _code(path), "address": short_address(path)}


NO_STAMP, STAMP, BY_HAND = N_("Post it. You need no stamp."), N_("Put a stamp on it. Post it."), N_("Give it to somebody you trust.")
NORMAL, LARGE = N_("Normal print (PDF)"), N_("Large print (PDF)")


def _sizes(paper: Paper) -> tuple[Sheet, Sheet]:
    is_english = way_of(paper.audience) in WITH_PICTURES
    return (
        Sheet(paper.letter, NORMAL, _form(paper, is_large=False), is_english),
        Sheet(f"{paper.letter}-large", LARGE, _form(paper, is_large=True), is_english),
    )


def _of_way(leaflet: Leaflet) -> tuple[Sheet, ...]:
    letter, is_english = leaflet.way.letter, leaflet.way in WITH_PICTURES
    return (
        Sheet(f"{letter}-poster", N_("A poster, A4 (PDF)"), _young_poster(leaflet, "a4"), is_english),
        Sheet(f"{letter}-poster-a3", N_("A poster, A3 (PDF)"), _young_poster(leaflet, "a3"), is_english),
        Sheet(f"{letter}-cards", N_("Small cards to cut out (PDF)"), _young_cards(leaflet), is_english),
    )


WITH_PICTURES = tuple(leaflet.way for leaflet in LEAFLETS[1:])
"""The ways whose words are English first."""

EVERY = tuple((paper, *_sizes(paper)) for paper in PAPERS)
FORMS = tuple(one for one in EVERY if way_of(one[0].audience) is None)
OTHERS: tuple[Sheet, ...] = (
    Sheet("poster", N_("A poster, A4 (PDF)"), _poster("a4")),
    Sheet("poster-a3", N_("A poster, A3 (PDF)"), _poster("a3")),
    Sheet("cards", N_("Small cards to cut out (PDF)"), _cards),
)
YOUNG: tuple[tuple[Way, tuple[Sheet, ...]], ...] = tuple(
    (leaflet.way, (*(sheet for paper, *sizes in EVERY if paper.audience == leaflet.way.audience for sheet in sizes), *_of_way(leaflet))) for leaflet in LEAFLETS
)
"""For young people: each way with all that can be printed of it."""

SHEETS = {
    sheet.name: sheet for sheet in (*(sheet for _paper, *sizes in FORMS for sheet in sizes), *(sheet for _way, sheets in YOUNG for sheet in sheets), *OTHERS)
}


def _code(path: str = "") -> str:
    """A picture to scan of the public address, or of a page, as a data address."""
    return _scanned(council().settings.council.public_url.rstrip("/") + path)


@lru_cache(maxsize=4)
def _scanned(address: str) -> str:
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff", omitsize=True))


def pictures_of(drawn: str) -> str:
    """The rules of style that show the pictures a sheet names, each as a data address: what draws opens no file."""
    return "".join(f".pictured-{name}{{background-image:url({_pictured(name)})}}" for name in sorted(set(re.findall(r"pictured-(\w+)", drawn))))


@lru_cache(maxsize=64)
def _pictured(name: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(look.BROUGHT[f"{name}.svg"].read_bytes()).decode()


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
