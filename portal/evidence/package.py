"""The safe copy of a Word or OpenDocument text: only the parts that are needed to read it, without names of authors."""

import codecs
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.parsers import expat

from portal.evidence.kinds import DOCX, ODT, Reason, Refused

MOST_PARTS, MOST_PART, MOST_WHOLE = 2_000, 40 * 1024 * 1024, 80 * 1024 * 1024
"""How many parts, and how many bytes unpacked; a picture-rich letter has a few dozen parts and some megabytes."""
SWELLS = 200
"""How many times its size a part may unpack to; text of a letter unpacks to about ten times."""
PHOTOS = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}

WORD_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/[\w.-]+\.rels|word/media/[\w .-]+"
    r"|word/(document|styles|numbering|settings|fontTable|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|word/theme/theme\d*\.xml"
)
OPEN_PARTS = re.compile(r"mimetype|content\.xml|styles\.xml|META-INF/manifest\.xml|Pictures/[\w .-]+")
AUTHORS = re.compile(rb"""(\s[\w.-]+:(?:author|initials|date|lastModifiedBy|userId|dateUtc))=("[^"]*"|'[^']*')""")
RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:attachedTemplate[^>]*/>|<w:mailMerge>.*?</w:mailMerge>|<w:docVars>.*?</w:docVars>", re.DOTALL)
CREATORS = re.compile(rb"<(dc:creator|dc:date|meta:creator-initials|loext:sender-initials)>[^<]*</\1>")
ELSEWHERE = re.compile(rb"""<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*["']External["'][^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)""")
FETCHED = re.compile(rb"""(xlink:href)\s*=\s*("(?!#|Pictures/)[^"]*"|'(?!#|Pictures/)[^']*')""")
RUNS = re.compile(rb"<office:(scripts|event-listeners)\b(?:[^>]*/>|.*?</office:\1>)", re.DOTALL)
RUNNING = frozenset({"scripts", "event-listener"})
TARGET = re.compile(rb"""<(?:\w+:)?Relationship\b[^>]*\bTarget\s*=\s*["']([^"']*)["'][^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)""")
DECLARED = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
PROGRAMS = re.compile(r"vbaProject|activeX|^Basic/|^Scripts/", re.IGNORECASE)
Copy = tuple[str, bytes]

codecs.lookup("cp437")  # read now: how a package writes names; later no file can be opened


def copy(data: bytes, _media: str, ending: str) -> Copy:
    """(media type, bytes) of the copy. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _checked(package)
            if any(PROGRAMS.search(part.filename) for part in parts):
                raise Refused(Reason.PROGRAM)
            is_word = _is(package, "word/document.xml", b"document")
            if is_word != (ending == "docx") or (not is_word and _read(package, "mimetype") != ODT.encode()):
                raise Refused(Reason.OTHER)
            names = [part.filename for part in parts if (WORD_PARTS if is_word else OPEN_PARTS).fullmatch(part.filename)]
            return (DOCX, _packed(names, package, _word)) if is_word else (ODT, _packed(names, package, _open))
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise Refused(Reason.UNREADABLE) from None
    except MemoryError:
        raise Refused(Reason.TOO_MUCH) from None


def _checked(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """What the package says it holds, if that is little enough, each name once, nothing locked, no two in one place."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_WHOLE:
        raise Refused(Reason.TOO_MUCH)
    if any(part.file_size > max(1024 * 1024, SWELLS * part.compress_size) for part in parts):
        raise Refused(Reason.TOO_MUCH)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Reason.LOCKED)
    places = sorted((part.header_offset, part.compress_size) for part in parts)
    is_overlapping = any(at + size > after for (at, size), (after, _) in pairwise(places))
    if is_overlapping or len({part.filename for part in parts}) != len(parts):
        raise Refused(Reason.UNREADABLE)
    return parts


