"""A JPEG's bytes without what the camera wrote beside the picture; the picture itself is not touched."""

START, SCAN = 0xD8, 0xDA
KEPT = {0xE0, 0xEE}
"""Of the application's parts only JFIF and Adobe's, which say how the colours are meant."""


def bare(data: bytes) -> bytes:
    """The same picture without EXIF, XMP, profiles and comments. What is no JPEG comes back as it is."""
    if data[:2] != bytes([0xFF, START]):
        return data
    out, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == SCAN:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        is_beside = 0xE0 <= mark <= 0xEF or mark == 0xFE
        if not is_beside or mark in KEPT:
            out += data[at:end]
        at = end
    return bytes(out) + data[at:]
