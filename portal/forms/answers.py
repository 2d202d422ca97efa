"""Turns what a browser posted into answers, or says what is wrong with it.

Text is kept exactly as written, with these declared exceptions: a line break is stored as one newline character
(browsers post two), and spaces around a telephone number or an e-mail address go. Of several values under one
name the first counts, except where several boxes may be ticked. A date is posted in three parts and stored as YYYY-MM-DD.
Names nobody asked for are not looked at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.forms.dates import NOT_A_DATE, Wrong, read_day
from portal.forms.model import PARTS, Audience, Kind, Page, Question
from portal.text import N_

Posted = Mapping[str, Sequence[str]]

ONE_LINE = frozenset({Kind.LINE, Kind.PHONE, Kind.EMAIL})
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
UNREADABLE_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
EMAIL_SHAPE = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")

TOO_LONG = N_("You wrote %(written)s characters. We can take %(limit)s here. Make it shorter, or send the rest later")
NOT_READABLE = N_("There are signs here that we could not read (%(count)s). We put � in their place. Look at them, then go on")
NOT_AN_OPTION = N_("Choose from the answers on this page")
NOT_AN_EMAIL = N_("Write the whole e-mail address, like name@example.com")
MISSING = N_("Answer this question")


class Trouble(StrEnum):
    """What can be wrong with an answer. The value is counted and never renamed; it says nothing of what was typed."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_READABLE = "not_readable"
    NOT_AN_OPTION = "not_an_option"
    NOT_AN_EMAIL = "not_an_email"
    BAD_DATE = "bad_date"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one answer: marked text, the numbers it speaks of, and of a date the part to look at."""

    code: Trouble
    text: str
    values: Mapping[str, int] = field(default_factory=dict)
    part: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether nothing is wrong but that there is no answer yet."""
        return self.code is Trouble.MISSING


@dataclass(frozen=True)
class Read:
    """One question's answer: `value` when it is good; `shown` is what the person gets back to go on with, of a date its three parts."""

    value: str | list[str]
    shown: str | list[str]
    problem: Problem | None = None


@dataclass(frozen=True)
class Cleaned:
    """A page's good answers and, by question key, what is wrong with the others."""

    answers: dict[str, str | list[str]]
    shown: dict[str, str | list[str]]
    problems: dict[str, Problem]


def clean(page: Page, audience: Audience, posted: Posted, today: date | None = None) -> Cleaned:
    """Every question of the page, read from what was posted. `today`: the day after which no date may lie that is_past."""
    read = {asked.key: read_one(asked, audience, values_of(asked, posted), must=asked.key in page.must, today=today) for asked in page.asked()}
    return Cleaned(
        {key: one.value for key, one in read.items() if one.problem is None},
        {key: one.shown for key, one in read.items()},
        {key: one.problem for key, one in read.items() if one.problem is not None},
    )


def values_of(question: Question, posted: Posted) -> Sequence[str]:
    """What was posted for a question: all its values, or of a date the first value of each part."""
    if question.kind is not Kind.DATE:
        return posted.get(question.key, ())
    return [(*posted.get(name, ()), "")[0] for name in question.names()]


def read_one(question: Question, audience: Audience, values: Sequence[str], *, must: bool = False, today: date | None = None) -> Read:
    """One question's values (see values_of) as an answer: "" or [] when nothing was said."""
    if question.kind is Kind.ANY_OF:
        read = _read_options(question, list(dict.fromkeys(values)))
    elif question.kind is Kind.DATE:
        read = _read_date(question, values, today)
    elif question.kind is Kind.ONE_OF:
        read = _read_option(question, values[0] if values else "")
    else:
        read = _read_text(question, values[0] if values else "")
    if must and read.problem is None and not (read.value if isinstance(read.value, list) else read.value.strip()):
        part = PARTS[0] if question.kind is Kind.DATE else ""
        return Read(read.value, read.shown, Problem(Trouble.MISSING, question.wording[audience].missing or MISSING, part=part))
    return read


def _read_date(question: Question, values: Sequence[str], today: date | None) -> Read:
    typed = [UNREADABLE_IN_A_LINE.sub("�", part) for part in (*values, "", "", "")[:3]]
    if not any(part.strip() for part in typed):
        return Read("", [])
    if any("�" in part for part in typed):
        bad = next(name for name, part in zip(PARTS, typed, strict=True) if "�" in part)
        return Read("", typed, Problem(Trouble.BAD_DATE, NOT_A_DATE, part=bad))
    found = read_day(typed, not_after=today if question.is_past else None)
    if isinstance(found, Wrong):
        return Read("", typed, Problem(Trouble.BAD_DATE, found.text, part=found.part))
    return Read(found.isoformat(), typed)


def _read_options(question: Question, ticked: list[str]) -> Read:
    known = [option for option in question.options if option in ticked]
    if len(known) != len(ticked):
        return Read([], known, Problem(Trouble.NOT_AN_OPTION, NOT_AN_OPTION))
    return Read(known, known)


def _read_option(question: Question, chosen: str) -> Read:
    if chosen and chosen not in question.options:
        return Read("", "", Problem(Trouble.NOT_AN_OPTION, NOT_AN_OPTION))
    return Read(chosen, chosen)


def _read_text(question: Question, written: str) -> Read:
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    if question.kind in (Kind.PHONE, Kind.EMAIL):
        text = text.strip()
    readable, unreadable = (UNREADABLE_IN_A_LINE if question.kind in ONE_LINE else UNREADABLE).subn("�", text)
    if unreadable:
        return Read("", readable, Problem(Trouble.NOT_READABLE, NOT_READABLE, {"count": unreadable}))
    if len(text) > question.limit:
        return Read("", text, Problem(Trouble.TOO_LONG, TOO_LONG, {"written": len(text), "limit": question.limit}))
    if question.kind is Kind.EMAIL and text and not EMAIL_SHAPE.fullmatch(text):
        return Read("", text, Problem(Trouble.NOT_AN_EMAIL, NOT_AN_EMAIL))
    return Read(text, text)
