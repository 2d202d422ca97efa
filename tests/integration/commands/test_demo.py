"""What the demonstration shows: of every part something, as it is while people work on it."""

from dataclasses import replace
from datetime import datetime

import pytest
import sqlalchemy as sa

from portal.commands.demo.fill import Stage, fill
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Contact, File, Message, Outbox, Statement
from tests import factories


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


def test_the_demonstration_has_a_file_messages_both_ways_and_words_to_check(database: Database, settings: Settings, now: datetime) -> None:
    settings = replace(settings, files=replace(settings.files, keep_free_megabytes=0))
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
    fill(database, Stage(settings, Calendar(settings.council.nation), catalogue({}), now))
    with database.reading() as session:
        assert session.scalars(sa.select(File.kind)).all() == ["photo"]
        assert session.scalars(sa.select(Outbox.kind).where(Outbox.state != "done")).all() == ["check_file"], "the worker looks at the photo; mail is not sent"
        assert {"in", "out"} <= set(session.scalars(sa.select(Message.direction)))
        assert session.scalars(sa.select(Statement.answer)).all() == ["asked"]
        assert session.scalars(sa.select(Contact.wants_wait).where(Contact.audience == "pass_on")).all() == [True]
