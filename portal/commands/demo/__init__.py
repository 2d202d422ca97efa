"""`portal demo`: an instance filled with made-up people and cases, and links to sign in as each kind of staff."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands import Office
from portal.settings import BadSettings

if TYPE_CHECKING:
    from portal.store.database import Database

OFF, ON = "# demo = false", "demo = true     "


@click.command("demo")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Fill the demonstration if it is empty, and print how to sign in. Refused where real contacts exist."""
    from portal.commands.init import make_folder, make_tables, refuse_lost_keys, renew_lists

    office: Office = ctx.obj
    is_new = not (office.instance / "council.toml").exists()
    refuse_lost_keys(office)
    make_folder(office.instance)
    if is_new:
        _switch_on(office.instance / "council.toml")
    _refuse_the_public(office)
    make_tables(office)
    database = office.database()
    try:
        if not _has_contacts(database):
            _refuse_real(office, database)
            renew_lists(office)
            _fill(office, database)
        _refuse_real(office, database)
        _print_links(office, database)
    finally:
        database.close()


def _switch_on(path: Path) -> None:
    """Mark a council.toml that was just made as a demonstration."""
    path.write_text(path.read_text("utf-8").replace(OFF, ON, 1), "utf-8")


def _refuse_the_public(office: Office) -> None:
    if office.settings.is_public:
        raise BadSettings("The demonstration runs on this machine only. Set web.listen to 127.0.0.1:8000 in council.toml.")


def _has_contacts(database: "Database") -> bool:
    import sqlalchemy as sa

    from portal.store.models import Contact

    with database.reading() as session:
        return session.scalar(sa.select(Contact.id).limit(1)) is not None


def _refuse_real(office: Office, database: "Database") -> None:
    if office.settings.demo:
        return
    if _has_contacts(database):
        raise BadSettings("Real contacts are in this instance, so no demonstration is put beside them. Name another folder: portal --instance DIR demo")
    raise BadSettings(f"{office.instance / 'council.toml'} is a real council's. For a demonstration name another folder: portal --instance DIR demo")


def _fill(office: Office, database: "Database") -> None:
    from portal import utc_now
    from portal.commands.demo.fill import Stage, fill
    from portal.procedure.calendar import Calendar
    from portal.procedure.catalogue import catalogue

    settings = office.settings
    calendar = Calendar(settings.council.nation, settings.calendar.proclaimed, settings.calendar.cancelled)
    count = fill(database, Stage(settings, calendar, catalogue(settings.procedures), utc_now()))
    click.echo(f"Made {count} contacts and cases, all of them made up.")


def _print_links(office: Office, database: "Database") -> None:
    from portal import utc_now
    from portal.commands.demo.links import sign_in_links

    base = office.settings.council.public_url
    click.echo(f"\nTell us something:  {base}/\n\nSign in as staff (each link works once, for 15 minutes; `portal demo` makes new ones):")
    for who, link in sign_in_links(database, office.settings, utc_now()):
        click.echo(f"  {who:<32} {base}{link}")
