"""`portal init`: makes an instance folder, or brings its lists up to date; what exists is kept."""

import os
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import click

from portal.commands import Office
from portal.settings import BadSettings

EXAMPLE = Path(__file__).with_name("council.example.toml")
BALLAST = 64 * 1024 * 1024  # bytes held back: deleting the file makes room on a full disk (reliability finding 4)


@click.command("init")
@click.pass_obj
def command(office: Office) -> None:
    """Make the instance folder: settings, keys, database, lists. Run it again after changing a list."""
    os.umask(0o077)
    refuse_lost_keys(office)
    for made in make_folder(office.instance):
        click.echo(f"Made {made}")
    is_new = make_tables(office)
    click.echo("Made the tables." if is_new else "The tables are there.")
    click.echo(renew_lists(office))


def make_folder(instance: Path) -> list[Path]:
    """Make what is missing of the folder, its keys, council.toml and the ballast. Returns what was made."""
    from portal.store.sealing import make_keys

    wanted = [instance, instance / "keys", instance / "council.toml", instance / "ballast"]
    missing = [path for path in wanted if not path.exists()]
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_keys(instance / "keys")
    if wanted[2] in missing:
        copyfile(EXAMPLE, wanted[2])
    if wanted[3] in missing:
        _make_ballast(wanted[3])
    return missing


def refuse_lost_keys(office: Office) -> None:
    """New keys beside an old database would lock its words away for good. Raises BadKeys."""
    from portal.store import schema
    from portal.store.database import Database
    from portal.store.sealing import NO_KEYS, BadKeys

    master = office.instance / "keys" / "master.keys"
    if master.exists() or not (office.instance / "council.toml").exists():
        return
    database = Database(office.settings, NO_KEYS)
    try:
        if schema.current(database) is not None:
            raise BadKeys(f"There is a database, but its key file {master} is missing. Put it back from your key backup.")
    finally:
        database.close()


def _make_ballast(path: Path) -> None:
    """Real blocks, not a hole; a disk too full for it says so by failing here and not in the middle of a complaint."""
    with path.open("xb") as file:
        os.posix_fallocate(file.fileno(), 0, BALLAST)


def make_tables(office: Office) -> bool:
    """Make the tables of an empty database. Returns whether it was empty. Raises Unsafe when they are of another version."""
    from portal.store import schema
    from portal.store.database import assert_safe

    database = office.database()
    try:
        assert_safe(database)
        if schema.current(database) is None:
            schema.upgrade(database)
            return True
        schema.assert_known(database)
        return False
    finally:
        database.close()


def renew_lists(office: Office) -> str:
    """Bring council.toml's lists into the database; a sentence on what changed. Raises BadSettings for the first mistake."""
    from portal.casework.desk import london_date
    from portal.casework.lists import mistakes, renew
    from portal.procedure.catalogue import catalogue

    settings = office.settings
    for mistake in mistakes(settings.lists, catalogue(settings.procedures)):
        raise BadSettings(mistake)
    database = office.database()
    try:
        with database.transaction() as session:
            done = renew(session, settings.lists, london_date(datetime.now(UTC)))
    finally:
        database.close()
    return f"Lists: {done.added} added, {done.changed} changed, {done.ended} ended."
