"""`portal import`: brings an earlier system's records in, all or nothing; the same ones again change nothing."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands import REFUSED, Office

if TYPE_CHECKING:
    from portal.casework.intake.bring_in.whole import Checked
    from portal.casework.shift import Shift

LOGGED = "import"
"""The action's name in the access log."""


class _NotKept(Exception):
    """A dry run ends: nothing of it is kept."""


@click.command("import")
@click.argument("records", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be brought in; nothing is kept.")
@click.pass_obj
def command(office: Office, records: Path, dry_run: bool) -> None:
    """Bring in RECORDS of an earlier system: a folder, or a .zip, of CSV files (docs/operating.md)."""
    from portal.casework.intake.bring_in.folder import read_files
    from portal.casework.intake.bring_in.mistake import BadRecords
    from portal.casework.shift import Shift
    from portal.store.database import Busy

    database = office.database()
    try:
        shift = Shift(database, office.settings, datetime.now(UTC))
        found = _check(shift, read_files(records))
        if found.total:
            _bring_in(shift, found, is_kept=not dry_run)
        for line in _told(found, is_kept=not dry_run):
            click.echo(line)
    except (BadRecords, Busy) as error:
        click.echo(str(error) or "Somebody else was writing for too long. Nothing was brought in: try again.", err=True)
        raise SystemExit(REFUSED) from None
    finally:
        database.close()


def _check(shift: "Shift", contents: Mapping[str, bytes]) -> "Checked":
    """Before the transaction that writes: while it lasts nobody else can write (SQLite). Raises BadRecords."""
    from portal.casework.desk import london_date
    from portal.casework.intake.bring_in.whole import checked
    from portal.procedure.catalogue import catalogue

    with shift.database.reading() as session:
        return checked(session, catalogue(shift.settings.procedures), london_date(shift.now), contents)


def _bring_in(shift: "Shift", found: "Checked", *, is_kept: bool) -> None:
    """Everything in one transaction; a dry run writes it too, and takes it back. Raises BadRecords."""
    from portal.casework.intake.bring_in.whole import bring_in
    from portal.store.side import Look, log_access

    label = "Bringing in" if is_kept else "Trying"
    try:
        with shift.desk() as desk, click.progressbar(length=found.total, label=label, file=sys.stderr) as bar:
            bring_in(replace(desk, brings_in=True), found, lambda: bar.update(1))
            if not is_kept:
                raise _NotKept
            log_access(desk.session, Look(LOGGED, object="records", reason=_counted(found)), shift.now)
    except _NotKept:
        return


def _counted(found: "Checked") -> str:
    """How many lines of each file, in codes: cases=213 stages=244."""
    return " ".join(f"{file}={len(lines)}" for file, lines in found.new.items() if lines)


def _told(found: "Checked", *, is_kept: bool) -> Iterator[str]:
    for file, rows in found.rows.items():
        new = len(found.new[file])
        there = f", {len(rows) - new} there already" if new < len(rows) else ""
        yield f"{file}: {new} {'brought in' if is_kept else 'would be brought in'}{there}"
    if not found.total:
        yield "Everything was there already. Nothing was changed."
    elif not is_kept:
        yield "This was a dry run. Nothing was changed."
