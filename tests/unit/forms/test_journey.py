"""The way through the forms: nobody meets a page that is not for them."""

import pytest

from portal.forms import journey
from portal.forms.catalogue import ADVOCATE, CHECK, HELP_NOW, NOW, PARENT, PASS_ON, SAFETY, TALK
from portal.forms.catalogue.parent import AROUND, CHILD, NEEDS, PUT_RIGHT, REACH, STORY, WHAT

TOLD = {"story": "Nobody rang."}
THANKS = {**TOLD, "kind": "compliment"}
HEARD = {"said": "She is sad.", "heard_on": "2026-11-20"}
BASE = ["what", "story", "put_right", "safety", "around", "you", "child", "reach", "needs", "check"]


def keys(answers, form=PARENT):
    return [page.key for page in journey.path(form, answers)]


def test_the_story_comes_before_the_name_and_ten_pages_are_all():
    assert keys(TOLD) == BASE


def test_nobody_gets_past_what_happened_without_a_word():
    assert keys({"kind": "complaint"}) == ["what", "story"]
    assert keys({"kind": "complaint"}, ADVOCATE) == ["story"]
    assert keys({"said": "x"}, PASS_ON) == ["heard"]


@pytest.mark.parametrize("kind", ["compliment", "comment"])
def test_thanks_and_ideas_go_a_short_way(kind):
    assert keys({**TOLD, "kind": kind}) == ["what", "story", "safety", "thanks", "reach", "check"]
    assert "help_now" in keys({**TOLD, "kind": kind, "in_danger": "yes"})


def test_a_worker_meets_two_pages():
    assert keys(HEARD, PASS_ON) == ["heard", "worker", "check"]
    assert journey.minutes_left(PASS_ON, {}, PASS_ON.pages[0]) <= 2


def test_whoever_speaks_for_a_child_is_asked_for_the_story_first_and_for_one_consent():
    assert keys(TOLD, ADVOCATE) == ["story", "safety", "you", "child", "consent", "reach", "needs", "check"]
    assert "child2" in keys({**TOLD, "more_children": "yes"}, ADVOCATE)
    assert keys({**TOLD, "instructed": "best_interests"}, ADVOCATE) == keys(TOLD, ADVOCATE)


def test_danger_shows_help_before_anything_else_is_asked():
    assert journey.next_page(PARENT, {**TOLD, "in_danger": "yes"}, SAFETY) is HELP_NOW
    assert journey.next_page(PARENT, {**TOLD, "in_danger": "no"}, SAFETY) is AROUND
    assert journey.next_page(PARENT, {**TOLD, "in_danger": "not_sure"}, SAFETY) is AROUND
    assert journey.next_page(PASS_ON, {**HEARD, "in_danger": "yes"}, PASS_ON.pages[0]) is HELP_NOW


def test_each_thing_that_went_wrong_is_asked_for_only_after_the_one_before():
    said = {**TOLD, "more_points": "yes", "point2_more": "yes", "point4_more": "yes"}
    assert [key for key in keys(said) if key.startswith("point")] == ["point2", "point3"]
    assert [key for key in keys({**said, "point3_more": "yes"}) if key.startswith("point")] == ["point2", "point3", "point4", "point5"]
    assert not [key for key in keys({**TOLD, "point2_more": "yes"}) if key.startswith("point")]


def test_a_couple_is_asked_about_the_second_of_the_two():
    assert keys({**TOLD, "together": "yes"}) == [*BASE[:6], "together", "with_reach", *BASE[6:]]
    assert "together" not in keys({**THANKS, "together": "yes"})


def test_unfair_treatment_is_asked_about_when_somebody_thinks_so_or_is_not_sure():
    assert [keys({**TOLD, "unfair": said}).count("unfair") for said in ("yes", "not_sure", "no")] == [1, 1, 0]


def test_an_adult_who_was_in_care_is_not_asked_about_a_child():
    assert "child" not in keys({**TOLD, "relation": "care_leaver", "more_children": "yes"})


def test_other_children_are_asked_about_one_after_the_other():
    said = {**TOLD, "more_children": "yes", "child3_more": "yes"}
    assert [key for key in keys(said) if key.startswith("child")] == ["child", "child2"]
    assert [key for key in keys({**said, "child2_more": "yes"}) if key.startswith("child")] == ["child", "child2", "child3", "child4"]


