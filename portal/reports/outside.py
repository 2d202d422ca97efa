"""Figures from outside, and what an earlier year's report printed: each as it was given, never counted."""

from collections.abc import Iterable

from portal.reports.conditions import as_counted
from portal.reports.counting import Counting
from portal.reports.model import Condition, Number
from portal.reports.period import Period
from portal.reports.selecting import Asked, Found
from portal.reports.sums import plain

FIGURES = "SELECT dimension, value, number FROM context WHERE period = $period AND measure = $measure"
PRINTED = "SELECT period, row_label, number FROM published WHERE table_id = $id AND column_label = '' AND number IS NOT NULL"


def find_outside(counting: Counting, asked: Iterable[Asked], dimensions: tuple[str, ...], period: Period) -> Found:
    """Figures by the code of the one dimension that is asked, or the one figure without any; a figure that is not there is left out."""
    found: Found = {}
    for one in asked:
        bound = {"period": period.label, "measure": one.measure.key.partition(":")[2]}
        figures = counting.connection.execute(FIGURES, bound).fetchall()
        found[one] = dict(_figures([(dimension, value, plain(number)) for dimension, value, number in figures], dimensions, one.where))
    return found


def _figures(figures: list[tuple[str, str, Number]], dimensions: tuple[str, ...], where: tuple[Condition, ...]) -> list[tuple[tuple[str, ...], Number]]:
    named = {*dimensions, *(one.dimension for one in where)}
    if len(named) > 1:
        return []  # no figure is of two dimensions
    if not named:
        return [((), number) for dimension, _value, number in figures if not dimension]
    (key,) = named
    fitting = [(as_counted(key, value), number) for dimension, value, number in figures if dimension and dimension in (key, _short(key))]
    fitting = [(value, number) for value, number in fitting if all((value in one.codes) is not one.is_not for one in where)]
    if dimensions:
        return [((value,), number) for value, number in fitting]
    return [((), sum(number for _value, number in fitting))] if fitting else []


def _short(dimension: str) -> str:
    """sex answers both subject_sex and complainant_sex."""
    return dimension.removeprefix("subject_").removeprefix("complainant_")


def published(counting: Counting, table: str) -> dict[tuple[str, str], Number]:
    """(period, row) -> the number that was printed in a table whose columns are years."""
    rows = counting.connection.execute(PRINTED, {"id": table}).fetchall()
    return {(period, row): plain(number) for period, row, number in rows}
