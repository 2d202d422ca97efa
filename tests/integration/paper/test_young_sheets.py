"""Young people's paper: a form that folds to its own envelope, posters and cards to /y in three ways; outside there is nothing to read."""

import re
import subprocess
from collections import Counter
from html import unescape
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import segno

from portal.forms.catalogue import CATALOGUE
from portal.forms.leaflet import LEAFLETS
from portal.forms.paper import PICTURED, parts
from portal.forms.ways import WAYS
from portal.paper.pdf import kept
from portal.web.public.sheets import YOUNG
from tests.integration.paper.conftest import Draw, Sheet
from tests.integration.paper.test_sheets import problems, size_of, text_of
from tests.reading import grade

MM = 72 / 25.4
LETTERS = [way.letter for way in WAYS]
GIVEN_AWAY = "anytown council|council|social|complain|service|child(?!line)|heard"
ADDRESS = "https://tellus.anytown.example/y"


def words_at(made: bytes, tmp_path: Path, page: int) -> list[tuple[float, float, str]]:
    """Each word of a page with how far it is from the left and from the top, in millimetres."""
    (tmp_path / "sheet.pdf").write_bytes(made)
    asked = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), tmp_path / "sheet.pdf", "-"]
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    return [(float(left) / MM, float(top) / MM, word) for left, top, word in found]


def pages_of(made: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in millimetres."""
    with pikepdf.open(BytesIO(made)) as pdf:
        return [(round(float(page.mediabox[2]) / MM), round(float(page.mediabox[3]) / MM)) for page in pdf.pages]


@pytest.mark.parametrize("name", [*LETTERS, "e-large"])
def test_folded_on_its_lines_a_form_shows_the_address_and_nothing_else(draw: Draw, tmp_path: Path, name: str) -> None:
    """The last page, folded at 100 and 200 mm: the first part is the back of the envelope, the second its front, the third is inside."""
    made = draw(name)
    pages = pages_of(made)
    assert set(pages) == {(210, 297)} and len(pages) % 2 == 0, "printed on both sides, the envelope is the back of the last sheet"
    said = words_at(made, tmp_path, len(pages))
    outside = [word for _left, top, word in said if top < 200]
    assert outside == ["Freepost", "ANYTOWN", "CHILDREN"]
    assert all(115 < top < 180 and left > 70 for left, top, _word in said if top < 200), "well inside the front, clear of the folds"
    inside = [top for _left, top, _word in said if top >= 200]
    assert min(inside) > 202 and max(inside) < 290, "how to fold it is read before, and hidden after"
    assert _dashed(made, len(pages)) == [100, 200], "the part that is folded in first is the shortest: 97 mm"


def _dashed(made: bytes, page: int) -> list[int]:
    """How far from the top each dashed line runs that crosses the whole page, in millimetres."""
    dashes: Counter[int] = Counter()
    with pikepdf.open(BytesIO(made)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[page - 1]):
            if str(step.operator) == "re" and float(step.operands[2]) < 5 and float(step.operands[3]) < 2:
                dashes[round(float(step.operands[1]) / 96 * 25.4)] += 1  # drawn in CSS pixels
    return [line for line, count in dashes.items() if count > 100]


def test_letters_are_large_and_large_print_is_larger(draw: Draw, tmp_path: Path) -> None:
    question = "Are you safe right now?"
    assert size_of(question, draw("y"), tmp_path) >= 13.9 and size_of(question, draw("e-large"), tmp_path) >= 17.9


def test_what_a_form_asks_in_two_places_stands_once_and_every_page_has_its_picture() -> None:
    for way in WAYS:
        printed = parts(CATALOGUE[way.audience])
        asked = [question.key for part in printed for question in part.questions]
        assert len(asked) == len(set(asked))
        (help_now,) = (part for part in printed if part.page.is_help)
        assert {(one.question.key, one.option) for one in help_now.only} == {("kind", "help"), ("in_danger", "yes")}
        assert {part.page.key for part in printed} == set(PICTURED)


@pytest.mark.parametrize("name", [sheet.name for _way, sheets in YOUNG for sheet in sheets if sheet.name.endswith(("-poster", "-cards"))])
def test_posters_and_cards_are_one_page_that_everybody_can_read(draw: Draw, tmp_path: Path, name: str) -> None:
    made = draw(name)
    assert problems(made, tmp_path) == []
    said = text_of(made, tmp_path)
    assert all(one in said for one in ("tellus.anytown.example/y", "01632 960001", "999", "0800 1111"))
    assert pages_of(made) == [(210, 297)]
    assert name.endswith("-cards") or pages_of(draw(f"{name}-a3")) == [(297, 420)]


@pytest.mark.parametrize("letter", LETTERS)
def test_a_card_that_somebody_opens_does_not_say_what_it_is_about(draw: Draw, tmp_path: Path, letter: str) -> None:
    said = text_of(draw(f"{letter}-cards"), tmp_path)
    assert said.count("tellus.anytown.example/y") == 5 and not re.search(GIVEN_AWAY, said, re.IGNORECASE)


def test_the_picture_to_scan_leads_to_where_young_people_start(sheet: Sheet) -> None:
    scanned = segno.make(ADDRESS, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff", omitsize=True)
    for name in (f"{letter}-{kind}" for letter in LETTERS for kind in ("poster", "cards")):
        assert scanned in unescape(sheet(name)), name


def test_a_third_more_words_and_a_long_address_still_fit(sheet: Sheet, draw: Draw, drawn_before: Path) -> None:
    for name in ("y-poster", "y-cards"):
        html = sheet(name, "en_XA").replace("tellus.anytown.example", "tell-us.childrens-services.northbridgeshire.gov.uk/heard")
        assert len(pages_of(kept(drawn_before, html))) == 1, name


def test_pictures_are_in_english_whatever_the_reader_speaks(sheet: Sheet) -> None:
    assert sheet("e", "ar") == sheet("e", "en") and 'lang="en" dir="ltr"' in sheet("e", "ar")
    assert 'lang="ar" dir="rtl"' in sheet("y", "ar")


def test_paper_for_the_young_is_easier_than_for_others(sheet: Sheet) -> None:
    assert {name: years for _way, sheets in YOUNG for name, years in ((one.name, grade(sheet(one.name))) for one in sheets) if years > 4} == {}
    sentences = [line.words for leaflet in LEAFLETS[1:] for line in (*leaflet.can, *leaflet.short)]
    assert [one for said in sentences for one in re.split(r"[.:?] ", said) if len(one.split()) > 12] == []
