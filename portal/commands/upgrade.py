"""`portal upgrade`: move the tables to the newest revision; never done by a web process. Back up first."""

import click

from portal.commands import Office


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
    click.echo("Nothing to do: the tables are of the newest revision." if before == after else f"Moved from {before or 'nothing'} to {after}.")
