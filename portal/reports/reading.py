"""How a dimension is read from the facts: the SQL a fact is grouped or picked by, and the code of what comes back.

Names in the SQL come from the catalogue; everything else is bound.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.labels import SEVERAL, CouncilWords
from portal.reports.model import Condition, Dimension, Measure, Reading
from portal.reports.period import APRIL, Period, month_of, quarter_of, year_of

Code = Callable[..., str]


@dataclass
class Bound:
    """The values of one select, each under a name; equal values have one name."""

    period: Period
    words: CouncilWords
    values: dict[str, Any] = field(default_factory=dict)

    def value(self, value: Any) -> str:
        """The name a value is bound under, as SQL writes it."""
        known = next((name for name, one in self.values.items() if one == value and type(one) is type(value)), None)
        name = known or f"v{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def values_of(self, values: Iterable[Any]) -> str:
        return ", ".join(self.value(one) for one in sorted(values))

    @property
    def start(self) -> str:
        return self.value(self.period.start)

    @property
    def end(self) -> str:
        return self.value(self.period.end)


def column_of(dimension: Dimension, measure: Measure) -> tuple[str, ...]:
    return dimension.columns[measure.fact]


def grouped_by(dimension: Dimension, measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    """The expressions a fact is grouped by, and what makes a code of their values."""
    columns = column_of(dimension, measure)
    return _GROUPED[dimension.reading](columns, measure, bound)


def _plain(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return columns, str


def _tags(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return ("one_tag",), str


def _group(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return columns, lambda service: bound.words.group_of.get(service, "")


def _band(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    if measure.stage:
        return columns[1:], partial(bound.words.band, measure.stage)
    return columns, bound.words.band


def _yes_no(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return columns, lambda value: "" if value is None else "yes" if value else "no"


def _outcome(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return columns, lambda outcome, is_several: SEVERAL if is_several and bound.words.several else outcome


def _day(measure: Measure) -> str:
    return measure.on or "received_on"


def _of_time(code: Callable[[int], str], columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return (month_sql(measure),), code


def month_sql(measure: Measure) -> str:
    """The month of its day as period.month_number has it."""
    return f"(year({_day(measure)}) * 12 + month({_day(measure)}) - 1)"


def _received(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return (f"({columns[0]} >= {bound.start})",), lambda value: "this" if value else "earlier"


def _gone_on(columns: tuple[str, ...], measure: Measure, bound: Bound) -> tuple[tuple[str, ...], Code]:
    return (f"({columns[0]} <= {bound.end}) IS TRUE",), lambda value: "yes" if value else "no"


_GROUPED: dict[Reading, Callable[[tuple[str, ...], Measure, Bound], tuple[tuple[str, ...], Code]]] = {
    Reading.PLAIN: _plain,
    Reading.TAGS: _tags,
    Reading.GROUP: _group,
    Reading.BAND: _band,
    Reading.YES_NO: _yes_no,
    Reading.OUTCOME: _outcome,
    Reading.MONTH: partial(_of_time, month_of),
    Reading.QUARTER: partial(_of_time, quarter_of),
    Reading.YEAR: partial(_of_time, year_of),
    Reading.RECEIVED: _received,
    Reading.GONE_ON: _gone_on,
}


def cohort(measure: Measure, bound: Bound) -> tuple[str, ...]:
    """What makes a fact one of the measure's, each as SQL."""
    span = (f"{measure.on} BETWEEN {bound.start} AND {bound.end}",) if measure.on else ()
    holds = (one.replace("$start", bound.start) if "$start" in one else one for one in measure.holds)
    return (*span, *(one.replace("$end", bound.end) if "$end" in one else one for one in holds))


def holds(condition: Condition, measure: Measure, bound: Bound) -> str:
    """A condition as SQL; never NULL."""
    dimension = DIMENSIONS[condition.dimension]
    found = _HOLDS[dimension.reading](column_of(dimension, measure), condition.codes, measure, bound)
    return f"(({found}) IS {'NOT ' if condition.is_not else ''}TRUE)"


