"""`portal upgrade`: move the tables to the newest revision; never done by a web process. Back up first."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from portal.commands import Office
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.store.database import Database


@click.command("upgrade")
@click.pass_obj
def command(office: Office) -> None:
    """Upgrade the database."""
    from portal.store import schema
    from portal.store.sealing import complete_keys

    complete_keys(office.settings.key_file.parent)
    database = office.database()
    before = schema.current(database)
    schema.upgrade(database)
    after = schema.current(database)
    fill(database, office.settings)
    click.echo("Nothing to do: the tables are of the newest revision." if before == after else f"Moved from {before or 'nothing'} to {after}.")


def fill(database: "Database", settings: Settings) -> None:
    """Fill in what an upgrade added to cases that were there before; each batch is a transaction, and doing it again changes nothing."""
    from portal.casework.shift import Shift
    from portal.casework.upkeep import fill_runs

    shift = Shift(database, settings, datetime.now(UTC))
    last, is_more = None, True
    while is_more:
        with shift.desk() as desk:
            last = fill_runs(desk, last)
        is_more = last is not None
