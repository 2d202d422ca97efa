"""What is kept of equality answers: nothing but codes, nothing of under 16s that they are not asked, and disability only derived."""

import pytest

from portal.forms.equality import ABOUT_CHILD, ABOUT_YOU, FORMS, FROM_16, IS_16, RECORD, UNDER_16, YOUNG, YOUNG_FROM_16, kept
from portal.forms.model import Kind
from portal.forms.questions.equality import ETHNIC, ETHNIC_GROUPS, PREFER_NOT

EVERY = (*FORMS.values(), *RECORD.values(), UNDER_16, YOUNG, YOUNG_FROM_16)


def test_every_question_can_be_declined_and_none_has_a_box_to_write_in():
    for form in EVERY:
        for page in form.pages:
            assert not page.must
            for question in page.asked():
                assert question.kind is Kind.ONE_OF
                assert question.options[-1] == PREFER_NOT
                assert set(question.wording[form.audience].options) == set(question.options)


def test_there_are_nineteen_ethnic_groups():
    assert len(ETHNIC.options) == 19 + 1
    assert {option.partition("_")[0] for option in ETHNIC.options} == {*ETHNIC_GROUPS, "prefer"}


@pytest.mark.parametrize("form", [UNDER_16, ABOUT_CHILD, YOUNG])
def test_nobody_under_16_is_asked_more_than_age_sex_group_health_and_religion(form):
    asked = {question.key.partition("_")[0] for page in form.pages for question in page.asked()}
    assert asked == {"age", "sex", "condition", "ethnic", "religion"}


def test_from_16_are_gender_orientation_marriage_pregnancy_and_care():
    assert FROM_16 == {"gender", "orientation", "marital", "pregnancy", "caring", "care_experience"}


def test_a_young_person_s_words_stand_for_the_harmonised_answers():
    """Every code that a young person can give is one of the grown-ups' form, with the same words beside it; age stands first."""
    assert YOUNG_FROM_16.pages[: len(YOUNG.pages)] == YOUNG.pages
    assert YOUNG.pages[0].questions[0].key == "age"
    assert {"under_16", *IS_16, PREFER_NOT} == set(YOUNG.question("age").options)
    for page in YOUNG_FROM_16.pages:
        for question in page.asked():
            same = ABOUT_YOU.question(question.key)
            words = question.wording[YOUNG.audience].options
            assert {key: same.wording[YOUNG.audience].options[key] for key in question.options} == words
    assert {asked.key for page in YOUNG_FROM_16.pages for asked in page.asked()} == {asked.key for page in ABOUT_YOU.pages for asked in page.asked()}


def test_of_somebody_who_says_they_are_under_16_nothing_else_is_kept():
    assert kept(ABOUT_YOU, {"age": "under_16", "sex": "female", "orientation": "gay", "marital": "single"}) == {"age": "under_16", "sex": "female"}


@pytest.mark.parametrize(
    ("condition", "limits", "disabled"),
    [
        ("yes", "a_lot", "yes"),
        ("yes", "a_little", "yes"),
        ("yes", "not_at_all", "no"),
        ("yes", "prefer_not", "prefer_not"),
        ("yes", "", None),
        ("no", "", "no"),
        ("no", "a_lot", "no"),
        ("prefer_not", "", "prefer_not"),
        ("", "a_lot", None),
    ],
)
def test_disability_follows_from_two_answers(condition, limits, disabled):
    given = kept(ABOUT_CHILD, {"condition": condition, "condition_limits": limits})
    assert given.get("disabled") == disabled
    assert ("condition_limits" in given) is (condition == "yes" and bool(limits))


def test_an_ethnic_group_brings_its_heading_with_it():
    assert kept(ABOUT_YOU, {"ethnic": "white_roma"}) == {"ethnic": "white_roma", "ethnic_group": "white"}
    assert kept(ABOUT_YOU, {"ethnic": "prefer_not"}) == {"ethnic": "prefer_not", "ethnic_group": "prefer_not"}


@pytest.mark.parametrize("answers", [{"disabled": "yes"}, {"age": "5_9"}, {"sex": "x' OR 1=1"}, {"religion": "Jedi"}, {"ethnic_group": "white"}])
def test_what_was_not_asked_is_refused(answers):
    with pytest.raises(ValueError, match="equality has no"):
        kept(ABOUT_YOU, answers)
