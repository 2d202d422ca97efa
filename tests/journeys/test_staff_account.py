"""Staff begin by a link, sign in with a password and a phone, and find their words again after a quiet session."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from portal.store.models import StaffSession
from tests.factories import a_sent_complaint, a_triaged_case
from tests.journeys.officer import enrol, enter, sign_in
from tests.journeys.parent import press, words
from tests.journeys.served import Site

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


def goes_quiet(site: Site) -> None:
    """Every session was last heard of a quarter of an hour ago."""
    with site.database.transaction() as session:
        session.execute(sa.update(StaffSession).values(seen_at=site.clock() - timedelta(minutes=16)))


@WAYS
def test_a_new_officer_enrols_signs_in_signs_out_and_signs_in_again(page: Page, site: Site) -> None:
    officer = site.someone("complaints_officer", "Noor Officer")
    phone = enrol(page, site, officer)
    assert "Your account is ready." in words(page)
    sign_in(page, site, officer, phone)
    assert page.url.endswith("/cases")
    press(page, "Sign out")
    assert "You are signed out." in words(page)
    page.goto("/cases")
    assert "/account/sign-in" in page.url
    sign_in(page, site, officer, phone)
    assert page.url.endswith("/cases")


@WAYS
def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(page: Page, site: Site) -> None:
    officer = site.someone("complaints_officer", "Olu Officer")
    phone = enrol(page, site, officer)
    sign_in(page, site, officer, phone)
    case = site.do(lambda desk: a_triaged_case(desk, holder=officer), by=officer)
    page.goto(f"/cases/{case.reference}/note")
    page.get_by_label("The note").fill("Rang the school.\nNobody knew.")
    goes_quiet(site)
    press(page, "Keep this note")
    assert "We have kept what you wrote." in words(page)
    sign_in(page, site, officer, phone)
    assert page.url.endswith(f"/cases/{case.reference}/note")
    assert page.get_by_label("The note").input_value() == "Rang the school.\nNobody knew."
    assert "It is in the form below and is not sent yet." in words(page)
    press(page, "Keep this note")
    assert page.url.endswith(f"/cases/{case.reference}")
    assert "Rang the school." in words(page)


@WAYS
def test_a_long_triage_survives_a_quiet_session(page: Page, site: Site) -> None:
    officer = site.someone("complaints_officer", "Pia Officer")
    phone = enrol(page, site, officer)
    sign_in(page, site, officer, phone)
    case = site.do(a_sent_complaint)
    page.goto(f"/cases/{case.reference}/triage")
    page.get_by_label("A title").fill("Moved without a word")
    page.get_by_label("Point 1", exact=True).fill("Nobody told the family")
    page.get_by_label("Complaint", exact=True).check()
    goes_quiet(site)
    press(page, "Sort it")
    sign_in(page, site, officer, phone)
    assert page.get_by_label("A title").input_value() == "Moved without a word"
    assert page.get_by_label("Point 1", exact=True).input_value() == "Nobody told the family"
    assert page.get_by_label("Complaint", exact=True).is_checked()


@WAYS
def test_whoever_is_signed_out_everywhere_is_out_in_the_other_browser_too(open_browser, site: Site) -> None:
    officer = site.someone("complaints_officer", "Quinn Officer")
    here, there = open_browser(), open_browser()
    enter(here, site, officer)
    enter(there, site, officer)
    here.goto("/account/")
    press(here, "Sign out everywhere")
    there.goto("/cases")
    assert "/account/sign-in" in there.url
