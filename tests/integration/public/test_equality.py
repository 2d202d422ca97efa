"""Equality questions after sending: opt in, skip, stop half-way, take back; and whether the page was easy to use."""

import pytest
import sqlalchemy as sa

from portal.casework.tally import counts
from portal.forms.equality import ABOUT_CHILD, ABOUT_YOU, UNDER_16
from portal.store.models import CaseEvent, Contact, Equality, Party
from tests import factories
from tests.equality_rows import answers_of
from tests.integration.public.returning import give_codes
from tests.integration.public.visitor import Visitor
from tests.reading import grade


@pytest.fixture
def kept(app):
    """(about, source, question) -> code of the first complainant there is."""
    database = app.extensions["council"].database

    def read():
        with database.reading() as session:
            person = session.scalar(sa.select(Party.id).where(Party.role == "complainant").order_by(Party.id))
            return {(one.about, one.source, one.question): one.code for one in answers_of(session, database.keys, person)}

    return read


@pytest.fixture
def tally(app):
    def read(kind):
        with app.extensions["council"].database.reading() as session:
            return [(row.form, row.answer, row.count) for row in counts(session, kind, ["2026-11"])]

    return read


@pytest.fixture
def sender(visitor):
    """Somebody who has sent a complaint and is on the 'sent' page."""
    visitor.tell()
    visitor.press("send")
    return visitor


def begin(sender, about="self"):
    sender.open("/equality")
    return sender.press(about)


def test_somebody_answers_what_they_like_and_it_is_kept_page_by_page(sender, kept, tally):
    assert "People working on your complaint cannot see your answers." in sender.page.words
    begin(sender)
    for answers in (
        {"age": "25_34", "sex": "female"},
        {"condition": "yes", "condition_limits": "a_little"},
        {"ethnic": "white_roma"},
        {},
    ):
        sender.press(**answers)
    assert sender.page.url == "/equality/a/5"
    for answers in ({"caring": "9_or_less"}, {"orientation": "prefer_not"}, {"marital": "single"}):
        sender.press(**answers)
    assert "Thank you" in sender.page.words
    assert {question: code for (_about, _source, question), code in kept().items()} == {
        "age": "25_34",
        "sex": "female",
        "condition": "yes",
        "condition_limits": "a_little",
        "disabled": "yes",
        "ethnic_group": "white",
        "ethnic": "white_roma",
        "caring": "9_or_less",
        "orientation": "prefer_not",
        "marital": "single",
    }
    assert tally("offered") == [("equality", "yes", 1)]


def test_who_says_they_are_under_16_is_not_asked_the_rest(sender, kept):
    begin(sender)
    sender.press(age="under_16")
    assert sender.page.url == "/equality/b/2"
    for _page in UNDER_16.pages[1:]:
        sender.press()
    assert sender.page.url == "/equality"
    assert set(kept()) == {("self", "self", "age")}


def test_the_child_is_answered_for_apart(sender, kept):
    begin(sender, "child")
    sender.press(age="5_9")
    sender.press("stop", condition="no")
    assert kept() == {("child", "self", "age"): "5_9", ("child", "self", "condition"): "no", ("child", "self", "disabled"): "no"}
    assert "Answer about you" in sender.page.words and "Answer about the child" not in sender.page.words


def test_skipping_keeps_nothing_and_leads_back(sender, kept, tally):
    assert begin(sender, "no").url == "/done"
    assert kept() == {}
    assert tally("offered") == [("equality", "no", 1)]


def test_answers_are_never_shown_again_and_can_be_taken_back(sender, kept):
    begin(sender)
    sender.press(age="25_34", sex="female")
    assert "checked" not in sender.open("/equality/a/1").html
    assert kept()
    sender.open("/equality")
    sender.press("forget")
    assert "We have deleted your answers" in sender.page.words
    assert kept() == {}


def test_nothing_of_it_is_in_the_contact_or_an_event_and_no_row_leads_back(sender, app):
    begin(sender)
    sender.press(age="25_34", sex="female")
    with app.extensions["council"].database.reading() as session:
        contact, events = session.scalars(sa.select(Contact)).one(), session.scalars(sa.select(CaseEvent)).all()
        assert not {"age", "sex"} & set(contact.answers)
        assert len(events) == len([one for one in events if "25_34" not in str(one.details)])
        people = {str(party.id) for party in session.scalars(sa.select(Party))}
        assert not {row.token for row in session.scalars(sa.select(Equality))} & people


