"""Huge and malformed bodies are answered with 400 or 413, quickly, and never with 500 (R-15, B-04, B-15)."""

from io import BytesIO

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from portal.web.guard import open_to_all

MIB = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


def multipart(parts: int, boundary: str = "b") -> bytes:
    body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nx\r\n' for n in range(parts))
    return f"{body}--{boundary}--\r\n".encode()


BODIES: dict[str, tuple[str, bytes, set[int]]] = {
    "three mebibytes of text": (FORM, b"story=" + b"x" * 3 * MIB, {413}),
    "a field name of three mebibytes": (FORM, b"x" * 3 * MIB + b"=1", {413}),
    "ten thousand parts": ("multipart/form-data; boundary=b", multipart(10_000), {413}),
    "no boundary": ("multipart/form-data", multipart(1), {200, 400}),
    "a boundary of a mebibyte": ("multipart/form-data; boundary=" + "b" * MIB, multipart(1), {200, 400}),
    "an end that is missing": ("multipart/form-data; boundary=b", multipart(1)[:-8], {200, 400}),
    "ten thousand fields": (FORM, b"&".join(b"f%d=1" % n for n in range(10_000)), {200}),
    "NUL": (FORM, b"story=a%00b", {200}),
    "bytes that are no text": (FORM, b"story=%ff%fe\xff", {200}),
}


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """A view that reads the form and says how many fields there are."""
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/read", "read", open_to_all(lambda: str(len(request.form))), methods=["POST"])
    return app.test_client()


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_answered(reader: FlaskClient, name: str) -> None:
    kind, body, expected = BODIES[name]
    assert reader.post("/read", data=body, content_type=kind).status_code in expected


def test_ten_gigabytes_announced_are_refused_before_they_are_read(reader: FlaskClient) -> None:
    answer = reader.post("/read", content_type=FORM, environ_overrides={"CONTENT_LENGTH": str(10 * 1024 * MIB)})
    assert answer.status_code == 413


def test_fifty_thousand_letters_in_four_bytes_each_are_taken(reader: FlaskClient) -> None:
    assert reader.post("/read", data={"story": "😀" * 50_000}).status_code == 200


def test_a_file_where_a_text_is_expected_is_not_written_to_the_disk(app: Flask) -> None:
    kept = []
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/file", "file", open_to_all(lambda: kept.append(request.files["story"].stream) or "ok"), methods=["POST"])
    answer = app.test_client().post("/file", data={"story": (BytesIO(b"x" * MIB), "story.txt")})
    assert answer.status_code == 200
    assert isinstance(kept[0], BytesIO)
