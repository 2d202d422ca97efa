"""After sending: whether the page was easy, and who somebody is; answered, half answered and skipped, with and without script; and a slip of paper."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from portal.forms.catalogue import CATALOGUE, CHECK
from portal.forms.model import Audience
from portal.store.models import Case, Party
from tests.equality_rows import answers_of
from tests.factories import SAID
from tests.journeys.conftest import Open
from tests.journeys.parent import SEND, press, words, written_down
from tests.journeys.served import AGENT_NAME, Site

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
LAST = CATALOGUE[Audience.PARENT].pages.index(CHECK) + 1


def send(page: Page, site: Site) -> str:
    """A form that was filled in is sent; returns its reference."""
    site.holds_a_draft(page.context, {name: said for name, said in SAID.items() if isinstance(said, str)})
    page.goto(f"/f/{LAST}")
    press(page, SEND)
    return written_down(page).reference


def kept(site: Site, reference: str) -> dict[str, str]:
    """What is kept of whoever has this reference: 'about source question' -> code."""
    with site.database.reading() as session:
        party = session.scalars(sa.select(Party.id).where(Party.reference == reference)).one()
        return {f"{one.about} {one.source} {one.question}": one.code for one in answers_of(session, site.database.keys, party)}


def choose(page: Page, *options: str) -> None:
    for words_beside in options:
        page.get_by_role("radio", name=words_beside, exact=True).first.check()


@WAYS
def test_somebody_answers_half_and_stops(open_browser: Open, site: Site) -> None:
    page = open_browser(320)
    reference = send(page, site)
    press(page, "Partly")
    assert "Thank you. Your answer about this page" in words(page)
    page.get_by_role("link", name="See the questions").click()
    assert "People working on your complaint cannot see your answers." in words(page)
    press(page, "Answer about you (takes 2 minutes)")
    choose(page, "25 to 34", "Prefer not to say")
    choose(page, "25 to 34")
    press(page, "Continue")
    choose(page, "Yes", "Yes, a lot")
    press(page, "Continue")
    choose(page, "Roma")
    press(page, "Keep this and stop")
    assert "We have kept what you answered." in words(page)
    assert kept(site, reference) == {
        "self self age": "25_34",
        "self self condition": "yes",
        "self self condition_limits": "a_lot",
        "self self disabled": "yes",
        "self self ethnic_group": "white",
        "self self ethnic": "white_roma",
    }
    page.get_by_role("link", name="Go back to what you sent").click()
    assert reference in words(page)


@WAYS
def test_somebody_skips_them_and_nothing_is_kept(open_browser: Open, site: Site) -> None:
    page = open_browser()
    reference = send(page, site)
    page.get_by_role("link", name="See the questions").click()
    press(page, "No, skip these")
    assert page.locator("h1").inner_text() == "We have it"
    assert kept(site, reference) == {}


def test_a_slip_of_paper_is_made_by_an_officer_and_typed_in_by_somebody_who_opens_no_case(open_browser: Open, site: Site) -> None:
    reference = send(open_browser(), site)
    officer, recorder = open_browser(user_agent=AGENT_NAME), open_browser(user_agent=AGENT_NAME)
    site.signs_in(officer.context, site.first("complaints_officer"))
    site.signs_in(recorder.context, site.someone("equality_recorder"))
    officer.goto(f"/cases/{site.case(Case.reference == reference).reference}")
    officer.get_by_role("link", name="Equality slip").click()
    officer.get_by_label(f"About the child: answered by {reference}").check()
    press(officer, "Make the slip")
    number = officer.locator(".heard-slip-number").inner_text()
    recorder.goto("/equality/slip?about=child")
    recorder.get_by_label("Number of the slip").fill(number)
    choose(recorder, "5 to 9", "Female")
    press(recorder, "Keep it")
    assert "It is kept. Nobody can read it here, neither can you." in words(recorder)
    assert kept(site, reference) == {"child slip age": "5_9", "child slip sex": "female"}
