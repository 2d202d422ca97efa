"""What is kept of what a browser posts, and what is said when something is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.forms import answers
from portal.forms.catalogue import SAFETY
from portal.forms.catalogue.parent import REACH, STORY, WHAT
from portal.forms.model import Audience
from portal.forms.questions import matter, person, reach

ME = Audience.PARENT


def read(question, *values, must=False):
    return answers.read_one(question, ME, values, must=must)


def test_a_story_is_kept_exactly():
    story = "  It’s “so” \u202eunfair\u202c\t😀\n\n{{7*7}} <b>%s</b> ŵ عربى e\u0301  "
    assert read(matter.STORY, story).value == story


def test_a_line_break_is_one_character_whatever_the_browser_posts():
    assert read(matter.STORY, "one\r\ntwo\rthree\nfour").value == "one\ntwo\nthree\nfour"


def test_what_happened_cannot_be_empty_and_says_so():
    for nothing in ("", "   ", "\r\n"):
        assert read(matter.STORY, nothing, must=True).problem.text == "Write a few words about what happened"
    assert answers.clean(STORY, ME, {}).problems.keys() == {"story"}


@pytest.mark.parametrize(("length", "is_fine"), [(1, True), (49_999, True), (50_000, True), (50_001, False), (200_000, False)])
def test_a_story_may_have_fifty_thousand_characters(length, is_fine):
    told = read(matter.STORY, "é" * length)
    assert (told.problem is None) is is_fine
    assert told.shown == "é" * length


def test_too_long_says_how_much_was_written_and_how_much_fits():
    assert read(matter.STORY, "x" * 50_001).problem.values == {"written": 50_001, "limit": 50_000}


@pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_an_unreadable_character_is_refused_and_the_rest_comes_back_ready_to_go_on(code):
    told = read(matter.STORY, f"a{chr(code)}b")
    assert told.problem.values == {"count": 1}
    assert told.shown == "a�b"
    assert read(matter.STORY, told.shown).problem is None


@pytest.mark.parametrize("mark", ["\n", "\t", "\r\n"])
def test_a_name_is_one_line(mark):
    assert read(person.NAME, f"A{mark}B").problem is not None


def test_an_option_nobody_offered_is_refused():
    assert read(matter.KIND, "COMPLAINT").problem.text == answers.NOT_AN_OPTION
    assert read(reach.SAFE_PHONE, "ring", "fax").problem.text == answers.NOT_AN_OPTION


def test_the_first_of_two_values_counts():
    assert read(matter.KIND, "comment", "complaint").value == "comment"
    assert answers.clean(WHAT, ME, {"kind": ["complaint", "comment"]}).answers == {"kind": "complaint"}


def test_boxes_ticked_are_kept_once_each_in_the_order_of_the_page():
    assert read(reach.SAFE_PHONE, "text", "ring", "text").value == ["ring", "text"]


def test_a_box_not_ticked_is_not_safe():
    assert answers.clean(REACH, ME, {"phone": ["01632 960001"]}).answers["safe_phone"] == []


def test_names_nobody_asked_for_are_not_looked_at():
    kept = answers.clean(WHAT, ME, {"kind": ["comment"], "role": ["manager"], "kind[]": ["x"]}).answers
    assert kept == {"kind": "comment"}


def test_an_answer_under_an_option_is_kept_even_if_the_option_was_not_chosen():
    kept = answers.clean(SAFETY, ME, {"wait_what": ["a move"]}).answers
    assert kept["wait_what"] == "a move"


def test_one_wrong_answer_does_not_lose_the_others():
    cleaned = answers.clean(REACH, ME, {"phone": [" 01632 960001 "], "email": ["me at home"]})
    assert cleaned.answers["phone"] == "01632 960001"
    assert cleaned.problems.keys() == {"email"}
    assert cleaned.shown["email"] == "me at home"


@pytest.mark.parametrize("address", ["a@b.example", "Zoë.Ŵ@exämple.org", "x+y@z"])
def test_ordinary_addresses_are_taken(address):
    assert read(reach.EMAIL, address).problem is None


@pytest.mark.parametrize("address", ["a", "a@", "@b", "a@b,c@d", "a@b c", "<a@b>", "a@b@c"])
def test_what_cannot_be_one_address_is_asked_again(address):
    assert read(reach.EMAIL, address).problem.text == answers.NOT_AN_EMAIL


@given(st.text(max_size=300))
def test_any_text_is_kept_or_refused_with_a_problem_and_never_fails(text):
    for question in (matter.STORY, person.NAME, reach.PHONE, reach.EMAIL, matter.KIND, reach.SAFE_PHONE):
        told = read(question, text)
        assert told.problem is not None or told.value == told.shown
