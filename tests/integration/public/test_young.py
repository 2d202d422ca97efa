"""A young person tells us in each of the three ways: seven short pages at most, only the first answer needed, nothing sent by itself."""

import re

import pytest
import sqlalchemy as sa

from portal.forms import journey
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience
from portal.forms.ways import WAYS
from portal.store.models import Alarm, Case, CaseEvent, Contact, Draft, Party, SafeContact
from tests.places import at

LETTERS = [way.letter for way in WAYS]


@pytest.fixture
def read(app):
    """Rows of a table, as they stand."""

    def rows(select):
        with app.extensions["council"].database.reading() as session:
            return session.scalars(select).all()

    return rows


def walk(visitor, letter="y", **answers):
    """From the first page to 'check and send', answering what is given; gives the addresses on the way."""
    visitor.open(f"/f/1?as={letter}")
    seen = []
    while visitor.page.url != at("check", "young"):
        seen.append(visitor.page.url)
        assert len(seen) < 12
        here = {key: said for key, said in {"kind": "complaint", **answers}.items() if f'name="{key}"' in visitor.page.html}
        visitor.press(**here)
    return [*seen, visitor.page.url]


@pytest.mark.parametrize("letter", LETTERS)
def test_only_the_first_answer_is_needed_and_there_are_seven_pages_at_most(visitor, contacts, letter):
    assert len(walk(visitor, letter)) <= 7
    visitor.press("send")
    assert "We have it" in visitor.page.words and visitor.page.all("ol", class_="heard-code__words")
    assert [said for _reference, said in contacts()] == [{"kind": "complaint"}]


def test_a_page_before_the_first_question_says_what_exit_does_and_shows_three_ways(visitor):
    page = visitor.open("/y")
    assert "Exit deletes what you wrote" in page.words and "Exit does not take it back" in page.words and "Shift key three times" in page.words
    ways = [attrs["href"] for attrs in page.all("a") if "as=" in attrs.get("href", "")]
    assert ways == [f"/f/1?as={letter}" for letter in LETTERS]
    assert visitor.client.get("/y").text.count("<h1") == 1


def test_the_way_changes_on_any_page_and_what_was_written_stays(visitor, read):
    visitor.open("/f/1?as=y")
    visitor.press(kind="complaint")
    visitor.press("pictures", story="They moved me")
    assert visitor.page.url == at("story", "young") and visitor.page.fields["story"] == ["They moved me"]
    assert "heard-young--pictures" in visitor.page.html and visitor.page.fields["as"] == ["m"]
    visitor.press("easy", story="They moved me twice")
    assert "heard-young--easy" in visitor.page.html and visitor.page.fields["story"] == ["They moved me twice"]
    [draft] = read(sa.select(Draft))
    assert draft.audience == "young_easy"


def test_a_change_of_the_way_asks_for_no_answer_first(visitor):
    visitor.open("/f/1?as=y")
    visitor.press("easy")
    assert visitor.page.url == "/f/1" and "heard-young--easy" in visitor.page.html and "There is a problem" not in visitor.page.words


def test_it_is_their_own_complaint_with_a_way_back_of_their_own(visitor, read):
    walk(visitor, name="Kit", story="My room", must_not_see="My carer", in_danger="no")
    visitor.press("send")
    [case] = read(sa.select(Case))
    [child] = read(sa.select(Party))
    assert (case.from_whom, child.role, child.relation) == ("child", "complainant", "child")
    assert case.is_childs_words
    assert child.reference == case.reference and child.code_hash
    [safe] = read(sa.select(SafeContact))
    assert not any(getattr(safe, channel) for channel in ("may_ring", "may_text", "may_voicemail", "may_email", "may_post"))


def test_who_asks_for_a_call_and_gives_a_number_is_called(visitor, read):
    walk(visitor, call_me="yes", talk_how="phone", phone="01632 960 001")
    visitor.press("send")
    [contact] = read(sa.select(Contact))
    assert contact.wants_call and [safe.may_ring for safe in read(sa.select(SafeContact))] == [True]
    assert "callback_asked" in {row.event for row in read(sa.select(CaseEvent))}
    assert "We will try to ring you by" in visitor.page.words and "Somebody will write to you" not in visitor.page.words


def test_a_number_is_not_used_once_the_phone_was_unticked(visitor, contacts, read):
    walk(visitor, talk_how="phone", phone="01632 960 001", safe_phone=["ring", "text"])
    visitor.open(at("reach", "young"))
    visitor.press(talk_how="page")
    visitor.press("send")
    [(_reference, said)] = contacts()
    assert said["talk_how"] == ["page"] and not {"phone", "safe_phone"} & set(said)
    assert not any(safe.may_ring or safe.may_text for safe in read(sa.select(SafeContact)))


def test_who_records_and_would_rather_be_called_stays_in_their_own_form(visitor):
    visitor.open("/f/1?as=y")
    visitor.press(kind="complaint")
    visitor.press("voice", story="They moved me")
    call = next(have["href"] for name, have in visitor.page.tags if name == "a" and have.get("href") == at("story", "young"))
    assert 'name="call_me"' in visitor.open(call).html and "/talk" not in visitor.open("/files/voice").html


