"""Whether bytes that we do not rebuild seem to say where they were recorded."""

import re

PLACE = re.compile(
    rb"[+-]\d{2,3}\.\d{2,}[+-]\d{3}\.\d{2,}[^\r\n]{0,20}/|location(?:-eng)?[=\0]|GPS(?:Latitude|Coordinates)|\xa9xyz|ISO6709", re.IGNORECASE
)
"""ISO 6709 as phones write it, and the names of the tags for it."""


def has_place(data: bytes) -> bool:
    """Whether a place is in it, as far as one can tell without decoding."""
    return PLACE.search(data) is not None
