"""Somebody without a printer asks for a form by post, with and without scripts, on a small screen; somebody with one prints it."""

import pytest
import sqlalchemy as sa

from portal.store.models import Case, PaperRequest
from tests.journeys.conftest import Open
from tests.journeys.parent import fill, press, words
from tests.journeys.served import Site
from tests.journeys.visits.paper import ASK

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
NEWEST = sa.select(PaperRequest).order_by(PaperRequest.asked_at.desc(), PaperRequest.id.desc()).limit(1)


@WAYS
def test_a_worker_asks_for_a_form_in_large_print_for_a_family(open_browser: Open, site: Site) -> None:
    page, cases, before = open_browser(320), site.count(Case), site.count(PaperRequest)
    page.goto("/")
    page.get_by_role("link", name="Print a form, or ask for one by post").click()
    press(page, "Ask for a form by post")
    fill(page, paper_form="For a parent, a carer or another adult", paper_format="Large print", paper_who="For somebody I know or work with")
    fill(page, paper_name="Ada Quillfeather", paper_address="12 Canary Row\nAnytown")
    press(page, ASK)
    assert "Say whether it is safe" in words(page) and "We have kept what you wrote" in words(page)
    assert page.locator("[name='paper_address']").input_value() == "12 Canary Row\nAnytown"
    assert site.count(PaperRequest) == before
    fill(page, paper_safe="Yes, it is safe")
    button = page.get_by_role("button", name=ASK)
    button.dblclick()
    page.get_by_role("heading", name="We will post it").wait_for()
    assert "The envelope is plain." in words(page)
    assert (site.count(PaperRequest), site.count(Case)) == (before + 1, cases)
    with site.app.extensions["council"].database.reading() as session:
        row = session.scalars(NEWEST).one()
        assert (row.form, row.format, row.language, row.to["who"], row.to["address"]) == ("parent", "large", "en", "family", "12 Canary Row\nAnytown")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_form_comes_out_of_the_running_portal(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/print")
    link = page.locator("a[href^='/print/w.pdf']")
    for _reader in ("the first", "the second"):
        answer = page.request.get(link.get_attribute("href") or "")
        assert answer.status == 200 and answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-1.7")
