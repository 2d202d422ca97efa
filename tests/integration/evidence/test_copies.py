"""What people read of a file is a copy: nothing in it says where, when, with what or by whom the original was made (B-14)."""

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from portal.evidence import package, paper
from portal.evidence.child import Looked, look
from portal.evidence.kinds import Reason, Refused
from tests.integration.evidence import made
from tests.integration.evidence.heic import HEIC

FILES: dict[str, Callable[[], bytes]] = {
    "photo.jpg": made.picture,
    "cmyk.jpg": lambda: made.picture(mode="CMYK"),
    "screen.png": lambda: made.picture("PNG"),
    "moving.gif": lambda: made.picture("GIF"),
    "named-wrongly.jpg": lambda: made.picture("WEBP"),
    "iphone.heic": lambda: HEIC,
    "letter.pdf": made.pdf,
    "letter.docx": made.docx,
    "letter.odt": made.odt,
    "letter.rtf": lambda: made.RTF,
    "film.mp4": made.film,
    "film.mov": lambda: made.film(b"qt  "),
    "memo.m4a": lambda: made.film(b"M4A "),
    "old.3gp": lambda: made.film(b"3gp4"),
    "note.webm": made.webm,
    "voice.weba": made.webm,
    "talk.mp3": made.mp3,
    "talk.wav": made.wav,
}
STAYS = {"photo.jpg": (40, 60), "iphone.heic": (48, 64)}
"""Held sideways: the copy is upright by itself."""


def copied(name: str, data: bytes) -> tuple[Looked, bytes]:
    out = io.BytesIO()
    return look(name.rpartition(".")[2], [data], out.write), out.getvalue()


def inside(copy: bytes) -> bytes:
    """Everything in a copy, unpacked."""
    if copy.startswith(b"%PDF"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(copy)) as pdf:
            level = pikepdf.StreamDecodeLevel.generalized
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=level, compress_streams=False)
        return out.getvalue()
    if copy.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(copy)) as parts:
            return b"".join(name.encode() + parts.read(name) for name in parts.namelist()) + parts.comment
    return copy


@pytest.mark.parametrize("name", FILES)
def test_a_copy_keeps_what_is_to_be_read_and_nothing_about_its_maker(name: str, tmp_path: Path) -> None:
    original = FILES[name]()
    looked, copy = copied(name, original)
    assert looked.reason is None and copy
    found = inside(copy)
    assert made.CANARY.encode() not in found and b"+51.5" not in found and b"WHEN" not in found
    assert "letter" not in name or name.endswith(".pdf") or b"Nobody rang." in found
    assert not name.startswith("film") or b"PICTURE-" in found
    assert not name.startswith(("talk.wav", "note")) or b"SOUND" in found
    if looked.media.startswith("image/"):
        file = tmp_path / name
        file.write_bytes(copy)
        told = json.loads(subprocess.run(["exiftool", "-j", "-G1", str(file)], capture_output=True, check=True).stdout)[0]
        assert not [tag for tag in told if "GPS" in tag or tag.startswith(("IFD0", "ExifIFD", "XMP", "ICC"))]
        with Image.open(file) as picture:
            assert picture.size == STAYS.get(name, picture.size)


def test_a_pdf_keeps_its_pages_and_loses_what_acts() -> None:
    _looked, copy = copied("letter.pdf", made.pdf())
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert len(pdf.pages) == 1 and "/OpenAction" not in pdf.Root and not pdf.attachments
        assert list(pdf.pages[0].Annots[0].A.keys()) == []
        assert pdf.pages[0].get_images()


@pytest.mark.parametrize("place", ["location=+51.5074-000.1278/", "GPSLatitude=51"])
def test_a_recording_that_says_where_it_was_made_has_no_copy(place: str) -> None:
    assert copied("talk.opus", made.ogg()) == (Looked(None, "audio/ogg"), made.ogg())
    assert copied("talk.opus", made.ogg(place)) == (Looked(None, ""), b"")


def test_an_old_word_file_has_no_copy_and_one_with_a_program_is_refused() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016)
    assert copied("letter.doc", ole) == (Looked(None, ""), b"")
    assert copied("letter.doc", ole + "_VBA_PROJECT".encode("utf-16-le"))[0] == Looked(Reason.PROGRAM)


RELATION = f'<Relationships xmlns="{made.RELATIONS}">%s</Relationships>'
FAR = f'Type="{made.OFFICE}/attachedTemplate" Target="http://far.test/a.dotm" TargetMode="External"'
REACHES: dict[str, Callable[[], bytes]] = {
    "closed.docx": lambda: made.docx(**{"word/_rels/settings.xml.rels": RELATION % f'<Relationship Id="c" {FAR}></Relationship>'}),
    "sharp.docx": lambda: made.docx(**{"word/_rels/settings.xml.rels": RELATION % f'<Relationship Id="a>b" {FAR}/>'}),
    "spaced.odt": lambda: made.odt(**{"content.xml": '<a xmlns:xlink="x"><b xlink:href = "http://far.test/a.png"/></a>'}),
    "renamed.odt": lambda: made.odt(**{"content.xml": '<a xmlns:x="http://www.w3.org/1999/xlink"><b x:href="http://far.test/a.png"/></a>'}),
    "broken-line.rtf": lambda: b"{\\rtf1{\\*\r\n\\template http://far.test/a.dotm}Nobody rang.}",
    "styled.rtf": lambda: rb'{\rtf1{\field{\*\fldinst {\fs24 INCLUDEPICTURE "http://far.test/a.png" \\d}}}}',
}
"""Written so that a pattern passes over it, and opened by Word or LibreOffice all the same."""


@pytest.mark.parametrize("name", REACHES)
def test_no_copy_fetches_anything_when_it_is_opened(name: str) -> None:
    ending = name.rpartition(".")[2]
    try:
        _media, copy = (paper if ending == "rtf" else package).copy(REACHES[name](), "", ending)
    except Refused as refused:
        assert refused.reason is Reason.PROGRAM
    else:
        assert b"far.test" not in inside(copy)
