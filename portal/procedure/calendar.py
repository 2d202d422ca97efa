"""Which days are working days, and how they are counted."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from portal.procedure.model import UnknownSetting
from portal.text import N_

Nation = Literal["england", "wales"]

# The last day for which the bank holidays have been announced (they are published two to three years ahead). Past it the
# dates are the rule's, and a day may still be moved, as in 2020, or added, as in 2022 and 2023. Our own constant, not
# whatever year the installed package knows: each release moves it after reading the list again (docs/decisions).
KNOWN_TO: dict[str, date] = {"england": date(2028, 12, 31), "wales": date(2028, 12, 31)}

_REGION = {"england": "ENG", "wales": "WLS"}
_ONE = timedelta(days=1)
_NAMES = {
    "New Year's Day": N_("New Year's Day"),
    "New Year's Day (observed)": N_("New Year's Day (substitute day)"),
    "Good Friday": N_("Good Friday"),
    "Easter Monday": N_("Easter Monday"),
    "May Day": N_("Early May bank holiday"),
    "Spring Bank Holiday": N_("Spring bank holiday"),
    "Late Summer Bank Holiday": N_("Summer bank holiday"),
    "Christmas Day": N_("Christmas Day"),
    "Christmas Day (observed)": N_("Christmas Day (substitute day)"),
    "Boxing Day": N_("Boxing Day"),
    "Boxing Day (observed)": N_("Boxing Day (substitute day)"),
}
SATURDAY, SUNDAY, PROCLAIMED = N_("Saturday"), N_("Sunday"), N_("Bank holiday (proclaimed)")
_FIXED = frozenset({"Good Friday", "Christmas Day", "Boxing Day"})


@lru_cache(maxsize=256)
def _holidays(region: str, year: int) -> dict[date, str]:
    """The bank holidays of one year and what each is called."""
    # Imported at first need: it costs more than all the rest of a start.
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=region, years=year, expand=False)
    return {day: _NAMES.get(name, name) for day, name in found.items()}


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


class Calendar:
    """The working days of one nation.

    A working day is any day except Saturday, Sunday, Christmas Day, Boxing Day, Good Friday and a bank holiday under the
    Banking and Financial Dealings Act 1971 (SI 2006/1738, reg 2). `proclaimed` adds bank holidays, `cancelled` takes some
    away. The day of an event is day 0, the next working day is day 1.

    Raises UnknownSetting for an unknown nation, or for cancelling a day that regulation 2 itself names.
    """

    def __init__(self, nation: str = "england", proclaimed: Iterable[date] = (), cancelled: Iterable[date] = ()) -> None:
        if nation not in _REGION:
            raise UnknownSetting(f'There is no nation "{nation}"; it can be "england" or "wales".')
        self.nation = nation
        self.known_to = KNOWN_TO[nation]
        self._region = _REGION[nation]
        self._proclaimed = frozenset(proclaimed)
        self._cancelled = frozenset(cancelled)
        self._years: dict[int, dict[date, str]] = {}
        self._sums: dict[int, list[int]] = {}
        for day in self._cancelled:
            if (name := _holidays(self._region, day.year).get(day)) in _FIXED:
                raise UnknownSetting(f"{name} ({day.isoformat()}) cannot be cancelled: the regulations never count it as a working day.")

    def why_not(self, day: date) -> str | None:
        """Why a day is no working day, as a text marked for translation; None if it is one."""
        if day.weekday() >= 5:
            return SATURDAY if day.weekday() == 5 else SUNDAY
        return self._off(day.year).get(day)

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._off(day.year)

    def is_provisional(self, day: date) -> bool:
        """Whether the bank holidays up to this day have not all been announced yet."""
        return day > self.known_to

    def add(self, day: date, n: int) -> date:
        """The day `n` working days after `day`; for 0 that day itself, working or not."""
        while n > 0:
            day += _ONE
            if self.is_working(day):
                n -= 1
        return day

    def count(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and with `end`; negative if `end` comes first."""
        if end < start:
            return -self.count(end, start)
        between = sum(self._passed(year)[-1] for year in range(start.year, end.year))
        return between + self._passed(end.year)[_of_year(end)] - self._passed(start.year)[_of_year(start)]

    def days(self, start: date, end: date) -> Iterator[date]:
        """Every day from `start` up to and with `end`, working or not."""
        for n in range((end - start).days + 1):
            yield start + timedelta(days=n)

    def _passed(self, year: int) -> list[int]:
        """For each day of a year how many working days have passed by its end; index 0 is the day before the first."""
        if year not in self._sums:
            first = date(year, 1, 1)
            every = range((date(year, 12, 31) - first).days + 1)
            self._sums[year] = list(accumulate((self.is_working(first + timedelta(days=n)) for n in every), initial=0))
        return self._sums[year]

    def _off(self, year: int) -> dict[date, str]:
        if year not in self._years:
            listed = {day: name for day, name in _holidays(self._region, year).items() if day not in self._cancelled}
            self._years[year] = {**{day: PROCLAIMED for day in self._proclaimed if day.year == year}, **listed}
        return self._years[year]