def _is(package: zipfile.ZipFile, name: str, word: bytes) -> bool:
    return name in package.namelist() and word in _read(package, name)[:4096]


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    """A part, unpacked no further than it may be, whatever its own header says."""
    with package.open(name) as part:
        body = part.read(MOST_PART + 1)
    if len(body) > MOST_PART:
        raise Refused(Reason.TOO_MUCH)
    return body


def _packed(names: list[str], package: zipfile.ZipFile, clean: Callable[[str, bytes, set[str]], bytes]) -> bytes:
    """The parts kept, each cleaned; with a date of our own, so that when it was written is not told either."""
    out = io.BytesIO()
    kept = set(names)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(entry, clean(name, _read(package, name), kept))
    return out.getvalue()


def _xml(body: bytes) -> bytes:
    """The text of an XML part that declares nothing of its own: no entity can swell or fetch anything."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff") or DECLARED.search(body):
        raise Refused(Reason.UNREADABLE)
    return body


def _word(name: str, body: bytes, kept: set[str]) -> bytes:
    if name.startswith("word/media/"):
        return _picture(name, body)
    body = _xml(body)
    if name.endswith(".rels"):
        return _read_again(name, _relations(name, ELSEWHERE.sub(b"", body), kept), kept)
    if name == "[Content_Types].xml":
        return re.sub(rb"""<Override\b[^>]*PartName\s*=\s*["']/([^"']*)["'][^>]*/>""", lambda found: found[0] if found[1].decode() in kept else b"", body)
    return RSIDS.sub(b"", AUTHORS.sub(rb'\1=""', body))


def _relations(name: str, body: bytes, kept: set[str]) -> bytes:
    """Only those that lead to a part that is kept."""
    return TARGET.sub(lambda found: found[0] if _leads(name, found[1].decode("utf-8", "replace"), kept) else b"", body)


def _leads(name: str, target: str, kept: set[str]) -> bool:
    return (target.removeprefix("/") if target.startswith("/") else name.partition("_rels/")[0] + target) in kept


def _read_again(name: str, body: bytes, kept: set[str]) -> bytes:
    """A cleaned part, if a reader of XML too finds nothing in it that fetches or runs: XML can be written so that no pattern matches it."""

    def refuse(*_what: object) -> None:
        raise Refused(Reason.PROGRAM)

    def reaches(word: str, value: str) -> bool:
        if name.endswith(".rels"):
            return (word == "TargetMode" and value != "Internal") or (word == "Target" and not _leads(name, value, kept))
        return word == "href" and bool(value) and not value.startswith(("#", "Pictures/"))

    def begins(tag: str, said: dict[str, str]) -> None:
        words = [(attribute.rpartition(":")[2], value) for attribute, value in said.items()]
        if tag.rpartition(":")[2] in RUNNING or any(reaches(word, value) for word, value in words):
            refuse()

    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.StartDoctypeDeclHandler = begins, refuse
    try:
        reader.Parse(body, True)
    except (expat.ExpatError, LookupError):
        raise Refused(Reason.UNREADABLE) from None
    return body


def _open(name: str, body: bytes, kept: set[str]) -> bytes:
    if name == "mimetype":
        return body
    if name.startswith("Pictures/"):
        return _picture(name, body)
    body = _xml(body)
    if name == "META-INF/manifest.xml":
        return b"".join(_manifest(sorted(kept)))
    return _read_again(name, FETCHED.sub(rb'\1=""', RUNS.sub(b"", CREATORS.sub(rb"<\1></\1>", body))), kept)


def _manifest(names: list[str]) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    yield f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'.encode()
    for name in names:
        if name not in ("mimetype", "META-INF/manifest.xml"):
            media = "text/xml" if name.endswith(".xml") else PHOTOS.get(name.rpartition(".")[2].lower(), "")
            yield f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'.encode()
    yield b"</manifest:manifest>"


def _picture(name: str, body: bytes) -> bytes:
    """A picture made anew from its pixels, as the kind its name says; one of another kind is left out."""
    from portal.evidence.photo import again  # only where there is a picture

    media = PHOTOS.get(name.rpartition(".")[2].lower())
    return again(body, media) if media else b""
