"""A parent's way from the start page to 'We have it'."""

from tests.integration.public.visitor import Visitor
from tests.places import at, number

TOLD = {
    "kind": "complaint",
    "story": "\nŵ عربى “quotes” {{7*7}} <script>alert(1)</script> %s {0.__class__}\n\n  😀 ",
    "when_happened": "in March",
    "put_right": "Say sorry",
    "more_points": "yes",
    "point2_what": "They lost my letter",
    "point2_when": "May",
    "point2_put_right": "Find it",
    "in_danger": "no",
    "wait": "yes",
    "wait_what": "He moves",
    "wait_who": "Team 2",
    "wait_when": "Friday",
    "unfair": "yes",
    "told_before": "yes",
    "told_whom": "A manager",
    "told_said": "Wait",
    "court": ["family_court", "police"],
    "court_what": "In June",
    "over_a_year": "yes",
    "year_why": "I was ill",
    "unfair_because": ["race", "sex"],
    "unfair_how": "They laughed",
    "relation": "grandparent",
    "responsible": "not_sure",
    "stay_anonymous": "no",
    "name": "Zoë O’Neil",
    "child_name": "A",
    "child_age": "7",
    "child_lives": "foster",
    "child_knows": "no",
    "more_children": "yes",
    "child2_name": "B",
    "child2_lives": "at_home",
    "speaks_for": "both",
    "child_agrees": "too_young",
    "phone": "01632 960001",
    "safe_phone": ["ring", "text"],
    "best_times": "after 6",
    "email": "a@b.example",
    "safe_email": ["email"],
    "address": "1 High Street\nAnytown",
    "safe_post": ["post"],
    "language": "Polski",
    "interpreter": "yes",
    "adjustments": ["bsl", "other"],
    "adjust_how": "A ramp",
}
"""Everything a grandparent can say who speaks for a child as well."""


def test_everything_but_what_happened_can_be_skipped(visitor, contacts):
    visitor.tell()
    assert "We have it" in visitor.press("send").words
    assert [answers for _reference, answers in contacts()] == [{"story": "Nobody rang me."}]


def test_nobody_goes_on_without_a_word_about_what_happened(visitor):
    visitor.open("/f/1")
    visitor.press(kind="complaint")
    page = visitor.press(story="  ")
    assert page.url == "/f/2"
    assert "Write a few words about what happened" in page.words


def test_what_was_written_arrives_exactly(visitor, contacts):
    check = visitor.tell(**TOLD)
    assert "{{7*7}} <script>alert(1)</script>" in check.words
    visitor.press("send")
    assert [answers for _reference, answers in contacts()] == [TOLD]


def test_sending_twice_makes_one_contact_and_gives_the_same_code(visitor, contacts):
    check = visitor.tell()
    first = visitor.press("send").words
    visitor.page = check
    assert visitor.press("send").words == first
    assert len(contacts()) == 1


def test_the_words_are_shown_until_somebody_says_they_wrote_them_down(visitor, contacts):
    visitor.tell()
    sent = visitor.press("send")
    assert "Your six words" in visitor.open("/done").words
    visitor.page = sent
    assert "Your six words" not in visitor.press(url="/done").words
    assert contacts()[0][0] in visitor.page.words


def test_after_sending_no_page_of_the_form_shows_what_was_written(visitor):
    visitor.tell()
    visitor.press("send")
    for n in range(1, number("check") + 1):
        assert visitor.open(f"/f/{n}").url == "/done"


def test_a_page_further_on_cannot_be_opened_before_the_story_is_told(visitor):
    visitor.open("/f/1")
    visitor.press(kind="comment")
    assert visitor.open(at("reach")).url == "/f/2"


def test_without_a_draft_every_page_but_the_first_leads_to_the_start(visitor):
    for n in range(2, number("check") + 1):
        assert visitor.open(f"/f/{n}").url == "/"


def test_a_page_that_does_not_exist_is_not_found(visitor):
    for url in ("/f/0", "/f/99", "/f/-1", "/f/x", "/f/99999999999999999999"):
        assert visitor.open(url).status == 404


def test_changing_an_answer_leads_back_to_the_check(visitor):
    visitor.tell(name="A")
    visitor.open(at("you") + "?to=check")
    page = visitor.press(name="B")
    assert page.url == at("check")
    assert "B" in page.words


def test_changing_the_answer_about_danger_shows_help_before_the_check(visitor):
    visitor.tell()
    visitor.open(at("safety") + "?to=check")
    assert visitor.press(in_danger="yes").url == at("help_now")
    assert visitor.press(now_what="x").url == at("check")


def test_what_is_skipped_stands_on_the_check_with_a_way_to_answer(visitor):
    page = visitor.tell()
    assert "About the child You skipped this Change" in page.words
    assert {"href": at("child") + "?to=check", "class": "govuk-link"} in page.all("a")


def test_text_typed_for_a_draft_that_ended_is_kept_in_a_new_one(visitor, clock):
    visitor.open("/f/1")
    visitor.press(kind="complaint")
    clock.move(hours=25)
    visitor.press(story="An hour of work")
    assert visitor.open("/f/2").fields["story"] == ["An hour of work"]


def test_two_tabs_write_into_one_draft(visitor):
    visitor.open("/f/1")
    tab = visitor.press(kind="complaint")
    visitor.press(story="First tab")
    visitor.press(put_right="Sorry")
    visitor.page = tab
    visitor.press(story="Second tab")
    page = visitor.tell(story="Second tab")
    assert "Second tab" in page.words
    assert "Sorry" in page.words


def test_a_page_drawn_for_one_person_holds_nothing_of_another(visitor, app):
    visitor.open("/f/1")
    first = visitor.press(kind="complaint")
    other = Visitor(app.test_client())
    other.open("/f/1")
    second = other.press(kind="not_sure")
    assert first.fields["csrf_token"] != second.fields["csrf_token"]
    assert first.html.replace(first.fields["csrf_token"][0], "") == second.html.replace(second.fields["csrf_token"][0], "")
    assert other.press(story="Mine").url == at("put_right")
    assert visitor.open("/f/2").fields["story"] == [""]


def test_what_was_chosen_stands_on_its_page_again_and_nothing_else(visitor):
    visitor.tell(**TOLD)
    for key in ("safety", "around", "unfair", "you", "child", "speaks", "agrees", "reach", "needs"):
        page = visitor.open(at(key))
        shown = {name: said for name, said in page.fields.items() if name in TOLD}
        assert shown == {name: TOLD[name] if isinstance(TOLD[name], list) else [TOLD[name]] for name in shown}, key
        assert shown


def test_a_name_taken_back_stands_neither_on_the_check_nor_in_what_is_sent(visitor, contacts):
    page = visitor.tell(name="Ann Quillfeather", stay_anonymous="yes")
    assert "Quillfeather" not in page.words
    visitor.press("send")
    assert "name" not in contacts()[0][1]


def test_choosing_a_language_keeps_what_stands_on_the_page(visitor, app):
    app.config["LANGUAGES"] = ("en", "pl")
    visitor.open("/f/1")
    story = visitor.press(kind="complaint")
    assert story.all("button", form="answers", name="then", value="languages") and story.all("form", id="answers")
    assert f"/languages/pl?to={story.url}" in visitor.press("languages", story="Half a sentence").html
    assert visitor.open(f"/languages/pl?to={story.url}").fields["story"] == ["Half a sentence"]
