"""Each form, poster and card can be read by everybody (PDF/UA-1), and no question of a form is missing on its paper."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import page
import pdfua
import pikepdf
import pytest

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience, Question
from portal.forms.paper import NO_CHOICE_ON_PAPER, NOT_ON_PAPER, PAPERS, Paper
from portal.paper.pdf import kept
from portal.web.public.sheets import EVERY, OTHERS, SHEETS
from tests.integration.paper.conftest import Draw, Sheet
from tests.reading import grade

BY_NAME = {sheet.name: paper for paper, *sizes in EVERY for sheet in sizes if sheet.name not in ("y-large", "m-large")}
"""Of young people's large print one is read: it is the same template."""


def text_of(made: bytes, tmp_path: Path, order: str = "-raw") -> str:
    """What a PDF says, in one line; of which way it runs only the words."""
    (tmp_path / "sheet.pdf").write_bytes(made)
    said = subprocess.run(["pdftotext", order, tmp_path / "sheet.pdf", "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(re.sub("[\u202a-\u202e]", "", said).split())


def problems(made: bytes, tmp_path: Path) -> list[str]:
    """What two checkers of PDF/UA-1 find."""
    report = page.validate_pdf_bytes(made, profile="ua1")
    assert report.rules.total > 100
    (tmp_path / "sheet.pdf").write_bytes(made)
    return [one.rule_id for one in report.failures] + [one.rule_id for one in pdfua.validate(tmp_path / "sheet.pdf").findings]


def words_of(paper: Paper) -> Iterator[str]:
    """Every word that the form has for its audience: headings, questions, hints and options; a second one's questions stand for a third's."""
    for form_page in paper.form.pages:
        heading = form_page.heading.get(paper.audience)
        asked = [question for question in form_page.questions if question.key not in NOT_ON_PAPER and not re.search("[3-9]", question.key)]
        if heading and asked:
            yield from (heading.title, *heading.before, *heading.after)
        for question in asked:
            yield from words_of_question(question, paper.audience)


def words_of_question(question: Question, audience: Audience) -> Iterator[str]:
    for inner in question.every():
        words = inner.wording[audience]
        left_out = NO_CHOICE_ON_PAPER.get(inner.key, {})
        yield from (words.ask, words.hint, *(said for option, said in words.options.items() if option not in left_out))


def test_every_form_is_on_paper() -> None:
    assert [paper.audience for paper in PAPERS] == list(CATALOGUE)
    assert len({paper.letter for paper in PAPERS}) == len(PAPERS)
    assert {key for key in (*NOT_ON_PAPER, *NO_CHOICE_ON_PAPER) if not any(form.question(key) for form in CATALOGUE.values())} == set()


@pytest.mark.parametrize("name", BY_NAME)
def test_a_form_asks_everything_on_paper_and_can_be_read_by_everybody(draw: Draw, tmp_path: Path, name: str) -> None:
    made = draw(name)
    assert problems(made, tmp_path) == []
    said = text_of(made, tmp_path)
    assert [words for words in words_of(BY_NAME[name]) if words and words not in said] == []
    assert "Freepost ANYTOWN CHILDREN" in said and re.search("[Rr]ing 999", said) and "0800 1111" in said


def test_large_print_is_large_and_both_have_a_title_that_says_nothing(draw: Draw, tmp_path: Path) -> None:
    for name, least in (("w", 11.9), ("w-large", 17.9)):
        made = draw(name)
        with pikepdf.open(BytesIO(made)) as pdf:
            assert str(pdf.docinfo.Title) == "Tell us · Anytown Council" and str(pdf.Root.Lang) == "en"
        assert size_of("What did they tell you?", made, tmp_path) >= least


def size_of(words: str, made: bytes, tmp_path: Path) -> float:
    """The height of a line's letters, in points, as they are drawn."""
    (tmp_path / "sheet.pdf").write_bytes(made)
    xml = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", tmp_path / "sheet.pdf"], capture_output=True, text=True, check=True).stdout
    font = re.search(rf'font="(\d+)"><b>{re.escape(words)}', xml)
    assert font
    size = re.search(rf'<fontspec id="{font[1]}" size="(\d+)"', xml)
    assert size
    return float(size[1]) / 1.5  # pdftohtml draws at 1.5 pixels a point


@pytest.mark.parametrize("name", [sheet.name for sheet in OTHERS])
def test_a_poster_and_cards_can_be_read_by_everybody(draw: Draw, tmp_path: Path, name: str) -> None:
    made = draw(name)
    assert problems(made, tmp_path) == []
    said = text_of(made, tmp_path)
    assert "tellus.anytown.example" in said and "01632 960001" in said
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        wide, high = (float(pdf.pages[0].mediabox[side]) for side in (2, 3))
    assert (round(wide / 72 * 25.4), round(high / 72 * 25.4)) == ((297, 420) if name == "poster-a3" else (210, 297))


def test_a_card_that_somebody_finds_says_nothing(draw: Draw, tmp_path: Path) -> None:
    said = text_of(draw("cards"), tmp_path)
    assert said.count("Tell us what it is like") == 10
    assert not re.search("council|children|complain|service|social", said, re.IGNORECASE)


WORDS = {"ar": "أخبرنا كيف هي الأمور", "ur": "ہمیں بتائیں کہ کیسا ہے"}


@pytest.mark.parametrize("language", WORDS)
def test_another_script_can_be_read_by_everybody_too(sheet: Sheet, drawn_before: Path, tmp_path: Path, language: str) -> None:
    html = sheet("poster", language)
    title = re.search(r"<h1>(.*?)</h1>", html)
    assert title
    made = kept(drawn_before, html.replace(title[1], WORDS[language]))
    assert problems(made, tmp_path) == []
    with pikepdf.open(BytesIO(made)) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.Root.ViewerPreferences.Direction), len(pdf.pages)) == (language, "/R2L", 1)
        spoken = [str(one.operands[1].get("/ActualText", "")) for one in pikepdf.parse_content_stream(pdf.pages[0]) if str(one.operator) == "BDC"]
    assert WORDS[language] in (spoken if language == "ur" else text_of(made, tmp_path, "-layout"))


@pytest.mark.parametrize("name", ["poster", "cards"])
def test_a_third_more_words_and_a_long_address_still_fit(sheet: Sheet, drawn_before: Path, name: str) -> None:
    html = sheet(name, "en_XA").replace("tellus.anytown.example", "tell-us.childrens-services.northbridgeshire.gov.uk/heard")
    with pikepdf.open(BytesIO(kept(drawn_before, html))) as pdf:
        assert len(pdf.pages) == 1


def test_every_word_on_paper_can_be_translated(sheet: Sheet) -> None:
    for name in (one.name for one in SHEETS.values() if not one.is_english):
        words = re.sub(r"<style.*?</style>|<[^>]*>", " ", sheet(name, "en_XA"))
        assert "[" in words
        assert re.findall(r"\b[A-Z]?[a-z]+ [a-z]+ [a-z]+\b", words) == [], name


def test_paper_is_as_easy_to_read_as_the_pages(sheet: Sheet) -> None:
    for name in ("p", "a", "w", "poster", "cards"):
        assert grade(sheet(name)) <= 6, name
