"""A date is asked for in three boxes; what somebody typed comes back with what is wrong with it."""

from datetime import date

import pytest

from portal.forms.answers import Trouble, clean, read_one, values_of
from portal.forms.dates import NO_SUCH_DAY, NOT_A_DATE, NOT_YET, parts_of
from portal.forms.model import Audience, Kind, Page, Question, Wording

ME, TODAY = Audience.PARENT, date(2026, 11, 25)
HEARD = Question("heard", Kind.DATE, {ME: Wording("When did you hear it?", missing="Write the day")}, is_past=True)
UNTIL = Question("until", Kind.DATE, {ME: Wording("Until when?")})


def read(*typed, question=HEARD, must=False):
    return read_one(question, ME, typed, must=must, today=TODAY)


@pytest.mark.parametrize("typed", [("4", "11", "2026"), (" 04 ", "11", "26"), ("4", "Nov", "2026"), ("4", "NOVEMBER ", "2026"), ("٤", "١١", "٢٠٢٦")])
def test_a_day_may_be_typed_as_people_write_it(typed):
    told = read(*typed)
    assert (told.value, told.problem) == ("2026-11-04", None)
    assert told.shown == list(typed)


@pytest.mark.parametrize(
    ("typed", "says", "part"),
    [
        (("", "11", "2026"), NOT_A_DATE, "day"),
        (("4", "", "2026"), NOT_A_DATE, "month"),
        (("4", "11", ""), NOT_A_DATE, "year"),
        (("4", "Smarch", "2026"), NOT_A_DATE, "month"),
        (("4th", "11", "2026"), NOT_A_DATE, "day"),
        (("-4", "11", "2026"), NOT_A_DATE, "day"),
        (("4", "11", "20260"), NOT_A_DATE, "year"),
        (("²", "11", "2026"), NOT_A_DATE, "day"),
        (("30", "2", "2026"), NO_SUCH_DAY, "day"),
        (("0", "11", "2026"), NO_SUCH_DAY, "day"),
        (("4", "13", "2026"), NO_SUCH_DAY, "month"),
        (("4", "11", "226"), NO_SUCH_DAY, "year"),
        (("26", "11", "2026"), NOT_YET, "day"),
        (("1", "1", "2027"), NOT_YET, "year"),
    ],
)
def test_what_is_no_day_comes_back_as_typed_and_names_the_box_to_look_at(typed, says, part):
    told = read(*typed)
    assert (told.value, told.shown) == ("", list(typed))
    assert (told.problem.code, told.problem.text, told.problem.part) == (Trouble.BAD_DATE, says, part)


def test_a_sign_nobody_can_read_comes_back_as_one_that_says_so():
    told = read("4\x00", "11", "2026")
    assert (told.shown, told.problem.part) == (["4�", "11", "2026"], "day")


def test_a_day_that_has_not_come_is_fine_where_it_may_lie_ahead():
    assert read("1", "1", "2027", question=UNTIL).value == "2027-01-01"
    assert read("25", "11", "2026").value == "2026-11-25"


def test_no_day_is_no_answer_and_says_so_only_where_there_must_be_one():
    for nothing in ((), ("",), ("", " ", ""), ("", "", "", "4")):
        assert (read(*nothing).value, read(*nothing).problem) == ("", None)
    told = read(must=True)
    assert (told.problem.code, told.problem.text, told.problem.part) == (Trouble.MISSING, "Write the day", "day")


def test_the_parts_are_posted_under_names_of_their_own_and_the_first_of_each_counts():
    posted = {"heard-day": ["4", "5"], "heard-month": ["11"], "heard-year": ["2026"], "heard": ["2020-01-01"]}
    assert values_of(HEARD, posted) == ["4", "11", "2026"]
    assert clean(Page("one", (HEARD,)), ME, posted, TODAY).answers == {"heard": "2026-11-04"}
    assert clean(Page("one", (HEARD,)), ME, {}, TODAY).answers == {"heard": ""}


def test_a_stored_day_stands_in_its_boxes_again():
    assert parts_of("2026-11-04") == ["4", "11", "2026"]
    assert parts_of("") == parts_of("soon") == []
