"""What the 'sent' page says, and in which order (practice, what decides whether a frightened person finishes, 11 and 13)."""

import pytest

from tests.integration.public.visitor import Visitor


@pytest.fixture
def sent(visitor):
    visitor.tell()
    return visitor.press("send")


def test_it_says_what_matters_in_order(sent, contacts):
    said = [
        "We have it",
        "The complaints team reads it first",
        "Somebody will write to you by Wednesday 25 November",
        "If you hear nothing",
        contacts()[0][0],
        "Your six words",
    ]
    places = [sent.words.index(words) for words in said]
    assert places == sorted(places)


def test_the_words_are_six(sent):
    assert len(sent.words.split("Your six words ")[1].split(" Show the words")[0].split()) == 6


def test_out_of_hours_it_says_when_somebody_is_there(app, clock):
    clock.move(days=4, hours=8)
    visitor = Visitor(app.test_client())
    visitor.tell()
    assert "Nobody in our team will see this before 9 am on Monday 30 November" in visitor.press("send").words


def test_in_hours_it_does_not(sent):
    assert "Nobody in our team" not in sent.words


def test_nobody_sees_a_sent_page_who_sent_nothing(visitor):
    for url in ("/done", "/talk/done", "/saved"):
        assert visitor.open(url).url == "/"


def test_saving_shows_what_to_write_down_and_that_nothing_is_sent(visitor, contacts):
    visitor.open("/f/1")
    page = visitor.press("save", kind="complaint")
    for said in ("It is not sent", "Your reference", "Your six words", "We keep it until Monday 21 December"):
        assert said in page.words
    assert contacts() == []
    assert page.all("a", href="/f/2")


ONLY_WAY, NOT_NEEDED = "This is the only way our answer can reach you.", "You do not need this to get an answer."
WAYS = {
    "nothing": ({}, False),
    "rung": ({"phone": "01632 960 001", "safe_phone": "ring"}, True),
    "a text only": ({"phone": "01632 960 001", "safe_phone": "text"}, False),
    "ring, but no number": ({"safe_phone": "ring"}, False),
    "a short e-mail": ({"email": "ada@example.org", "safe_email": "email"}, False),
    "letters by e-mail": ({"email": "ada@example.org", "safe_email": "email_letters"}, True),
    "post": ({"address": "1 Canary Row", "safe_post": "post"}, True),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_code_is_said_to_be_all_there_is_where_no_answer_can_reach_them(visitor, way):
    ways, has_way = WAYS[way]
    visitor.tell(**ways)
    page = visitor.press("send").words
    assert (NOT_NEEDED in page, ONLY_WAY in page) == (has_way, not has_way)


def test_whoever_asked_to_be_rung_does_not_need_the_code(visitor):
    visitor.open("/talk")
    assert NOT_NEEDED in visitor.press(phone="01632 960 001").words


def test_a_saved_form_knows_what_was_said_so_far(visitor):
    visitor.open("/f/1")
    assert ONLY_WAY in visitor.press("save", kind="complaint").words
