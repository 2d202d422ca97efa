"""Everybody's own form: speaking for a child, passing something on, thanks, two who tell us together; and from one form to another."""

import re

import pytest
import sqlalchemy as sa

from portal.store.models import Case, CaseEvent, Contact, Draft, Party, Tally
from tests.integration.public.visitor import Visitor
from tests.places import at

HEARD = {"heard_on-day": "20", "heard_on-month": "11", "heard_on-year": "2026"}


@pytest.fixture
def read(app):
    """Rows of a table, as they stand."""

    def rows(select):
        with app.extensions["council"].database.reading() as session:
            return session.scalars(select).all()

    return rows


def walk(visitor, start, last, answers):
    """From a form's first page to its last, filling in what is on each page."""
    visitor.open(start)
    for _ in range(24):
        if visitor.page.url == last:
            return visitor.page
        here = {name: said for name, said in answers.items() if f'name="{name}"' in visitor.page.html}
        visitor.press(url=f"{visitor.page.url}", **here)
    raise AssertionError(visitor.page.url)


def test_somebody_who_speaks_for_a_child_keeps_the_childs_own_words_apart(visitor, contacts, read):
    told = {
        "story": "He wants to stay with his sister.",
        "own_words": "I aint going",
        "put_right": "Ask him",
        "in_danger": "no",
        "wait": "yes",
        "wait_what": "He moves",
        "wait_when": "Friday",
        "adv_name": "Ola",
        "adv_organisation": "Voices",
        "adv_role": "advocate",
        "instructed": "yes",
        "bars": ["none"],
        "child_name": "Tom",
        "child_age": "14",
        "child_lives": "foster",
        "child_status": "looked_after",
        "child_reach": "through me",
        "must_not_see": "his carer",
        "consent_complain": "yes",
        "consent_how": "spoken",
        "consent_on": "2026-11-20",
        "answer_how": ["meeting", "through_me"],
        "email": "ola@voices.example",
        "safe_email": ["email"],
    }
    typed = {**told, "consent_on-day": "20", "consent_on-month": "11", "consent_on-year": "2026"}
    check = walk(visitor, "/f/1?as=a", at("check", "advocate"), typed)
    assert "Friday 20 November 2026" in check.words
    assert "We have it" in visitor.press("send").words
    assert [answers for _reference, answers in contacts()] == [{"kind": "complaint", **told}]
    assert [(one.audience, one.wants_wait) for one in read(sa.select(Contact))] == [("advocate", True)]


def test_a_worker_passes_on_what_they_heard_in_two_pages(visitor, contacts):
    visitor.open("/f/1?as=w")
    assert visitor.press(said="She says nobody listens.", **HEARD).url == at("worker", "pass_on")
    assert visitor.press(person_is="child", worker_role="school").url == at("check", "pass_on")
    page = visitor.press("send")
    assert "The time to answer runs from the day you heard it." in page.words
    said = {"said": "She says nobody listens.", "heard_on": "2026-11-20", "person_is": "child", "worker_role": "school"}
    assert [answers for _reference, answers in contacts()] == [said]


def test_what_is_about_to_happen_to_whom_a_worker_heard_has_a_clock(visitor, read):
    visitor.open("/f/1?as=w")
    visitor.press(said="They move him on Friday.", **HEARD, wait="yes", wait_what="A move", wait_when="27 November")
    visitor.press(person_is="child")
    assert "They move him on Friday." in visitor.page.words
    visitor.press("send")
    assert [one.wants_wait for one in read(sa.select(Contact))] == [True]
    (case,) = read(sa.select(Case))
    assert (case.due_clock, case.due_on.isoformat()) == ("freeze", "2026-11-23")
    (asked,) = read(sa.select(CaseEvent).where(CaseEvent.event == "freeze_requested"))
    assert asked.details["before"] == "2026-11-27"


@pytest.mark.parametrize(
    ("parts", "where"), [({}, "day"), ({"day": "31", "month": "11", "year": "2026"}, "day"), ({"day": "24", "month": "11", "year": "2026"}, "day")]
)
def test_a_day_that_cannot_be_comes_back_as_typed_and_leads_to_its_box(visitor, parts, where):
    visitor.open("/f/1?as=w")
    page = visitor.press(said="Something", **{f"heard_on-{part}": text for part, text in parts.items()})
    assert page.url == "/f/1"
    assert page.all("a", href=f"#heard_on-{where}") and page.all("input", id=f"heard_on-{where}")
    assert {part: page.fields[f"heard_on-{part}"][0] for part in parts} == parts
    assert page.fields["said"] == ["Something"]


def test_thanks_go_a_short_way_and_say_what_we_may_do_with_them(visitor, contacts):
    visitor.open("/f/1")
    visitor.press(kind="compliment")
    assert visitor.press(story="She listened.").url == at("safety")
    assert visitor.press().url == at("thanks")
    visitor.press(praise_for="Team 3", praise_from="court", name="Judge A", may_pass_on="without_name", may_publish="no")
    visitor.press()
    assert visitor.page.url == at("check")
    assert "Then those you thank read it, if you said we may." in visitor.press("send").words
    assert contacts()[0][1]["praise_from"] == "court"


def two(visitor, with_code):
    return visitor.tell(together="yes", relation="parent", name="Ann", stay_anonymous="no", with_name="Ben", with_code=with_code)