def test_nothing_ticked_means_that_no_way_is_safe(visitor, contacts, read):
    walk(visitor, talk_how="phone", phone="01632 960 001", safe_phone=["ring", "text"])
    visitor.open(at("reach", "young"))
    visitor.press(talk_how=[])
    visitor.press("send")
    [(_reference, said)] = contacts()
    assert said["phone"] == "01632 960 001" and not {"talk_how", "safe_phone"} & set(said)
    assert not any(safe.may_ring or safe.may_text for safe in read(sa.select(SafeContact)))


def test_who_asks_for_a_call_and_then_calls_only_a_text_safe_is_not_rung(visitor, read):
    walk(visitor, call_me="yes", talk_how="phone", phone="01632 960 001", safe_phone=["text"])
    visitor.press("send")
    [contact], [safe] = read(sa.select(Contact)), read(sa.select(SafeContact))
    assert (contact.wants_call, safe.may_ring, safe.may_text) == (False, False, True)
    assert "try to ring you" not in visitor.page.words


@pytest.mark.parametrize(("answers", "key"), [({"kind": "help"}, "help_first"), ({"kind": "complaint", "in_danger": "yes"}, "help_now")])
def test_not_safe_shows_help_and_sends_nothing_by_itself(visitor, contacts, read, answers, key):
    assert at(key, "young") in walk(visitor, **answers)
    visitor.open(at(key, "young"))
    assert "We have sent nothing yet. You choose." in visitor.page.words and "Childline" in visitor.page.words
    assert contacts() == []
    visitor.press("tell", now_what="He is here", now_where="At home")
    assert "Exit does not take it back." in visitor.page.words
    [(_reference, said)] = contacts()
    assert said == {"kind": "danger", "in_danger": "yes", "now_what": "He is here", "now_where": "At home"}
    assert len(read(sa.select(Alarm))) == 1


def test_i_need_help_now_is_urgent_when_it_is_sent(visitor, read):
    walk(visitor, kind="help")
    visitor.press("send")
    [contact] = read(sa.select(Contact))
    assert contact.is_urgent and len(read(sa.select(Alarm))) == 1


def test_an_advocate_is_offered_before_anything_is_sent_and_a_yes_is_an_event(visitor, read):
    walk(visitor, advocate_wanted="yes")
    assert "An advocate is someone on your side." in visitor.open(at("side", "young")).words
    assert read(sa.select(CaseEvent)) == []
    visitor.open(at("check", "young"))
    visitor.press("send")
    assert {"advocate_offered", "advocate_accepted"} <= {row.event for row in read(sa.select(CaseEvent))}


def test_tell_me_more_tells_more_and_asks_again(visitor):
    assert at("side_more", "young") not in walk(visitor, advocate_wanted="no")
    assert at("side_more", "young") in walk(visitor, advocate_wanted="more")


def test_thanks_take_four_pages(visitor):
    assert len(walk(visitor, kind="compliment")) <= 5


def test_before_sending_they_read_who_will_see_it(visitor):
    walk(visitor)
    assert "We will tell you who before we tell them, unless we think you or someone else could be hurt." in visitor.page.words
    assert "Nobody should punish you or treat you worse for it." in visitor.page.words


def test_nothing_that_says_who_they_are_is_asked_for():
    for way in WAYS:
        asked = {question.key for page in CATALOGUE[way.audience].pages for question in page.asked()}
        assert not asked & {"address", "child_name", "relation", "worker_name", "category", "safe_post"}
        assert [sorted(page.must) for page in CATALOGUE[way.audience].pages if page.must] == [["kind"]]


def test_the_three_ways_ask_the_same_and_easy_read_has_short_sentences():
    asked = [[question.key for page in CATALOGUE[way.audience].pages for question in page.asked()] for way in WAYS]
    assert asked[0] == asked[1] == asked[2]
    for audience in (Audience.YOUNG_EASY, Audience.YOUNG_PICTURES):
        form = CATALOGUE[audience]
        texts = []
        for page in form.pages:
            heading = page.heading.get(audience)
            texts += [heading.title, *heading.before] if heading else []
            for question in page.asked():
                wording = question.wording[audience]
                texts += [wording.ask, wording.hint, *wording.options.values()]
        texts += form.what_then(None)
        sentences = [one for text in texts for one in re.split(r"(?<=[.?!:])\s+", text) if one]
        assert [one for one in sentences if len(one.split()) > 12] == []


def test_minutes_left_are_few():
    for way in WAYS:
        form = CATALOGUE[way.audience]
        assert journey.minutes_left(form, {"kind": "complaint"}, form.pages[0]) <= 5


def test_what_is_saved_and_what_is_added_look_like_their_own_pages(visitor):
    visitor.open("/f/1?as=e")
    visitor.press(kind="complaint")
    visitor.press("files", story="My room")
    assert visitor.page.url == "/files" and "heard-young--easy" in visitor.page.html
    visitor.open(at("story", "young"))
    visitor.press("save")
    assert visitor.page.url == "/saved" and "heard-young--easy" in visitor.page.html and visitor.page.all("ol", class_="heard-code__words")
    visitor.client.get("/exit")
    visitor.open("/f/1?as=p")
    visitor.press("save", kind="complaint")
    assert visitor.page.url == "/saved" and "heard-young" not in visitor.page.html
