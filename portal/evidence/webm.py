"""The safe copy of a WebM recording or film: the same bytes with its tags, attachments and maker blanked in place."""

from collections.abc import Iterator
from typing import NamedTuple

from portal.evidence.kinds import Reason, Refused
from portal.evidence.places import has_place

EBML, SEGMENT, INFO = 0x1A45DFA3, 0x18538067, 0x1549A966
TOLD = frozenset({0x1254C367, 0x1941A469, 0x1043A770, 0xEC})
"""Tags, attachments, chapters, and space that is not used."""
TOLD_IN_INFO = frozenset({0x4461, 0x7BA9, 0x4D80, 0x5741, 0x73A4, 0x7384})
"""When, title, programs, unique number, file name."""
VOID, CRC = 0xEC, 0xBF
TRACKS, TRACK, TRACK_TYPE, PICTURES = 0x1654AE6B, 0xAE, 0x83, b"\x01"
MOST = 200_000
Copy = tuple[str, bytes]


class Element(NamedTuple):
    """at: where it begins; body: where its content begins; end."""

    kind: int
    at: int
    body: int
    end: int


def copy(data: bytes, _media: str, ending: str) -> Copy:
    """(media type, bytes) of the copy; ("", b"") where a place is still found in it. Raises Refused, also for a recording that holds a film."""
    film = bytearray(data)
    try:
        top = list(_elements(film, 0, len(film)))
        if not top or top[0].kind != EBML or b"webm" not in film[top[0].body : top[0].end]:
            raise Refused(Reason.UNREADABLE)
        for segment in (one for one in top if one.kind == SEGMENT):
            for one in list(_elements(film, segment.body, segment.end)):
                if ending == "weba" and _has_pictures(film, one):
                    raise Refused(Reason.OTHER)
                _blank(film, one)
    except IndexError:
        raise Refused(Reason.UNREADABLE) from None
    made = bytes(film)
    return ("", b"") if has_place(made) else ("audio/webm" if ending == "weba" else "video/webm", made)


def _has_pictures(film: bytearray, one: Element) -> bool:
    """libmagic calls a browser's recording a film, so its tracks are looked at."""
    if one.kind != TRACKS:
        return False
    inside = [part for track in _elements(film, one.body, one.end) if track.kind == TRACK for part in _elements(film, track.body, track.end)]
    return any(part.kind == TRACK_TYPE and film[part.body : part.end].lstrip(b"\0") == PICTURES for part in inside)


def _blank(film: bytearray, one: Element) -> None:
    if one.kind in TOLD:
        _wipe(film, one)
    elif one.kind == INFO:
        for inner in list(_elements(film, one.body, one.end)):
            if inner.kind in TOLD_IN_INFO or inner.kind == CRC:
                _wipe(film, inner)


def _wipe(film: bytearray, one: Element) -> None:
    """A Void element of the same length; its length is written as wide as is needed to fill the place."""
    whole = one.end - one.at
    if whole < 2:
        return
    wide = 1 if whole - 2 < 127 else 8
    length = whole - 1 - wide
    film[one.at] = VOID
    film[one.at + 1 : one.at + 1 + wide] = (length | 1 << 7 * wide).to_bytes(wide, "big")
    film[one.at + 1 + wide : one.end] = bytes(length)


def _elements(film: bytearray, at: int, end: int) -> Iterator[Element]:
    for _ in range(MOST):
        if at >= end:
            return
        kind, after = _number(film, at, keeps_mark=True)
        size, body = _number(film, after)
        unknown = size == (1 << 7 * (body - after)) - 1
        stop = end if unknown else min(end, body + size)
        yield Element(kind, at, body, stop)
        at = stop
    raise Refused(Reason.TOO_MUCH)


def _number(film: bytearray, at: int, *, keeps_mark: bool = False) -> tuple[int, int]:
    """A number of EBML and where it ends: the zeros before its first bit say how wide it is."""
    first = film[at]
    if first == 0:
        raise Refused(Reason.UNREADABLE)
    wide = 9 - first.bit_length()
    value = int.from_bytes(film[at : at + wide], "big")
    return (value if keeps_mark else value & ((1 << 7 * wide) - 1)), at + wide
