"""Turns what a browser posted into answers, or says what is wrong with it.

Text is kept exactly as written, with these declared exceptions: a line break is stored as one newline character
(browsers post two), and spaces around a telephone number or an e-mail address go. Of several values under one
name the first counts, except where several boxes may be ticked. Names nobody asked for are not looked at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.forms.model import Audience, Kind, Page, Question
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


@dataclass(frozen=True)
class Problem:
    """What is wrong with one answer: marked text and the numbers it speaks of."""

    text: str
    values: Mapping[str, int] = field(default_factory=dict)
    is_missing: bool = False


@dataclass(frozen=True)
class Read:
    """One question's answer: `value` when it is good; `shown` is what the person gets back to go on with."""

    value: str | list[str]
    shown: str | list[str]
    problem: Problem | None = None


@dataclass(frozen=True)
class Cleaned:
    """A page's good answers and, by question key, what is wrong with the others."""

    answers: dict[str, str | list[str]]
    shown: dict[str, str | list[str]]
    problems: dict[str, Problem]


def clean(page: Page, audience: Audience, posted: Posted) -> Cleaned:
    """Every question of the page, read from what was posted."""
    read = {asked.key: read_one(asked, audience, posted.get(asked.key, ()), must=asked.key in page.must) for asked in page.asked()}
    return Cleaned(
        {key: one.value for key, one in read.items() if one.problem is None},
        {key: one.shown for key, one in read.items()},
        {key: one.problem for key, one in read.items() if one.problem is not None},
    )


def read_one(question: Question, audience: Audience, values: Sequence[str], *, must: bool = False) -> Read:
    """One question's posted values as an answer: "" or [] when nothing was said."""
    if question.kind is Kind.ANY_OF:
        return _read_options(question, list(dict.fromkeys(values)))
    first = values[0] if values else ""
    if question.kind is Kind.ONE_OF:
        read = _read_option(question, first)
    else:
        read = _read_text(question, first)
    if must and read.problem is None and not str(read.value).strip():
        return Read(read.value, read.shown, Problem(question.wording[audience].missing or MISSING, is_missing=True))
    return read


def _read_options(question: Question, ticked: list[str]) -> Read:
    known = [option for option in question.options if option in ticked]
    if len(known) != len(ticked):
        return Read([], known, Problem(NOT_AN_OPTION))
    return Read(known, known)


def _read_option(question: Question, chosen: str) -> Read:
    if chosen and chosen not in question.options:
        return Read("", "", Problem(NOT_AN_OPTION))
    return Read(chosen, chosen)


def _read_text(question: Question, written: str) -> Read:
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    if question.kind in (Kind.PHONE, Kind.EMAIL):
        text = text.strip()
    readable, unreadable = (UNREADABLE_IN_A_LINE if question.kind in ONE_LINE else UNREADABLE).subn("�", text)
    if unreadable:
        return Read("", readable, Problem(NOT_READABLE, {"count": unreadable}))
    if len(text) > question.limit:
        return Read("", text, Problem(TOO_LONG, {"written": len(text), "limit": question.limit}))
    if question.kind is Kind.EMAIL and text and not EMAIL_SHAPE.fullmatch(text):
        return Read("", text, Problem(NOT_AN_EMAIL))
    return Read(text, text)
