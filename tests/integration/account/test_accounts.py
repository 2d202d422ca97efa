"""Accounts as the operator makes and changes them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.casework.account import account
from portal.casework.account.account import Part
from portal.casework.desk import Desk, NotAllowed
from portal.store.database import Database
from portal.store.models import AccessLog, SignInLink, User
from tests.conftest import Clock
from tests.factories import the_lists

AtDesk = Callable[[Callable[[Desk], object]], object]


def test_an_address_is_kept_in_small_letters(at_desk: AtDesk, running: Database) -> None:
    at_desk(lambda desk: account.add(desk, "  Ama.Boateng@Anytown.EXAMPLE ", "Ama Boateng", Part("auditor")))
    with running.reading() as session:
        assert session.scalar(sa.select(User.email)) == "ama.boateng@anytown.example"


@pytest.mark.parametrize(
    ("email", "name", "role", "says"),
    [
        ("nobody", "N", "auditor", '"nobody" is not an e-mail address.'),
        ("a@b", "N", "auditor", '"a@b" is not an e-mail address.'),
        ("a b@c.example", "N", "auditor", '"a b@c.example" is not an e-mail address.'),
        ("a@c.example", " ", "auditor", "An account needs the person's name."),
        ("a@c.example", "N", "king", 'There is no role "king". The roles are: '),
        ("a@c.example", "N", "panel_member", "Panel member is a role for people from outside: it needs a date on which the account ends."),
    ],
)
def test_what_cannot_be_an_account_is_refused_in_one_sentence(at_desk: AtDesk, email: str, name: str, role: str, says: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        at_desk(lambda desk: account.add(desk, email, name, Part(role)))
    assert str(refused.value).startswith(says)


def test_an_unknown_service_and_a_past_end_are_refused(at_desk: AtDesk, clock: Clock) -> None:
    with pytest.raises(NotAllowed, match="no service"):
        at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part("service_manager", "no-such")))
    with pytest.raises(NotAllowed, match="ended already"):
        at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part("auditor", None, clock.now.date() - timedelta(days=1))))


@pytest.mark.parametrize(
    ("role", "organisation", "says"),
    [
        ("advocate", None, "Advocate belongs to an advocacy service: name its code as the organisation. The list has: clear_voice, northside."),
        ("advocacy_manager", "no_such", "Advocacy service manager belongs to an advocacy service"),
        ("panel_member", "clear_voice", "Panel member is not a role of an advocacy service"),
    ],
)
def test_an_advocate_belongs_to_a_service_on_the_list_and_nobody_else_does(at_desk: AtDesk, role: str, organisation: str | None, says: str) -> None:
    at_desk(the_lists)
    with pytest.raises(NotAllowed, match=says):
        at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part(role, None, desk.today, organisation)))
    added, _token = at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part("advocate", None, desk.today, "clear_voice")))
    assert added.organisation == "clear_voice"
    with pytest.raises(NotAllowed):
        at_desk(lambda desk: account.change_role(desk, account.find(desk, "a@c.example"), Part("advocate", None, desk.today)))


def test_one_address_has_one_account(at_desk: AtDesk) -> None:
    at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part("auditor")))
    with pytest.raises(NotAllowed, match="already"):
        at_desk(lambda desk: account.add(desk, "A@C.example", "N", Part("auditor")))


def test_only_the_hash_of_a_link_is_kept(at_desk: AtDesk, running: Database) -> None:
    token = at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part("auditor"))[1])
    with running.reading() as session:
        assert token not in repr(session.execute(sa.text("SELECT * FROM sign_in_link")).all())
        assert session.scalar(sa.select(sa.func.count()).select_from(SignInLink)) == 1


def test_every_change_is_in_the_access_log(at_desk: AtDesk, running: Database) -> None:
    at_desk(lambda desk: account.add(desk, "a@c.example", "N", Part("auditor")))
    for verb in (account.disable, account.enable, account.start_again, lambda desk, user: account.change_role(desk, user, Part("senior"))):
        at_desk(lambda desk, verb=verb: verb(desk, account.find(desk, "a@c.example")))
    with running.reading() as session:
        rows = list(session.scalars(sa.select(AccessLog).order_by(AccessLog.number)))
    assert [row.action for row in rows] == ["account.add", "account.disable", "account.enable", "account.start_again", "account.role"]
    assert len({row.object_id for row in rows}) == 1
