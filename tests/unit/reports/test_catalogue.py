"""Everything that can be counted says in words what it is, and is there in the facts; every council can have the standard reports."""

import re
from dataclasses import replace

import pytest

from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.catalogue.measures import MEASURES, measure_named
from portal.reports.catalogue.standard import standard
from portal.reports.count import count_report
from portal.reports.declare import tables_of
from portal.reports.facts.schema import FACTS
from portal.reports.model import Reading, Way
from portal.reports.period import quarter, week, year
from tests.unit.reports import recount
from tests.unit.reports.world import LAST, WORDS, world

COLUMNS = {fact.key: set(fact.names) for fact in FACTS}
NAMES_OF_SQL = {"is", "null", "or", "and", "case", "when", "then", "else", "end", "in", "coalesce", "not", "interval", "day"}


def test_every_measure_says_its_unit_and_cohort_and_reads_columns_that_are_there() -> None:
    for one in MEASURES.values():
        assert one.unit and one.cohort
        said = re.sub(r"'[^']*'|\$\w+", "", " ".join((one.on, one.of, *one.holds)))
        assert set(re.findall(r"[a-z_]+[0-9]?", said.lower())) - NAMES_OF_SQL <= COLUMNS[one.fact], one.key


def test_every_measure_is_recounted() -> None:
    assert set(recount.MEASURES) == set(MEASURES)


def test_every_dimension_reads_columns_that_are_there() -> None:
    for one in DIMENSIONS.values():
        assert one.about and one.columns
        for fact, columns in one.columns.items():
            assert set(columns) <= COLUMNS[fact], (one.key, fact)


def test_a_measure_that_is_another_under_conditions_says_so() -> None:
    for one in MEASURES.values():
        assert not one.same_as or (one.same_as in MEASURES and one.under and all(dimension in DIMENSIONS for dimension, _code in one.under))


def test_a_figure_from_outside_is_a_measure() -> None:
    found = measure_named("context:children_records")
    assert found and found.way is Way.OUTSIDE and found.unit == "children records"
    assert measure_named("context:") is None


@pytest.mark.parametrize("stages", [("1",), ("1", "2", "3")])
def test_standard_reports_fit_every_council(stages: tuple[str, ...]) -> None:
    counting = replace(world(3, 40).counting, words=replace(WORDS, stages=stages, several=""))
    for name, period in (("annual", year(2023)), ("quarterly", quarter(2023, 4)), ("weekly", week(LAST))):
        tables = [one for one in tables_of(standard(name), counting.words) if all(DIMENSIONS[key].reading is not Reading.ANSWER for key in one.dimensions)]
        counted = count_report(counting, tables, period)
        assert len(counted) > 5 and all(one.rows or one.table.omits_zero for one in counted)
