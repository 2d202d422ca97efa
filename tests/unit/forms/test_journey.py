"""The way through the parent's form."""

from portal.forms import journey
from portal.forms.catalogue import CATALOGUE, CHECK, CHILD, HELP_NOW, NOW, PUT_RIGHT, SAFETY, STORY, TALK, WHAT, YOU
from portal.forms.model import Audience

PARENT = CATALOGUE[Audience.PARENT]
TOLD = {"story": "Nobody rang."}


def keys(answers):
    return [page.key for page in journey.path(PARENT, answers)]


def test_the_story_comes_before_the_name():
    assert keys(TOLD) == ["what", "story", "put_right", "safety", "you", "child", "reach", "check"]


def test_nobody_gets_past_what_happened_without_a_word():
    assert keys({"kind": "complaint"}) == ["what", "story"]


def test_only_what_happened_must_be_answered():
    assert [page.key for page in PARENT.pages if page.must] == ["story"]


def test_danger_shows_help_before_anything_else_is_asked():
    assert journey.next_page(PARENT, {**TOLD, "in_danger": "yes"}, SAFETY) is HELP_NOW
    assert journey.next_page(PARENT, {**TOLD, "in_danger": "no"}, SAFETY) is YOU
    assert journey.next_page(PARENT, {**TOLD, "in_danger": "not_sure"}, SAFETY) is YOU


def test_a_compliment_is_not_asked_what_would_put_it_right():
    assert not journey.may_visit(PARENT, {**TOLD, "kind": "compliment"}, PUT_RIGHT)
    assert journey.may_visit(PARENT, {**TOLD, "kind": "not_sure"}, PUT_RIGHT)


def test_back_from_a_page_leads_to_the_one_that_led_there():
    for answers in (TOLD, {**TOLD, "in_danger": "yes"}, {**TOLD, "kind": "compliment"}):
        for page in journey.path(PARENT, answers)[:-1]:
            following = journey.next_page(PARENT, answers, page)
            assert following is not None
            assert journey.previous_page(PARENT, answers, following) is page


def test_the_first_page_has_none_before_and_the_last_none_after():
    assert journey.previous_page(PARENT, TOLD, WHAT) is None
    assert journey.next_page(PARENT, TOLD, CHECK) is None


def test_somebody_who_comes_back_goes_on_after_the_last_thing_they_wrote():
    assert journey.where_to_go_on(PARENT, {}) is WHAT
    assert journey.where_to_go_on(PARENT, {"kind": "complaint"}) is STORY
    assert journey.where_to_go_on(PARENT, {"kind": "complaint", **TOLD, "put_right": "Sorry"}) is SAFETY
    assert journey.where_to_go_on(PARENT, {**TOLD, "name": "A"}) is CHILD
    assert journey.where_to_go_on(PARENT, {**TOLD, "phone": "1"}) is CHECK


def test_minutes_left_never_grow_along_the_way():
    left = [journey.minutes_left(PARENT, TOLD, page) for page in journey.path(PARENT, TOLD)]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1


def test_an_answer_off_the_path_is_not_sent():
    answers = {**TOLD, "kind": "compliment", "put_right": "typed before the change of mind"}
    assert journey.sendable(PARENT, answers) == {"kind": "compliment", "story": "Nobody rang."}


def test_what_is_sent_is_in_the_order_it_was_asked():
    answers = {"name": "A", "story": "B", "kind": "comment", "in_danger": "no"}
    assert list(journey.sendable(PARENT, answers)) == ["kind", "story", "in_danger", "name"]


def test_a_talk_is_sent_with_a_number_and_nothing_else_needed():
    assert journey.sendable(TALK, {"phone": "01632 960001"}) == {"kind": "talk", "phone": "01632 960001"}
    assert not journey.is_complete(TALK, {})


def test_tell_the_team_now_needs_no_answer_at_all():
    assert journey.is_complete(NOW, {})
    assert journey.sendable(NOW, {"now_what": "He is here"}) == {"kind": "danger", "in_danger": "yes", "now_what": "He is here"}
    assert journey.sendable(NOW, {}) == {"kind": "danger", "in_danger": "yes"}
