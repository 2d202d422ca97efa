"""A complaints team of the tests, at work on cases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal.casework.desk import Desk
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, User
from tests import factories


@dataclass
class Office:
    """Its people, and what they do. `now` is when the next thing happens."""

    app: Flask
    database: Database
    settings: Settings
    now: datetime
    officer: User
    colleague: User
    manager: User
    senior: User
    duty: User

    def desk(self, by: User | None = None, days_ago: float = 0) -> AbstractContextManager[Desk]:
        return factories.a_desk(self.database, self.settings, self.now - timedelta(days=days_ago), by)

    def make(self, how: Callable[..., Case], by: User | None = None, days_ago: float = 0, **what: Any) -> Case:
        """A case made by a function of tests/factories.py."""
        with self.desk(by or self.officer, days_ago) as desk:
            return how(desk, **what)

    def do(self, verb: Callable[..., Any], *what: Any) -> None:
        with self.desk(self.officer) as desk:
            verb(desk, *what)

    def browser(self, user: User) -> FlaskClient:
        return factories.signed_in(self.app, user, self.now)

    def rows(self, kind: type[Any], *where: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(sa.select(kind).where(*where)))


@pytest.fixture
def office(app: Flask, database: Database, settings: Settings, now: datetime) -> Iterator[Office]:
    with factories.a_desk(database, settings, now - timedelta(days=30)) as desk:
        factories.the_lists(desk)
        people = {
            "officer": factories.a_user(desk, name="Olu Officer"),
            "colleague": factories.a_user(desk, name="Cora Colleague"),
            "manager": factories.a_user(desk, "service_manager", "Tam Manager"),
            "senior": factories.a_user(desk, "senior", "Sia Senior"),
            "duty": factories.a_user(desk, "duty_worker", "Dan Duty"),
        }
    yield Office(app, database, settings, now, **people)
