"""'Before we show it to anybody' on the child's page and on the advocate's: who and why, five answers, a changed mind, and the words in part."""

import pytest

from portal.casework.people.agreement import ask, of_case, override
from portal.store.models import Agreement, Case
from tests import factories
from tests.integration.public.office import Office
from tests.integration.public.returning import come_back, give_codes
from tests.reading import grade

WHY = "He plans the visits. He can change them."
YOUNG_SAID = {"kind": "complaint", "story": "Nobody asks me.", "in_danger": "no", "name": "Robin"}


@pytest.fixture
def office(app, settings, clock):
    """What staff do behind the page."""
    return Office(app, settings, clock)


def asked(office, audience="young"):
    """(id of the case, code, who was asked about) of a child's complaint that waits for their answer."""

    def make(desk):
        make_it = factories.an_advocate_s_complaint(desk) if audience == "advocate" else factories.a_sent_form(desk, audience, "en", dict(YOUNG_SAID))
        tom = factories.a_user(desk, "service_manager", "Tom Manager", service="looked_after")
        codes = give_codes(desk, make_it, office.database.keys.pepper)
        ask(desk, make_it, tom, WHY)
        make_it.state, make_it.procedure, make_it.stage = "open", "statutory", "stage1"
        factories.a_grant(desk, make_it, tom)
        return make_it.id, codes[0], tom

    return office.at_the_desk(make)


def said(office, case_id):
    return office.on(case_id, lambda desk, case: [(one.answer, one.only) for one in of_case(desk.session, case)])


def link_on(page):
    """Where the answer is given."""
    return next(have["href"] for name, have in page.tags if name == "a" and "/back/first" in (have.get("href") or ""))


@pytest.mark.parametrize("audience", ["young_pictures", "advocate"])
def test_who_and_why_stand_on_the_page_and_the_answer_counts(office, audience):
    case_id, code, _tom = asked(office, audience)
    me = come_back(office.app, code)
    assert "Before we show it to anybody" in me.page.words and "Tom Manager (Service manager)" in me.page.words
    page = me.open(link_on(me.page))
    assert WHY in page.words and "unless we think you or someone else could be hurt" in page.words
    assert [words for words in ("Only with my advocate there", "No, not them", "Stop, I do not want to go on") if words not in page.words] == []
    assert grade(page.html) <= 5
    left_empty = me.press(url="/back/first").words
    assert "Choose an answer" in left_empty and "Write what we may show" not in left_empty
    assert "Write what we may show" in me.press(url="/back/first", agree="part", agree_words=" ").words
    page = me.press(url="/back/first", agree="part", agree_words="Only that I want to see Kit.")
    assert said(office, case_id) == [("part", "Only that I want to see Kit.")]
    assert "You said: Yes, but only part of it" in page.words
    officer = factories.signed_in(office.app, office.officer, office.clock())
    assert "to read" in officer.get("/cases").text


def test_an_answer_can_be_changed_and_a_page_drawn_before_changes_nothing(office):
    case_id, code, __tom = asked(office)
    me = come_back(office.app, code)
    where = link_on(me.page)
    old = me.open(where).fields
    me.press(url="/back/first", agree="yes")
    assert "Change my answer about Tom Manager" in me.page.words
    me.open(where)
    me.press(url="/back/first", agree="no")
    assert said(office, case_id) == [("no", None)]
    me.client.post("/back/first", data={**old, "agree": "yes"})
    assert said(office, case_id) == [("no", None)]


def test_what_was_shown_all_the_same_is_said_without_its_reason(office):
    case_id, code, tom = asked(office)

    def without_a_yes(desk, case):
        boss = factories.a_user(desk, "complaints_manager")
        override(factories.replace(desk, by=boss), case, desk.session.merge(tom, load=True), "He said he would hurt her.")

    office.on(case_id, without_a_yes)
    me = come_back(office.app, code)
    assert "We had to show it to Tom Manager" in me.page.words and "hurt her" not in me.page.html
    row = office.rows(Agreement, Agreement.is_current)[0]
    assert me.open(f"/back/first?who={row.id}").url == "/back"


def test_nobody_else_s_question_can_be_answered(office):
    case_id, _code, _tom = asked(office)
    other_id, other, _other_tom = asked(office)
    row = office.rows(Agreement, Agreement.case_id == case_id)[0]
    me = come_back(office.app, other)
    assert me.open(f"/back/first?who={row.id}").url == "/back"
    for who in (str(row.id), "x", ""):
        me.client.post("/back/first", data={"who": who, "agree": "yes"})
    assert said(office, case_id) == [(None, None)] and said(office, other_id) == [(None, None)]


def test_the_manager_sees_the_agreed_words_alone_until_the_child_says_yes(office):
    case_id, code, tom = asked(office)
    me = come_back(office.app, code)
    where = link_on(me.page)
    me.open(where)
    reference = office.rows(Case, Case.id == case_id)[0].reference
    manager = factories.signed_in(office.app, tom, office.clock())
    assert manager.get(f"/cases/{reference}").status_code == 404
    me.press(url="/back/first", agree="part", agree_words="I want to see Kit.")
    page = manager.get("/shown").text
    assert "I want to see Kit." in page and reference in page and "Nobody asks me" not in page and "Robin" not in page
    for path in ("", "/sent", "/note", "/draft"):
        assert manager.get(f"/cases/{reference}{path}").status_code == 404
    assert reference not in manager.get("/cases").text
    me.open(link_on(me.open("/back")))
    me.press(url="/back/first", agree="with_advocate")
    assert manager.get(f"/cases/{reference}").status_code == 404  # nobody speaks for them yet
    me.open(link_on(me.open("/back")))
    me.press(url="/back/first", agree="yes")
    assert manager.get(f"/cases/{reference}").status_code == 200 and "I want to see Kit." not in manager.get("/shown").text
