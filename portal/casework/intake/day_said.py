"""The day that somebody meant by 'on Friday', 'tomorrow' or '27 March', if it can only be one."""

import re
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SOON = {"today": 0, "tonight": 0, "tomorrow": 1}

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b")
_MONTH = "|".join(name[:3] for name in MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})[a-z]*\.?(?:,?\s+(\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?\b")
_WORD = re.compile(rf"\b({'|'.join([*SOON, *WEEKDAYS])})\b")


def day_said(text: str, today: date) -> date | None:
    """The date somebody wrote in English or in figures (day first), a weekday as the next one from today on; None where none or several stand there."""
    low = " ".join(text.lower().split())
    found = {day for day in (*_dates(low, today), *_words(low, today)) if day is not None}
    return found.pop() if len(found) == 1 else None


def _dates(text: str, today: date) -> list[date | None]:
    figures = [_date(day, month, year, today) for day, month, year in _FIGURES.findall(text)]
    named = [_date(day, _number(month), year, today) for day, month, year in _DAY_MONTH.findall(text)]
    turned = [_date(day, _number(month), year, today) for month, day, year in _MONTH_DAY.findall(text)]
    return [*(_date(day, month, year, today) for year, month, day in _ISO.findall(text)), *figures, *(named or turned)]


def _words(text: str, today: date) -> list[date]:
    return [today + timedelta(days=SOON[word] if word in SOON else (WEEKDAYS.index(word) - today.weekday()) % 7) for word in _WORD.findall(text)]


def _number(month: str) -> str:
    return str(next(number for number, name in enumerate(MONTHS, 1) if name.startswith(month)))


def _date(day: str, month: str, year: str, today: date) -> date | None:
    """Without a year it is the next such day; two figures are of this century."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        this = date(today.year, int(month), int(day))
        return this if this >= today else date(today.year + 1, int(month), int(day))
    except ValueError:
        return None
