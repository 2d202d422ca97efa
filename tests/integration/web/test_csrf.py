"""A form without its own token does nothing, on every address that changes anything; and odd bodies and keys do no more (B-15, B-16, B-17)."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from portal.access import code
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models.row import Row
from portal.web.staff.acts import ACTS
from tests import factories
from tests.integration.web.test_routes_by_role import address, routes
from tests.places import at

AT_ITS_OWN_DOOR = "POST /advocate/<known_as>/files"
"""Its token is looked at while the form is read, after the gate that is shut to an officer: tried in tests/integration/advocate."""
GOES_AWAY = {"POST /exit"}
"""Exit is a link that needs no form: leaving must always work, and ends only this browser's own draft."""

LOGS_ONLY = frozenset({"access_log", "log_head"})
HEADERS: dict[str, dict[str, str]] = {
    "of ours": {"Sec-Fetch-Site": "same-origin"},
    "of nobody": {"Origin": "null"},
    "of another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
}


def state(database: Database) -> str:
    """A hash of every row of every table but the access log, which may grow by what was refused."""
    found = hashlib.sha256()
    with database.engine.connect() as connection:
        for table in Row.metadata.sorted_tables:
            if table.name not in LOGS_ONLY:
                found.update(repr((table.name, sorted(map(repr, connection.execute(sa.select(table)))))).encode())
    return found.hexdigest()


def token_on(page: str, name: str = "csrf_token") -> str:
    return unescape(re.findall(rf'name="{name}" value="([^"]*)"', page)[0])


@pytest.fixture
def reference(database: Database, settings: Settings, now: datetime) -> str:
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
        officer = factories.a_user(desk)
    with factories.a_desk(database, settings, now, officer) as desk:
        return str(factories.a_triaged_case(desk, said={"in_danger": "yes", "now_what": "Come"}).reference)


@pytest.fixture
def browser(app: Flask, database: Database, settings: Settings, now: datetime) -> Callable[[], FlaskClient]:
    """An officer, each time at another browser."""

    def another() -> FlaskClient:
        with factories.a_desk(database, settings, now) as desk:
            officer = factories.a_user(desk)
        return factories.signed_in(app, officer, now)

    return another


def unsafe(app: Flask, reference: str) -> list[str]:
    """Every address that takes a form, the acts one by one."""
    rules = [route.removeprefix("POST ") for route in sorted(routes(app)) if route.startswith("POST ") and route not in {*GOES_AWAY, AT_ITS_OWN_DOOR}]
    rules = [rule for rule in rules if "/fail/" not in rule and rule != "/cases/<reference>/<act>"]
    return [address(rule, reference) for rule in rules] + [f"/cases/{reference}/{act}" for act in ACTS]


def wrong_tokens(app: Flask, mine: FlaskClient, other: FlaskClient) -> dict[str, dict[str, str]]:
    """Tokens that are none: of nobody, empty, made up, of somebody else's browser, of another kind."""
    mine.get("/talk")
    page = mine.get("/account/").text
    kept = re.findall(r'name="kept_token" value="([^"]*)"', page)
    return {
        "none": {},
        "empty": {"csrf_token": ""},
        "made up": {"csrf_token": "IjAi.x.y"},
        "another's": {"csrf_token": token_on(other.get("/talk").text)},
        "of another kind": {"csrf_token": kept[0] if kept else token_on(mine.get("/talk").text, "once")},
        "cut": {"csrf_token": token_on(page)[:-1]},
        "twice": {"csrf_token": "x"},
    }


def test_without_its_token_a_form_changes_nothing(app: Flask, database: Database, browser: Callable[[], FlaskClient], reference: str) -> None:
    mine, other = browser(), browser()
    tokens, addresses = wrong_tokens(app, mine, other), unsafe(app, reference)
    assert len(addresses) > 30
    before = state(database)
    for where in addresses:
        for name, token in tokens.items():
            for headers in HEADERS.values():
                answer = mine.post(where, data={**token, "note": "x", "then": "send", "story": "x"}, headers=headers)
                assert answer.status_code == 400, (where, name, answer.status_code)
        assert mine.post(where, json={"csrf_token": "x"}).status_code == 400
        assert mine.post(where, data="csrf_token=x", content_type="text/plain").status_code == 400
        assert state(database) == before, where


