"""The words of a report: measure, dimension, condition, line, table as declared; and quantity, cell, row, table as counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from portal.reports.period import Period

Number = int | float


class Way(StrEnum):
    """How the facts of a measure are put together."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    LONGEST = "longest"
    SHARE = "share"
    OUTSIDE = "outside"


ADDS_UP = frozenset({Way.COUNT, Way.SUM, Way.OUTSIDE})
"""Ways whose parts add up to the whole."""


@dataclass(frozen=True)
class Measure:
    """What is counted.

    unit: what one of it is, in the plural. cohort: which of them, in words. fact: the table of facts. on: the column whose day lies
    in the period ("" = no such). holds: what else must be so, over the fact's columns; $start and $end are the period's first and last
    day. of: the column that is summed, averaged or shared. same_as and under: this measure is that one under these conditions, so that
    a number has one name wherever it stands. stage: the stage it is about, "" = of all.
    """

    key: str
    unit: str
    cohort: str
    fact: str
    on: str = ""
    holds: tuple[str, ...] = ()
    way: Way = Way.COUNT
    of: str = ""
    same_as: str = ""
    under: tuple[tuple[str, str], ...] = ()
    stage: str = ""

    @property
    def adds_up(self) -> bool:
        return self.way in ADDS_UP


class Reading(StrEnum):
    """How a dimension's code is read from a fact."""

    PLAIN = "the code stands in the column"
    TAGS = "each of several codes in the column"
    GROUP = "the group of the service in the column"
    BAND = "the band that a number of working days falls in; the stage's bands"
    YES_NO = "yes, no, or no value"
    OUTCOME = "the outcome, or several where the council has words for it"
    MONTH = "the month of the measure's day"
    QUARTER = "the quarter of the measure's day"
    YEAR = "the year of the measure's day"
    RECEIVED = "received in the period or earlier"
    GONE_ON = "whether the day in the column is past by the period's end"
    ANSWER = "an answer kept apart, of the person named in the column"


@dataclass(frozen=True)
class Dimension:
    """What a fact is asked: `columns` are those it is read from, by fact; a fact that is not there cannot be asked.

    about: in words. codes: those that are fixed, in order. listed: the council's list that adds codes or names them ("" = none).
    is_open: other codes are possible too.
    """

    key: str
    about: str
    columns: Mapping[str, tuple[str, ...]] = field(hash=False)
    reading: Reading = Reading.PLAIN
    codes: tuple[str, ...] = ()
    listed: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Condition:
    """A fact counts if its code is one of these; with is_not, if it is none of them. "" is no value."""

    dimension: str
    codes: frozenset[str]
    is_not: bool = False


LINES, YEARS = "lines", "year"


@dataclass(frozen=True)
class Line:
    """A declared row or column. is_share: the share of the same cell without `where`. share_of: the ratio to this measure."""

    label: str
    measure: Measure
    where: tuple[Condition, ...] = ()
    is_share: bool = False
    share_of: Measure | None = None


@dataclass(frozen=True)
class Table:
    """Rows x columns of one counting, as declared.

    rows and columns: dimensions, "lines" or "year"; none, one or two. measure: None only where every line has its own. row and column:
    what the one row or column is called where there is no other. show: these codes of a dimension, in this order. merge: a row of
    several codes; "*" is the rest. years: how many, this one first. period: another than the report's.
    """

    id: str
    title: str
    measure: Measure | None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    where: tuple[Condition, ...] = ()
    show: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    merge: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    row: str = "Total"
    column: str = "Total"
    is_by_count: bool = False
    omits_zero: bool = False
    total_rows: bool = False
    total_columns: bool = False
    percent: Literal["", "row", "column"] = ""
    years: int = 1
    period: Period | None = None
    sub_population: str = ""

    @property
    def base(self) -> Measure | None:
        """What a Total over lines and a percentage are of: its own measure, else the one that all of its lines have."""
        of_lines = {line.measure for line in self.lines}
        return self.measure or (next(iter(of_lines)) if len(of_lines) == 1 else None)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure it counts, the table's own first."""
        is_total_of_lines = (LINES in self.rows and self.total_rows) or (LINES in self.columns and self.total_columns)
        found = [self.base] if self.base and (not self.lines or self.percent or is_total_of_lines) else []
        for line in self.lines:
            found += [one for one in (line.measure, line.share_of) if one]
        return tuple(dict.fromkeys(found))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of its axes, without lines and years."""
        return tuple(one for one in self.rows + self.columns if one not in (LINES, YEARS))


Kind = Literal["count", "percent", "average", "money"]


@dataclass(frozen=True)
class Quantity:
    """What a number is a number of. Two cells with equal quantities are the same number, in whatever table they stand.

    measure: its key, without what its name fixes (that stands in the conditions). conditions: at most one set of codes and one set of
    excluded codes for each dimension; a group stands as its services, a sub-population as its tag.
    """

    measure: str
    period: str
    conditions: frozenset[Condition] = frozenset()


@dataclass(frozen=True)
class Cell:
    """A number of a counted table; None where there is none.

    of: what it is a number of; for a percentage the numerator. base: what a percentage is of, or which facts an average is of.
    of_value and base_value: the numbers of the two. own: what is counted from the records where `value` is what was published.
    hidden: there is a number, and it is not for everybody (see suppress).
    """

    value: Number | None
    kind: Kind = "count"
    of: Quantity | None = None
    base: Quantity | None = None
    of_value: Number | None = None
    base_value: Number | None = None
    published: bool = False
    own: Number | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Head:
    """The head of a column. key: codes joined by "|", "" of the only one, "*" of the Total, "%" of percentages."""

    label: str
    key: str
    is_total: bool = False
    kind: Kind = "count"


@dataclass(frozen=True)
class CountedRow:
    """A row as counted; its cells stand under the heads."""

    label: str
    key: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    kind: Kind = "count"


@dataclass(frozen=True)
class Counted:
    """A table as counted. unit, cohort, base: in words, for print; base is "" without percentages."""

    table: Table
    unit: str
    cohort: str
    base: str
    period: Period
    columns: tuple[Head, ...]
    rows: tuple[CountedRow, ...]

    @property
    def id(self) -> str:
        return self.table.id

    @property
    def title(self) -> str:
        return self.table.title
