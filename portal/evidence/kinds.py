"""Which files are taken: the ending of the name, what it is for a person, and what libmagic must find in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    """What a file is for whoever sent it and whoever reads it."""

    PHOTO = "photo"
    PAPER = "paper"
    RECORDING = "recording"
    FILM = "film"


class Reason(StrEnum):
    """Why a file was refused; a code that is stored and never renamed."""

    KIND = "kind"
    """Not a kind we take."""
    OTHER = "other"
    """What is in it is not what its name says."""
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    """It asks for a password."""
    TOO_MUCH = "too_much"
    """More in it than we look through: pixels, pages, parts."""
    PROGRAM = "program"
    """It can run something."""
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    VIRUS = "virus"


class Refused(Exception):
    """The file is not taken; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Sort:
    """media: what the original is called on the wire. contains: what libmagic may say of it. by: the part of this room that makes its copy."""

    kind: Kind
    media: str
    contains: frozenset[str]
    by: str


PHOTOS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif"})
"""Phones and messengers often name one for another; every photo is rebuilt from its pixels, whichever it is."""
ISO = frozenset({"video/mp4", "audio/mp4", "video/quicktime", "video/3gpp", "audio/x-m4a", "video/x-m4v", "audio/3gpp", "video/3gpp2"})
MATROSKA = frozenset({"video/webm", "audio/webm"})  # libmagic cannot tell sound from film
OGG = frozenset({"audio/ogg", "video/ogg", "application/ogg"})
MPEG = frozenset({"audio/mpeg", "audio/mpegapplication/octet-stream", "application/octet-stream"})
"""libmagic knows some recordings only once their first tag is taken off; the part that makes the copy looks for frames of sound."""
AAC = frozenset({"audio/x-hx-aac-adts", "audio/aac", "audio/x-aac", "application/octet-stream"})
ZIP = frozenset({"application/zip", "application/octet-stream"})
"""The part that makes the copy reads in the package itself what it is."""
OLE = frozenset({"application/msword", "application/CDFV2", "application/x-ole-storage"})
DOCX, ODT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.oasis.opendocument.text"
TEXT = frozenset({"text/plain", "text/csv", "text/troff", "message/rfc822", "text/x-mail", "application/json"})


def _photo(media: str) -> Sort:
    return Sort(Kind.PHOTO, media, PHOTOS, "photo")


SORTS: Mapping[str, Sort] = {
    "jpg": _photo("image/jpeg"),
    "jpeg": _photo("image/jpeg"),
    "png": _photo("image/png"),
    "gif": _photo("image/gif"),
    "webp": _photo("image/webp"),
    "heic": _photo("image/heic"),
    "heif": _photo("image/heif"),
    "pdf": Sort(Kind.PAPER, "application/pdf", frozenset({"application/pdf"}), "pdf"),
    "docx": Sort(Kind.PAPER, DOCX, ZIP | {DOCX}, "package"),
    "doc": Sort(Kind.PAPER, "application/msword", OLE, "paper"),
    "odt": Sort(Kind.PAPER, ODT, ZIP | {ODT}, "package"),
    "rtf": Sort(Kind.PAPER, "text/rtf", frozenset({"text/rtf", "application/rtf"}), "paper"),
    "txt": Sort(Kind.PAPER, "text/plain", TEXT, "paper"),
    "mp3": Sort(Kind.RECORDING, "audio/mpeg", MPEG, "sound"),
    "m4a": Sort(Kind.RECORDING, "audio/mp4", ISO, "film"),
    "aac": Sort(Kind.RECORDING, "audio/aac", AAC, "sound"),
    "wav": Sort(Kind.RECORDING, "audio/wav", frozenset({"audio/x-wav", "audio/wav", "audio/vnd.wave"}), "sound"),
    "ogg": Sort(Kind.RECORDING, "audio/ogg", OGG, "sound"),
    "oga": Sort(Kind.RECORDING, "audio/ogg", OGG, "sound"),
    "opus": Sort(Kind.RECORDING, "audio/ogg", OGG, "sound"),
    "mp4": Sort(Kind.FILM, "video/mp4", ISO, "film"),
    "mov": Sort(Kind.FILM, "video/quicktime", ISO, "film"),
    "weba": Sort(Kind.RECORDING, "audio/webm", MATROSKA, "webm"),
    "webm": Sort(Kind.FILM, "video/webm", MATROSKA, "webm"),
    "3gp": Sort(Kind.FILM, "video/3gpp", ISO, "film"),
}
"""Everything that is taken, by the ending of its name."""

ACCEPT = ",".join(("image/*", "audio/*", "video/*", *(f".{ending}" for ending in SORTS)))
"""What a browser offers to choose from; on a phone also its camera and its recorder."""


def ending(name: str) -> str:
    """The ending of a file's name in small letters, without its dot; "" where it has none."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def sort_of(name: str) -> Sort:
    """What a file is by its name. Raises Refused where it is not a kind we take."""
    try:
        return SORTS[ending(name)]
    except KeyError:
        raise Refused(Reason.KIND) from None
