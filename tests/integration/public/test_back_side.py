"""Somebody on their side: asked again on a young person's page, gently and once, and what they say is kept."""

import pytest

from portal.casework.people.offer import from_form
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience
from portal.store.models import CaseEvent, Referral, Tally
from tests.integration.public.office import Office, answered, first
from tests.integration.public.returning import come_back, do

CHILD = {"relation": "child", "child_name": None, "child_age": None}
ASKED = "Would you like someone on your side now?"


@pytest.fixture
def office(app, settings, clock):
    return Office(app, settings, clock)


def young(office, said):
    case_id, (code,) = office.sorted(said=CHILD)
    office.on(case_id, lambda desk, case: from_form(desk, case, first(desk, case), {"advocate_wanted": said}))
    return case_id, code


def test_after_a_no_the_page_asks_at_the_answer_and_a_second_no_with_an_adult_is_marked(office):
    case_id, code = young(office, "no")
    page = come_back(office.app, code).page
    assert ASKED not in page.words and "I want someone on my side" in page.words
    office.on(case_id, answered)
    me = come_back(office.app, code)
    assert ASKED in me.page.words and "do nothing without asking you first" in me.page.words
    page = do(me, "side", advocate_wanted="no", with_adult="yes")
    assert ASKED not in page.words and "You can change your mind at any time." in page.words
    (last,) = office.rows(CaseEvent, CaseEvent.event == "advocate_declined", CaseEvent.number > 5)
    assert last.details["with_adult"] is True


def test_a_yes_is_a_referral_and_the_page_never_says_that_somebody_comes(office):
    _case, code = young(office, "")
    me = come_back(office.app, code)
    page = do(me, "side", advocate_wanted="yes")
    assert "We have asked for an advocate, and we tell you here who it is as soon as we know." in page.words
    assert [row.answer for row in office.rows(Referral)] == [None]
    assert "I want someone on my side" not in page.words
    do(me, "side", advocate_wanted="no")
    assert [row.answer for row in office.rows(Referral)] == ["withdrawn"]


def test_the_page_that_offers_an_advocate_is_counted_though_nothing_is_sent(office):
    office.app.config["WTF_CSRF_ENABLED"] = False
    form = CATALOGUE[Audience.YOUNG]
    browser, side = office.app.test_client(), next(n for n, page in enumerate(form.pages, 1) if page.key == "side")
    for n, said in ((1, {"kind": "complaint"}), (side, {}), (side, {"advocate_wanted": "no"}), (side, {"advocate_wanted": "yes"})):
        assert browser.post(f"/f/{n}?as=y", data={**said, "then": "go_on"}).status_code == 302
    assert [(row.form, row.count) for row in office.rows(Tally, Tally.kind == "advocate")] == [("young", 1)], "once for each who fills in a form"


def test_a_parent_is_not_asked(office):
    case_id, (code,) = office.sorted()
    office.on(case_id, answered)
    me = come_back(office.app, code)
    assert "someone on" not in me.page.words
    assert me.client.get("/back?part=side").location == "/back"
