"""The rows and columns of a table: which there are, what each is called, and which facts belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.labels import CouncilWords
from portal.reports.model import LINES, YEARS, Condition, Line, Reading, Table
from portal.reports.period import Period, month_of

TOTAL, PERCENT = "Total", "%"
REST = "*"
Key = tuple[str, ...]
SUM: Key = (TOTAL,)
"""The key of what belongs to any row (or column) that is shown."""
EVERY: Key = (REST,)
"""The key of everything, shown or not."""


@dataclass(frozen=True)
class Entry:
    """A row or column. at: its codes and its year, without the line: where its facts are found. back: so many years earlier."""

    label: str
    key: str
    at: Key = ()
    conditions: tuple[Condition, ...] = ()
    line: Line | None = None
    back: int | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Choice:
    """One code of one part of an axis."""

    label: str
    code: str
    condition: Condition | None = None
    line: Line | None = None
    back: int | None = None


@dataclass(frozen=True)
class Axis:
    """Rows or columns of a table. present: dimension -> the codes that anything counted has."""

    table: Table
    parts: tuple[str, ...]
    name: str
    is_merged: bool
    words: CouncilWords
    period: Period
    present: dict[str, set[str]]

    @property
    def is_parted(self) -> bool:
        """Whether its entries are parts of one whole: lines and tags overlap."""
        return LINES not in self.parts and "tag" not in self.parts

    def entries(self) -> list[Entry]:
        """Every row (or column) in order, without Total and %."""
        if not self.parts:
            return [Entry(self.name, "")]
        return [_entry(choices) for choices in product(*(self._choices(part) for part in self.parts))]

    def total(self) -> Entry:
        conditions = [one for one in (self._shown(part) for part in self.parts if part in DIMENSIONS and part != YEARS) if one]
        return Entry(TOTAL, REST, SUM, tuple(conditions), is_total=True)

    def at(self, codes: Key, back: int) -> Key:
        """Where a fact with these codes of the axis's dimensions belongs."""
        rest = iter(codes)
        found = (str(-back) if part == YEARS else next(rest) for part in self.parts if part != LINES)
        return tuple(self._row_of(code) for code in found) if self.is_merged else tuple(found)

    def _row_of(self, code: str) -> str:
        named = next((label for label, codes in self.table.merge.items() if code in codes), None)
        rest = next((label for label, codes in self.table.merge.items() if REST in codes), "")
        return named if named is not None else rest

    def _shown(self, dimension: str) -> Condition | None:
        """What a Total holds of a dimension; None for everything."""
        if dimension in self.table.show:
            return Condition(dimension, frozenset(self.table.show[dimension]))
        codes = {code for codes in self.table.merge.values() for code in codes} if self.is_merged else {REST}
        return None if REST in codes else Condition(dimension, frozenset(codes))

    def _choices(self, part: str) -> list[Choice]:
        if part == LINES:
            return [Choice(line.label, line.label, line=line) for line in self.table.lines]
        if part == YEARS:
            return [self._year(back) for back in range(self.table.years)]
        if self.is_merged:
            return [Choice(label, label, self._merged(part, codes)) for label, codes in self.table.merge.items()]
        return [Choice(self._label(part, code), code, Condition(part, frozenset({code}))) for code in self._codes(part)]

    def _year(self, back: int) -> Choice:
        label, said = self.period.earlier(back).label, self.table.labels
        return Choice(said.get(str(-back), said.get(label, label)), str(-back), back=back)

    def _merged(self, part: str, codes: Iterable[str]) -> Condition:
        if REST not in codes:
            return Condition(part, frozenset(codes))
        others = {code for some in self.table.merge.values() for code in some if REST not in some}
        return Condition(part, frozenset(others), is_not=True)

    def _label(self, part: str, code: str) -> str:
        return self.table.labels[code] if code in self.table.labels else self.words.label(part, code)

    def _codes(self, part: str) -> list[str]:
        if part in self.table.show:
            return list(self.table.show[part])
        usual = self._usual(part)
        last = {"unknown": 1, "": 2}
        more = sorted(self.present.get(part, set()) - set(usual), key=lambda code: (last.get(code, 0), code))
        return [*usual, *more]

    def _usual(self, part: str) -> tuple[str, ...]:
        dimension = DIMENSIONS[part]
        if dimension.reading is Reading.BAND:
            return self.words.bands_of(self._stages())
        if dimension.reading is Reading.MONTH:
            return tuple(month_of(number) for number in self.period.months())
        if dimension.reading is Reading.QUARTER:
            return dimension.codes if len(tuple(self.period.months())) == len(MONTHS) else ()
        return self.words.usual_codes(dimension)

    def _stages(self) -> tuple[str, ...]:
        """The stages that can have bands here."""
        fixed = {one.stage for one in self.table.measures}
        if "" not in fixed:
            return tuple(sorted(fixed))
        asked = next((one.codes for one in self.table.where if one.dimension == "stage" and not one.is_not), None)
        return tuple(sorted(asked - {""})) if asked else self.words.stages


MONTHS = range(12)


def _entry(choices: tuple[Choice, ...]) -> Entry:
    line = next((one.line for one in choices if one.line), None)
    back = next((one.back for one in choices if one.back is not None), None)
    at = tuple(one.code for one in choices if one.line is None)
    conditions = tuple(one.condition for one in choices if one.condition)
    return Entry(": ".join(one.label for one in choices), "|".join(one.code for one in choices), at, conditions, line, back)
