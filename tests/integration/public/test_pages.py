"""The pages the law and people expect say what the council's settings say, and no more."""

from dataclasses import replace
from datetime import date

import pytest

from portal import create_app
from portal.settings import Accessibility, Privacy, Security
from tests.integration.public.visitor import Visitor
from tests.reading import HARD, grade

PAGES = ("/accessibility", "/privacy", "/what-happens", "/how", "/contact")
BY_LAW = {"/accessibility"}
"""Whose words the regulations set, however hard they are."""

SHORTER = {"statutory": {"clocks": {"stage1": {"days": 7, "cap": 14, "source": "Anytown’s promise of 2026"}}}}


@pytest.fixture
def council(settings, clock):
    """Somebody at the pages of a council with other settings: council(team=...)."""
    made = []

    def open_with(**sections):
        app = create_app(replace(settings, **sections), clock)
        made.append(app)
        return Visitor(app.test_client())

    yield open_with
    for app in made:
        app.extensions["council"].database.close()


@pytest.mark.parametrize("path", PAGES)
def test_it_is_easy_to_read_and_linked_from_every_page(visitor, path):
    assert path in {link["href"] for link in visitor.open("/").all("a")}
    page = visitor.open(path)
    assert page.status == 200
    assert path in BY_LAW or grade(page.html) <= 6, grade(page.html)


def test_the_allow_list_of_hard_words_stays_short():
    assert len(HARD) <= 20


def test_the_accessibility_statement_has_the_dates_and_facts_of_the_settings(council):
    facts = Accessibility(date(2026, 1, 5), date(2026, 2, 6), date(2026, 3, 9), "A tester with a screen reader", "01234 5", "a11y@anytown.gov.uk", (), 7)
    page = council(accessibility=facts).open("/accessibility")
    said = ("5 January 2026", "6 February 2026", "9 March 2026", "A tester with a screen reader", "01234 5", "a11y@anytown.gov.uk", "within 7 working days")
    assert [one for one in said if one not in page.words] == []
    assert "fully compliant" in page.words and "(EASS)" in page.words and "(EHRC)" in page.words
    for title in ("Compliance status", "Disproportionate burden", "Enforcement procedure", "Preparation of this accessibility statement"):
        assert title in page.words


def test_what_does_not_work_stands_in_the_statement(council):
    page = council(accessibility=Accessibility(not_accessible=("Maps have no words. Ring us instead.",))).open("/accessibility")
    assert "partially compliant" in page.words and "Maps have no words. Ring us instead." in page.words


def test_the_privacy_notice_has_the_councils_own_words(council):
    page = council(privacy=Privacy("The officer, 1 High Street", "dpo@anytown.gov.uk", "We tell the police.", "Six years.", date(2026, 2, 6))).open("/privacy")
    for said in ("The officer, 1 High Street", "dpo@anytown.gov.uk", "We tell the police.", "Six years.", "6 February 2026", "Information Commissioner"):
        assert said in page.words
    assert "People working on your complaint cannot see your answers." in page.words


def test_young_people_have_a_privacy_notice_of_their_own(council):
    visitor = council(privacy=Privacy(young_sharing="The police, if they must.", young_kept="Until you are 75.", officer_email="dpo@anytown.gov.uk"))
    assert "/privacy/young" in {link["href"] for link in visitor.open("/y").all("a")}
    page = visitor.open("/privacy/young")
    cards = ("What we keep", "Who sees it", "When we must tell", "What you can ask for")
    assert [page.words.index(title) for title in cards] == sorted(page.words.index(title) for title in cards)
    assert len(page.all("details")) == 4 and len(page.all("img", alt="")) >= 4
    for said in ("The police, if they must.", "Until you are 75.", "dpo@anytown.gov.uk", "0303 123 1113", "We must do it even if you ask us not to."):
        assert said in page.words
    assert "/privacy" in {link["href"] for link in page.all("a")}
    assert grade(page.html) <= 4


def test_what_happens_has_the_days_of_the_law(visitor):
    words = visitor.open("/what-happens").words
    for said in (
        "Within 10 working days. We count from the day we get it. It may take up to 20 working days.",
        "25 working days.",
        "up to 65 working days",
        "30 working days",
    ):
        assert said in words
    assert "SI 2006/1738" in words and "Human Rights Act 1998" in words
    assert "You can go to the ombudsman at any time." in words and "0800 528 0731" in words


def test_a_number_changed_by_the_council_is_changed_on_the_page(council):
    words = council(procedures=SHORTER).open("/what-happens").words
    assert "Within 7 working days. We count from the day we get it. It may take up to 14 working days." in words
    assert "Anytown’s promise of 2026" in words


def test_contact_has_the_hours_and_every_number(visitor):
    words = visitor.open("/contact").words
    for said in ("from 9 am to 5 pm", "01632 960001", "complaints@anytown.example", "1 High Street", "999"):
        assert said in words


def test_security_txt_says_whom_to_tell_and_until_when(council):
    security = Security("mailto:security@anytown.gov.uk", date(2027, 10, 31), "https://anytown.gov.uk/security")
    page = council(security=security).open("/.well-known/security.txt")
    assert page.html.splitlines() == [
        "Contact: mailto:security@anytown.gov.uk",
        "Expires: 2027-10-31T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt",
        "Policy: https://anytown.gov.uk/security",
    ]


def test_without_a_contact_there_is_no_security_txt(council):
    assert council(security=Security()).open("/.well-known/security.txt").status == 404
