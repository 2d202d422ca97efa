"""What is written on a form after it was sent is shown back and can be added; it is never dropped and never sent by itself (law L6)."""

import pytest

from tests.places import at


@pytest.fixture
def back_again(visitor):
    """Somebody who sent it, and whose browser still shows the page with the story."""
    visitor.tell()
    visitor.press("send")
    visitor.open("/talk")  # any page with a form gives the token
    return visitor


def write_again(visitor, story):
    visitor.page.fields = {"csrf_token": visitor.page.fields["csrf_token"]}
    return visitor.press(url="/f/2", story=[story])


def test_the_same_words_again_lead_to_what_was_sent(back_again, contacts):
    assert "We have it" in write_again(back_again, contacts()[0][1]["story"]).words
    assert len(contacts()) == 1


def test_other_words_are_shown_back_and_not_sent(back_again, contacts):
    page = write_again(back_again, "And on Monday it happened again.")
    assert "You have sent this already" in page.words
    assert "And on Monday it happened again." in page.words
    assert len(contacts()) == 1


def test_they_can_be_added_as_something_that_follows(back_again, contacts):
    write_again(back_again, "And on Monday it happened again.")
    check = back_again.press(url="/f/2", more=["yes"])
    assert "And on Monday it happened again." in check.words
    assert "We have it" in back_again.press("send").words
    first, second = contacts()
    assert second[1]["story"] == "And on Monday it happened again."
    assert first[0] != second[0]


def test_words_that_are_too_long_to_send_are_shown_back_too(back_again):
    page = write_again(back_again, "Again. " * 8_000)
    assert "You have sent this already" in page.words
    assert "Again. Again." in page.words


def test_what_stands_under_an_option_is_shown_back(back_again):
    back_again.page.fields = {"csrf_token": back_again.page.fields["csrf_token"]}
    assert "They move him on Friday" in back_again.press(url=at("safety"), wait=["yes"], wait_what=["They move him on Friday"]).words
