"""A date on a page: three boxes, kept as typed; the error leads to the box to put right."""

import pytest

from portal.forms.model import Audience, Form, Kind, Page, Question, Wording
from portal.web.drawn_once import drawn
from portal.web.page_form import page_form
from tests.integration.public.visitor import Read

ME = Audience.PARENT
HEARD = Question("heard2", Kind.DATE, {ME: Wording("When did you hear it?", missing="Write the day")}, is_past=True)
PAGE = Page("heard", (HEARD,), must=frozenset({"heard2"}))
FORM = Form("dates", ME, (PAGE,))
PARTS = ("day", "month", "year")


@pytest.fixture
def ask(app):
    """What the page says to what was posted or kept."""

    def draw(kept=None, **typed):
        posted = {f"heard2-{part}": text for part, text in typed.items()}
        with app.test_request_context("/", method="POST" if typed else "GET", data=posted):
            filled = page_form(FORM, PAGE, kept or {})
            filled.validate() if typed else None
            return filled, Read(drawn(filled, filled["heard2"], True))

    return draw


@pytest.fixture
def said(app):
    """The answer in words."""

    def words(filled):
        with app.test_request_context("/"):
            return filled["heard2"].said()

    return words


def boxes(page):
    return [page.all("input", id=f"heard2-{part}")[0].get("value", "") for part in PARTS]


def test_nothing_kept_is_three_empty_boxes(ask):
    _filled, page = ask()
    assert boxes(page) == ["", "", ""]


def test_a_day_kept_stands_in_its_boxes_and_is_said_in_words(ask, said):
    filled, page = ask({"heard2": "2026-11-04"})
    assert boxes(page) == ["4", "11", "2026"]
    assert said(filled) == "Wednesday 4 November 2026"


@pytest.mark.parametrize(
    ("typed", "where"), [(("31", "2", "2026"), "day"), (("1", "xx", "2026"), "month"), (("1", "1", "2099"), "year"), (("", "", ""), "day")]
)
def test_a_bad_day_comes_back_as_typed_and_leads_to_its_box(ask, typed, where):
    filled, page = ask(**dict(zip(PARTS, typed, strict=True)))
    assert boxes(page) == list(typed)
    assert [at for at, _text in filled.problems()] == [f"heard2-{where}"]
    assert [part for part in PARTS if "govuk-input--error" in page.all("input", id=f"heard2-{part}")[0]["class"]] == [where]


def test_a_good_day_is_kept(ask):
    filled, _page = ask(day="4", month="11", year="2026")
    assert filled.answers() == {"heard2": "2026-11-04"}
