"""What can be printed, and asking for a form by post: only where it is safe, once however often the button is pressed."""

import fcntl
from dataclasses import replace

import pytest

from portal.paper import pdf as drawing
from portal.web.public.print import SHEETS
from tests.integration.public.visitor import Page

ASKED = {"paper_form": "parent", "paper_name": "Ada Quillfeather", "paper_address": "12 Canary Row\nAnytown", "paper_safe": "yes"}


@pytest.fixture
def requests(app):
    """What was asked for: form, format, language, day due, where to."""
    from portal.casework.intake.paper_form import waiting

    def read():
        with app.extensions["council"].database.reading() as session:
            return [(one.form, one.format, one.language, one.due_on.isoformat(), one.to) for one in waiting(session)]

    return read


@pytest.fixture
def drawn_at_once(monkeypatch):
    """The child process is tried in tests/integration/paper."""
    monkeypatch.setattr(drawing, "pdf", lambda html, _seconds: b"%PDF-" + html.encode())


def test_the_page_leads_to_everything_there_is_to_print(visitor, drawn_at_once):
    page = visitor.open("/print")
    links = [one["href"] for one in page.all("a", type="application/pdf")]
    assert links == [f"/print/{name}.pdf?language=en" for name in SHEETS]
    assert "Mostly pictures" in page.words and page.all("a", href="/y/paper")
    for link in links:
        answer = visitor.client.get(link)
        assert answer.status_code == 200 and answer.mimetype == "application/pdf" and b"%PDF-<!doctype html>" in answer.data
        assert answer.headers["Content-Disposition"].startswith("inline; filename=")
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/print/nothing.pdf", "/print/p.pdf?language=xx", "/print?language=xx", "/print/../council.toml.pdf"])
def test_there_is_nothing_else(visitor, address):
    assert visitor.client.get(address).status_code == 404


def test_while_another_is_drawn_nobody_waits_in_line(visitor, instance, drawn_at_once):
    (instance / "print").mkdir(mode=0o700)
    with (instance / "print" / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        page = visitor.open("/print/p-large.pdf?language=en")
        assert page.status == 202 and page.all("a", href="/print/p-large.pdf?language=en")
    assert visitor.client.get("/print/p-large.pdf?language=en").mimetype == "application/pdf"


def test_where_paper_cannot_be_made_we_post_it(visitor, monkeypatch, caplog):
    def lacking(_html, _seconds):
        raise drawing.NoPaper("Install them with: sudo apt-get install fonts-noto-core")

    monkeypatch.setattr(drawing, "pdf", lacking)
    page = visitor.open("/print/p.pdf")
    assert page.status == 503 and page.all("a", href="/paper") and "apt-get" not in page.html
    assert any("apt-get install fonts-noto-core" in str(vars(record)) for record in caplog.records)


def test_a_form_is_asked_for_without_a_case(visitor, requests, contacts):
    visitor.open("/paper")
    page = visitor.press(**ASKED, paper_format="large", paper_who="family", paper_needs="In Braille too")
    assert "We post the form by Wednesday 25 November. The envelope is plain." in page.words
    to = {"name": "Ada Quillfeather", "address": "12 Canary Row\nAnytown", "who": "family", "needs": "In Braille too", "how": "post"}
    assert requests() == [("parent", "large", "en", "2026-11-25", to)]
    assert contacts() == []


def test_pressing_twice_asks_once(visitor, requests):
    page = visitor.open("/paper")
    for _ in range(2):
        visitor.page = page
        visitor.press(**ASKED)
    assert len(requests()) == 1


def test_nothing_is_posted_where_it_is_not_safe(visitor, requests):
    visitor.open("/paper")
    page = visitor.press(**{**ASKED, "paper_safe": "no"})
    assert "We post only where it is safe. Write another address, or ring us." in page.words
    assert page.fields["paper_address"] == ["12 Canary Row\nAnytown"]
    visitor.press(paper_safe="yes")
    assert len(requests()) == 1


def test_what_is_needed_is_said_and_nothing_typed_is_lost(visitor, requests):
    visitor.open("/paper")
    page = visitor.press(paper_needs="In Braille")
    for missing in ("Choose a form", "Write a name for the envelope", "Write the address", "Say whether it is safe"):
        assert missing in page.words
    assert page.fields["paper_needs"] == ["In Braille"]
    assert requests() == []


def test_a_mark_or_a_language_that_somebody_made_up_is_not_used(visitor, requests):
    visitor.open("/paper")
    visitor.press(**ASKED, once="x")
    assert requests() == []
    visitor.press(**ASKED, language="../../etc")
    assert [row[2] for row in requests()] == ["en"]


def test_the_way_there_is_on_the_start_page(visitor):
    assert visitor.open("/").all("a", href="/print")
    assert isinstance(visitor.open("/print"), Page) and visitor.page.all("a", href="/paper")


def test_a_young_person_is_asked_first_whether_post_is_safe(visitor):
    page = visitor.open("/y/paper")
    ways = [one["href"] for one in page.all("a") if "by=" in str(one["href"])]
    assert ways == ["/paper?by=t", "/paper?by=c", "/paper?by=p"], "to their own door comes last"
    assert "Who opens the post where you live?" in page.words
    assert visitor.open("/y").all("a", href="/y/paper") and visitor.open("/paper").all("a", href="/y/paper")


@pytest.mark.parametrize(
    ("letter", "where", "kept"),
    [
        ("t", {"paper_name": "Ms Reed", "paper_address": "The school"}, ("Ms Reed", "The school", "trusted")),
        ("c", {"paper_name": "Fox"}, ("Fox", "", "collect")),
        ("p", {"paper_name": "Fox", "paper_address": "12 Canary Row"}, ("Fox", "12 Canary Row", "post")),
    ],
)
def test_a_form_gets_to_a_young_person_the_way_they_chose(visitor, requests, contacts, letter, where, kept):
    here = f"/paper?by={letter}"
    visitor.open(here)
    page = visitor.press(url=here)
    assert "Choose a form" in page.words and requests() == []
    page = visitor.press(url=here, paper_form="young_easy", paper_format="large", **where)
    assert ("You can get it from" if letter == "c" else "We post the form by") in page.words
    ((form, size, _language, _due, to),) = requests()
    assert (form, size, to["name"], to["address"], to["how"]) == ("young_easy", "large", *kept)
    assert contacts() == []


def test_a_form_of_theirs_is_not_posted_to_whoever_did_not_say_that_it_is_safe(visitor, requests):
    visitor.open("/paper")
    for whose in ("me", ""):
        page = visitor.press(**{**ASKED, "paper_form": "young", "paper_who": whose})
        assert "Look first how it can get to you safely" in page.words and page.all("a", href="/y/paper")
    assert requests() == []
    visitor.press(**{**ASKED, "paper_form": "young", "paper_who": "family"})
    assert [row[0] for row in requests()] == ["young"], "a carer or a worker may ask for one"


def test_nobody_is_sent_to_collect_where_no_address_is_named(app, visitor):
    council = app.extensions["council"]
    app.extensions["council"] = replace(council, settings=replace(council.settings, team=replace(council.settings.team, address="")))
    assert not visitor.open("/y/paper").all("a", href="/paper?by=c")
