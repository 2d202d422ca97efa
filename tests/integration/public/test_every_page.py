"""What holds on every public page, whatever stands on it."""

import re

import pytest

from tests.integration.public.visitor import Visitor
from tests.places import at
from tests.reading import grade

NAMES = (
    "start", "what", "story", "story wrong", "put right", "another point", "safety", "help", "told", "around", "unfair", "you", "saved", "together",
    "with reach", "child", "another child", "reach", "reach wrong", "needs", "check", "sent", "place", "left", "speaks", "agrees", "thanks", "talk",
    "talk wrong", "talk sent", "come back", "come back wrong", "not found", "advocate", "advocate's child", "advocate's consent", "advocate's check",
    "passed on", "passed on wrong", "worker", "passed on check", "passed on sent", "to print", "paper", "paper wrong", "paper asked",
    "how", "contact", "what happens", "privacy", "accessibility", "equality", "equality page", "equality wrong", "equality answered",
)  # fmt: skip
TOPICS = re.compile(r"complain|danger|child|abuse|social|story|help|safe|code|H-[0-9A-Z]{6}", re.IGNORECASE)
NEVER_SAID = re.compile(
    r"submit|invalid|error occurred|stakeholder|confidential|anonymous|nobody will know|not be in trouble|we will stop it"
    r"|on the way|you are safe|independent|guarantee|secure|required field",
    re.IGNORECASE,
)
FILLED_IN = {
    at("you"): {"name"},
    at("thanks"): {"name"},
    at("reach"): {"tel", "email", "street-address"},
    at("needs"): {"language"},
    at("worker", "pass_on"): {"name", "organization", "tel", "email"},
}
OUR_SIZE = 24_000 - 1_700
"""24 KB, less the heads of the three answers (figure P8)."""
WORDS_BY_LAW = {"/accessibility"}
"""Whose words the regulations set (SI 2018/952)."""


@pytest.fixture(scope="module")
def pages():
    """Every public page, opened once for all claims."""
    return {}


def walk(app):
    """Open every page, as one person would."""
    visitor = Visitor(app.test_client())
    yield visitor.open("/")
    yield visitor.open("/f/1?as=p")
    yield visitor.press(kind="complaint")
    yield visitor.press(story="")
    yield visitor.press(story="Nobody rang me.")
    yield visitor.press(more_points="yes")
    yield visitor.press()
    yield visitor.press(in_danger="yes")
    yield visitor.press("tell")
    yield visitor.open(at("around"))
    yield visitor.press(unfair="yes")
    yield visitor.press()
    yield visitor.press("save", together="yes", relation="parent")
    yield visitor.open(at("together"))
    yield visitor.press(with_code="show")
    yield visitor.press()
    yield visitor.press(more_children="yes")
    yield visitor.press()
    yield visitor.press(email="me at home")
    yield visitor.press(email="")
    yield visitor.press(adjustments="other")
    yield visitor.press("send")
    yield from walk_beside(app)
    yield visitor.open("/talk")
    yield visitor.press()
    yield visitor.press(phone="01632 960005")
    yield visitor.open("/come-back")
    yield visitor.press(reference="H-999999", words="x")
    yield visitor.open("/no-such-page")
    yield from walk_for_others(app)
    yield from walk_by_law(app)


def walk_beside(app):
    """Pages that only some people meet."""
    visitor = Visitor(app.test_client())
    visitor.tell(relation="friend", speaks_for="child")
    yield visitor.open("/place")
    yield visitor.press(reason="court")
    yield visitor.open(at("speaks"))
    yield visitor.press(speaks_for="child")
    visitor.open("/f/1")
    visitor.press(kind="compliment")
    yield visitor.open(at("thanks"))


