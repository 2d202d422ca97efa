"""Files that somebody sends to break, cheat or harm: names, archives and bombs, pictures, papers (B-11 to B-13), each kind as often as is asked for."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, cycle
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Name

from tests.integration.evidence import made
from tests.integration.evidence.heic import HEIC

HARM = b"HEARD-LOCAL-TEST-SIGNATURE-OF-NO-HARM"
"""What the tests' own signature finds."""


class Hostile(NamedTuple):
    """is_harmless: it may be kept, its copy made; otherwise it is refused."""

    name: str
    data: bytes
    is_harmless: bool = False


PAGE = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><foreignObject/><image href="elsewhere"/></svg>'
NAMES = (
    "../" * 20 + "etc/passwd.txt",
    "..\\..\\x.txt",
    "%2e%2e%2fx.txt",
    "/etc/x.txt",
    "CON.txt",
    "file:x.txt",
    "x.txt::$DATA",
    "x" * 251 + ".txt",
    "x" * 4092 + ".txt",
    "x.txt.",
    "x\u202etxt.exe",
    "\u202egpj.txt",
    "a\u0301" + "\u0301" * 500 + ".txt",
    "x\0.txt",
    "x\r\nSet-Cookie: a=b.txt",
    "{{7*7}}.txt",
    "<img src=x onerror=alert(1)>.txt",
    "\ud83d.txt".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    ".htaccess",
    "x.php.txt",
)
REFUSED_BY_NAME = ("x.html", "x.svg", "x.zip", "x.exe", "x.js", "x.sh", "x.docm", "x.7z", "x", "x.jpg.bat", "x.eml", "x.xlsx")


def _png(width: int, height: int, frames: int = 0) -> bytes:
    """A PNG that says how large it is, with next to nothing in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    animated = chunk(b"acTL", struct.pack(">II", frames, 0)) if frames else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + animated + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def _gif(frames: int) -> bytes:
    whole = made.picture("GIF", (4, 4))
    at = whole.index(b",\0\0\0\0")
    return whole[:at] + whole[at:-1] * frames + b";"


@cache
def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(size // 2**20)), packer.flush()])


def _bomb(name: str, size: int, says: int | None = None, places: int = 1) -> bytes:
    """A package with a part that unpacks to `size` zeros, whatever it says; with several names for the same bytes where asked for."""
    packed, local = _zeros(size), b""
    sizes = struct.pack("<III", 0, len(packed), size if says is None else says)
    names = [name, *(f"word/media/{n}.png" for n in range(1, places))]
    local = struct.pack("<IHHHHH", 0x04034B50, 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(name), 0) + name.encode() + packed
    index = b"".join(
        struct.pack("<IHHHHHH", 0x02014B50, 20, 20, 0, 8, 0, 0) + sizes + struct.pack("<HHHHHII", len(one), 0, 0, 0, 0, 0, 0) + one.encode() for one in names
    )
    return local + index + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(names), len(names), len(index), len(local), 0)


def _nested(depth: int = 5) -> bytes:
    inner = b"0" * 1000
    for level in range(depth):
        inner = made.package({f"word/media/{level}-{n}.zip": inner for n in range(16)})
    return inner


def _symlink() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return out.getvalue()


LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{"&a;" * 50}">' for n in range(9)) + "]><document>&a8;</document>"
FETCHES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'


@cache
def _many_objects(many: int) -> bytes:
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\nnull\nendobj\n" % n for n in range(1, many))
    return body + b"trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % many


@cache
def _hidden_objects(many: int) -> bytes:
    """As many, packed into streams where they take no room."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Heap = Array([pdf.make_indirect(pikepdf.Dictionary(N=n)) for n in range(many)])
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@cache
def _deep() -> bytes:
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF"


@cache
def _locked() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@cache
def _pages_without_end() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.Root.Pages[Name.Count] = 10_000_000
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