def test_another_s_token_in_a_header_is_no_better(app: Flask, browser: Callable[[], FlaskClient], database: Database, reference: str) -> None:
    mine, token = browser(), token_on(browser().get("/talk").text)
    before = state(database)
    for where in unsafe(app, reference):
        assert mine.post(where, data={"note": "x"}, headers={"X-CSRFToken": token}).status_code == 400
    assert state(database) == before


def test_no_address_that_is_read_changes_anything(app: Flask, database: Database, browser: Callable[[], FlaskClient], reference: str) -> None:
    """GET instead of POST, with everything a form would have said."""
    mine = browser()
    fields = {"csrf_token": token_on(mine.get("/talk").text), "note": "x", "then": "send", "on-day": "1", "on-month": "11", "on-year": "2026"}
    for where in unsafe(app, reference):
        mine.get(where, query_string=fields)
    with database.reading() as session:
        from portal.store.models import CaseEvent

        happened = list(session.scalars(sa.select(CaseEvent.event).order_by(CaseEvent.number)))
    assert set(happened) <= {"received", "triaged", "alarm_opened"}


BOUNDARY = "multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="story"\r\n\r\n'
ODD_BODIES: dict[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", PART + b"x\r\n--b--\r\n"),
    "two boundaries": (BOUNDARY + "; boundary=c", PART + b"x\r\n--b--\r\n"),
    "a boundary of a mebibyte": ("multipart/form-data; boundary=" + "b" * 2**20, PART + b"x"),
    "no end": (BOUNDARY, PART + b"x"),
    "nested": (BOUNDARY, b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n"),
    "CR alone": (BOUNDARY, PART.replace(b"\n", b"") + b"x\r--b--\r"),
    "a name twice": (BOUNDARY, PART.replace(b'"story"', b'"story"; name="name"') + b"x\r\n--b--\r\n"),
    "no name": (BOUNDARY, b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
    "no headers": (BOUNDARY, b"--b\r\n\r\nx\r\n--b--\r\n"),
    "a header of a mebibyte": (BOUNDARY, b"--b\r\nX: " + b"x" * 2**20 + b"\r\n\r\nx\r\n--b--\r\n"),
    "a transfer encoding": (BOUNDARY, PART.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"eA==\r\n--b--\r\n"),
    "a charset nobody has": (BOUNDARY, PART.replace(b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=x-none\r\n\r\n") + b"x\r\n--b--\r\n"),
    "ten thousand parts": (BOUNDARY, (PART + b"x\r\n") * 10_000 + b"--b--\r\n"),
    "JSON": ("application/json", b'{"story": "x"}'),
    "nothing said": ("", b"story=x"),
    "bytes": ("application/octet-stream", bytes(range(256)) * 100),
    "ten thousand keys": ("application/x-www-form-urlencoded", b"&".join(b"k%d=x" % n for n in range(10_000))),
    "one key ten thousand times": ("application/x-www-form-urlencoded", b"story=x&" * 10_000),
    "arrays": ("application/x-www-form-urlencoded", b"story[]=x&story[a]=x&story[a][b]=x&kind=complaint&kind=x&safe_phone=ring&safe_phone=ring&safe_phone=x"),
    "signs in names": ("application/x-www-form-urlencoded", b"%00=x&%ff=x&=x&&;&%=x&story%00=x&%e2%80%ae=x"),
}


def test_odd_bodies_are_never_an_error_of_ours(app: Flask, browser: Callable[[], FlaskClient], monkeypatch: pytest.MonkeyPatch, reference: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    wrong = []
    monkeypatch.setattr(code, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for where in ("/f/2", at("help_now"), at("reach"), at("check"), "/talk", "/come-back", f"/cases/{reference}/note", f"/cases/{reference}/triage"):
        mine = browser()
        for name, (kind, body) in ODD_BODIES.items():
            status = mine.post(where, data=body, content_type=kind).status_code
            if status not in (200, 302, 400, 409, 413, 422):
                wrong.append((where, name, status))
    assert wrong == []


@pytest.mark.parametrize("where", ["/f/2", "/talk", "/account/sign-in"])
def test_a_file_in_the_place_of_a_text_is_no_text(app: Flask, client: FlaskClient, where: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    fields: dict[str, Any] = {name: (BytesIO(b"a file's words"), "story.txt") for name in ("story", "phone", "once", "email", "password")}
    answer = client.post(where, data=fields)
    assert answer.status_code == 200 and "a file's words" not in answer.text
