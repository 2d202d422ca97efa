"""What is typed by somebody who wants a form by post, by every class of bad input: kept exactly, or refused with the text kept (B-01 to B-10)."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.casework.intake.paper_form import waiting
from portal.forms.model import Kind
from portal.forms.paper import ASK, YOUNG_ASK, Asking
from portal.store.database import Database
from tests.integration.public.visitor import Page
from tests.integration.web.payloads import CLASSES, lengths
from tests.integration.web.shape import Shape

TYPED = ("paper_name", "paper_address", "paper_needs")
"""The text fields of /paper. A new one fails here until it is listed."""

GOOD = {"paper_form": "parent", "paper_name": "Ada", "paper_address": "12 Canary Row", "paper_safe": "yes"}
MADE_UP = ("paper_form", "paper_format", "paper_who", "paper_safe", "language", "once")
UNSEEN = "�"


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def newest(app: Flask) -> Callable[[], dict[str, str]]:
    database: Database = app.extensions["council"].database

    def read() -> dict[str, str]:
        with database.reading() as session:
            return dict(max(waiting(session), key=lambda one: one.id).to)

    return read


def texts(key: str) -> Iterator[str]:
    question = ASK.question(key)
    assert question
    yield from lengths(question.limit)
    for name, whole in CLASSES.items():
        yield from whole if name == "B-04 controls" else whole[:12]


def test_every_text_field_is_listed() -> None:
    assert tuple(asked.key for asked in ASK.pages[0].asked() if asked.kind not in (Kind.ONE_OF, Kind.ANY_OF)) == TYPED
    for asking in YOUNG_ASK:
        assert {asked.key for asked in asking.form.pages[0].asked() if asked.kind is not Kind.ONE_OF} <= set(TYPED)


@pytest.mark.parametrize("asking", YOUNG_ASK, ids=lambda asking: asking.how)
def test_a_young_persons_page_takes_any_input_too(browser: FlaskClient, asking: Asking) -> None:
    own = Shape(browser.get(f"/paper?by={asking.letter}").text).dangers  # the page's own pictures
    for number, text in enumerate(whole[0] for whole in CLASSES.values()):
        sent = {"paper_form": "young", "paper_format": text, "paper_name": text, "paper_address": text, "once": f"{number:043}"}
        answer = browser.post(f"/paper?by={asking.letter}", data=sent)
        assert answer.status_code == 200 and {one[0] for one in Shape(answer.text).dangers} <= {one[0] for one in own} <= {"img"}
        assert "onerror" not in str(Shape(answer.text).dangers)


@pytest.mark.parametrize("key", TYPED)
def test_what_was_typed_is_kept_or_comes_back(browser: FlaskClient, newest: Callable[[], dict[str, str]], key: str) -> None:
    for number, text in enumerate(texts(key)):
        answer = browser.post("/paper", data={**GOOD, key: text, "once": f"{number:043}"})
        assert answer.status_code == 200
        page, kept = Page(answer), text.replace("\r\n", "\n").replace("\r", "\n")
        assert not Shape(page.html).dangers
        if "We will post it" in page.words:
            assert newest()[key.removeprefix("paper_")] == kept
        else:
            (shown,) = page.fields[key]
            assert "We have kept what you wrote" in page.words and len(shown) == len(kept)
            assert UNSEEN in shown or shown == kept


@pytest.mark.parametrize("key", MADE_UP)
def test_what_nobody_can_choose_is_never_an_error_of_ours(browser: FlaskClient, app: Flask, key: str) -> None:
    for text in (whole[0] for whole in CLASSES.values()):
        answer = browser.post("/paper", data={**GOOD, "once": "0" * 43, key: text})
        assert answer.status_code == 200 and not Shape(answer.text).dangers
    with app.extensions["council"].database.reading() as session:
        assert {(one.form, one.format, one.language) for one in waiting(session)} <= {("parent", "normal", "en")}
