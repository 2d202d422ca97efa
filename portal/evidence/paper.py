"""The safe copy of plain text and RTF; an old Word file has none, and is looked through for programs only."""

import codecs
import re

from portal.evidence.kinds import Reason, Refused

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SCRIPTS = re.compile(rb"^\s*(?:#!|<\?(?:php|xml)|<!doctype|<html|<script|<svg|%!PS)", re.IGNORECASE)
RTF_RUNS = re.compile(
    rb"\\(?:object|objdata|objemb|objlink|objupdate|objocx|ddeauto|dde|template\b|fldinst[^}]{0,500}?\b(?:INCLUDE|LINK|DDE|IMPORT))", re.IGNORECASE
)
RTF_TOLD = (b"{\\info", b"{\\*\\userprops", b"{\\*\\template", b"{\\*\\xmlnstbl", b"{\\*\\company", b"{\\*\\revtbl", b"{\\*\\atnauthor", b"{\\*\\atnid")
"""Groups of an RTF file that say who wrote it and when."""
VBA = tuple(word.encode("utf-16-le") for word in ("_VBA_PROJECT", "VBA", "Macros", "ObjectPool"))
Copy = tuple[str, bytes]

for _name in ("utf-8-sig", "utf-16", "cp1252"):
    codecs.lookup(_name)  # read now: later no file can be opened


def copy(data: bytes, _media: str, ending: str) -> Copy:
    """(media type, bytes) of the copy, or ("", b"") where none can be made. Raises Refused."""
    return {"txt": _text, "rtf": _rtf, "doc": _word}[ending](data)


def _text(data: bytes) -> Copy:
    if SCRIPTS.match(data[:512]):
        raise Refused(Reason.OTHER)
    return "text/plain", CONTROLS.sub("", _decoded(data)).encode("utf-8")


def _decoded(data: bytes) -> str:
    """As it was most likely written: by its byte order mark, else UTF-8, else as Windows writes English."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rtf(data: bytes) -> Copy:
    if RTF_RUNS.search(data):
        raise Refused(Reason.PROGRAM)
    for mark in RTF_TOLD:
        at = data.find(mark)
        while at >= 0:
            data = data[:at] + data[_end_of_group(data, at) :]
            at = data.find(mark, at)
    return "text/rtf", data


def _end_of_group(data: bytes, at: int) -> int:
    """Where the group that begins here ends. Raises Refused where it never does."""
    depth = 0
    for found in re.finditer(rb"\\[\\{}]|[{}]", data[at:]):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        if depth == 0:
            return at + found.end()
    raise Refused(Reason.UNREADABLE)


def _word(data: bytes) -> Copy:
    if any(word in data for word in VBA):
        raise Refused(Reason.PROGRAM)
    return "", b""
