"""An error page says what happened to the words, and loses none it can keep."""

from html import unescape

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from portal.web.errors import page
from tests.integration.web.conftest import Lines

WORDS = 'They moved her on Friday.\r\n"Nobody" said <b>why</b> & I was not told.'
KEEPS = ("409", "429", "500", "503", "not-allowed")


@pytest.fixture
def trusting(client: FlaskClient) -> FlaskClient:
    """A browser whose form tokens are good."""
    client.application.config["WTF_CSRF_ENABLED"] = False
    return client


def hidden(page: str) -> list[tuple[str, str]]:
    """The hidden fields of a page, as a browser reads them."""
    fields = page.split('<input type="hidden" name="')[1:]
    return [(one.split('"')[0], unescape(one.split('value="', 1)[1].split('">', 1)[0])) for one in fields]


@pytest.mark.parametrize("status", KEEPS)
def test_the_words_are_in_the_page_and_one_press_sends_them_again(trusting: FlaskClient, status: str) -> None:
    answer = trusting.post(f"/fail/{status}?from=check", data=MultiDict([("story", WORDS), ("may", "ring"), ("may", "post")]))
    fields = [field for field in hidden(answer.text) if field[0] != "csrf_token"]
    assert fields == [("story", WORDS), ("may", "ring"), ("may", "post")]
    assert f'action="/fail/{status}?from=check"' in answer.text
    assert "is not saved yet" in answer.text


@pytest.mark.parametrize("field", ["password", "code", "words", "totp", "new_password", "password_again"])
def test_a_secret_is_never_put_into_a_page(trusting: FlaskClient, field: str) -> None:
    answer = trusting.post("/fail/503", data={field: "canary", "email": "a@anytown.example"})
    assert "canary" not in answer.text and "a@anytown.example" not in answer.text
    assert "is not saved" in answer.text


@pytest.mark.parametrize("address", ["/advocate/H-2S8XKT", "/cases/H-2S8XKT/message"])
def test_a_message_of_staff_or_of_an_advocate_is_no_code(app: Flask, address: str) -> None:
    with app.test_request_context(address, method="POST", data={"words": WORDS}):
        assert ("words", WORDS) in hidden(page(503).get_data(as_text=True))


def test_an_old_form_of_ours_keeps_its_words(client: FlaskClient) -> None:
    answer = client.post("/fail/503", data={"story": WORDS, "csrf_token": "old"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 400
    assert ("story", WORDS) in hidden(answer.text)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}])
def test_another_site_s_form_is_not_offered_for_one_press(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post("/fail/503", data={"story": "written by somebody else"}, headers=headers)
    assert answer.status_code == 400
    assert "written by somebody else" not in answer.text


def test_what_is_too_large_says_that_it_was_not_saved(trusting: FlaskClient) -> None:
    answer = trusting.post("/fail/413", data={"story": "x" * 100})
    assert answer.status_code == 413 and "was not saved" in answer.text


def test_the_text_of_an_exception_reaches_neither_page_nor_log(trusting: FlaskClient, log: Lines) -> None:
    answer = trusting.post("/fail/500", data={"story": "canary in a form"})
    assert "canary in an exception" not in answer.text
    assert "canary" not in "\n".join(log.lines)
    (line,) = [line for line in log.read() if line["log"] == "portal.error"]
    assert line["error"] == ["ValueError"] and line["request"] == answer.headers["X-Request-Id"]
    assert any("tests/integration/web/conftest.py:" in frame for frame in line["frames"])  # type: ignore[attr-defined]
    assert str(line["request"]) in answer.text


def test_a_full_disk_is_a_503_that_keeps_the_words(trusting: FlaskClient, log: Lines) -> None:
    answer = trusting.post("/fail/full", data={"story": WORDS})
    assert answer.status_code == 503 and ("story", WORDS) in hidden(answer.text)
    assert "canary" not in "\n".join(log.lines) and "OperationalError" in "\n".join(log.lines)


def test_what_may_not_be_done_says_why(trusting: FlaskClient) -> None:
    assert "This has been sorted already." in trusting.post("/fail/not-allowed", data={"story": "x"}).text


@pytest.mark.parametrize("status", ["400", "403", "404", "405", "409", "429", "500", "503"])
def test_pages_are_drawn_without_a_database(app: Flask, status: str) -> None:
    class Gone:
        def __getattr__(self, name: str) -> object:
            raise AssertionError("an error page asked the database")

    council = app.extensions["council"]
    real = council.database
    object.__setattr__(council, "database", Gone())
    try:
        answer = app.test_client().get(f"/fail/{status}")
    finally:
        object.__setattr__(council, "database", real)
    assert answer.status_code == int(status)
    assert "<h1>" in answer.text and "999" in answer.text


def test_a_broken_page_still_keeps_the_words(trusting: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> str:
        raise RuntimeError("canary")

    monkeypatch.setattr("portal.web.errors.render_template", broken)
    answer = trusting.post("/fail/503", data={"story": WORDS})
    assert answer.status_code == 503
    assert unescape(answer.text.split("<textarea readonly>")[1].split("</textarea>")[0]) == WORDS
    assert "canary" not in answer.text


def test_an_error_page_is_in_the_reader_s_language(trusting: FlaskClient) -> None:
    trusting.application.config["LANGUAGES"] = ("en", "en_XA")
    trusting.set_cookie("heard_language", "en_XA")
    answer = trusting.get("/fail/404")
    assert "We cannot find that page" not in answer.text and "Wé çåññöt" in answer.text


def test_staff_are_sent_to_the_queue_and_the_public_to_the_start(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = url_for("account.sign_out")
    assert "Go to the start page" in client.get("/nowhere").text
    assert "Go to the queue" in client.post(address, data={"csrf_token": "old"}).text
