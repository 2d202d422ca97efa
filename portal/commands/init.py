"""`portal init`: makes an instance folder, or brings its settings and lists up to date; what exists is kept."""

import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

import click

from portal.commands import Office
from portal.settings import BadSettings, Settings, load

if TYPE_CHECKING:
    from portal.procedure.model import Procedure
    from portal.store.models import Choice

EXAMPLE = Path(__file__).with_name("council.example.toml")
BALLAST = 64 * 1024 * 1024  # bytes held back: deleting the file makes room on a full disk (reliability finding 4)


@click.command("init")
@click.option("--council", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A council's settings, copied to council.toml in the folder.")
@click.pass_obj
def command(office: Office, council: Path | None) -> None:
    """Make the instance folder: settings, keys, database, lists. Run it again after changing a list."""
    os.umask(0o077)
    if council is not None:
        refuse_other_council(office, council)
    refuse_lost_keys(office)
    for made in make_folder(office.instance, council or EXAMPLE):
        click.echo(f"Made {made}")
    if council is not None and (kept := take_over(office, council)):
        click.echo(f"Copied {council} to council.toml; what was there is now {kept.name}.")
    is_new = make_tables(office)
    click.echo("Made the tables." if is_new else "The tables are there.")
    click.echo(renew_lists(office))


def refuse_other_council(office: Office, file: Path) -> None:
    """Refuse settings that cannot be used, or are another council's than this folder's: nothing is changed then. Raises BadSettings."""
    wanted = load(office.instance, file)
    if (office.instance / "council.toml").exists() and (here := office.settings.council.name) != wanted.council.name:
        raise BadSettings(f'This folder is of "{here}" and {file} of "{wanted.council.name}". Name another folder with --instance.')
    refuse_bad_declarations(office, wanted)


def take_over(office: Office, file: Path) -> Path | None:
    """Make council.toml say what a file says; the old one is kept as council.toml.1, and so on. Returns where, or None if they were equal."""
    ours = office.instance / "council.toml"
    if ours.read_bytes() == file.read_bytes():
        return None
    kept = next(path for n in count(1) if not (path := ours.with_name(f"council.toml.{n}")).exists())
    copyfile(ours, kept)
    fresh = ours.with_name("council.toml.new")
    copyfile(file, fresh)
    fresh.replace(ours)
    vars(office).pop("settings", None)  # read before it was replaced
    return kept


def make_folder(instance: Path, settings: Path = EXAMPLE) -> list[Path]:
    """Make what is missing of the folder, its keys, council.toml (a copy of `settings`) and the ballast. Returns what was made."""
    from portal.store.sealing import make_keys

    wanted = [instance, instance / "keys", instance / "council.toml", instance / "ballast"]
    missing = [path for path in wanted if not path.exists()]
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_keys(instance / "keys")
    if wanted[2] in missing:
        copyfile(settings, wanted[2])
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
    from portal.casework.lists import renew, there_are, untold

    lists = office.settings.lists
    refuse_bad_declarations(office, office.settings)
    database = office.database()
    try:
        with database.transaction() as session:
            there = there_are(session)
            more = {name: lines for name, lines in untold(lists, usual_lists()).items() if name not in there}
            done = renew(session, {**lists, **more}, london_date(datetime.now(UTC)))
    finally:
        database.close()
    return f"Lists: {done.added} added, {done.changed} changed, {done.ended} ended."


def usual_lists() -> Mapping[str, Any]:
    """The lists of the example council."""
    lists: Mapping[str, Any] = tomllib.loads(EXAMPLE.read_text("utf-8"))["lists"]
    return lists


def refuse_bad_declarations(office: Office, settings: Settings) -> None:
    """Raises BadSettings for the first mistake in the lists, UnknownSetting for one in the procedures or the report's tables."""
    from portal.casework.lists import as_rows, mistakes, untold
    from portal.procedure.catalogue import catalogue
    from portal.reports.declare import tables_of
    from portal.reports.labels import council_words

    procedures = catalogue(settings.procedures)
    for mistake in mistakes(settings.lists, procedures):
        raise BadSettings(mistake)
    lists = {**settings.lists, **untold(settings.lists, usual_lists())}
    there, stages = what_is_there(office)
    for procedure, stage in stages:
        refuse_lost_stage(procedures, procedure, stage)
    rows = [*there, *as_rows(lists, date.min)]
    tables_of(settings.report, council_words(settings, rows, procedures))


def refuse_lost_stage(procedures: Mapping[str, "Procedure"], procedure: str, stage: str) -> None:
    """Cases go on where they are: their procedure and their stage stay. Raises BadSettings."""
    if procedure not in procedures:
        raise BadSettings(f"procedures.{procedure} is missing, and there are cases that follow it. Keep it; services can follow another one from now on.")
    if stage not in {one.key for one in procedures[procedure].stages}:
        raise BadSettings(f"procedures.{procedure} has no {stage} any more, and there are cases at it. Keep its stages.")


def what_is_there(office: Office) -> tuple[list["Choice"], list[tuple[str, str]]]:
    """The lists' lines in the database, ended ones too, since a report may still name them; each procedure and stage that a case is at."""
    from portal.store import schema
    from portal.store.database import Database
    from portal.store.models import Case, Choice
    from portal.store.sealing import NO_KEYS

    if not (office.instance / "keys" / "master.keys").exists() or not (office.instance / "council.toml").exists():
        return [], []  # nothing was ever made here
    database = Database(office.settings, NO_KEYS)
    try:
        if schema.current(database) is None:
            return [], []
        with database.reading() as session:
            stages = session.query(Case.procedure, Case.stage).distinct().order_by(Case.procedure, Case.stage)
            return list(session.query(Choice)), [(procedure, stage) for procedure, stage in stages]
    finally:
        database.close()
