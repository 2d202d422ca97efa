"""Every answer of every view carries the one table of headers, whatever its status (G-13)."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from portal.settings import Council, Settings
from portal.web.headers import HSTS, KEEPABLE, PLAYS, RECORDS, STRICT
from tests.integration.web.conftest import with_failures

OTHERWISE = {"public.voice": RECORDS, "staff.open_file": PLAYS}
"""Pages that may do what no other may; what is not the page itself may not."""
STATUSES = ("400", "403", "404", "405", "409", "413", "429", "500", "503", "not-allowed")


def address(app: Flask, rule: Rule) -> str:
    """An address of a view, its parts made up."""
    values = {name: 1 if isinstance(rule._converters[name], IntegerConverter) else "x1" for name in rule.arguments}
    return str(app.url_map.bind("localhost").build(rule.endpoint, values, method=sorted(rule.methods or {"GET"})[0]))


def assert_strict(answer: TestResponse, endpoint: str = "") -> None:
    more = OTHERWISE.get(endpoint, {}) if answer.status_code == 200 else {}
    for name, value in STRICT.items():
        expected = {value, "no-referrer"} if name == "Referrer-Policy" else {value, more.get(name, value)}
        assert answer.headers.get(name) in expected, (endpoint, answer.status, name)
    assert "unsafe-" not in str(answer.headers)
    if endpoint not in KEEPABLE or answer.status_code >= 400:
        assert answer.headers["Cache-Control"] == "no-store", (endpoint, answer.status)
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie and "SameSite=" in cookie, cookie
        assert "Max-Age=0" in cookie or ("Expires" not in cookie and "Max-Age" not in cookie), cookie


def test_every_view_with_every_method(app: Flask, client: FlaskClient) -> None:
    tried = set()
    for rule in app.url_map.iter_rules():
        for method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "BREW"):
            answer = client.open(address(app, rule), method=method)
            assert_strict(answer, rule.endpoint)
            tried.add((rule.endpoint, method, answer.status_code))
    assert len(tried) >= 7 * len(list(app.url_map.iter_rules())) - 7
    assert {200, 302, 400, 404, 405} <= {status for _endpoint, _method, status in tried}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_error(client: FlaskClient, status: str, method: str) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = False
    answer = client.open(f"/fail/{status}", method=method, data={"story": "words " * 10} if method == "POST" else None)
    assert answer.status_code == {"not-allowed": 409, "413": 413 if method == "POST" else 200}.get(status, int(status) if status.isdigit() else 0)
    assert_strict(answer)


def test_a_style_sheet_is_kept_for_good_and_its_address_carries_its_content(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    link = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(link)
    assert "?v=" in link and "immutable" in answer.headers["Cache-Control"]
    assert_strict(answer, "public.sheet")


def test_with_https_cookies_are_secure_and_browsers_stay_with_https(settings: Settings, clock: object) -> None:
    council = Council(name="Anytown", public_url="https://heard.anytown.gov.uk")
    app = with_failures(replace(settings, council=council), clock)  # type: ignore[arg-type]
    answer = app.test_client().get("/fail/500", base_url="https://heard.anytown.gov.uk")
    assert answer.headers["Strict-Transport-Security"] == HSTS["Strict-Transport-Security"]
    assert app.config["SESSION_COOKIE_SECURE"] and app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    app.extensions["council"].database.close()