def walk_for_others(app):
    """Whoever speaks for a child, and a worker who heard something."""
    visitor = Visitor(app.test_client())
    yield visitor.open("/f/1?as=a")
    visitor.press(story="He wants to stay.")
    yield visitor.open(at("child", "advocate"))
    yield visitor.open(at("consent", "advocate"))
    yield visitor.open(at("check", "advocate"))
    visitor = Visitor(app.test_client())
    yield visitor.open("/f/1?as=w")
    yield visitor.press(said="She is afraid.", **{"heard_on-day": "31"})
    yield visitor.press(**{"heard_on-day": "20", "heard_on-month": "11", "heard_on-year": "2026"})
    yield visitor.press()
    yield visitor.press("send")
    yield visitor.open("/print")
    yield visitor.open("/paper")
    yield visitor.press(paper_safe="no")
    yield visitor.press(paper_form="parent", paper_name="Ada", paper_address="12 Canary Row", paper_safe="yes")


def walk_by_law(app):
    """What the law and people expect, and who somebody is."""
    visitor = Visitor(app.test_client())
    for path in ("/how", "/contact", "/what-happens", "/privacy", "/accessibility"):
        yield visitor.open(path)
    visitor.tell()
    visitor.press("send")
    yield visitor.open("/equality")
    yield visitor.open("/equality/a/3")
    yield visitor.press(ethnic="Martian")
    yield visitor.press("stop", ethnic="prefer_not")


@pytest.fixture(params=NAMES)
def page(request, pages):
    if not pages:
        pages.update(zip(NAMES, walk(request.getfixturevalue("app")), strict=True))
    return pages[request.param]


def test_it_has_one_title_a_language_and_a_direction(page):
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.all("html")[0] == {"lang": "en", "dir": "ltr"}


def test_neither_its_name_nor_its_address_tells_what_it_is_about(page):
    name = page.html.split("<title>")[1].split("</title>")[0]
    assert not TOPICS.search(name), name
    assert not TOPICS.search(page.url), page.url


def test_every_field_has_a_label_and_every_group_a_legend(page):
    labels = {label["for"] for label in page.all("label")}
    fields = [field for tag in ("input", "textarea", "select") for field in page.all(tag) if field.get("type") != "hidden"]
    assert [field["id"] for field in fields if field["id"] not in labels] == []
    assert len(page.all("fieldset")) == len(page.all("legend"))


def test_ids_are_unique_and_what_is_pointed_at_is_there(page):
    ids = [attrs["id"] for _tag, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    pointed = {one for _tag, attrs in page.tags for one in attrs.get("aria-describedby", "").split()}
    pointed |= {attrs["href"][1:] for _tag, attrs in page.tags if attrs.get("href", "").startswith("#")}
    assert pointed <= set(ids)


def test_the_browser_keeps_nothing_but_on_pages_about_the_adult(page):
    assert all(form["autocomplete"] == "off" for form in page.all("form"))
    tokens = {attrs["autocomplete"] for _tag, attrs in page.tags if "autocomplete" in attrs} - {"off"}
    assert tokens <= FILLED_IN.get(page.url, set())


def test_exit_comes_first_and_whom_to_ring_is_there(page):
    assert page.all("a")[0]["href"] == "/exit"
    for number in ("999", "01632 960002", "01632 960003", "0800 1111", "01632 960001"):
        assert number in page.words


def test_it_is_small_and_needs_two_files(page, app):
    files = [attrs["href"] for attrs in page.all("link", rel="stylesheet")] + [attrs["src"] for attrs in page.all("script")]
    assert len(files) == 2
    assert len(page.html.encode()) <= 14 * 1024
    assert len(page.html.encode()) + sum(len(app.test_client().get(file).data) for file in files) <= OUR_SIZE


def test_nothing_is_inline(page):
    assert not page.all("style")
    assert all("src" in attrs for attrs in page.all("script"))
    assert not [attrs for _tag, attrs in page.tags if any(name == "style" or name.startswith("on") for name in attrs)]


def test_it_is_easy_to_read(page):
    assert page.url in WORDS_BY_LAW or grade(page.html) <= 6


def test_it_promises_nothing_it_cannot_keep(page):
    assert not NEVER_SAID.search(page.words)


def test_an_error_has_a_summary_that_takes_the_focus(page):
    wrong = bool(page.all("p", class_="govuk-error-message"))
    summary = page.all("div", class_="govuk-error-summary")
    assert bool(summary) is wrong
    assert all("autofocus" in one and one["tabindex"] == "-1" for one in summary)
