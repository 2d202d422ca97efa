"""What is said of a file: its kind, its state, and why it was not taken; never a code, and its name never as it could act."""

import unicodedata
from collections.abc import Mapping

from flask_babel import format_decimal, gettext

from portal.evidence.kinds import Kind, Reason
from portal.text import N_
from portal.web.unit_of_work import council

REFUSALS: Mapping[Reason, str] = {
    Reason.KIND: N_("We cannot take this kind of file. Take a photo of it, or save it as a PDF."),
    Reason.OTHER: N_("What is in this file does not fit its name. Take a photo of it, or save it as a PDF."),
    Reason.UNREADABLE: N_("We could not open this file. Take a photo of it, or send it in another way."),
    Reason.LOCKED: N_("This file asks for a password. Save it without one, or take a photo of it."),
    Reason.TOO_MUCH: N_("There is more in this file than we can look through. Send a part of it."),
    Reason.PROGRAM: N_("This file can run a program. Save it as a PDF, or take a photo of it."),
    Reason.EMPTY: N_("There is nothing in this file. Choose it again."),
    Reason.TOO_LARGE: N_("This file is larger than %(most)s MB. Send a part of it."),
    Reason.VIRUS: N_("There is something harmful in this file, so we do not open it. You can take a photo of it."),
}
"""What to do instead comes with each: nobody is left with a no."""

KINDS: Mapping[Kind, str] = {
    Kind.PHOTO: N_("Photo"),
    Kind.PAPER: N_("Paper"),
    Kind.RECORDING: N_("Recording"),
    Kind.FILM: N_("Film"),
}

JOINERS = "\u200c\u200d"
"""What looks like nothing and is part of many names in Urdu, Persian and pictures."""
MARKS = 3
"""So many marks over or under a letter are shown; more would run into the lines beside it."""


def refusal(reason: str) -> str:
    """Why a file was not taken, and what to do instead."""
    return gettext(REFUSALS[Reason(reason)], most=council().settings.files.megabytes)


def kind_name(kind: str) -> str:
    """What a file is."""
    return gettext(KINDS[Kind(kind)])


def size_words(size: int) -> str:
    """A size as people say it: 420 KB, 3.4 MB."""
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1000:
        return gettext("%(number)s KB", number=kilobytes)
    return gettext("%(number)s MB", number=format_decimal(round(size / 1024 / 1024, 1)))


def shown_name(name: str) -> str:
    """A file's name with what could turn, hide or stretch it made visible (B-03, B-04)."""
    shown, marks = [], 0
    for sign in unicodedata.normalize("NFC", name):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind.startswith("M") else 0
        if marks > MARKS:
            continue
        is_odd = kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and sign not in JOINERS
        shown.append(f"\\u{ord(sign):04x}" if is_odd else sign)
    return "".join(shown)
