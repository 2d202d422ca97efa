"""Turns the three parts of a date, as somebody typed them, into a day, or says which part to look at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.forms.model import PARTS
from portal.text import N_

NOT_A_DATE = N_("Write the day, the month and the year, like 27 3 2026")
NO_SUCH_DAY = N_("There is no such day. Look at the day, the month and the year")
NOT_YET = N_("This day has not come yet. Write today’s date or an earlier one")

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
FIRST_YEAR = 1900


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a date: marked text, and the part to put right."""

    text: str
    part: str = PARTS[0]


def parts_of(stored: str) -> list[str]:
    """The parts of a stored date (YYYY-MM-DD) as they stand in the three boxes; none for a text that is no date."""
    try:
        day = date.fromisoformat(stored)
    except ValueError:
        return []
    return [str(day.day), str(day.month), str(day.year)]


def read_day(typed: Sequence[str], *, not_after: date | None = None) -> date | Wrong:
    """The day that was typed: numbers in any script, a month also by its English name, a year also in two digits (this century)."""
    numbers = [_number(typed[0]), _month(typed[1]), _year(typed[2])]
    missing = [part for part, number in zip(PARTS, numbers, strict=True) if number is None]
    if missing:
        return Wrong(NOT_A_DATE, missing[0])
    day, month, year = (number or 0 for number in numbers)
    if year < FIRST_YEAR or not 1 <= month <= 12:
        return Wrong(NO_SUCH_DAY, "year" if 1 <= month <= 12 else "month")
    try:
        found = date(year, month, day)
    except ValueError:
        return Wrong(NO_SUCH_DAY)
    return Wrong(NOT_YET, "year" if found.year > not_after.year else "day") if not_after and found > not_after else found


def _number(typed: str) -> int | None:
    text = typed.strip()
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _month(typed: str) -> int | None:
    text = typed.strip().lower()
    if len(text) >= 3:
        return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text)), None)
    return _number(text)


def _year(typed: str) -> int | None:
    number = _number(typed)
    return 2000 + number if number is not None and len(typed.strip()) == 2 else number
