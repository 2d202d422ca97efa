"""Somebody without a printer asks for a form by post, with and without scripts, on a small screen; somebody with one prints it."""

import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.store.models import Case, PaperRequest
from tests.factories import SAID
from tests.journeys.conftest import Open
from tests.journeys.parent import SEND, fill, press, words, written_down
from tests.journeys.served import Site
from tests.journeys.visits.paper import ASK
from tests.places import at

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


def test_what_was_sent_prints_with_its_code_and_nothing_to_press(open_browser: Open, site: Site, tmp_path: Path) -> None:
    page = open_browser(color_scheme="dark")
    site.holds_a_draft(page.context, {key: said for key, said in SAID.items() if isinstance(said, str)})
    page.goto(at("check"))
    press(page, SEND)
    code = written_down(page)
    page.pdf(path=tmp_path / "sent.pdf", format="A4")
    said = subprocess.run(["pdftotext", tmp_path / "sent.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert code.reference in said and code.words in " ".join(said.split())
    assert "Exit" not in said and "Hide the words" not in said