@pytest.mark.parametrize("relation", ["parent", "step_parent", "foster_carer", "special_guardian", "adopter", "care_leaver", None])
@pytest.mark.parametrize("responsible", ["yes", "no", "not_sure", None])
def test_a_parent_or_carer_is_never_asked_whether_the_child_agrees(relation, responsible):
    said = {**TOLD, "relation": relation, "responsible": responsible, "speaks_for": "child"}
    assert not {"speaks", "agrees"} & set(keys(said))


@pytest.mark.parametrize("relation", ["friend", "professional", "other", "family", "grandparent"])
def test_others_are_asked_only_where_they_speak_for_the_child_and_are_not_responsible(relation):
    said = {**TOLD, "relation": relation}
    assert "speaks" in keys(said) and "agrees" not in keys(said)
    assert "agrees" not in keys({**said, "speaks_for": "self"})
    assert "agrees" in keys({**said, "speaks_for": "child"}) and "agrees" in keys({**said, "speaks_for": "both"})
    assert not {"speaks", "agrees"} & set(keys({**said, "responsible": "yes", "speaks_for": "child"}))


def test_whoever_gives_no_name_walks_the_same_way():
    assert keys({**TOLD, "stay_anonymous": "yes", "relation": "grandparent"}) == [*BASE[:7], "speaks", *BASE[7:]]


def test_back_from_a_page_leads_to_the_one_that_led_there():
    for form, answers in ((PARENT, TOLD), (PARENT, {**TOLD, "in_danger": "yes", "together": "yes"}), (PARENT, THANKS), (ADVOCATE, TOLD), (PASS_ON, HEARD)):
        for page in journey.path(form, answers)[:-1]:
            following = journey.next_page(form, answers, page)
            assert following is not None
            assert journey.previous_page(form, answers, following) is page


def test_the_first_page_has_none_before_and_the_last_none_after():
    assert journey.previous_page(PARENT, TOLD, WHAT) is None
    assert journey.next_page(PARENT, TOLD, CHECK) is None


def test_somebody_who_comes_back_goes_on_after_the_last_thing_they_wrote():
    assert journey.where_to_go_on(PARENT, {}) is WHAT
    assert journey.where_to_go_on(PARENT, {"kind": "complaint"}) is STORY
    assert journey.where_to_go_on(PARENT, {"kind": "complaint", **TOLD, "put_right": "Sorry"}) is SAFETY
    assert journey.where_to_go_on(PARENT, {**TOLD, "name": "A"}) is CHILD
    assert journey.where_to_go_on(PARENT, {**TOLD, "phone": "1"}) is NEEDS


@pytest.mark.parametrize(("form", "answers"), [(PARENT, TOLD), (PARENT, THANKS), (ADVOCATE, TOLD), (PASS_ON, HEARD)])
def test_minutes_left_never_grow_along_the_way(form, answers):
    left = [journey.minutes_left(form, answers, page) for page in journey.path(form, answers)]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1


def test_an_answer_off_the_path_is_not_sent():
    answers = {**THANKS, "put_right": "typed before the change of mind", "relation": "parent"}
    assert journey.sendable(PARENT, answers) == {"kind": "compliment", "story": "Nobody rang."}
    assert not journey.may_visit(PARENT, answers, PUT_RIGHT)


def test_a_name_typed_before_somebody_chose_to_give_none_is_not_sent():
    said = {**TOLD, "name": "Ann", "stay_anonymous": "yes"}
    assert journey.sendable(PARENT, said) == {**TOLD, "stay_anonymous": "yes"}
    assert journey.sendable(PARENT, {**said, "stay_anonymous": "no"})["name"] == "Ann"
    assert journey.sendable(PARENT, {**said, "kind": "compliment"}) == {**THANKS, "name": "Ann"}


def test_what_is_sent_is_in_the_order_it_was_asked():
    answers = {"name": "A", "story": "B", "kind": "complaint", "in_danger": "no"}
    assert list(journey.sendable(PARENT, answers)) == ["kind", "story", "in_danger", "name"]


def test_a_talk_is_sent_with_a_number_and_nothing_else_needed():
    assert journey.sendable(TALK, {"phone": "01632 960001"}) == {"kind": "talk", "phone": "01632 960001"}
    assert not journey.is_complete(TALK, {})


def test_tell_the_team_now_needs_no_answer_at_all():
    assert journey.is_complete(NOW, {})
    assert journey.sendable(NOW, {"now_what": "He is here"}) == {"kind": "danger", "in_danger": "yes", "now_what": "He is here"}
    assert journey.sendable(NOW, {}) == {"kind": "danger", "in_danger": "yes"}


def test_reach_is_on_everybodys_way_but_the_workers():
    assert REACH in journey.path(PARENT, THANKS) and REACH in journey.path(PARENT, TOLD)
