"""Danger now: help first, nothing sent unless somebody sends it, and what was sent stays sent."""

import pytest
from playwright.sync_api import Page

from portal.store.models import Alarm, Case
from tests.journeys.officer import enter
from tests.journeys.parent import STORY, WAY, fill, press, tell, words, written_down
from tests.journeys.served import Site

pytestmark = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


def test_tell_the_team_now_sends_at_once_and_exit_does_not_take_it_back(open_browser, site: Site) -> None:
    page = open_browser()
    tell(page, to="help_now", in_danger="Yes")
    alarms = site.count(Alarm)
    fill(page, now_what="He is at the door.", now_where="4 Mill Lane")
    press(page, "Tell the team now")
    code = written_down(page)
    assert "Exit does not take it back." in words(page)
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")
    contact = site.contact(code.reference)
    assert contact is not None and (contact.kind, contact.said["now_what"]) == ("danger", "He is at the door.")
    assert "story" not in contact.said
    assert site.count(Alarm) == alarms + 1
    staff = open_browser()
    enter(staff, site, site.first("complaints_officer"))
    assert "urgent" in staff.locator("tr").filter(has_text=code.reference).inner_text()


def test_an_answer_alone_sends_nothing(page: Page, site: Site) -> None:
    cases, alarms = site.count(Case), site.count(Alarm)
    tell(page, to="help_now", in_danger="Yes")
    assert "If someone is in danger now, ring 999." in words(page)
    assert "We have sent nothing yet." in words(page)
    fill(page, now_what="He is at the door.")
    press(page, "Not now, carry on")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")
    assert (site.count(Case), site.count(Alarm)) == (cases, alarms)


def test_after_telling_the_team_the_rest_is_sent_as_a_contact_of_its_own(page: Page, site: Site) -> None:
    cases = site.count(Case)
    tell(page, to="help_now", in_danger="Yes")
    press(page, "Tell the team now")
    first = written_down(page)
    press(page, "Carry on")
    for _ in WAY[4:-1]:
        press(page, "Continue")
    press(page, "Send this to the complaints team")
    second = written_down(page)
    assert first.reference != second.reference
    assert site.count(Case) == cases + 2
    contact = site.contact(second.reference)
    assert contact is not None and contact.said["story"] == STORY
