"""`portal report`: the tables of a report, counted from the records, printed for a terminal, a program or a spreadsheet."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.commands import Office
from portal.procedure.model import UnknownSetting

if TYPE_CHECKING:
    from portal.reports.model import Counted
    from portal.reports.period import Period
    from portal.reports.printed import Report
    from portal.reports.whole import Kind
    from portal.store.database import Database

FORMATS = ("text", "json", "csv", "ods")
LOGGED = "report"
"""The action's name in the access log."""
WRONG = 1  # the exit code when a check fails
NAMES = {"annual": "Annual report", "quarterly": "Quarterly report", "weekly": "Weekly report"}


@dataclass(frozen=True)
class Wish:
    """How a report is wanted."""

    form: str
    out: Path | None
    is_public: bool
    checks: bool


def _wanted(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every report has, handed on as one wish."""

    @wraps(command)
    def with_wish(form: str, out: Path | None, is_public: bool, checks: bool, **said: Any) -> None:
        command(wish=Wish(form, out, is_public, checks), **said)

    options = (
        click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How the tables are written."),
        click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the terminal."),
        click.option("--public", "is_public", is_flag=True, help="For everybody to read: small numbers are hidden, and what would give them away."),
        click.option("--check", "checks", is_flag=True, help="Whether parts add up and tables agree: each check in place of the tables."),
    )
    for option in reversed(options):
        with_wish = option(with_wish)
    return with_wish


@click.group("report")
def command() -> None:
    """Count the council's tables from its records and print them."""


@command.command("annual")
@click.option("--year", help="Such as 2025-26, April to March; else the last year that is over.")
@_wanted
@click.pass_obj
def annual(office: Office, /, year: str | None, wish: Wish) -> None:
    """The tables of the annual report, as [[report.tables]] of council.toml declares them."""
    _print(office, "annual", _year(year), wish)


@command.command("quarterly")
@click.option("--quarter", help='Such as "2025-26 Q1", April to June; else the last quarter that is over.')
@_wanted
@click.pass_obj
def quarterly(office: Office, /, quarter: str | None, wish: Wish) -> None:
    """Numbers, outcomes and learning of a quarter, beside the same quarter a year earlier."""
    _print(office, "quarterly", _quarter(quarter), wish)


@command.command("weekly")
@click.option("--week", help="The last of the seven days, such as 2026-03-29; else yesterday.")
@_wanted
@click.pass_obj
def weekly(office: Office, /, week: str | None, wish: Wish) -> None:
    """What is new, due, overdue and on hold, of seven days."""
    _print(office, "weekly", _week(week), wish)


@command.command("table")
@click.option("--measure", required=True, help="What is counted, such as complaints_received (docs/counting-rules.md has all).")
@click.option("--rows", help="A dimension, or two with a comma between them.")
@click.option("--columns", help='A dimension, or two with a comma between them; "year" with --years.')
@click.option(
    "--where", multiple=True, metavar="KEY=CODE", help="Only these: dimension=code, dimension=code,code or dimension!=code. May be given several times."
)
@click.option("--years", type=click.IntRange(1, 50), help="How many years, this one first.")
@click.option("--total", type=click.Choice(("rows", "columns", "both")), help="A row and a column of totals.")
@click.option("--percent", type=click.Choice(("row", "column")), help="Percentages beside the numbers.")
@click.option("--sub-population", help="Only what carries this tag.")
@click.option("--year", help="Such as 2025-26; else the last year that is over.")
@click.option("--quarter", help='Such as "2025-26 Q1", in place of a year.')
@click.option("--week", help="The last of seven days, in place of a year.")
@_wanted
@click.pass_obj
def table(office: Office, /, year: str | None, quarter: str | None, week: str | None, wish: Wish, **said: Any) -> None:
    """One table of your own: a measure, by rows and columns."""
    if len([one for one in (year, quarter, week) if one]) > 1:
        raise UnknownSetting("Give one of --year, --quarter and --week.")
    period = _quarter(quarter) if quarter else _week(week) if week else _year(year)
    _print(office, "annual", period, wish, _declared(said))


def _declared(said: Mapping[str, Any]) -> dict[str, Any]:
    """The options as a table stands in council.toml."""
    table = {key: value for key, value in said.items() if value and key != "where"}
    for axis in ("rows", "columns"):
        if "," in (parts := table.get(axis, "")):
            table[axis] = [one.strip() for one in parts.split(",")]
    where = dict(_condition(one) for one in said["where"])
    if len(where) < len(said["where"]):
        raise UnknownSetting("--where names the same dimension twice. Several codes are written with a comma: --where service=a,b")
    axes = " and ".join(said[axis].replace(",", " and ") for axis in ("rows", "columns") if said[axis])
    named = f"{said['measure']} by {axes}" if axes else said["measure"]
    only = f" where {', '.join(said['where'])}" if where else ""
    return {**table, "where": where, "title": (named[:1].upper() + named[1:]).replace("_", " ") + only}


def _condition(said: str) -> tuple[str, Any]:
    key, equals, codes = said.partition("=")
    if not equals:
        raise UnknownSetting(f'--where is written as dimension=code, such as service=fostering; "{said}" has no "=".')
    listed = codes.split(",")
    return (key.removesuffix("!"), {"not": listed}) if key.endswith("!") else (key, listed)


def _print(office: Office, kind: "Kind", period: "Period", wish: Wish, said: Mapping[str, Any] | None = None) -> None:
    """Count, note in the access log that it is printed, and only then print it. `said`: one table of the operator's own."""
    from portal.procedure.calendar import Calendar
    from portal.procedure.catalogue import catalogue
    from portal.reports.declare import one_table
    from portal.reports.printed import Report
    from portal.reports.whole import below_of, counted, counted_for_all, open_counting, tables_for
    from portal.store.schema import assert_known

    _can_be(wish)
    settings, database = office.settings, office.database()
    calendar = Calendar(settings.council.nation, settings.calendar.proclaimed, settings.calendar.cancelled)
    try:
        assert_known(database)
        with open_counting(settings, database, catalogue(settings.procedures), calendar) as counting:
            tables = tables_for(kind, settings, counting) if said is None else (one_table(said, counting.words),)
            found = counted_for_all(counting, tables, period, below_of(settings)) if wish.is_public else counted(counting, tables, period)
        _log(database, kind if said is None else "table", period, wish)
    finally:
        database.close()
    if wish.checks:
        raise SystemExit(_compare(found, wish))
    report = Report(settings.council.name, NAMES[kind] if said is None else "Table", period.label, found, wish.is_public)
    _write(_drawn(report, wish.form), wish)


def _can_be(wish: Wish) -> None:
    if wish.checks and (wish.is_public or wish.form != "text"):
        raise UnknownSetting("--check compares all numbers, and is written as text: it goes with neither --public nor --format.")
    if wish.form == "ods" and not wish.out and sys.stdout.isatty():
        raise UnknownSetting("A spreadsheet cannot be shown in a terminal. Say where it goes, such as --out report.ods")


def _log(database: "Database", name: str, period: "Period", wish: Wish) -> None:
    """Who holds the keys of the machine printed it: a command has no account."""
    from portal.store.side import Look, aside, log_access

    reason = f"{period.label} {'check' if wish.checks else wish.form} {'public' if wish.is_public else 'all'}"
    with aside(database) as session:
        log_access(session, Look(LOGGED, object=name, reason=reason), datetime.now(UTC))


def _compare(tables: "Sequence[Counted]", wish: Wish) -> int:
    """Print each check, then how they stand. Returns the exit code: 1 where something is wrong."""
    from portal.reports.laid_out import as_checks
    from portal.reports.reconcile import checks

    found = checks(tables)
    _write(as_checks(found).encode(), wish)
    return 0 if all(one.ok for one in found) else WRONG


def _write(content: bytes, wish: Wish) -> None:
    if wish.out is None:
        click.echo(content, nl=False)
        return
    try:
        with open(wish.out, "wb", opener=_private) as file:
            file.write(content)
    except OSError as error:
        raise click.ClickException(f"{wish.out} cannot be written: {error.strerror}.") from None
    click.echo(f"{wish.out} is written.", err=True)


def _private(path: str, flags: int) -> int:
    """A new file is for nobody else on the machine: small numbers stand in it, unless they were hidden."""
    return os.open(path, flags, mode=0o600)


def _drawn(report: "Report", form: str) -> bytes:
    from portal.paper.ods import Cell, Sheet, spreadsheet
    from portal.reports.laid_out import as_text
    from portal.reports.printed import as_csv, as_json, as_sheets

    if form == "ods":
        pages = [Sheet(page.name, [[Cell(*one) for one in row] for row in page.rows], page.heads) for page in as_sheets(report)]
        return spreadsheet(pages, report.title)
    drawn: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "csv": as_csv}
    return drawn[form](report).encode()


def _today() -> date:
    from portal.casework.desk import london_date

    return london_date(datetime.now(UTC))


def _year(said: str | None) -> "Period":
    """The one that is named, else the last that is over. Raises UnknownSetting."""
    from portal.reports.period import APRIL, year, year_named

    today = _today()
    return year_named(said) if said else year(today.year - (1 if today.month >= APRIL else 2))


def _quarter(said: str | None) -> "Period":
    from portal.reports.period import month_number, quarter_named, quarter_of, year_of

    before = month_number(_today()) - 3
    return quarter_named(said or f"{year_of(before)} {quarter_of(before)}")


def _week(said: str | None) -> "Period":
    from portal.reports.period import week

    try:
        return week(date.fromisoformat(said) if said else _today() - timedelta(days=1))
    except ValueError:
        raise UnknownSetting(f'"{said}" is no day. A day is written as 2026-03-29.') from None
