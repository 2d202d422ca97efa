"""The public pages of a council on SQLite, and somebody who fills them in."""

from dataclasses import replace

import pytest

from portal.settings import Fears
from tests.council import filled
from tests.integration.public.visitor import Visitor


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def settings(instance, database_url):
    answers = Fears(*(f"Answer {n} of the council." for n in range(1, 8)))
    return replace(filled(instance, database_url), fears=answers)


@pytest.fixture
def visitor(client):
    return Visitor(client)


@pytest.fixture
def contacts(app):
    """What arrived, oldest first."""
    from portal.store.models import Contact

    def read():
        with app.extensions["council"].database.reading() as session:
            return [(one.reference, dict(one.answers)) for one in session.query(Contact).order_by(Contact.received_at, Contact.id)]

    return read
