"""Whose answer stands behind a number about people, and what a report calls it."""

from contextlib import closing
from uuid import UUID, uuid4

import duckdb
import pytest

from portal.equality import CHILD, FROM_RECORD, OWN, SELF, Figures, store
from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.counting import Counting
from portal.reports.labels import CouncilWords
from portal.reports.model import Reading
from portal.reports.people import _TOLD, QUESTIONS, by_answers
from portal.store.database import Database

SUBJECT = ("subject_sex", "subject_ethnicity", "subject_disabled", "subject_age_band")
COMPLAINANT = ("complainant_sex", "complainant_ethnicity", "complainant_disabled")


COLUMNS = ("complainant_id", "child_id", "complainants", "is_subject_identified", "is_child_complainant")
Who = tuple[str, str | None, int, bool | None, bool]


def who(complainant: UUID, child: UUID | None = None, complainants: int = 1, *, is_known: bool | None = True, is_child: bool = False) -> Who:
    return complainant.hex, child.hex if child else None, complainants, is_known, is_child


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_answer_counts_for_whom_it_is_about(database: Database) -> None:
    parent, child, young = uuid4(), uuid4(), uuid4()
    with database.transaction() as session, closing(duckdb.connect()) as facts:

        def counted(one: Who, *dimensions: str) -> tuple[str, ...]:
            with closing(Figures(session, database.keys, facts, QUESTIONS)) as people:
                values = {f"v{number}": value for number, value in enumerate(one)}
                source = f"FROM (SELECT {', '.join(f'${key} AS {name}' for key, name in zip(values, COLUMNS, strict=True))})"
                (((cell, codes), number),) = by_answers(Counting(facts, CouncilWords(), people), ["'here'"], source, values, dimensions).items()
            assert (cell, number) == (("here",), 1)
            return codes

        keys = database.keys
        assert set(counted(who(parent), *SUBJECT, *COMPLAINANT)) == {"unknown"}
        store(session, keys, parent, SELF, OWN, {"sex": "female", "ethnic": "white_british", "age": "35_44"})
        store(session, keys, parent, CHILD, FROM_RECORD, {"sex": "male", "ethnic": "asian_indian", "age": "18_over", "disabled": "yes"})
        assert counted(who(parent, child), *SUBJECT) == ("male", "Asian: Indian", "yes", "18_and_over")
        assert counted(who(parent, child), *COMPLAINANT) == ("female", "White British", "unknown")
        store(session, keys, child, SELF, OWN, {"sex": "female", "ethnic": "prefer_not", "age": "16_17"})
        assert counted(who(parent, child), *SUBJECT) == ("female", "unknown", "yes", "under_18")
        assert counted(who(parent, child, 2), *COMPLAINANT) == ("couple", "White British", "unknown")
        assert counted(who(parent, child, is_known=False), "subject_age_band", "subject_sex") == ("not_identified", "female")
        store(session, keys, young, SELF, FROM_RECORD, {"sex": "transgender", "age": "16_17"})
        assert counted(who(young, is_child=True), "subject_sex", "complainant_sex", "subject_age_band") == ("transgender", "transgender", "under_18")


def test_every_dimension_of_people_has_its_question() -> None:
    assert {key for key, one in DIMENSIONS.items() if one.reading is Reading.ANSWER} == set(_TOLD)
