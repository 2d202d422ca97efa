"""Only the council's own host is answered, and only as many proxies are believed as council.toml says (B-20)."""

from dataclasses import replace

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from portal.settings import Council, Settings, Web
from portal.web.guard import open_to_all
from tests.integration.web.conftest import with_failures

OURS = "heard.anytown.gov.uk"
OTHERS = ["evil.example", f"{OURS}.evil.example", f"evil.{OURS}", f"{OURS}:8443", "127.0.0.1", "localhost", f"{OURS}@evil.example", "a b", ""]


def public(settings: Settings, proxies: int, clock: object) -> Flask:
    """The application as the public meets it; /who says what it thinks of a request."""
    changed = replace(settings, council=Council("Anytown", f"https://{OURS}"), web=Web(listen="0.0.0.0:8000", proxies=proxies))
    app = with_failures(changed, clock)  # type: ignore[arg-type]
    app.add_url_rule("/who", "who", open_to_all(lambda: f"{request.scheme} {request.host} {request.remote_addr}"))
    return app


@pytest.mark.parametrize("host", OTHERS)
def test_another_host_is_refused_and_never_repeated(settings: Settings, clock: object, host: str) -> None:
    client = public(settings, 0, clock).test_client()
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert not host or host not in answer.get_data(as_text=True)


def test_our_host_is_answered(settings: Settings, clock: object) -> None:
    assert public(settings, 0, clock).test_client().get("/", headers={"Host": OURS.upper()}).status_code == 200


def test_behind_a_proxy_on_loopback_only_the_public_name_is_answered(settings: Settings, clock: object) -> None:
    changed = replace(settings, council=Council("Anytown", f"https://{OURS}"), web=Web(proxies=1))
    client = with_failures(changed, clock).test_client()  # type: ignore[arg-type]
    assert client.get("/", headers={"Host": "localhost"}).status_code == 400
    assert client.get("/", headers={"Host": OURS}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:18000", "[::1]:8000", "localhost"])
def test_on_loopback_the_machine_s_own_names_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_without_a_proxy_nothing_forwarded_is_believed(settings: Settings, clock: object) -> None:
    spoof = {"Host": OURS, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    assert public(settings, 0, clock).test_client().get("/who", headers=spoof).text == f"http {OURS} 127.0.0.1"


def test_one_proxy_is_believed_about_the_last_address_only(settings: Settings, clock: object) -> None:
    sent = {"Host": OURS, "X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    assert public(settings, 1, clock).test_client().get("/who", headers=sent).text == f"https {OURS} 203.0.113.9"
