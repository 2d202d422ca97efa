"""Coming back with the reference and the six words."""

from datetime import date, timedelta

import pytest

from tests.integration.public.visitor import Visitor
from tests.places import at


def code(page):
    """Reference and words, as written down from the page."""
    after = page.words.split("Your reference ")[1]
    reference, rest = after.split(" Your six words ")
    return {"reference": reference, "words": " ".join(rest.split()[:6])}


@pytest.fixture
def saved(visitor):
    visitor.open("/f/1")
    visitor.press(kind="complaint")
    kept = code(visitor.press("save", story="An hour of work"))
    visitor.exit()
    return kept


@pytest.fixture
def other(app):
    """Another browser."""
    return Visitor(app.test_client())


def test_a_saved_draft_opens_where_it_was_left(saved, other):
    other.open("/come-back")
    assert other.press(**saved).url == at("put_right")
    assert other.open("/f/2").fields["story"] == ["An hour of work"]


def test_whoever_asked_for_a_call_is_told_when_we_ring_and_not_that_we_write(visitor, other, clock):
    visitor.open("/talk")
    asked = code(visitor.press(phone="01632 960005"))
    other.open("/come-back")
    page = other.press(**asked)
    assert "We will try to ring you by Tuesday 24 November" in page.words and "write to you" not in page.words
    clock.move(hours=72)
    other.open("/come-back")
    assert "Somebody should have tried to ring you by Tuesday 24 November" in other.press(**asked).words


def test_capitals_and_signs_between_the_words_do_not_matter(saved, other):
    other.open("/come-back")
    typed = {"reference": saved["reference"].lower(), "words": saved["words"].upper().replace(" ", ", ")}
    assert other.press(**typed).url == at("put_right")


def test_the_browser_that_held_it_before_holds_it_no_more(visitor, app, other):
    visitor.open("/f/1")
    kept = code(visitor.press("save", kind="complaint"))
    other.open("/come-back")
    other.press(**kept)
    assert visitor.open("/f/2").url == "/"


def test_once_sent_it_says_we_have_it_and_when_somebody_writes(visitor, other):
    visitor.tell()
    kept = code(visitor.press("send"))
    other.open("/come-back")
    page = other.press(**kept)
    assert page.url == "/back" and "You told us on Monday 23 November. We have it." in page.words
    assert "Somebody will write to you by Wednesday 25 November" in page.words
    assert "Nobody rang me" not in page.words


def test_when_nobody_wrote_in_time_it_says_so(visitor, other, clock):
    visitor.tell()
    kept = code(visitor.press("send"))
    clock.move(days=4)
    other.open("/come-back")
    assert "Somebody should have written by Wednesday 25 November" in other.press(**kept).words


def test_everything_wrong_looks_alike(saved, other, clock):
    def answer(**typed):
        other.open("/come-back")
        page = other.press(**{**saved, **typed})
        return page.words.replace(typed.get("reference", ""), "")

    wrong = answer(words="apple " * 6)
    assert answer(reference="H-999999") == wrong
    assert answer(words="") == wrong
    assert "We cannot open that" in wrong
    clock.move(days=29)
    assert answer() == wrong


def test_after_five_wrong_tries_the_right_words_do_not_open_it_for_a_while(saved, other, clock):
    for _ in range(5):
        other.open("/come-back")
        other.press(reference=saved["reference"], words="apple " * 6)
    other.open("/come-back")
    assert "We cannot open that" in other.press(**saved).words
    clock.move(minutes=16)
    other.open("/come-back")
    assert other.press(**saved).url == at("put_right")


def test_neither_reference_nor_words_are_in_an_address_or_offered_by_the_browser(saved, other):
    page = other.open("/come-back")
    assert [field["autocomplete"] for field in page.all("input", type="text")] == ["off", "off"]
    assert "?" not in other.press(**saved).url


def test_a_draft_is_kept_four_weeks(saved, other, clock):
    clock.move(days=27)
    other.open("/come-back")
    assert other.press(**saved).url == at("put_right")
    assert clock().date() == date(2026, 11, 23) + timedelta(days=27)
