"""`portal check`: what must be settled, what will need somebody soon, and whether the records are whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from portal.commands import Office, files
from portal.settings import Settings
from portal.store.database import Database, Unsafe
from portal.store.sealing import BadKeys

AHEAD = 400  # days before the last known bank holiday at which to speak
REVIEW = 365  # days after which an accessibility statement is looked at again
EXPIRES = 30  # days before the end of security.txt at which to speak
MUST = 1  # the exit code when something must be settled


@dataclass(frozen=True)
class Advice:
    """Something that does not stop the portal: `finds` gives the sentences."""

    key: str
    finds: Callable[[Settings, Database, datetime], Iterator[str]]


@click.command("check")
@click.option("--log", is_flag=True, help="Read the access log and every case's events from end to end, and compare their chains.")
@click.pass_obj
def command(office: Office, log: bool) -> None:
    """List what must be settled before the public may be answered, then what will need somebody soon."""
    if log:
        raise SystemExit(MUST if _check_log(office) else 0)
    from portal.commands.refusals import refusals

    must = refusals(office.settings)
    for sentence in must:
        click.echo(f"Must: {sentence}")
    soon = list(_advice(office))
    for sentence in soon:
        click.echo(f"Soon: {sentence}")
    if not must and not soon:
        click.echo("All is well.")
    raise SystemExit(MUST if must else 0)


def _check_log(office: Office) -> bool:
    """Say of both records how many rows were read and what is wrong. Returns whether something is."""
    from portal.casework.chains import check_access_log, check_events

    database = office.database()
    with database.reading() as session:
        found = {"access log": check_access_log(session, database.keys.log), "events": check_events(session)}
    database.close()
    for name, checked in found.items():
        click.echo(f"{name}: {checked.rows} rows read, {checked.broken or 'all whole.'}")
    return any(checked.broken for checked in found.values())


def _advice(office: Office) -> Iterator[str]:
    """What needs somebody soon; nothing where the database cannot be opened, which is said above."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        database = office.database()
    except (BadKeys, Unsafe):
        return
    try:
        for advice in ADVICE:
            yield from advice.finds(office.settings, database, datetime.now(UTC))
    except SQLAlchemyError:
        return
    finally:
        database.close()


def _holidays(settings: Settings, _database: Database, now: datetime) -> Iterator[str]:
    from portal.procedure.calendar import KNOWN_TO

    known_to = KNOWN_TO[settings.council.nation]
    if (known_to - now.date()).days < AHEAD:
        yield f"The bank holidays are known to {known_to.isoformat()} only; dates after it are provisional. Install a newer Heard."


def _old_sqlite(settings: Settings, database: Database, _now: datetime) -> Iterator[str]:
    if database.is_sqlite and settings.database.allow_old_sqlite:
        yield "database.allow_old_sqlite is on: you answer for it that this SQLite has the WAL-reset fault mended."


def _pulse(settings: Settings, database: Database, now: datetime) -> Iterator[str]:
    from portal.store.pulse import OK, last, pulse

    said = {
        "worker": "The worker gave no sign of life in the last minute; while the portal runs, that means no mail and nobody woken.",
        "mail": "Mail has been waiting for more than 15 minutes.",
        "files": "Files have been waiting to be checked for more than 15 minutes: nobody can open them.",
        "disk": "The disk is nearly full. In need, delete the file 'ballast' in the instance folder: it gives 64 MiB back.",
        "database": "The database could not be written.",
    }
    found = pulse(database, settings, now)
    yield from (sentence for name, sentence in said.items() if found[name] != OK)
    with database.reading() as session:
        at = last(session, "backup")
    if at is None:
        yield "There was never a backup."
    elif found["backup"] != OK:
        yield f"The last backup is of {at:%Y-%m-%d %H:%M} UTC."


def _proxy(settings: Settings, _database: Database, _now: datetime) -> Iterator[str]:
    if settings.is_public and not settings.web.proxies:
        yield "No proxy stands before Heard (web.proxies is 0): a few slow senders could keep everybody else out. See docs/operating.md."


def _ballast(settings: Settings, _database: Database, _now: datetime) -> Iterator[str]:
    if not (settings.instance / "ballast").exists():
        yield "The file 'ballast' is gone. Once there is room on the disk, make it again with: portal init"


def _people(settings: Settings, database: Database, now: datetime) -> Iterator[str]:
    """The complaints manager and the deputy can sign in; the one they report to heads no service complained about (F-46)."""
    import sqlalchemy as sa

    from portal.store.models import User

    with database.reading() as session:
        users = {user.email.lower(): user for user in session.scalars(sa.select(User).where(User.is_disabled.is_(False)))}
    for name in ("complaints_manager", "deputy"):
        if (address := getattr(settings.people, name)) and address.lower() not in users:
            yield f"people.{name} has no account. Make one with: portal staff add"
    above = users.get(settings.people.reports_to.lower())
    if above is not None and above.service:
        yield f"people.reports_to belongs to the service '{above.service}', which can be complained about. Choose somebody at arm's length."


def _woken(settings: Settings, database: Database, now: datetime) -> Iterator[str]:
    """Whoever an alarm wakes can open what it is about: a mail to somebody who may not protects nobody (F-01)."""
    import sqlalchemy as sa

    from portal.access.roles import Permission
    from portal.access.rules import has
    from portal.casework.desk import london_date
    from portal.store.models import User

    with database.reading() as session:
        may = {user.email.lower() for user in session.scalars(sa.select(User)) if has(user, Permission.SAFETY_PAGE, london_date(now))}
    named = {"rota.senior": settings.rota.senior, **{f"rota.duty, line {n}": one.email for n, one in enumerate(settings.rota.duty, 1)}}
    for name, address in named.items():
        if address and address.lower() not in may:
            yield f"{name} is woken by alarms, but has no account that may open urgent contacts. Make one with: portal staff add"


def _pages(settings: Settings, _database: Database, now: datetime) -> Iterator[str]:
    """What the law and RFC 9116 want looked at again within a year, and security.txt before it runs out."""
    today = now.date()
    reviewed, expires = settings.accessibility.reviewed_on, settings.security.expires_on
    if reviewed and (today - reviewed).days > REVIEW:
        yield f"The accessibility statement was last reviewed on {reviewed.isoformat()}. Look at it again, then change accessibility.reviewed_on."
    if expires and (expires - today).days < EXPIRES:
        yield f"security.txt holds until {expires.isoformat()} only. Check the address, then set security.expires_on to a day within a year."


ADVICE = (
    Advice("holidays", _holidays),
    Advice("old sqlite", _old_sqlite),
    Advice("pulse", _pulse),
    Advice("proxy", _proxy),
    Advice("ballast", _ballast),
    Advice("scanner", files.scanner),
    Advice("files", files.missing),
    Advice("people", _people),
    Advice("pages", _pages),
    Advice("woken", _woken),
)
