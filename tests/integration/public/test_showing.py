"""How somebody wants to see the pages: kept in this browser, back to where they were, and what was typed stays."""

import re
from pathlib import Path

import pytest

from portal.web import look
from portal.web.public.showing import CHOICES
from tests.integration.public.test_look import contrast
from tests.integration.public.visitor import Visitor

CSS = Path("portal/static/young.css").read_text("utf-8")
AS_IT_IS = {"on": "usual", "letters": "usual", "space": "usual"}
TEXT = [
    *((text, ground) for text in ("ink", "quiet", "link", "stop") for ground in ("paper", "card", "chosen")),
    ("on-act", "act"), ("on-act", "stop"), ("on-focus", "focus"),
]  # fmt: skip


def body_class(page):
    return page.all("body")[0]["class"]


def choose(visitor, **chosen):
    """Press 'Show it like this' on the page that asks."""
    return visitor.press(**{**AS_IT_IS, **chosen})


@pytest.fixture
def visitor(app):
    return Visitor(app.test_client())


def test_a_choice_leads_back_and_holds_until_the_browser_closes(visitor):
    page = visitor.open("/showing", referer="http://localhost/y")
    assert page.fields["on"] == ["usual"] and "heard-on-" not in body_class(page)
    page = choose(visitor, on="dark", letters="largest", space="more")
    assert page.url == "/y"
    assert body_class(page).split()[-3:] == ["heard-on-dark", "heard-letters-largest", "heard-space-more"]
    cookie = visitor.client.get_cookie("heard_showing")
    assert cookie.http_only and cookie.expires is None and cookie.max_age is None and cookie.same_site == "Lax"
    page = visitor.open("/showing")
    assert page.fields["on"] == ["dark"] and page.fields["letters"] == ["largest"]
    page = choose(visitor)
    assert "heard-on-" not in body_class(page) and "heard-letters" not in body_class(page)


def test_one_browsers_choice_is_not_anothers(app, visitor):
    visitor.open("/showing?to=/f/1?as=y")
    assert "heard-on-blue" in body_class(choose(visitor, on="blue"))
    other = Visitor(app.test_client())
    for path in ("/y", "/f/1?as=y"):
        assert "heard-on-" not in body_class(other.open(path))
        assert "heard-on-blue" in body_class(visitor.open(path))


def test_what_was_typed_stays(visitor):
    visitor.open("/f/1?as=y")
    story = visitor.press(kind="complaint")
    page = visitor.press("showing", story="Half a sentence")
    assert page.url == "/showing" and page.fields["to"] == [story.url]
    page = choose(visitor, on="cream")
    assert page.fields["story"] == ["Half a sentence"] and "heard-on-cream" in body_class(page)


@pytest.mark.parametrize("to", ["//evil.example/", "/exit", "/showing", ""])
def test_it_leads_nowhere_else(visitor, to):
    visitor.open("/showing")
    assert visitor.press(to=to, **AS_IT_IS).url == "/y"


@pytest.mark.parametrize("bad", ["x.y", "dark\" onload=.x.y", "é.b.c", "x" * 4000])
def test_what_is_no_choice_is_left_as_it_is(visitor, bad):
    visitor.open("/showing")
    assert "heard-on-" not in body_class(visitor.press(on=bad, letters=bad, space=bad, to="/y"))
    visitor.client.set_cookie("heard_showing", bad)
    page = visitor.open("/y")
    assert page.status == 200 and body_class(page).split() == ["heard-young"]


@pytest.mark.parametrize("name", [choice.class_of(key) for choice in CHOICES for key, _words in choice.options if choice.class_of(key)])
def test_every_choice_has_its_rule(name):
    assert f".{name} {{" in CSS or name == "heard-on-cream"


def colours(ground):
    """What the sheet names on a ground: the body's, then the ground's own."""
    found = re.search(r"^body \{(.*?)\}", CSS, re.DOTALL | re.MULTILINE)[1]
    own = re.search(rf"^\.heard-on-{ground} \{{(.*?)\}}", CSS, re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", found + (own[1] if own else "")))


@pytest.mark.parametrize("ground", ["cream", "white", "blue", "dark"])
@pytest.mark.parametrize(("text", "behind"), TEXT)
def test_every_text_has_seven_to_one(ground, text, behind):
    named = colours(ground)
    assert contrast(named[text], named[behind]) >= 7


@pytest.mark.parametrize("ground", ["cream", "white", "blue", "dark"])
def test_edges_and_the_focus_stand_out(ground):
    named = colours(ground)
    for behind in ("paper", "card", "chosen"):
        assert contrast(named["ink"], named[behind]) >= 3
        assert max(contrast(named[ring], named[behind]) for ring in ("focus", "on-focus")) >= 3


def test_a_dark_device_has_the_dark_ground_unless_another_was_chosen():
    dark = re.search(r"^\.heard-on-dark \{(.*?)\}", CSS, re.DOTALL | re.MULTILINE)[1]
    device = re.search(r'@media \(prefers-color-scheme: dark\) \{\s*body:not\(\[class\*="heard-on-"\]\) \{(.*?)\}', CSS, re.DOTALL)[1]
    assert device.split() == dark.split()


def test_the_sheet_is_small_and_says_neither_left_nor_right(client):
    served = client.get("/look/young.css")
    assert len(served.data) <= 14 * 1024
    assert re.findall(r"(?:margin|padding|border|inset)-(?:left|right)|\b(?:left|right)\s*:|text-align: (?:left|right)|float:", CSS) == []


def test_letters_and_pictures_are_served_and_may_be_kept(client):
    assert len(look.BROUGHT) > 40
    for name in look.BROUGHT:
        answer = client.get(f"/look/{name}")
        assert answer.mimetype in ("font/woff2", "image/svg+xml") and "immutable" in answer.headers["Cache-Control"]
        if name.endswith(".svg"):
            assert answer.data.startswith(b"<svg ") and len(answer.data) <= 2048, name
            assert not re.search(rb"<script|\son[a-z]+=|href|style=", answer.data), name
