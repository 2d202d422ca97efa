"""When something is wrong, the page says where and how to go on, and what was typed is still there."""

import pytest

from tests.places import at


def at_story(visitor):
    visitor.open("/f/1")
    return visitor.press(kind="complaint")


def test_an_error_says_first_that_the_words_are_kept(visitor):
    at_story(visitor)
    page = visitor.press(story="x" * 50_001)
    assert "There is a problem We have kept what you wrote." in page.words
    assert "You wrote 50,001 characters. We can take 50,000 here" in page.words
    assert page.fields["story"] == ["x" * 50_001]
    assert page.all("a", href="#story")
    assert page.all("textarea", aria_describedby="story-info story-hint story-error")
    assert "Error:" in page.html.split("</title>")[0]


@pytest.mark.parametrize("length", [1, 49_999, 50_000])
def test_a_story_up_to_the_limit_goes_on(visitor, length):
    at_story(visitor)
    assert visitor.press(story="ß" * length).url == at("put_right")


def test_a_story_of_the_longest_letters_goes_on(visitor):
    at_story(visitor)
    assert visitor.press(story="😀" * 50_000).url == at("put_right")


def test_a_megabyte_comes_back_with_its_text(visitor):
    at_story(visitor)
    page = visitor.press(story="x" * 1024 * 1024)
    assert len(page.fields["story"][0]) == 1024 * 1024


def test_ten_megabytes_are_refused_with_a_page_that_says_what_is_kept(visitor):
    at_story(visitor)
    page = visitor.press(story="x" * 10 * 1024 * 1024)
    assert page.status == 413
    assert visitor.open("/f/1").fields["kind"] == ["complaint"]


def test_signs_nobody_can_read_are_pointed_out_and_one_more_press_goes_on(visitor):
    at_story(visitor)
    page = visitor.press(story="He said\x00 no\x85")
    assert "signs here that we could not read (2)" in page.words
    assert page.fields["story"] == ["He said� no�"]
    assert visitor.press().url == at("put_right")


def test_one_wrong_answer_does_not_lose_the_others(visitor):
    visitor.tell()
    visitor.open(at("reach"))
    page = visitor.press(phone="01632 960001", email="me at home", safe_phone=["ring"])
    assert page.all("a", href="#email")
    assert visitor.open(at("reach")).fields["phone"] == ["01632 960001"]
    assert visitor.page.fields["safe_phone"] == ["ring"]


def test_an_option_nobody_offered_is_refused_and_nothing_is_kept_of_it(visitor):
    visitor.open("/f/1")
    assert "Choose from the answers on this page" in visitor.press(kind="' OR 1=1").words
    assert "kind" not in visitor.open("/f/1").fields


def test_the_first_of_two_values_counts(visitor):
    visitor.open("/f/1")
    visitor.press(kind=["comment", "complaint"])
    assert visitor.open("/f/1").fields["kind"] == ["comment"]


def test_a_form_without_its_token_is_refused(visitor):
    at_story(visitor)
    assert visitor.press(story="x", csrf_token="").status == 400


def test_saving_is_possible_before_the_story_is_written(visitor):
    at_story(visitor)
    assert visitor.press("save", story="").url == "/saved"
