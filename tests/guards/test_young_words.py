"""What a child or young person reads from us: no jargon, a grade of 4 at most on every page and way, short sentences beside pictures (figure S5)."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from jinja2.ext import babel_extract

from portal.casework.letters.grade import CHILD, grade_of, sentences
from portal.casework.letters.jargon import found
from portal.casework.thread import plain
from portal.forms import again_young, equality, first
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience, Form, Page
from portal.forms.ways import WAYS
from tests.guards.source import TEMPLATES, short
from tests.integration.public.test_every_page import NEVER_SAID

SHORT = 12
"""Words in a sentence of Easy Read (domain 3.6)."""

HARMONISED = {"sex", "condition", "condition_limits", "ethnic", "religion", "caring", "care_experience", "gender", "orientation", "marital", "pregnancy"}
"""Questions whose options keep the words that are counted all over the country."""

GAP = re.compile(r"%\(\w+\)[sd]")
NOT_PROSE = {"Error:"}
"""Said before the title of a page with something missing, by everybody's components."""

FORMS: Mapping[str, Form] = {
    **{str(way.audience): CATALOGUE[way.audience] for way in WAYS},
    **{f"back-{way.audience}-{key}": form for way in WAYS for key, form in again_young.PARTS[way.audience].items()},
    "equality": equality.YOUNG_FROM_16,
    "first": first.FORMS["young"],
}
PAGES = {f"{name}-{page.key}": (form, page) for name, form in FORMS.items() for page in form.pages}
DRAWN = sorted(
    {*TEMPLATES.glob("young/*.html"), *TEMPLATES.glob("print/young*.html"), *TEMPLATES.glob("letters/*_young.txt"), *TEMPLATES.glob("messages/*.txt")}
)


def declared(form: Form, page: Page) -> Iterator[str]:
    """Every text of a page that its form declares."""
    if heading := page.heading.get(form.audience):
        yield from (heading.title, *heading.before, *heading.after)
    for asked in page.asked():
        words = asked.wording[form.audience]
        yield from (words.ask, words.hint, words.missing)
        yield from () if form is equality.YOUNG_FROM_16 and asked.key in HARMONISED else words.options.values()


def written(path: Path) -> list[str]:
    """Every marked text of a template, in its order."""
    extracted = babel_extract(BytesIO(path.read_bytes()), ("_", "gettext", "ngettext"), (), {"extensions": "jinja2.ext.i18n"})
    texts = [one for _, _, message, _ in extracted for one in (message if isinstance(message, tuple) else (message,)) if one]
    return [text for text in texts if text not in NOT_PROSE]


def said(texts: list[str]) -> list[str]:
    """The sentences of some texts; a text's end is a sentence's end, a gap is a name."""
    return [one for text in texts if text for one in sentences(GAP.sub("Kim", text))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_form_is_in_plain_words(name: str) -> None:
    texts = [text for text in declared(*PAGES[name]) if text]
    assert [hit for text in texts for hit in found(text)] == []
    assert grade_of(said(texts)) <= CHILD


@pytest.mark.parametrize("path", [pytest.param(path, id=short(path)) for path in DRAWN])
def test_a_template_is_in_plain_words(path: Path) -> None:
    texts = written(path)
    assert [hit for text in texts for hit in found(text)] == []
    assert grade_of(said(texts)) <= CHILD


@pytest.mark.parametrize("name", [name for name, (form, _) in PAGES.items() if form.audience in (Audience.YOUNG_EASY, Audience.YOUNG_PICTURES)])
def test_sentences_beside_pictures_are_short(name: str) -> None:
    long = [one for one in said([*declared(*PAGES[name])]) if len(one.split()) > SHORT]
    assert long == []


def test_what_is_told_after_sending_is_in_plain_words() -> None:
    for way in WAYS:
        form = CATALOGUE[way.audience]
        texts = [*form.what_then(""), form.by_when]
        assert [hit for text in texts for hit in found(text)] == []
        assert grade_of(said(texts)) <= CHILD


def test_nothing_is_promised_that_cannot_be_kept() -> None:
    texts = {text for page in PAGES.values() for text in declared(*page)} | {text for path in DRAWN for text in written(path)}
    texts |= {text for way in WAYS for text in CATALOGUE[way.audience].what_then("")}
    assert [text for text in texts if NEVER_SAID.search(text)] == []


def test_what_comes_next_is_in_plain_words() -> None:
    texts = [text for step in plain.FOR_A_CHILD.values() for text in (step.in_time, step.late)]
    assert [hit for text in texts for hit in found(text)] == []
    assert grade_of(said(texts)) <= CHILD


def test_there_is_something_to_read() -> None:
    assert len(DRAWN) > 25 and len(PAGES) > 40
    assert all(said([*declared(*page)]) for page in PAGES.values())
