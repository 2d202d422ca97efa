"""What is asked of the facts, as one grouped select for each table of facts, and what comes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.counting import Counting
from portal.reports.model import Condition, Measure, Reading, Way
from portal.reports.people import by_answers
from portal.reports.period import Period
from portal.reports.reading import Bound, Code, cohort, column_of, grouped_by, holds
from portal.reports.sums import OF_VALUES, Sum, nothing, of_some, together

OF_DAYS = frozenset({Reading.MONTH, Reading.QUARTER, Reading.YEAR})


@dataclass(frozen=True)
class Asked:
    """A measure under conditions."""

    measure: Measure
    where: tuple[Condition, ...] = ()


Address = tuple[str, ...]
"""The codes of a fact in the dimensions it is grouped by."""

Found = dict[Asked, dict[Address, Sum]]


def find(counting: Counting, asked: Iterable[Asked], dimensions: tuple[str, ...], period: Period) -> Found:
    """Everything asked of the facts of a period, by the codes of the dimensions: one select for each table of facts."""
    found: Found = {}
    readings = {DIMENSIONS[one].reading for one in dimensions}

    def reads_as(one: Asked) -> tuple[str, str, str]:
        """Measures with the same are asked together: those of other facts, days or stages group them otherwise."""
        measure = one.measure
        return measure.fact, measure.on if OF_DAYS & readings else "", measure.stage if Reading.BAND in readings else ""

    for key, some in groupby(sorted(asked, key=reads_as), key=reads_as):
        select = _Select(counting, key[0], tuple(dict.fromkeys(some)), dimensions, Bound(period, counting.words))
        found |= select.with_people() if select.answers else select.grouped()
    return found


def is_answer(dimension: str) -> bool:
    return DIMENSIONS[dimension].reading is Reading.ANSWER


@dataclass(frozen=True)
class _Select:
    """One select over one table of facts."""

    counting: Counting
    fact: str
    asked: tuple[Asked, ...]
    dimensions: tuple[str, ...]
    bound: Bound

    @property
    def answers(self) -> tuple[str, ...]:
        """The dimensions that stand apart from the facts."""
        named = (*self.dimensions, *(condition.dimension for one in self.asked for condition in one.where))
        return tuple(dict.fromkeys(one for one in named if is_answer(one)))

    def grouped(self) -> Found:
        """Groups only, never a fact."""
        groups = self._groups()
        where, filters = self._conditions()
        columns = [sql for group in groups for sql in group.columns]
        sums = [f"{_sum(one.measure)}{f' FILTER (WHERE {only})' if only else ''}" for one, only in zip(self.asked, filters, strict=True)]
        by = f" GROUP BY {', '.join(str(number) for number in range(1, len(columns) + 1))}" if columns else ""
        rows = self._execute([*columns, *sums], where, by).fetchall()
        found: Found = {one: {} for one in self.asked}
        for row in rows:
            address = _address(groups, row)
            for one, value in zip(self.asked, row[len(columns) :], strict=True):
                _add(found[one], one.measure, address, _as_sum(one.measure, value))
        return found

    def with_people(self) -> Found:
        """Each fact with the answers of whom it is of; the answers are asked of the equality store, never of the facts."""
        groups = self._groups()
        where, filters = self._conditions()
        flags = [f"({only or 'TRUE'}) IS TRUE" for only in filters]
        values = [one.measure.of or "1" for one in self.asked]
        columns = [sql for group in groups for sql in group.columns]
        cells = [*columns, *flags, *values]
        counted = by_answers(self.counting, cells, f"FROM {self._source()}{where}", self.bound.values, self.answers)
        found: Found = {one: {} for one in self.asked}
        for (cell, answers), times in counted.items():
            said = dict(zip(self.answers, answers, strict=True))
            address = _address(groups, cell, said)
            marks = zip(self.asked, cell[len(columns) :], cell[len(columns) + len(flags) :], strict=False)
            for one, is_in, value in marks:
                if is_in and _answers_hold(one.where, said):
                    _add(found[one], one.measure, address, of_some(one.measure, value, times))
        return found

    def _execute(self, columns: list[str], where: str, by: str = "") -> Any:
        sql = f"SELECT {', '.join(columns)} FROM {self._source()}{where}{by}"  # noqa: S608 - names of the catalogue; values are bound
        return self.counting.connection.execute(sql, self.bound.values or None)

    def _source(self) -> str:
        if "tag" not in self.dimensions:
            return self.fact
        (tags,) = column_of(DIMENSIONS["tag"], self.asked[0].measure)
        return f"{self.fact}, unnest(CASE WHEN len({tags}) = 0 THEN [''] ELSE list_distinct({tags}) END) AS exploded(one_tag)"

    def _groups(self) -> "list[_Group]":
        found = []
        for key in self.dimensions:
            if is_answer(key):
                found.append(_Group(key, (), None))
                continue
            columns, code = grouped_by(DIMENSIONS[key], self.asked[0].measure, self.bound)
            found.append(_Group(key, columns, code))
        return found

    def _conditions(self) -> tuple[str, list[str]]:
        """WHERE for what everything asked has in common, and what only one of them asks."""
        each = [
            (*cohort(one.measure, self.bound), *(holds(condition, one.measure, self.bound) for condition in one.where if not is_answer(condition.dimension)))
            for one in self.asked
        ]
        common = [sql for sql in dict.fromkeys(each[0]) if all(sql in other for other in each)]
        only = [" AND ".join(sql for sql in dict.fromkeys(one) if sql not in common) for one in each]
        if all(only) and len(only) > 1:
            common.append("(" + " OR ".join(f"({one})" for one in dict.fromkeys(only)) + ")")
        return (f" WHERE {' AND '.join(common)}" if common else ""), only


@dataclass(frozen=True)
class _Group:
    dimension: str
    columns: tuple[str, ...]
    code: Code | None


def _address(groups: Sequence[_Group], row: Sequence[Any], said: dict[str, str] | None = None) -> Address:
    address, place = [], 0
    for group in groups:
        if group.code is None:
            address.append((said or {})[group.dimension])
            continue
        address.append(group.code(*row[place : place + len(group.columns)]))
        place += len(group.columns)
    return tuple(address)


def _sum(measure: Measure) -> str:
    if measure.way is Way.COUNT:
        return "count(*)"
    return f"histogram({measure.of}::BIGINT)" if measure.way in OF_VALUES else f"sum({measure.of})"


def _as_sum(measure: Measure, value: Any) -> Sum:
    return nothing(measure) if value is None else value if isinstance(value, dict) else int(value)


def _add(sums: dict[Address, Sum], measure: Measure, address: Address, some: Sum) -> None:
    if some:
        sums[address] = together(sums[address], some) if address in sums else some


def _answers_hold(where: tuple[Condition, ...], said: dict[str, str]) -> bool:
    return all((said[one.dimension] in one.codes) is not one.is_not for one in where if one.dimension in said)
