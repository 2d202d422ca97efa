"""`portal staff`: make, change, disable and list the accounts of those who work with complaints."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import click
import sqlalchemy as sa

from portal.access.roles import CATALOGUE
from portal.access.rules import is_live
from portal.casework.account import account
from portal.casework.account.account import Part
from portal.casework.desk import Desk, NotAllowed, london_date
from portal.commands import REFUSED, Office
from portal.procedure.calendar import Calendar
from portal.store.database import Database
from portal.store.models import User


class Refused(click.ClickException):
    exit_code = REFUSED


@contextmanager
def _desk(office: Office, now: datetime | None = None) -> Iterator[Desk]:
    """A desk nobody sits at: the operator's. What it writes is one transaction; a refusal is one sentence."""
    settings = office.settings
    database: Database = office.database()
    calendar = Calendar(settings.council.nation, settings.calendar.proclaimed, settings.calendar.cancelled)
    try:
        with database.transaction() as session:
            yield Desk(session, now or datetime.now(UTC), calendar, {}, settings)
    except NotAllowed as error:
        raise Refused(str(error)) from None
    finally:
        database.close()


@click.group("staff")
def command() -> None:
    """Accounts of staff: add, role, disable, enable, link, list."""


_role = click.option("--role", required=True, metavar="ROLE", help="One of: " + ", ".join(sorted(CATALOGUE)) + ".")
_service = click.option("--service", metavar="CODE", help="The service they work for, as the list of services names it.")
_ends = click.option("--ends", type=click.DateTime(["%Y-%m-%d"]), help="The account's last day; people from outside need one.")


_organisation = click.option("--organisation", metavar="CODE", help="The advocacy service of an advocate or its manager, as lists.advocacy_service names it.")


def _part(role: str, service: str | None, organisation: str | None, ends: datetime | None) -> Part:
    return Part(role, service, ends.date() if ends else None, organisation)


def _print_link(office: Office, token: str) -> None:
    click.echo(f"{office.settings.council.public_url.rstrip('/')}/account/enrol/{token}")
    click.echo("This link works once, for 7 days. Give it to nobody else: whoever opens it chooses the password.", err=True)


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as colleagues know it.")
@_role
@_service
@_organisation
@_ends
@click.pass_obj
def add(office: Office, email: str, name: str, role: str, service: str | None, organisation: str | None, ends: datetime | None) -> None:
    """Make an account and print the link by which its holder chooses a password and sets up a phone."""
    with _desk(office) as desk:
        _user, token = account.add(desk, email, name, _part(role, service, organisation, ends))
    _print_link(office, token)


@command.command("role")
@click.argument("email")
@_role
@_service
@_organisation
@_ends
@click.pass_obj
def role(office: Office, email: str, role: str, service: str | None, organisation: str | None, ends: datetime | None) -> None:
    """Give an account another role; its holder is signed out everywhere."""
    with _desk(office) as desk:
        account.change_role(desk, account.find(desk, email), _part(role, service, organisation, ends))
    click.echo(f"{account.normal(email)} is now: {CATALOGUE[role].name}.")


@command.command("disable")
@click.argument("email")
@click.pass_obj
def disable(office: Office, email: str) -> None:
    """Close an account; its holder is signed out at once."""
    with _desk(office) as desk:
        account.disable(desk, account.find(desk, email))
    click.echo(f"{account.normal(email)} can no longer sign in.")


@command.command("enable")
@click.argument("email")
@click.pass_obj
def enable(office: Office, email: str) -> None:
    """Open a disabled account again."""
    with _desk(office) as desk:
        account.enable(desk, account.find(desk, email))
    click.echo(f"{account.normal(email)} can sign in again.")


@command.command("link")
@click.argument("email")
@click.pass_obj
def link(office: Office, email: str) -> None:
    """For a lost phone or a forgotten password: end the old ones and print a new enrolment link."""
    with _desk(office) as desk:
        token = account.start_again(desk, account.find(desk, email))
    _print_link(office, token)


@command.command("list")
@click.pass_obj
def list_accounts(office: Office) -> None:
    """One line for each account: address, role, service or advocacy service, state."""
    with _desk(office) as desk:
        for user in desk.session.scalars(sa.select(User).order_by(User.email)):
            click.echo(f"{user.email}\t{user.role}\t{user.service or user.organisation or '-'}\t{_state(user, london_date(desk.now))}")


def _state(user: User, today: date) -> str:
    if user.is_disabled:
        return "disabled"
    if not is_live(user, today):
        return "ended"
    return "ready" if user.totp_sealed is not None else "not enrolled yet"
