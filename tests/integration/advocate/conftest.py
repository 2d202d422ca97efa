"""An advocacy service of the tests, and one of its young people on a case of the council."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.casework.desk import Desk
from portal.casework.people.advocacy import link
from portal.casework.people.offer import from_form
from portal.settings import Settings
from portal.settings.sections import Advocacy
from portal.store.database import Database
from portal.store.models import Case, Message, Party, Referral, User
from tests import factories
from tests.conftest import Clock


@dataclass
class Service:
    """Its people, an officer of the council, and an advocate of another service."""

    app: Flask
    database: Database
    settings: Settings
    clock: Clock
    officer: User
    boss: User
    imogen: User
    jonah: User
    stranger: User

    def desk(self, by: User | None = None) -> AbstractContextManager[Desk]:
        return factories.a_desk(self.database, self.settings, self.clock.now, by)

    def browser(self, user: User) -> FlaskClient:
        return factories.signed_in(self.app, user, self.clock.now)

    def young_person(self, advocate: User, **said: Any) -> str:
        """Somebody for whom an advocate speaks: the reference under which the advocate knows them."""
        with self.desk(self.officer) as desk:
            case = factories.an_advocate_s_complaint(desk, **said)
            party = next(one for one in case.parties if one.role == "advocate")
            link(desk, case, party, advocate, "Told at school.")
            return str(party.reference)

    def referred(self, **said: Any) -> Referral:
        """A young person who said yes to an advocate: the referral in this service's inbox."""
        with self.desk() as desk:
            here = replace(desk, settings=replace(desk.settings, advocacy=Advocacy(service="clear_voice")))
            case = factories.a_sent_complaint(here, **{"relation": "child", "name": "Kit Ashgrove", "child_name": None, "child_age": None, **said})
            from_form(here, case, case.parties[0], {"advocate_wanted": "yes"})
            return here.session.scalars(sa.select(Referral).where(Referral.case_id == case.id)).one()

    def act(self, reference: str, verb: Callable[[Desk, Case, Party], Any], by: User | None = None) -> Any:
        """Do something with the part an advocate has under a reference."""
        with self.desk(by or self.officer) as desk:
            party = party_of(desk.session, reference)
            return verb(desk, desk.session.get_one(Case, party.case_id), party)

    def rows(self, kind: type[Any], *where: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(sa.select(kind).where(*where)))

    def bodies(self) -> list[str]:
        """What every message says, in order."""
        with self.database.reading() as session:
            return [str(row.body) for row in session.scalars(sa.select(Message).order_by(Message.id))]


def party_of(session: Session, reference: str) -> Party:
    return session.scalars(sa.select(Party).where(Party.reference == reference)).one()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the select says runs on both databases in tests/integration/casework."""
    return sqlite_url


@pytest.fixture
def service(app: Flask, database: Database, settings: Settings, clock: Clock) -> Iterator[Service]:
    app.config["WTF_CSRF_ENABLED"] = False
    with factories.a_desk(database, settings, clock.now - timedelta(days=1)) as desk:
        factories.the_lists(desk)
        people = {
            "officer": factories.a_user(desk, name="Olu Officer"),
            "boss": factories.a_user(desk, "advocacy_manager", "Mina Organiser", organisation="clear_voice"),
            "imogen": factories.a_user(desk, "advocate", "Imogen Speakwell", organisation="clear_voice"),
            "jonah": factories.a_user(desk, "advocate", "Jonah Listener", organisation="clear_voice"),
            "stranger": factories.a_user(desk, "advocate", "Stan Stranger", organisation="northside"),
        }
    yield Service(app, database, settings, clock, **people)


def boxes(name: str, day: datetime) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