@pytest.mark.parametrize("path", ["/equality", "/equality/a/1", "/equality/c/1"])
def test_without_something_sent_there_is_nothing_to_answer(visitor, path, kept):
    visitor.tell()
    assert visitor.open(path).url == "/"
    visitor.open("/come-back")
    assert visitor.press(url=path, age="25_34").url == "/"


@pytest.mark.parametrize("path", ["/equality/x/1", "/equality/a/0", "/equality/a/99", "/equality/b/5"])
def test_there_are_no_other_pages(sender, path):
    assert sender.open(path).status == 404


def test_after_exit_this_browser_answers_for_nobody(sender):
    sender.exit()
    assert sender.open("/equality").url == "/"


def test_answers_nobody_offered_come_back_and_are_not_kept(sender, kept):
    """B-32: a box that is not there, what is no option, everything at once, and things that contradict each other."""
    begin(sender)
    assert "Choose from the answers on this page" in sender.press(sex="x" * 100_000).words
    sender.press(sex=["female", "male"], self_describe="x" * 100_000, disabled="yes", ethnic="white_roma")
    sender.press(condition="no", condition_limits="a_lot")
    sender.press(ethnic=["asian_indian", "white_roma"], ethnic_group="black")
    assert {question: code for (_about, _source, question), code in kept().items()} == {
        "sex": "female",
        "condition": "no",
        "disabled": "no",
        "ethnic": "asian_indian",
        "ethnic_group": "asian",
    }


@pytest.mark.parametrize(("letter", "form"), [("a", ABOUT_YOU), ("c", ABOUT_CHILD)])
def test_every_page_is_small(sender, letter, form):
    for n in range(1, len(form.pages) + 1):
        page = sender.open(f"/equality/{letter}/{n}")
        assert page.status == 200 and len(page.html.encode()) <= 14 * 1024
        assert grade(page.html) <= 6, page.url


def test_the_page_is_asked_about_once_and_counted_by_form(sender, tally):
    assert "Was this page easy to use?" in sender.page.words
    for answer in ("x' OR 1=1", "partly", "no"):
        sender.press(url="/easy", answer=answer)
    assert tally("easy") == [("parent", "partly", 1)]
    page = sender.open("/done")
    assert "Was this page easy to use?" not in page.words and "Thank you." in page.words


@pytest.mark.parametrize("said", [{"in_danger": "yes"}, {"in_danger": "not_sure"}])
def test_whoever_is_in_danger_or_not_sure_is_not_asked_whether_it_was_easy(visitor, said, tally):
    visitor.tell(**said)
    assert "easy to use" not in visitor.press("send").words
    visitor.press(url="/easy", answer="yes")
    assert tally("easy") == []


def test_whoever_asked_for_a_call_is_asked_about_that_page(visitor, tally):
    visitor.open("/talk")
    visitor.press(phone="01632 960005")
    visitor.press(url="/easy", answer="yes")
    assert tally("easy") == [("talk", "yes", 1)]


def test_whoever_came_back_answers_for_themself_and_not_for_who_sent_from_this_browser(app, settings, clock, sender, kept):
    database = app.extensions["council"].database
    with factories.a_desk(database, settings, clock()) as desk:
        case = factories.a_sent_complaint(desk)
        (code,) = give_codes(desk, case, database.keys.pepper)
        person = next(party.id for party in case.parties if party.reference == code.reference)
    sender.open("/come-back")
    sender.press(reference=code.reference, words=code.words)
    assert {"href": "/equality?of=back", "class": "govuk-link"} in sender.page.all("a")
    sender.open("/equality?of=back")
    sender.press("child", url="/equality?of=back")
    assert sender.page.url == "/equality/i/1"
    sender.press("stop", age="10_15")
    assert kept() == {}
    with database.reading() as session:
        assert [(one.about, one.source, one.code) for one in answers_of(session, database.keys, person)] == [("child", "self", "10_15")]


def test_two_people_share_nothing(sender, app, kept):
    other = Visitor(app.test_client())
    assert other.open("/equality").url == "/"
