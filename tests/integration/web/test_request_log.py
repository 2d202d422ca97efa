"""The log says what happened to a request and nothing about who sent it (B-10)."""

import json

from flask.testing import FlaskClient

from tests.integration.web.conftest import Lines

CANARY = "canary"
NASTY = 'canary\n{"level":"info"}\x1b[31m'


def test_no_path_query_form_header_or_address_is_logged(client: FlaskClient, log: Lines) -> None:
    for path in ("/", "/f/1", "/canary", "/fail/404", "/fail/500"):
        client.get(f"{path}?name={CANARY}", headers={"User-Agent": NASTY.replace("\n", " "), "Referer": f"/{CANARY}", "X-Request-Id": CANARY})
        client.post(path, data={CANARY: NASTY}, environ_base={"REMOTE_ADDR": "203.0.113.77"})
    written = "\n".join(log.lines)
    assert CANARY not in written and "203.0.113" not in written
    assert len([line for line in log.read() if line["log"] == "portal.request"]) == 10


def test_a_line_names_the_view_the_status_and_the_time(client: FlaskClient, log: Lines) -> None:
    answer = client.get("/f/1")
    (line,) = [line for line in log.read() if line["log"] == "portal.request"]
    assert line["route"] == "public.page" and line["status"] == 200 and line["method"] == "GET"
    assert line["request"] == answer.headers["X-Request-Id"]
    assert isinstance(line["ms"], float)


def test_a_made_up_method_is_not_repeated(client: FlaskClient, log: Lines) -> None:
    client.open("/", method="CANARY")
    assert "CANARY" not in "\n".join(log.lines)


def test_every_line_is_one_json_object(client: FlaskClient, log: Lines) -> None:
    client.get("/fail/500")
    for line in log.lines:
        assert "\n" not in line and isinstance(json.loads(line), dict)
