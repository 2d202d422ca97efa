"""What is typed where people come in, and into their own account, on both databases: one answer, nothing repeated that is secret (B-01 to B-10)."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.settings import Settings
from portal.store.database import Database
from tests import factories
from tests.integration.web.conftest import Lines
from tests.integration.web.payloads import CLASSES, lengths
from tests.integration.web.shape import Shape
from tests.sizes import IS_SOAK

FORMS: dict[str, tuple[str, ...]] = {
    "/come-back": ("reference", "words"),
    "/account/sign-in": ("email", "password", "code"),
    "/account/password": ("password", "new_password"),
    "/account/factor": ("password", "code"),
}
"""The text fields of each page. A new one fails here until it is listed."""

SECRET = {"words", "password", "new_password", "code"}
CONTROLS = "B-04 controls"
HIDDEN = {"/account/sign-in": ("to",), "/account/sessions/end": ("mark",)}
"""What no person types, but anybody can send."""


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both: PostgreSQL refuses characters that SQLite takes."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def browser(app: Flask, database: Database, settings: Settings, now: datetime) -> Callable[[], FlaskClient]:
    """An officer, each time at another browser."""
    app.config["WTF_CSRF_ENABLED"] = False

    def another() -> FlaskClient:
        with factories.a_desk(database, settings, now) as desk:
            officer = factories.a_user(desk)
        return factories.signed_in(app, officer, now)

    return another


@pytest.fixture
def texts(database_url: str) -> list[str]:
    """A few of each class are enough here: nothing is kept. What a database may refuse comes whole, in `make test` to the one that does."""
    is_strict = not database_url.startswith("sqlite")
    few = 8 if IS_SOAK or not is_strict else 2
    typed = [text for name, whole in CLASSES.items() for text in (whole if name == CONTROLS and (IS_SOAK or is_strict) else whole[:few])]
    return [*typed, *(lengths(1_000) if IS_SOAK or not is_strict else ())]


def test_every_field_at_the_door_is_listed(browser: Callable[[], FlaskClient]) -> None:
    client = browser()
    for where, fields in FORMS.items():
        names = re.findall(r'<input class="govuk-input[^>]*? name="([^"]*)"', client.get(where).text)
        assert set(names) == set(fields), where


def test_whatever_is_typed_has_one_answer(app: Flask, browser: Callable[[], FlaskClient], texts: list[str]) -> None:
    for where, fields in FORMS.items():
        client = browser() if where.startswith("/account/") and "sign-in" not in where else app.test_client()
        shapes = set()
        for text in texts:
            for field in fields:
                answer = client.post(where, data={**dict.fromkeys(fields, "x"), field: text})
                assert answer.status_code == 200, (where, field, text[:50], answer.status_code)
                page = Shape(answer.text)
                shapes.add(tuple(tag for tag, _names in page.tags))
                assert not page.dangers
                assert field not in SECRET or len(text) < 12 or text not in answer.text
        assert len(shapes) <= 3, where  # wrong, too short, locked


def test_what_no_person_types_leads_nowhere_either(browser: Callable[[], FlaskClient], texts: list[str]) -> None:
    client = browser()
    for where, fields in HIDDEN.items():
        for text in texts:
            for field in fields:
                answer = client.post(where, data={field: text, "email": "x", "password": "x", "code": "x"})
                assert answer.status_code in (200, 302), (where, text[:50], answer.status_code)
                assert answer.status_code == 200 or answer.location.startswith("/account/")
                client = client if client.get("/account/").status_code == 200 else browser()


def test_names_in_addresses_cookies_and_headers(app: Flask, browser: Callable[[], FlaskClient], texts: list[str]) -> None:
    client = browser()
    for text in texts[:: 1 if IS_SOAK else 12]:
        short = text[:200]
        for where in ("/account/enrol/", "/account/demo/", "/cases/", "/safety/", "/look/", "/"):
            assert client.get(where + short.replace("/", "").replace("?", "") + "x").status_code in (200, 302, 303, 308, 400, 404), (where, short)
        for name in ("after", "before", "to", "lang"):
            assert client.get("/cases", query_string={name: short}).status_code == 200
        stranger = app.test_client()
        for cookie in ("draft", "talk", "heard", "heard_language"):
            raw = short.encode("utf-8", "replace").decode("latin-1").translate(dict.fromkeys((*range(32), 127, 59)))
            assert stranger.get("/f/2", headers={"Cookie": f"{cookie}={raw}"}).status_code in (200, 302), (cookie, short)
            assert stranger.post("/talk", data={"phone": "1", "once": (short * 50)[:43]}).status_code in (200, 302)


def test_a_log_line_is_one_object_whatever_a_browser_says(app: Flask, browser: Callable[[], FlaskClient], log: Lines) -> None:
    """B-10: what came from outside is in no line, so that it can forge none."""
    hostile = [text.translate(dict.fromkeys((10, 13))) for text in CLASSES["B-10 log lines"]] + ["\x1b[31mred", "x" * 1024 * 1024]
    for text in hostile:
        for headers in ({"User-Agent": text}, {"Referer": text}, {"X-Forwarded-For": text}, {"X-Request-Id": text}, {"Accept-Language": text}):
            assert app.test_client().get("/", headers=headers).status_code == 200
        assert browser().open(f"/{text[:100].replace('?', '')}", method="BREW").status_code in (404, 405)
    for line in log.lines:
        assert "\n" not in line and "forged" not in line and "\\u001b" not in line and len(line) < 2_000
    assert all(line["log"] for line in log.read()) and len(log.lines) > len(hostile) * 5
