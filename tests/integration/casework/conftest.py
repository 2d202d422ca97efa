"""A desk with an officer, a second officer and a manager who can answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from portal.casework.desk import Desk
from portal.casework.stage.acknowledge import acknowledge
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, User
from tests import factories


@dataclass(frozen=True)
class Office:
    """Who is there, and the desk they act at."""

    desk: Desk
    officer: User
    colleague: User
    manager: User

    def by(self, user: User) -> Desk:
        return replace(self.desk, by=user)

    def later(self, days: int) -> Desk:
        """The officer's desk so many calendar days later."""
        return replace(self.desk, now=self.desk.now + timedelta(days=days))


@pytest.fixture
def office(database: Database, settings: Settings, now: datetime) -> Iterator[Office]:
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
        officer, colleague = factories.a_user(desk), factories.a_user(desk)
        manager = factories.a_user(desk, "service_manager", service="looked_after")
        yield Office(replace(desk, by=officer), officer, colleague, manager)


def acknowledged(office: Office, **said: object) -> Case:
    case = factories.a_triaged_case(office.desk, responder=office.manager, said=dict(said) or None)
    acknowledge(office.desk, case, "phone", office.desk.today)
    return case
