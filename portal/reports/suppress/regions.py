"""Which part of a whole a quantity is: its conditions as sets of codes, one for each dimension, so that parts can be laid beside each other."""

import re
from collections.abc import Iterable, Mapping

from portal.reports.catalogue.measures import MEASURES
from portal.reports.model import Condition, Quantity
from portal.reports.period import QUARTER, YEAR, month_of, quarter_named, year_named

Codes = frozenset[str]
Region = frozenset[tuple[str, Codes]]
"""Dimension -> codes; a dimension that is not named is not asked. The period is a dimension."""

Place = tuple[str, Region]
"""A whole (what is counted) and a part of it."""

PERIOD, ELSE, YES, NO = "period", "*", "yes", "no"
"""ELSE: every code that no table names."""

INSIDE: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "unanswered_at_end": ("complaints_received", ()),
    "gone_on_to_stage_2_of_concluded": ("stages_concluded", (("stage", "1"),)),
    "gone_on_to_stage_3_of_concluded": ("stages_concluded", (("stage", "2"),)),
    "payments": ("remedies_agreed", ()),
}
"""Measures that count some of what another measure counts: who knows both knows the rest."""

AT_ITS_END = frozenset({"received", "gone_on_to_stage_2", "gone_on_to_stage_3", *INSIDE})
"""What depends on where the period begins or ends, so that quarters do not add up to a year."""

SAME_AS = {"group": "service", "quarter": "month"}
"""Dimensions of which a code stands for several codes of another."""

Raw = dict[str, tuple[Codes, bool]]
"""Dimension -> codes, and whether these are left out."""


def raw_of(quantity: Quantity, ungrouped: Codes) -> tuple[str, Raw]:
    """What is counted, and its conditions; each tag is a dimension of its own, since a case can have several. ungrouped: services."""
    measure, fixed = INSIDE.get(quantity.measure, (quantity.measure, ()))
    found: Raw = {PERIOD: (frozenset(quantity.period.split(", ")), False)} | {dimension: (frozenset({code}), False) for dimension, code in fixed}
    if measure != quantity.measure:
        found[f"of {quantity.measure}"] = (frozenset({YES}), False)
    for one in sorted(quantity.conditions, key=lambda one: (one.dimension, one.is_not, sorted(one.codes))):
        for dimension, codes, is_not in _plain(one, quantity.period, ungrouped):
            found[dimension] = _both(found.get(dimension), codes, is_not)
    if QUARTER.fullmatch(quantity.period) and measure in MEASURES and MEASURES[measure].on and not AT_ITS_END & {quantity.measure, *found}:
        span = quarter_named(quantity.period)
        found[PERIOD] = (frozenset({quantity.period[:7]}), False)
        found["month"] = _both(found.get("month"), frozenset(month_of(one) for one in span.months()), False)
    return measure, found


def _plain(one: Condition, period: str, ungrouped: Codes) -> Iterable[tuple[str, Codes, bool]]:
    if one.dimension == "tag":
        yield f"tag {'|'.join(sorted(one.codes))}", frozenset({NO if one.is_not else YES}), False
    elif one.dimension == "group" and one.codes == {""}:
        yield "service", ungrouped, one.is_not
    elif one.dimension == "quarter" and YEAR.fullmatch(period):
        first = year_named(period).start.year * 12 + 3
        months = (first + 3 * (int(code[1:]) - 1) + step for code in one.codes if re.fullmatch("Q[1-4]", code) for step in range(3))
        yield "month", frozenset(month_of(one) for one in months), one.is_not
    else:
        yield one.dimension, one.codes, one.is_not


def _both(known: tuple[Codes, bool] | None, codes: Codes, is_not: bool) -> tuple[Codes, bool]:
    """What both hold."""
    if known is None:
        return codes, is_not
    if known[1] is is_not:
        return (known[0] | codes if is_not else known[0] & codes), is_not
    wanted, left_out = (codes, known[0]) if known[1] else (known[0], codes)
    return wanted - left_out, False


def every_code(raws: Iterable[tuple[str, Raw]]) -> dict[tuple[str, str], Codes]:
    """(What is counted, dimension) -> every code there can be."""
    found: dict[tuple[str, str], Codes] = {}
    for measure, raw in raws:
        for dimension, (codes, _is_not) in raw.items():
            two = frozenset({YES, NO}) if dimension.startswith(("tag ", "of ")) else frozenset({ELSE})
            found[measure, dimension] = found.get((measure, dimension), frozenset()) | codes | two
    return found


def region_of(measure: str, raw: Raw, codes: Mapping[tuple[str, str], Codes]) -> Region:
    """Conditions as codes that are wanted; one that wants every code is none."""
    wanted = {dimension: codes[measure, dimension] - some if is_not else some for dimension, (some, is_not) in raw.items()}
    return frozenset((dimension, some) for dimension, some in wanted.items() if some != codes[measure, dimension])


def without(region: Region, dimension: str) -> Region:
    return frozenset(one for one in region if one[0] != dimension)


def dimensions_of(region: Region) -> Codes:
    return frozenset(dimension for dimension, _codes in region)
