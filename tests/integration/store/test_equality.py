"""Equality answers are kept under a token, replaced only by the same source, forgotten whole, and come out as numbers alone."""

from contextlib import closing
from datetime import date
from uuid import UUID, uuid4

import duckdb
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import equality
from portal.equality import CHILD, FROM_RECORD, OWN, SELF, SLIP, Asked, Figures, forget, slip, store, store_slip, token_of
from portal.store.database import Database
from portal.store.models import Equality, EqualitySlip
from portal.store.sealing import Keys
from tests.equality_rows import answers_of

TODAY = date(2026, 11, 23)
PERSON = UUID("018f0000-0000-7000-8000-000000000001")


def said(session: Session, keys: Keys, *people: UUID) -> dict[tuple[str, str, str], str]:
    """(about, source, question) -> code, of people of whom each question was answered once."""
    return {(one.about, one.source, one.question): one.code for one in answers_of(session, keys, *people)}


def test_an_answer_given_again_replaces_the_same_sources_and_no_other(database: Database) -> None:
    with database.transaction() as session:
        keys = database.keys
        store(session, keys, PERSON, SELF, FROM_RECORD, {"sex": "male"})
        store(session, keys, PERSON, SELF, OWN, {"age": "25_34", "sex": "female"})
        store(session, keys, PERSON, CHILD, OWN, {"age": "5_9"})
        store(session, keys, PERSON, SELF, OWN, {"age": "35_44", "sex": ""})
        store(session, keys, PERSON, SELF, OWN, {"age": "35_44"})  # a button pressed twice
        assert said(session, keys, PERSON) == {
            ("self", "self", "age"): "35_44",
            ("self", "self", "sex"): "female",
            ("self", "record", "sex"): "male",
            ("child", "self", "age"): "5_9",
        }


def test_what_is_derived_and_the_second_step_never_outlive_what_they_came_from(database: Database) -> None:
    with database.transaction() as session:
        keys = database.keys
        store(session, keys, PERSON, SELF, OWN, {"condition": "yes", "condition_limits": "a_lot", "ethnic": "white_irish"})
        store(session, keys, PERSON, SELF, OWN, {"condition": "no", "ethnic": "prefer_not"})
        codes = {question: code for (_about, _source, question), code in said(session, keys, PERSON).items()}
        assert codes == {"condition": "no", "disabled": "no", "ethnic": "prefer_not", "ethnic_group": "prefer_not"}


def test_who_says_later_that_they_are_under_16_leaves_nothing_that_they_are_not_asked(database: Database) -> None:
    with database.transaction() as session:
        keys = database.keys
        store(session, keys, PERSON, SELF, OWN, {"orientation": "gay", "religion": "none"})
        store(session, keys, PERSON, SELF, OWN, {"age": "under_16"})
        store(session, keys, PERSON, SELF, OWN, {"marital": "single"})
        assert set(said(session, keys, PERSON).values()) == {"none", "under_16"}


def test_forgetting_takes_all_of_one_person_and_nothing_of_another(database: Database) -> None:
    other = uuid4()
    with database.transaction() as session:
        keys = database.keys
        for person in (PERSON, other):
            store(session, keys, person, SELF, OWN, {"sex": "female"})
            store(session, keys, person, CHILD, FROM_RECORD, {"sex": "female"})
        number = slip(session, keys, PERSON, SELF, TODAY)
        forget(session, keys, PERSON, CHILD)
        assert [one.about for one in answers_of(session, keys, PERSON)] == ["self"]
        forget(session, keys, PERSON)
        assert answers_of(session, keys, PERSON) == []
        assert not store_slip(session, keys, number, SELF, {"sex": "male"}, TODAY)
        assert len(answers_of(session, keys, PERSON, other)) == 2


def test_a_slips_number_works_once_for_its_own_slip_however_it_is_typed(database: Database) -> None:
    with database.transaction() as session:
        keys = database.keys
        number = slip(session, keys, PERSON, CHILD, TODAY)
        assert not store_slip(session, keys, number, SELF, {"sex": "male"}, TODAY)
        assert not store_slip(session, keys, "0000 0000 0000" if number[0] != "0" else "1111 1111 1111", CHILD, {"sex": "male"}, TODAY)
        assert store_slip(session, keys, f" {number.replace(' ', '-')} ", CHILD, {"sex": "female"}, TODAY)
        assert not store_slip(session, keys, number, CHILD, {"sex": "male"}, TODAY)
        assert said(session, keys, PERSON) == {("child", "slip", "sex"): "female"}


