"""What a young person keeps to come back: the words big and first, a picture and a card while they are shown, and nothing on them that gives anybody away."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit, submit_now
from portal.web.public.hold import FORM
from tests import factories
from tests.integration.public.visitor import Visitor

WORDS = "acorn cactus acrobat abacus fabric galaxy"
ONLY_WAY, NOT_NEEDED = "This is the only way our answer can reach you.", "You do not need this to get an answer."
SHORT = "say.example"


@pytest.fixture
def settings(settings):
    return replace(settings, council=replace(settings.council, short_address=SHORT))


@pytest.fixture
def sent(app, settings, clock):
    """A browser that has sent a young person's form; `first` is done with the draft instead of sending it."""

    def make(send=submit, **said):
        visitor = Visitor(app.test_client())
        with factories.a_desk(app.extensions["council"].database, settings, clock()) as desk:
            draft, token = drafts.start(desk, "young")
            send(desk, draft, {"kind": "complaint", "story": "They read my diary.", **said}, drafts.FreshCode("H-258XKT", WORDS, "hash"))
        visitor.client.set_cookie(FORM, token)
        return visitor

    return make


def test_the_words_stand_one_a_line_before_anything_else_to_do(sent):
    page = sent().open("/done")
    assert page.words.index("Write them down first") < page.words.index("H-258XKT") < page.words.index(WORDS.split()[0])
    assert page.html.count("<li>acorn</li>") == 1 and page.words.index("galaxy") < page.words.index("Save a picture of them")
    assert page.words.index("It will be in your photos. Can anyone else see them?") < page.words.index("Save the picture")


RUNG = {"phone": "01632 960 001", "safe_phone": ["ring"]}


@pytest.mark.parametrize(("said", "stands", "not_there"), [({}, ONLY_WAY, NOT_NEEDED), (RUNG, NOT_NEEDED, ONLY_WAY)])
def test_nobody_is_told_that_they_need_no_code_who_has_no_other_way(sent, said, stands, not_there):
    page = sent(**said).open("/done")
    assert stands in page.words and not_there not in page.words


def test_the_picture_is_there_while_the_words_are_and_is_kept_nowhere(sent, settings):
    me = sent()
    got = me.client.get("/code.png")
    assert got.headers["Cache-Control"] == "no-store" and got.headers["Content-Disposition"] == 'attachment; filename="picture.png"'
    with Image.open(BytesIO(got.data)) as picture:
        assert picture.format == "PNG" and not picture.info and picture.width >= 1000
    assert not any(settings.instance.rglob("*.png"))
    me.open("/done")
    me.press(url="/done")
    assert me.client.get("/code.png").status_code == 302 and me.open("/card").url == "/"


def test_card_and_picture_name_no_council_and_no_service(sent, settings, monkeypatch):
    me = sent()
    drawn = []
    monkeypatch.setattr("portal.web.public.keeping.draw", lambda reference, lines, short, _font: drawn.append((reference, *lines, short)) or b"")
    me.client.get("/code.png")
    assert drawn == [("H-258XKT", *WORDS.split(), SHORT)]
    card = me.open("/card")
    assert "<title>Card</title>" in card.html
    kept = card.html.partition('<div class="heard-code heard-code--card"')[2].partition("</div>")[0]
    assert all(word in kept for word in ("H-258XKT", SHORT, *WORDS.split())) and settings.council.name not in kept and "Heard" not in kept


def test_what_was_told_at_once_has_a_picture_of_its_own_words(sent):
    me = sent(submit_now, kind="danger", in_danger="yes", now_reach="no")
    assert me.client.get("/code.png").status_code == 302
    assert me.client.get("/code.png?of=now").mimetype == "image/png" and WORDS.split()[0] in me.open("/card?of=now").words


def test_nobody_else_s_browser_has_a_picture_and_none_has_one_after_exit(sent, app):
    me = sent()
    assert Visitor(app.test_client()).client.get("/code.png").status_code == 302
    me.exit()
    assert [me.client.get(address).status_code for address in ("/code.png", "/card", "/code.png?of=now")] == [302] * 3
