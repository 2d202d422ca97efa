"""The safe copy of MP4, MOV, M4A and 3GP: the same sound and picture, with everything the camera wrote beside them blanked in place."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from portal.evidence.kinds import Reason, Refused

INNER = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"})
TOLD = frozenset({b"udta", b"meta", b"uuid", b"XMP_", b"free", b"skip", b"wide", b"pnot", b"gps ", b"GPS ", b"loci"})
"""Boxes that say where, when, by what and by whom; free space too, which may hold an older version of them."""
TIMES = {b"mvhd": 4, b"tkhd": 4, b"mdhd": 4}
"""Boxes that begin with when it was made and changed, after four bytes of version and flags."""
PLAYED = frozenset({b"soun", b"vide", b"text", b"sbtl", b"subt", b"hint", b"tmcd"})
"""Tracks somebody hears or sees; others (metadata that changes with time, such as a drone's or phone's place) are blanked."""
MOST_BOXES, MOST_SAMPLES = 20_000, 2_000_000
Copy = tuple[str, bytes]


class Box(NamedTuple):
    """at: where it begins; body: where its content begins; end."""

    kind: bytes
    at: int
    body: int
    end: int


def copy(data: bytes, media: str, ending: str) -> Copy:
    """(media type, bytes) of the copy. Raises Refused."""
    film = bytearray(data)
    try:
        top = list(_boxes(film, 0, len(film)))
        kinds = {box.kind for box in top}
        if b"moov" not in kinds or (b"ftyp" not in kinds and ending != "mov"):
            raise Refused(Reason.UNREADABLE)
        count = sum(_blank(film, box, 0) for box in top)
    except (struct.error, IndexError):
        raise Refused(Reason.UNREADABLE) from None
    if count > MOST_BOXES:
        raise Refused(Reason.TOO_MUCH)
    return (media if media.startswith(("video/", "audio/")) else "video/mp4"), bytes(film)


def _boxes(film: bytearray, at: int, end: int) -> Iterator[Box]:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", film, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", film, body)
            body += 8
        stop = at + size if size else end
        if stop < body or stop > end:
            if at == 0 or (end == len(film) and kind == b"mdat"):  # cut short while it was recorded
                stop = end
            else:
                raise Refused(Reason.UNREADABLE)
        yield Box(bytes(kind), at, body, stop)
        at = stop


def _blank(film: bytearray, box: Box, depth: int) -> int:
    """Blank what is told in a box and those inside; returns how many boxes were met."""
    if depth > 10:
        raise Refused(Reason.TOO_MUCH)
    if box.kind in TOLD:
        _wipe(film, box)
        return 1
    if box.kind in TIMES:
        wide = film[box.body] == 1
        film[box.body + 4 : box.body + (20 if wide else 12)] = bytes(16 if wide else 8)
    if box.kind not in INNER:
        return 1
    inside = list(_boxes(film, box.body, box.end))
    if box.kind == b"trak" and _handler(film, box) not in PLAYED:
        _wipe_samples(film, box)
        _wipe(film, box)
        return len(inside)
    count = 1
    for one in inside:
        count += _blank(film, one, depth + 1)
        if count > MOST_BOXES:
            raise Refused(Reason.TOO_MUCH)
    return count


def _wipe(film: bytearray, box: Box) -> None:
    """Free space of the same size, so that nothing after it moves."""
    film[box.at + 4 : box.at + 8] = b"free"
    film[box.body : box.end] = bytes(box.end - box.body)


def _handler(film: bytearray, track: Box) -> bytes:
    found = _find(film, track, b"mdia", b"hdlr")
    return bytes(film[found.body + 8 : found.body + 12]) if found else b""


def _find(film: bytearray, box: Box, *path: bytes) -> Box | None:
    for kind in path:
        inner = next((one for one in _boxes(film, box.body, box.end) if one.kind == kind), None)
        if inner is None:
            return None
        box = inner
    return box


def _wipe_samples(film: bytearray, track: Box) -> None:
    """The track's own bytes among those of the others: each chunk's place, how many samples are in it, how large each is."""
    table = _find(film, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return
    boxes = {one.kind: one for one in _boxes(film, table.body, table.end)}
    places = _numbers(film, boxes.get(b"stco"), "I") or _numbers(film, boxes.get(b"co64"), "Q")
    sizes, runs = _sizes(film, boxes.get(b"stsz")), _numbers(film, boxes.get(b"stsc"), "III")
    sample, steps = 0, [runs[at : at + 3] for at in range(0, len(runs), 3)]
    for number, place in enumerate(places, 1):
        while len(steps) > 1 and steps[1][0] <= number:
            steps.pop(0)
        many = steps[0][1] if steps else 0
        length = sum(sizes[sample : sample + many])
        sample += many
        stop = min(len(film), place + length)
        if place < stop:
            film[place:stop] = bytes(stop - place)


def _numbers(film: bytearray, box: Box | None, each: str) -> list[int]:
    """The table of a box: its version and flags, how many, then the numbers."""
    if box is None:
        return []
    (many,) = struct.unpack_from(">I", film, box.body + 4)
    one = struct.calcsize(f">{each}")
    if many > MOST_SAMPLES or box.body + 8 + many * one > box.end:
        raise Refused(Reason.TOO_MUCH)
    return list(struct.unpack_from(f">{each * many}", film, box.body + 8)) if many else []


def _sizes(film: bytearray, box: Box | None) -> list[int]:
    if box is None:
        return []
    same, many = struct.unpack_from(">II", film, box.body + 4)
    if many > MOST_SAMPLES or (not same and box.body + 12 + 4 * many > box.end):
        raise Refused(Reason.TOO_MUCH)
    return [same] * many if same else list(struct.unpack_from(f">{many}I", film, box.body + 12))