def test_a_row_names_nobody_and_no_time(database: Database) -> None:
    people = [uuid4() for _ in range(3)]
    with database.transaction() as session:
        keys = database.keys
        for person, code in zip(people, ("female", "female", "male"), strict=True):
            store(session, keys, person, SELF, OWN, {"sex": code})
        assert [one.code for one in answers_of(session, keys, *people)] == ["female", "female", "male"]
        rows = session.scalars(sa.select(Equality)).all()
        slip(session, keys, people[0], SELF, TODAY)
        assert {row.id.version for row in (*rows, *session.scalars(sa.select(EqualitySlip)))} == {4}  # an id with a time in it would stand beside a contact
        assert not {row.token for row in rows} & {person.hex for person in people}
        assert token_of(keys, people[0]) in {row.token for row in rows}


def test_what_a_record_says_of_disability_gives_way_to_the_two_questions(database: Database) -> None:
    with database.transaction() as session:
        keys = database.keys
        store(session, keys, PERSON, CHILD, FROM_RECORD, {"sex": "transgender", "disabled": "yes"})
        store(session, keys, PERSON, CHILD, FROM_RECORD, {"condition": "no"})
        assert sorted(said(session, keys, PERSON).values()) == ["no", "no", "transgender"]
        store(session, keys, PERSON, CHILD, FROM_RECORD, {"disabled": "yes"})
        assert sorted(said(session, keys, PERSON).values()) == ["transgender", "yes"]


SEX = Asked("sex", ((0, SELF), (1, CHILD)))
AGE = Asked("age", ((0, SELF),))


def counted(figures: Figures, asked: list[Asked], people: list[tuple[str, UUID | None, UUID | None]]) -> dict[tuple[str, ...], int]:
    """(cell, codes) -> how many."""
    rows = ", ".join(f"('{cell}', {_sql(one)}, {_sql(other)})" for cell, one, other in people)
    found = figures.count(asked, f"SELECT * FROM (VALUES {rows}) AS facts(cell, i0, i1)", {}, ids=2)  # noqa: S608 - a test's own
    assert len(found) == len({tuple(one) for *one, _number in found})
    return {tuple(one): number for *one, number in found}


def _sql(party: UUID | None) -> str:
    return f"'{party.hex}'" if party else "NULL"


@pytest.mark.parametrize("looked_up", [200_000, 0])
def test_people_are_counted_by_cell_and_code_each_by_the_word_that_comes_first(database: Database, looked_up: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few people are looked up, for many the whole store is read; what was read for one table is there for the next."""
    monkeypatch.setattr(equality, "LOOKED_UP", looked_up)
    told, on_paper, parent, silent = (uuid4() for _ in range(4))
    keys = database.keys
    with database.transaction() as session:
        for source, code in ((FROM_RECORD, "male"), (OWN, "prefer_not"), (SLIP, "male")):
            if source == SLIP:
                store_slip(session, keys, slip(session, keys, told, SELF, TODAY), SELF, {"sex": code}, TODAY)
            else:
                store(session, keys, told, SELF, source, {"sex": code, "age": "16_17"})
        store(session, keys, on_paper, SELF, FROM_RECORD, {"sex": "male"})
        store_slip(session, keys, slip(session, keys, on_paper, SELF, TODAY), SELF, {"sex": "female"}, TODAY)
        store(session, keys, parent, CHILD, OWN, {"sex": "female"})
        store(session, keys, uuid4(), SELF, OWN, {"sex": "female"})
    with database.reading() as session, closing(duckdb.connect()) as facts, closing(Figures(session, keys, facts, {"sex", "age"})) as figures:
        assert counted(figures, [AGE], [("a", told, None)]) == {("a", "16_17"): 1}
        people = [("a", told, None), ("a", on_paper, parent), ("b", silent, parent), ("b", None, parent), ("b", silent, None), ("b", None, None)]
        assert counted(figures, [SEX, AGE], people) == {("a", "prefer_not", "16_17"): 1, ("a", "female", ""): 1, ("b", "female", ""): 2, ("b", "", ""): 2}
        with pytest.raises(duckdb.CatalogException):
            facts.execute("SELECT * FROM known")
        assert {text for (text,) in figures._duck.execute("SELECT text FROM known WHERE id = ?", [silent.hex]).fetchall()} == {None}