def test_two_who_tell_us_together_each_get_a_code_to_write_down(visitor, read):
    two(visitor, "show")
    page = visitor.press("send")
    shown = re.findall(r'<dt>Your reference</dt><dd dir="ltr">([^<]+)</dd>\s*<dt>Your six words</dt><dd translate="no">([^<]+)</dd>', page.html)
    assert len(shown) == 2 and shown[0] != shown[1]
    assert [one.reference for one in read(sa.select(Party).where(Party.role == "complainant").order_by(Party.id))] == [reference for reference, _words in shown]
    assert "For Ben" in page.words
    visitor.press(url="/done")
    assert "Your six words" not in visitor.page.words


def test_the_second_code_is_not_shown_to_the_first_where_they_are_not_together(visitor):
    two(visitor, "later")
    page = visitor.press("send")
    assert page.html.count("<dt>Your reference</dt>") == 1


def test_sending_twice_gives_two_the_same_two_codes(visitor, contacts):
    check = two(visitor, "show")
    first = visitor.press("send").words
    visitor.page = check
    assert visitor.press("send").words == first
    assert len(contacts()) == 1


def test_who_chose_the_wrong_form_goes_to_the_other_and_keeps_what_was_written(visitor, read):
    visitor.open("/f/1?as=w")
    visitor.press(said="Half a word", **HEARD)
    visitor.press(child_name="Tom")
    visitor.open("/f/1?as=p")
    assert visitor.press(kind="complaint").url == "/f/2"
    visitor.press(story="All of it.")
    assert visitor.open(at("child")).fields["child_name"] == ["Tom"]
    assert [draft.audience for draft in read(sa.select(Draft))] == ["parent"]


def test_what_is_written_on_a_page_of_another_form_is_kept(visitor):
    visitor.open("/f/1?as=a")
    visitor.press(story="He wants to stay.")
    old_tab = visitor.page
    visitor.open("/f/1?as=p")
    visitor.press(kind="complaint")
    visitor.page = old_tab
    assert visitor.press(wait="yes", wait_what="He moves").url == at("you", "advocate")
    assert visitor.open(at("safety", "advocate")).fields["wait_what"] == ["He moves"]


def test_after_sending_another_can_be_begun_and_start_alone_leads_to_what_was_sent(visitor, contacts):
    visitor.tell()
    sent = visitor.press("send")
    assert visitor.open("/f/1?as=p").url == "/done"
    begun = visitor.open(sent.all("a", href="/f/1?new=p")[0]["href"])
    assert "kind" not in begun.fields
    assert visitor.press(kind="comment").url == "/f/2"
    visitor.press(story="An idea")
    visitor.open(at("check"))
    visitor.press("send")
    assert [answers["story"] for _reference, answers in contacts()] == ["Nobody rang me.", "An idea"]


def test_a_letter_that_names_no_form_is_not_looked_at(visitor):
    assert visitor.open("/f/1?as=zz&new=%00").fields["as"] == ["p"]


def stumbles(read):
    rows = read(sa.select(Tally).order_by(Tally.question))
    return [(one.kind, one.form, one.page, one.question, one.answer, one.count) for one in rows]


def test_where_people_stumble_is_counted_without_what_they_typed(visitor, read):
    visitor.open("/f/1?as=p")
    visitor.press()
    visitor.press(story="")
    visitor.press(story=" ")
    visitor.open("/f/1?as=w")
    visitor.press(said="x", **{"heard_on-day": "Tuesday"})
    assert stumbles(read) == [("stumble", "pass_on", "heard", "heard_on", "bad_date", 1), ("stumble", "parent", "story", "story", "missing", 2)]
    visitor.open("/talk")
    visitor.press(phone="\x07")
    assert ("stumble", "talk", "talk", "phone", "not_readable", 1) in stumbles(read)


def test_going_somewhere_else_ends_nothing_and_is_counted_by_reason(visitor, read, contacts):
    visitor.open("/f/1")
    visitor.press(kind="complaint")
    page = visitor.press(story="They read my file.")
    assert page.all("a", href="/place")
    place = visitor.open("/place")
    assert "Only the court can change that" in place.words and "01632 960002" in place.words
    assert "What you wrote stays here for 24 hours" in visitor.press(reason="court").words
    visitor.page = place
    visitor.press(reason="They read my file.")
    assert [(one.kind, one.form, one.answer, one.count) for one in read(sa.select(Tally).order_by(Tally.answer))] == [
        ("elsewhere", "parent", "court", 1),
        ("elsewhere", "parent", "not_said", 1),
    ]
    assert visitor.open(visitor.page.all("a", role="button")[-1]["href"]).url == at("put_right")
    assert visitor.open("/f/2").fields["story"] == ["They read my file."]
    assert contacts() == []


def test_other_places_can_be_read_without_having_begun(app):
    stranger = Visitor(app.test_client())
    assert stranger.open("/place").all("a", role="button")[-1]["href"] == "/"
    assert "nothing was written here" in stranger.press().words


def test_a_page_of_a_form_that_has_ended_is_kept_in_a_new_draft_of_that_form(visitor, clock, read):
    visitor.open("/f/1?as=a")
    visitor.press(story="He wants to stay.")
    clock.move(hours=25)
    visitor.press(wait="yes", wait_what="He moves")
    assert [draft.audience for draft in read(sa.select(Draft).order_by(Draft.made_at))] == ["advocate", "advocate"]
    assert visitor.open("/f/1").fields["story"] == [""]
    visitor.press(story="Again")
    assert visitor.open(at("safety", "advocate")).fields["wait_what"] == ["He moves"]
