"""`portal staff`, as an operator types it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.commands.staff import command
from portal.settings import Settings
from portal.store.database import Database
from portal.store.sealing import read_keys
from tests.factories import a_desk, the_lists

Portal = Callable[..., Result]


@pytest.fixture
def staff(settings: Settings) -> Portal:
    class Office:
        instance: Path = settings.instance

        def __init__(self) -> None:
            self.settings = settings

        def database(self) -> Database:
            return Database(settings, read_keys(settings.key_file.parent))

    return lambda *words: CliRunner().invoke(command, list(words), obj=Office())


def test_add_prints_a_link_that_opens_the_enrolment_page(staff: Portal, settings: Settings) -> None:
    from portal import create_app

    added = staff("add", "Ama@Anytown.example", "--name", "Ama Boateng", "--role", "complaints_officer")
    assert added.exit_code == 0, added.output
    link = added.stdout.strip()
    assert link.startswith("http://127.0.0.1:8000/account/enrol/")
    app = create_app(settings)
    assert app.test_client().get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    app.extensions["council"].database.close()


def test_an_account_is_changed_and_listed(staff: Portal) -> None:
    staff("add", "a@c.example", "--name", "N", "--role", "auditor")
    assert "a@c.example\tauditor\t-\tnot enrolled yet" in staff("list").stdout
    assert "Senior manager" in staff("role", "a@c.example", "--role", "senior").stdout
    staff("disable", "A@C.example")
    assert "a@c.example\tsenior\t-\tdisabled" in staff("list").stdout
    staff("enable", "a@c.example")
    assert "/account/enrol/" in staff("link", "a@c.example").stdout


def test_an_end_date_is_taken_for_people_from_outside(staff: Portal) -> None:
    refused = staff("add", "p@c.example", "--name", "P", "--role", "panel_member")
    assert (refused.exit_code, "needs a date" in refused.output) == (2, True)
    assert staff("add", "p@c.example", "--name", "P", "--role", "panel_member", "--ends", "2099-01-31").exit_code == 0


def test_the_first_account_of_an_advocacy_service_is_made_here(staff: Portal, database: Database, settings: Settings, now: datetime) -> None:
    words = ("add", "m@voice.example", "--name", "M", "--role", "advocacy_manager", "--ends", "2099-01-31")
    with a_desk(database, settings, now) as desk:
        the_lists(desk)
    assert (staff(*words).exit_code, "The list has: clear_voice, northside." in staff(*words).output) == (2, True)
    assert "/account/enrol/" in staff(*words, "--organisation", "clear_voice").stdout
    assert "m@voice.example\tadvocacy_manager\tclear_voice\tnot enrolled yet" in staff("list").stdout


@pytest.mark.parametrize("words", [("disable", "x@c.example"), ("role", "x@c.example", "--role", "auditor"), ("link", "x@c.example")])
def test_an_unknown_address_is_one_sentence(staff: Portal, words: tuple[str, ...]) -> None:
    refused = staff(*words)
    assert (refused.exit_code, refused.output) == (2, "Error: There is no account for x@c.example.\n")
