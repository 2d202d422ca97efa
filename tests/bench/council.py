"""The council that the bench measures: a folder as `portal init` makes it, with the demonstration's staff and cases if wanted."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.commands import Office
from portal.commands.demo.fill import Stage, fill
from portal.commands.init import make_folder, make_tables, renew_lists
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import User
from portal.store.sealing import read_keys


def make(folder: Path, with_cases: bool = False) -> Settings:
    """A new council in a folder; `with_cases`: the staff and the sixty cases of the demonstration."""
    office = Office(folder)
    make_folder(folder)
    (folder / "ballast").unlink()
    make_tables(office)
    renew_lists(office)
    if with_cases:
        database = open_database(office.settings)
        fill(database, _stage(office.settings))
        database.close()
    return office.settings


def open_database(settings: Settings) -> Database:
    return Database(settings, read_keys(settings.key_file.parent))


def listening(settings: Settings, port: int) -> Settings:
    """The same council on another port of this machine."""
    return replace(settings, web=replace(settings.web, listen=f"127.0.0.1:{port}"))


def somebody(database: Database, role: str) -> User:
    """The first account of a role."""
    with database.reading() as session:
        return session.scalars(sa.select(User).where(User.role == role).order_by(User.email)).first() or _missing(role)


def _missing(role: str) -> User:
    raise LookupError(f"the bench's council has no {role}")


def desk_of(settings: Settings, session: sa.orm.Session) -> Desk:
    stage = _stage(settings)
    return Desk(session, stage.now, stage.calendar, stage.procedures, settings)


def _stage(settings: Settings) -> Stage:
    council = settings.council
    return Stage(settings, Calendar(council.nation), catalogue(settings.procedures), datetime.now(UTC))


def a_reference(taken: set[str]) -> str:
    """A reference of the bench's own nobody has yet."""
    while (one := f"B-{secrets.token_hex(4).upper()}") in taken:
        pass
    taken.add(one)
    return one
