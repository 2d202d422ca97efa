"""'Someone is in danger now' shows help at once and sends nothing by itself (practice F-02)."""

from portal.casework.intake.draft import sweep
from tests.integration.public.visitor import Visitor
from tests.places import at


def at_help(visitor):
    visitor.open("/f/1")
    visitor.press(kind="complaint")
    visitor.press(story="He is here")
    visitor.press(put_right="")
    return visitor.press(in_danger="yes")


def test_the_answer_shows_whom_to_ring_and_sends_nothing(visitor, contacts):
    page = at_help(visitor)
    for said in ("ring 999", "01632 960002", "01632 960003", "We have sent nothing yet", "Tell the team now", "Not now, carry on"):
        assert said in page.words
    assert contacts() == []


def test_not_now_sends_nothing_and_goes_on(visitor, contacts):
    at_help(visitor)
    assert visitor.press("go_on", now_what="He is here").url == at("around")
    assert contacts() == []


def test_tell_the_team_now_sends_this_page_and_not_the_story(visitor, contacts):
    at_help(visitor)
    page = visitor.press("tell", now_what="He has a knife", now_reach="yes", now_how="text me")
    assert "We have it" in page.words
    sent = {"kind": "danger", "in_danger": "yes", "now_what": "He has a knife", "now_reach": "yes", "now_how": "text me"}
    assert [answers for _reference, answers in contacts()] == [sent]


def test_it_can_be_sent_without_a_word_or_a_way_to_reach_anybody(visitor, contacts):
    at_help(visitor)
    assert "We cannot find you or contact you unless you told us how" in visitor.press("tell").words
    assert len(contacts()) == 1


def test_pressing_twice_sends_once(visitor, contacts):
    page = at_help(visitor)
    visitor.press("tell")
    visitor.page = page
    visitor.press("tell")
    assert len(contacts()) == 1


def test_other_words_told_after_the_first_are_sent_too(visitor, contacts):
    page = at_help(visitor)
    visitor.press("tell", now_what="He is at the door")
    visitor.page = page
    assert "We have it" in visitor.press("tell", now_what="He is in the house").words
    assert [answers["now_what"] for _reference, answers in contacts()] == ["He is at the door", "He is in the house"]


def test_what_only_follows_something_sent_is_not_said_to_be_with_the_team(visitor, contacts):
    visitor.tell(in_danger="yes")
    visitor.press("send")
    visitor.open("/talk")
    visitor.press(url="/f/2", story=["He is back"], more=["yes"])
    assert "We have sent nothing yet" in visitor.open(at("help_now")).words
    assert len(contacts()) == 1


def test_what_was_told_is_still_said_when_its_code_has_expired(visitor, clock, app):
    at_help(visitor)
    visitor.press("tell")
    clock.move(hours=20)
    visitor.open(at("you"))
    visitor.press()
    clock.move(hours=20)
    with app.extensions["council"].database.transaction() as session:
        sweep(session, clock())
    assert "We have it" in visitor.open(at("help_now")).words


def test_exit_does_not_take_it_back(visitor, contacts):
    at_help(visitor)
    assert "Exit does not take it back" in visitor.press("tell").words
    visitor.exit()
    assert len(contacts()) == 1


def test_exit_after_the_answer_alone_leaves_nothing_sent(visitor, contacts):
    at_help(visitor)
    visitor.exit()
    assert contacts() == []


def test_the_rest_can_still_be_sent_and_is_a_contact_of_its_own(visitor, contacts):
    at_help(visitor)
    visitor.press("tell")
    visitor.open(at("check"))
    visitor.press("send")
    assert [answers.get("story") for _reference, answers in contacts()] == [None, "He is here"]


def test_the_page_says_that_somebody_is_told_only_when_the_rota_has_somebody(visitor, app, clock):
    assert "We tell the worker on duty at once" in at_help(visitor).words
    object.__setattr__(app.extensions["council"].settings.rota, "duty", ())
    assert "top of its list" in at_help(Visitor(app.test_client())).words
    clock.move(hours=10)
    page = at_help(Visitor(app.test_client())).words
    assert "Nobody in our team will see this before 9 am on Tuesday 24 November" in page
    assert "worker on duty" not in page
