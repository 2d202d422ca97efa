"""The span a report is about: a year from April to March, a quarter of it, or a week; and the same span earlier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.procedure.model import UnknownSetting

APRIL = 4
YEAR = re.compile(r"(\d{4})-(\d{2})")
QUARTER = re.compile(r"(\d{4}-\d{2}) Q([1-4])")


@dataclass(frozen=True)
class Period:
    """start and end: its first and last day (London dates, both in it). label: "2019-20", "2019-20 Q1" or "2019-04-07 to 2019-04-13"."""

    start: date
    end: date
    label: str

    def earlier(self, times: int) -> "Period":
        """The same span so many years earlier; a week so many weeks earlier."""
        if found := YEAR.fullmatch(self.label):
            return year(int(found[1]) - times)
        if found := QUARTER.fullmatch(self.label):
            return quarter(self.start.year - times - (self.start.month < APRIL), int(found[2]))
        return week(self.end - timedelta(weeks=times))

    def months(self) -> Iterator[int]:
        """Its months as year x 12 + month - 1."""
        yield from range(month_number(self.start), month_number(self.end) + 1)


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_of(number: int) -> str:
    """2024-04"""
    return f"{number // 12}-{number % 12 + 1:02d}"


def quarter_of(number: int) -> str:
    """Q1 is April to June."""
    return f"Q{(number - APRIL + 1) % 12 // 3 + 1}"


def year_of(number: int) -> str:
    """2019-20 for April 2019 to March 2020."""
    return year_label((number - APRIL + 1) // 12)


def year_label(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02d}"


def year(first: int) -> Period:
    """The year that begins in April of `first`."""
    return Period(date(first, APRIL, 1), date(first + 1, APRIL, 1) - timedelta(days=1), year_label(first))


def quarter(first: int, number: int) -> Period:
    """Quarter 1 to 4 of the year that begins in April of `first`."""
    month = first * 12 + APRIL - 1 + 3 * (number - 1)
    start, after = _first_day(month), _first_day(month + 3)
    return Period(start, after - timedelta(days=1), f"{year_label(first)} Q{number}")


def week(end: date) -> Period:
    """The seven days that end on `end`."""
    start = end - timedelta(days=6)
    return Period(start, end, f"{start.isoformat()} to {end.isoformat()}")


def year_named(text: str) -> Period:
    """A year as 2019-20. Raises UnknownSetting."""
    found = YEAR.fullmatch(text)
    if not found or int(found[1]) < 1900 or year_label(int(found[1])) != text:
        raise UnknownSetting(f'"{text}" is no year. A year is written as 2019-20 and runs from April to March.')
    return year(int(found[1]))


def quarter_named(text: str) -> Period:
    """A quarter as "2019-20 Q1". Raises UnknownSetting."""
    found = QUARTER.fullmatch(text)
    if not found:
        raise UnknownSetting(f'"{text}" is no quarter. A quarter is written as "2019-20 Q1"; Q1 is April to June.')
    return quarter(year_named(found[1]).start.year, int(found[2]))


def period_named(text: str) -> Period:
    """A year or a quarter. Raises UnknownSetting."""
    return quarter_named(text) if QUARTER.fullmatch(text) else year_named(text)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
