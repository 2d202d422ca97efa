"""`portal restore DATA KEYS --identity FILE`: put a backup back into a new instance; nothing that is there is overwritten."""

from pathlib import Path

import click

from portal.commands import Office
from portal.commands.upgrade import fill
from portal.settings import BadSettings, load


@click.command("restore")
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("keys", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--identity", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="The identity file kept off the server.")
@click.option("--files-only", is_flag=True, help="Put back only files that people sent and that are missing; the database stays as it is.")
@click.pass_obj
def command(office: Office, data: Path, keys: Path, identity: Path, files_only: bool) -> None:
    """Restore DATA and KEYS; both are read to the end before anything is written."""
    from portal.store.archive import BadArchive
    from portal.store.backup import check, read_identity, restore_files, restore_rows, restore_sent
    from portal.store.database import Database
    from portal.store.sealing import read_keys

    try:
        reader = read_identity(identity)
        contents = check(data, "data", reader), check(keys, "keys", reader)
        if files_only:
            click.echo(f"{restore_sent(data, office.settings.files_folder, reader):,} files put back into {office.settings.files_folder}.")
            return
        written = restore_files(keys, office.instance, reader) + restore_files(data, office.instance, reader)
        settings = load(office.instance)
        database = Database(settings, read_keys(office.instance / "keys"))
        count = restore_rows(database, (data, keys), contents, reader)
        fill(database, settings)  # a backup of an older version has been upgraded
        sent = restore_sent(data, settings.files_folder, reader)
    except BadArchive as error:
        raise BadSettings(str(error)) from None
    if written:
        click.echo("Put back: " + ", ".join(written))
    if sent:
        click.echo(f"{sent:,} files put back into {settings.files_folder}.")
    click.echo(f"{count:,} rows restored, as they were at {contents[0].made_at}. Look around with: portal check --log")
