"""Migrations: up, down and up again with rows in the tables, on both databases; the tables are what the models say."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from portal.settings import Settings
from portal.store import schema
from portal.store.archive import rows_of
from portal.store.database import Database, Unsafe
from portal.store.models import Row
from tests import factories
from tests.conftest import Clock


def fill(database: Database, settings: Settings, clock: Clock) -> None:
    with factories.a_desk(database, settings, clock.now) as desk:
        factories.the_lists(desk)
    with factories.a_desk(database, settings, clock.now) as desk:
        officer = factories.a_user(desk)
    with factories.a_desk(database, settings, clock.now, officer) as desk:
        factories.an_urgent_contact(desk)
        factories.a_triaged_case(desk, factories.a_user(desk, "service_manager"), officer)


def everything(database: Database) -> dict[str, list[dict[str, object]]]:
    with database.engine.connect() as connection:
        return {table.name: [row for part in rows_of(connection, table) for row in part] for table in Row.metadata.sorted_tables}


def test_the_tables_are_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    assert differences == []


def test_one_step_back_and_forward_again_loses_no_row(database: Database, settings: Settings, clock: Clock) -> None:
    fill(database, settings, clock)
    before = everything(database)
    schema.downgrade(database, "-1")
    with database.engine.connect() as connection:
        known = {name: {one["name"] for one in sa.inspect(connection).get_columns(name)} for name in sa.inspect(connection).get_table_names()}
    schema.upgrade(database)
    assert of(everything(database), known) == of(before, known)
    assert [party["reference"] for party in everything(database)["party"]] == [party["reference"] for party in before["party"]]
    assert len(before["event"]) > 3


def of(rows: dict[str, list[dict[str, object]]], known: dict[str, set[str]]) -> dict[str, list[dict[str, object]]]:
    """What the older revision has columns for: what it does not know is not kept on the way down."""
    return {name: [{key: value for key, value in row.items() if key in known[name]} for row in rows[name]] for name in known if name in rows}


def test_all_the_way_down_leaves_nothing_and_up_again_works(database: Database, settings: Settings, clock: Clock) -> None:
    fill(database, settings, clock)
    schema.downgrade(database, "base")
    with database.engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
    schema.upgrade(database)
    fill(database, settings, clock)
    assert len(everything(database)["case"]) == 2


def test_a_database_of_an_unknown_revision_is_refused(database: Database) -> None:
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    try:
        schema.assert_known(database)
    except Unsafe as refused:
        assert "9999" in str(refused)
    else:
        raise AssertionError("an unknown revision was accepted")
