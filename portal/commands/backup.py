"""`portal backup DIR`: a copy of everything while people go on working, data and keys apart, for an identity off this server."""

from pathlib import Path

import click

from portal.commands import Office
from portal.settings import BadSettings

HOW = "Make one on a machine that is not this server: portal backup --new-identity FILE. Then put its recipient into council.toml under [backup]."


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option("--new-identity", type=click.Path(dir_okay=False, path_type=Path), help="Make an identity file instead, and print its recipient.")
@click.pass_obj
def command(office: Office, folder: Path | None, new_identity: Path | None) -> None:
    """Back up into FOLDER."""
    if new_identity is not None:
        _make_identity(new_identity)
        return
    if folder is None:
        raise click.UsageError("Say into which folder.")
    recipient = office.settings.backup.recipient
    if not recipient:
        raise BadSettings(f"council.toml names no backup recipient. {HOW}")
    from portal import utc_now
    from portal.store.archive import BadArchive
    from portal.store.backup import backup

    try:
        for path in backup(office.database(), office.instance, folder, recipient, utc_now(), office.settings.files_folder):
            click.echo(f"{path} ({path.stat().st_size:,} bytes)")
    except BadArchive as error:
        raise BadSettings(str(error)) from None
    click.echo("Keep the two files apart: one place for data, another for keys.")


def _make_identity(path: Path) -> None:
    import os

    import pyrage

    identity = pyrage.x25519.Identity.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"# Reads the backups of Heard. Keep it where the server is not.\n{identity}\n")
    click.echo(f'recipient = "{identity.to_public()}"')
