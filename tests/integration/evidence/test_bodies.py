"""Forms with files that are broken, forged or cut at any byte: refused with nothing kept, or read as they were meant (B-15, B-16)."""

import io
import re
from io import BytesIO

import pytest
from werkzeug.sansio.multipart import Data, File, MultipartDecoder

from portal.web.arriving import HELD, _following
from tests.integration.evidence.conftest import Place

KIND = "multipart/form-data; boundary=b"
FILE = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nwords\r\n'
END = b"--b--\r\n"


def field(token: str) -> bytes:
    return f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'.encode()


@pytest.fixture
def place(place: Place) -> Place:
    place.app.config["WTF_CSRF_ENABLED"] = True
    return place


def test_a_form_that_is_not_ours_keeps_nothing(place: Place) -> None:
    client = place.writer()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', client.get("/files").text)[0]
    another = re.findall(r'name="csrf_token" value="([^"]*)"', place.app.test_client().get("/talk").text)[0]
    ours = field(token)
    bodies = {
        "no token": FILE + END,
        "no end": ours + FILE,
        "cut in the file": (ours + FILE)[:-4],
        "the token after the file": FILE + ours + END,
        "another's token": field(another) + FILE + END,
        "a part without a name": ours + b"--b\r\n\r\nx\r\n" + END,
        "ten thousand parts": ours + (b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nx\r\n' * 10_000) + END,
        "a field without end": ours + b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n' + b"x" * 100_000 + b"\r\n" + END,
        "a header without end": ours + b"--b\r\nX: " + b"x" * 2**20 + b"\r\n\r\n" + END,
        "nothing": b"",
        "another form's end": ours + FILE.replace(b"--b", b"--c") + b"--c--\r\n",
        "bytes": bytes(range(256)) * 100,
    }
    for name, body in bodies.items():
        assert client.post("/files", data=body, content_type=KIND).status_code in (400, 413), name
    for kind in ("multipart/form-data", "multipart/form-data; boundary=" + "b" * 100, "multipart/mixed; boundary=b", "text/plain", ""):
        assert client.post("/files", data=ours + FILE + END, content_type=kind).status_code == 400, kind
    assert place.rows() == [] and not [path for path in place.folder.glob("*") if path.suffix == ""]
    assert client.post("/files", data=ours + FILE + END, content_type=KIND).status_code == 302
    assert client.post("/files/remove", data={"file": str(place.rows()[0].id)}).status_code == 400


@pytest.mark.parametrize("words", [b"words", b"\r", b"", b"a\r\n--x\r", b"\r\n\r\n--", b"-"])
def test_a_form_may_be_cut_anywhere_on_its_way(words: bytes) -> None:
    body = b"".join(FILE.replace(b"words", words) for _ in range(3)) + END
    for first in range(1, len(body)):
        stream, cuts = io.BytesIO(body), [first]
        found: list[bytes] = []
        for event in _following(MultipartDecoder(b"b", HELD), lambda many: stream.read(cuts.pop() if cuts else many)):  # noqa: B023 - used at once
            if isinstance(event, File):
                found.append(b"")
            elif isinstance(event, Data):
                found[-1] += event.data
        assert found == [words] * 3, first


def test_a_file_where_words_belong_and_words_where_a_file_belongs_are_passed_over(place: Place) -> None:
    place.app.config["WTF_CSRF_ENABLED"] = False
    client = place.writer()
    assert client.post("/files", data={"files": "words", "other": (BytesIO(b"x"), "x.txt")}, content_type="multipart/form-data").status_code == 422
    assert place.rows() == []
