"""The process dies after the commit and before the answer: whoever sends again reads the same reference and code, which opens it (R-04)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.access.code import verify
from portal.settings import load
from portal.store.database import Database
from portal.store.models import Case, Contact, Draft, Outbox, Party
from portal.store.sealing import read_keys
from tests.faults import sender
from tests.faults.running import SETTINGS
from tests.integration.commands.instances import free_port
from tests.places import at
from tests.sizes import IS_SOAK

FORMS, NUMBERS = (300, 200) if IS_SOAK else (12, 8)
"""How often the form and the page for a number are sent, to each database: 1,000 times in `make soak`."""
DYING = Path(__file__).with_name("dying.py")


@pytest.fixture(params=["sqlite", "postgres"])
def council(request: pytest.FixtureRequest, instance: Path) -> Iterator[tuple[int, Database]]:
    """The port, and the database behind it."""
    url, port = request.getfixturevalue(f"{request.param}_url"), free_port()
    (instance / "council.toml").write_text(SETTINGS.format(port=port, mail_port=1, url=f'"{url}"', recipient=""), "utf-8")
    command = [sys.executable, str(DYING), str(instance), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        database = Database(load(instance), read_keys(instance / "keys"))
        yield port, database
        database.close()
        os.killpg(process.pid, signal.SIGKILL)


class Unlucky(sender.Browser):
    """A browser whose next request is the last thing the process does."""

    def die(self, path: str, **fields: str) -> None:
        with pytest.raises(sender.Unknown):
            self.ask("POST", path, **fields, dies=True)


def in_database(database: Database, reference: str) -> tuple[int, int, int, str]:
    """(contacts, cases, mails asked for, the code's hash) of a reference."""
    with database.reading() as session:
        contacts = session.scalars(sa.select(Contact).where(Contact.reference == reference)).all()
        cases = session.scalars(sa.select(Case.id).where(Case.contact_id.in_([one.id for one in contacts]))).all()
        mails = session.scalars(sa.select(Outbox.id).where(Outbox.case_id.in_(cases), Outbox.kind == "acknowledge")).all()
        code_hash = session.scalars(sa.select(Party.code_hash).where(Party.case_id.in_(cases), Party.role == "complainant")).one()
        return len(contacts), len(cases), len(mails), code_hash or ""


def sent_in_vain(database: Database) -> tuple[str, str]:
    """The reference and the words of what was sent last, as they lie sealed in its draft."""
    with database.reading() as session:
        draft = session.scalars(sa.select(Draft).where(Draft.contact_id.is_not(None)).order_by(Draft.sent_at.desc(), Draft.id.desc())).first()
        assert draft is not None
        return str(draft.reference), str(draft.words)


def test_the_form_sent_again_shows_the_same_code(council: tuple[int, Database]) -> None:
    port, database = council
    for number in range(FORMS):
        browser = Unlucky(port)
        browser.begin()
        sender.fill(browser, {"story": f"Story {number}", "email": "ada@example.org"})
        browser.die(at("check"), then="send")
        before = sent_in_vain(database)
        assert sender.press(browser, sender.FORM, "", {}) == before
        contacts, cases, mails, code_hash = in_database(database, before[0])
        assert (contacts, cases, mails) == (1, 1, 1)
        assert verify(code_hash, before[1].split(), database.keys.pepper)


def test_the_number_sent_again_shows_the_same_code(council: tuple[int, Database]) -> None:
    port, database = council
    for number in range(NUMBERS):
        browser = Unlucky(port)
        once = browser.begin()
        browser.die("/talk", once=once, phone=f"01632 960{number:03}")
        before = sent_in_vain(database)
        assert sender.press(browser, sender.TALK, once, {"phone": f"01632 960{number:03}"}) == before
        assert in_database(database, before[0])[:2] == (1, 1)
