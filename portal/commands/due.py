"""`portal due`: the date a number of working days after another, and how it was counted."""

from datetime import date, datetime
from typing import Any

import click

from portal.commands import REFUSED, Office
from portal.procedure.calendar import Calendar
from portal.procedure.explain import Day, count_days


class Refused(click.ClickException):
    exit_code = REFUSED


class OneSentence(click.Command):
    """Says what is wrong with the options in one sentence, without the usage lines."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise Refused(error.format_message()) from None


class Day0(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f'"{value}" is not a date written as YYYY-MM-DD.', param, ctx)


@click.command("due", cls=OneSentence)
@click.option("--from", "start", type=Day0(), required=True, help="The day of the event: day 0.")
@click.option("--days", type=click.IntRange(0, 1000), required=True, help="How many working days after it.")
@click.option("--nation", type=click.Choice(["england", "wales"]), help="Whose bank holidays; else the council's nation.")
@click.option("--explain", is_flag=True, help="Show every day, and why it did or did not count.")
@click.pass_obj
def command(office: Office, start: date, days: int, nation: str | None, explain: bool) -> None:
    """Print the date that lies so many working days after another."""
    calendar = _calendar(office, nation)
    try:
        due = calendar.add(start, days)
    except OverflowError:
        raise Refused(f"{days} working days after {start.isoformat()} is later than any date Heard can count.") from None
    if explain:
        for day in count_days(start, due, calendar):
            click.echo(_line(day))
    click.echo(f"{due.isoformat()} {due:%A}")
    if calendar.is_provisional(due):
        click.echo(f"Provisional: the bank holidays after {calendar.known_to.isoformat()} have not all been announced.")


def _calendar(office: Office, nation: str | None) -> Calendar:
    """The council's calendar with its proclaimed and cancelled days; a plain one where there is no council yet."""
    if not (office.instance / "council.toml").exists():
        return Calendar(nation or "england")
    council, days = office.settings.council, office.settings.calendar
    if nation in (None, council.nation):
        return Calendar(council.nation, days.proclaimed, days.cancelled)
    return Calendar(str(nation))


def _line(day: Day) -> str:
    words = f"day {day.number}" if day.reason is None else f"not counted: {day.reason}"
    return f"{day.on.isoformat()} {day.on:%a}  {words}"
