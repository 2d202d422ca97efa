"""A recording's safe copy: the same sound, without the tags around it."""

import re

from portal.evidence.kinds import Reason, Refused
from portal.evidence.places import has_place

FRAME = re.compile(rb"\xff[\xe2-\xff]")
"""How a frame of MPEG or ADTS sound begins."""
LOOKED = 4096  # bytes at the start in which a frame must begin
WAV_KEPT = (b"fmt ", b"data", b"fact")
Copy = tuple[str, bytes]


def copy(data: bytes, _media: str, ending: str) -> Copy:
    """(media type, bytes) of the copy; ("", b"") where it says where it was made and that cannot be taken out. Raises Refused."""
    if ending in ("mp3", "aac"):
        return ("audio/mpeg" if ending == "mp3" else "audio/aac"), _frames(data)
    if ending == "wav":
        return "audio/wav", _wav(data)
    return ("", b"") if has_place(data) else ("audio/ogg", data)


def _frames(data: bytes) -> bytes:
    """From the first frame to the last: ID3 tags before and after go."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        data = data[10 + size + (10 if data[5] & 0x10 else 0) :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    ape = data.rfind(b"APETAGEX")
    data = data[:ape] if ape > len(data) - 64 * 1024 and ape > 0 else data
    if not FRAME.search(data[:LOOKED]):
        raise Refused(Reason.OTHER)
    return data


def _wav(data: bytes) -> bytes:
    """Only the sound and how it is to be played."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise Refused(Reason.OTHER)
    kept, at = bytearray(), 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = min(len(data), at + 8 + size)
        if data[at : at + 4] in WAV_KEPT:
            kept += data[at : at + 4] + (end - at - 8).to_bytes(4, "little") + data[at + 8 : end] + b"\0" * ((end - at) % 2)
        at = end + size % 2
    if b"data" not in kept:
        raise Refused(Reason.UNREADABLE)
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + bytes(kept)