def _either(*parts: str) -> str:
    return " OR ".join(f"({one})" for one in parts if one) or "FALSE"


def _is_plain(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    return f"{columns[0]} IN ({bound.values_of(codes)})"


def _has_tag(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    tags = [f"list_contains({columns[0]}, {bound.value(one)})" for one in sorted(codes - {""})]
    return _either(*tags, f"len({columns[0]}) = 0" if "" in codes else "")


def _is_group(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    its = {service for code in codes - {""} for service in bound.words.services_of(code)}
    grouped = {service for service, group in bound.words.group_of.items() if group} if "" in codes else set()
    none = f"{columns[0]} NOT IN ({bound.values_of(grouped)})" if grouped else "TRUE"
    return _either(_is_plain(columns, frozenset(its), measure, bound) if its else "", none if "" in codes else "")


def _is_band(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    stage, days = columns
    ranges = []
    for one in (measure.stage,) if measure.stage else bound.words.stages:
        edges = bound.words.bands.get(one, ())
        for low, high, name in zip((0, *(edge + 1 for edge in edges)), (*edges, None), bound.words.bands_of((one,)), strict=bool(edges)):
            if name in codes:
                most = "" if high is None else f" AND {days} <= {bound.value(high)}"
                least = f"{days} >= {bound.value(low)}" if low else f"{days} IS NOT NULL"
                ranges.append(f"{stage} = {bound.value(one)} AND {least}{most}")
    return _either(*ranges, f"{days} IS NULL" if "" in codes else "")


def _is_yes_no(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    asked = {"yes": f"{columns[0]}", "no": f"NOT {columns[0]}", "": f"{columns[0]} IS NULL"}
    return _either(*(sql for code, sql in asked.items() if code in codes))


def _is_outcome(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    if not bound.words.several:
        return _is_plain(columns, codes, measure, bound)
    several = f"{columns[1]} IS TRUE"
    plain = f"{_is_plain(columns, codes - {SEVERAL}, measure, bound)} AND NOT {several}" if codes - {SEVERAL} else ""
    return _either(plain, several if SEVERAL in codes else "")


def _is_month(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    months = (int(code[:4]) * 12 + int(code[5:]) - 1 for code in codes)
    return f"{month_sql(measure)} IN ({bound.values_of(months)})"


def _is_quarter(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    quarters = (int(code[1:]) - 1 for code in codes)
    return f"({month_sql(measure)} + {13 - APRIL}) % 12 // 3 IN ({bound.values_of(quarters)})"


def _is_year(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    years = (int(code[:4]) for code in codes)
    return f"({month_sql(measure)} - {APRIL - 1}) // 12 IN ({bound.values_of(years)})"


def _is_received(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    asked = {"this": f"{columns[0]} >= {bound.start}", "earlier": f"{columns[0]} < {bound.start}"}
    return _either(*(sql for code, sql in asked.items() if code in codes))


def _is_gone_on(columns: tuple[str, ...], codes: frozenset[str], measure: Measure, bound: Bound) -> str:
    gone = f"({columns[0]} <= {bound.end}) IS TRUE"
    return _either(*(sql for code, sql in (("yes", gone), ("no", f"NOT ({gone})")) if code in codes))


_HOLDS: dict[Reading, Callable[[tuple[str, ...], frozenset[str], Measure, Bound], str]] = {
    Reading.PLAIN: _is_plain,
    Reading.TAGS: _has_tag,
    Reading.GROUP: _is_group,
    Reading.BAND: _is_band,
    Reading.YES_NO: _is_yes_no,
    Reading.OUTCOME: _is_outcome,
    Reading.MONTH: _is_month,
    Reading.QUARTER: _is_quarter,
    Reading.YEAR: _is_year,
    Reading.RECEIVED: _is_received,
    Reading.GONE_ON: _is_gone_on,
}