BROKEN: dict[str, Callable[[], Hostile]] = {
    "fifty thousand pixels square": lambda: Hostile("x.png", _png(50_000, 50_000)),
    "a line of pixels": lambda: Hostile("x.png", _png(2**31 - 1, 1)),
    "ten thousand frames in a PNG": lambda: Hostile("x.png", _png(50, 50, 10_000)),
    "ten thousand frames in a GIF": lambda: Hostile("x.gif", _gif(10_000), is_harmless=True),
    "a GIF that is a script": lambda: Hostile("x.gif", made.picture("GIF") + b"/*" + PAGE, is_harmless=True),
    "a JPEG with a package": lambda: Hostile("x.jpg", made.picture() + made.docx(), is_harmless=True),
    "a picture that is a page": lambda: Hostile("x.jpg", PAGE),
    "a picture that is SVG": lambda: Hostile("x.png", SVG),
    "a script for ImageMagick": lambda: Hostile("x.gif", b"push graphic-context\nviewbox 0 0 1 1\nfill 'url(elsewhere)'\n"),
    "a page as plain text": lambda: Hostile("x.txt", PAGE),
    "SVG as plain text": lambda: Hostile("x.txt", SVG),
    "a shell's script as plain text": lambda: Hostile("x.txt", b"#!/bin/sh\nrm -rf /\n"),
    "a program as a film": lambda: Hostile("x.mp4", b"\x7fELF\x02\x01\x01" + bytes(500)),
    "a program as a paper": lambda: Hostile("x.doc", b"MZ" + bytes(500)),
    "a paper that is a page": lambda: Hostile("x.pdf", PAGE + made.pdf()),
    "a package as a photo": lambda: Hostile("x.heic", made.docx()),
    "an open text as Word": lambda: Hostile("x.docx", made.odt()),
    "a package of nothing": lambda: Hostile("x.docx", made.package({"a.txt": "a"})),
    "a nest of packages": lambda: Hostile("x.docx", _nested()),
    "a hundred megabytes of nothing": lambda: Hostile("x.docx", _bomb("word/document.xml", 100 * 2**20)),
    "an open text of nothing": lambda: Hostile("x.odt", _bomb("content.xml", 100 * 2**20)),
    "a package that lies": lambda: Hostile("x.docx", _bomb("word/document.xml", 100 * 2**20, says=1000)),
    "parts in one place": lambda: Hostile("x.docx", _bomb("word/document.xml", 2**20, says=900, places=50)),
    "a link out of a package": lambda: Hostile("x.docx", _symlink()),
    "parts that climb out": lambda: Hostile("x.docx", made.docx(**{"../../x": "x", "/etc/x": "x"}), is_harmless=True),
    "a program in Word": lambda: Hostile("x.docx", made.docx(**{"word/vbaProject.bin": "x"})),
    "a program in an open text": lambda: Hostile("x.odt", made.odt(**{"Basic/Standard/a.xml": "x"})),
    "a billion laughs": lambda: Hostile("x.docx", made.docx(**{"word/document.xml": LAUGHS})),
    "an entity that fetches": lambda: Hostile("x.docx", made.docx(**{"word/document.xml": FETCHES})),
    "an entity in an open text": lambda: Hostile("x.odt", made.odt(**{"content.xml": LAUGHS})),
    "an object in RTF": lambda: Hostile("x.rtf", rb"{\rtf1{\object\objemb{\*\objdata 0102}}}"),
    "groups without end": lambda: Hostile("x.rtf", rb"{\rtf1{\info" + b"{" * 100_000),
    "a million objects": lambda: Hostile("x.pdf", _many_objects(1_000_000)),
    "objects in hiding": lambda: Hostile("x.pdf", _hidden_objects(70_000)),
    "lists in lists": lambda: Hostile("x.pdf", _deep()),
    "a paper with a password": lambda: Hostile("x.pdf", _locked()),
    "pages without end": lambda: Hostile("x.pdf", _pages_without_end()),
    "a paper with everything": lambda: Hostile("x.pdf", made.pdf(), is_harmless=True),
    "boxes in boxes": lambda: Hostile("x.mp4", made.box(b"ftyp", b"isom", bytes(4)) + _boxes(40)),
    "a table without end": lambda: Hostile("x.mp4", _table()),
    "elements without end": lambda: Hostile("x.webm", made.webm() + b"\xec\x80" * 300_000),
    "nothing at all": lambda: Hostile("x.txt", b""),
    "zeros": lambda: Hostile("x.jpg", bytes(1000)),
}


def _boxes(deep: int) -> bytes:
    inner = b""
    for _ in range(deep):
        inner = made.box(b"moov", inner)
    return inner


def _table() -> bytes:
    numbers = made.box(b"stco", struct.pack(">II", 0, 2**32 - 1))
    return made.box(b"ftyp", b"isom", bytes(4)) + made.box(b"moov", made.box(b"trak", made.box(b"mdia", made.box(b"minf", made.box(b"stbl", numbers)))))


WHOLE: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("x.jpg", made.picture),
    ("x.png", lambda: made.picture("PNG")),
    ("x.heic", lambda: HEIC),
    ("x.pdf", made.pdf),
    ("x.docx", made.docx),
    ("x.odt", made.odt),
    ("x.mp4", made.film),
    ("x.webm", made.webm),
    ("x.wav", made.wav),
    ("x.mp3", made.mp3),
)


def spoilt(chance: random.Random) -> Hostile:
    """A good file with bytes changed or its end cut off: kept or refused, as it comes."""
    name, make = chance.choice(WHOLE)
    data = bytearray(make())
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return Hostile(name, bytes(data[: chance.choice((len(data), chance.randint(1, len(data))))]), is_harmless=True)


def hostile(many: int, seed: int = 5) -> Iterator[Hostile]:
    """So many of them: every broken kind once, then names, refused endings, harm of each kind, and spoilt files in turn."""
    chance, number = random.Random(seed), count()
    yield from (make() for make in BROKEN.values())
    names, endings, whole = cycle(NAMES), cycle(REFUSED_BY_NAME), cycle(WHOLE[:-1])  # clamd itself passes over MP3
    for _ in range(max(0, many - len(BROKEN))):
        turn = next(number) % 10
        if turn in (0, 1):
            name = next(names)
            yield Hostile(name, b"They never rang back.", is_harmless=True)
        elif turn in (2, 3, 4):
            yield Hostile(next(endings), PAGE)
        elif turn in (5, 6, 7):
            name, make = next(whole)
            yield Hostile(name, make() + HARM)
        else:
            yield spoilt(chance)
