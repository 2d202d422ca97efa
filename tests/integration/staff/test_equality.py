"""Equality on the staff's side: a slip's number works once and locks when guessed; the record's answers stand beside the person's; nothing is read back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal.equality import OWN, SELF, store
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import AccessLog, CaseEvent
from tests import factories
from tests.conftest import Clock
from tests.equality_rows import answers_of

OWN_REFERENCE = "H-2K5W7X"


class People:
    """An officer, a recorder, a case of somebody, and what was kept of them."""

    def __init__(self, app: Flask, database: Database, settings: Settings, now: datetime) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        self.app, self.database, self.now = app, database, now
        with factories.a_desk(database, settings, now) as desk:
            factories.the_lists(desk)
            self.users = {role: factories.a_user(desk, role) for role in ("complaints_officer", "equality_recorder")}
        with factories.a_desk(database, settings, now, self.users["complaints_officer"]) as desk:
            case = factories.a_triaged_case(desk)
            self.reference = case.reference
            party = next(party for party in case.parties if party.role == "complainant")
            self.person, party.reference = party.id, OWN_REFERENCE

    def browser(self, role: str = "equality_recorder") -> FlaskClient:
        return factories.signed_in(self.app, self.users[role], self.now)

    def slip(self, about: str) -> str:
        """The number on a slip that an officer makes."""
        answer = self.browser("complaints_officer").post(f"/cases/{self.reference}/slip", data={"of": f"{OWN_REFERENCE}:{about}"})
        assert answer.status_code == 200
        return answer.text.partition('heard-slip-number">')[2].partition("<")[0]

    def kept(self) -> dict[tuple[str, str, str], str]:
        with self.database.reading() as session:
            return {(one.about, one.source, one.question): one.code for one in answers_of(session, self.database.keys, self.person)}


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    """What differs between the databases is tried in tests/integration/store."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def people(app: Flask, database: Database, settings: Settings, now: datetime) -> People:
    return People(app, database, settings, now)


def test_a_slip_goes_out_comes_back_and_is_typed_in_once(people: People) -> None:
    number = people.slip("child")
    typed = {"key": number.replace(" ", ""), "age": "5_9", "ethnic": "asian_indian"}
    recorder = people.browser()
    assert recorder.post("/equality/slip", data=typed).status_code == 422  # the slip is about the child
    kept = recorder.post("/equality/slip?about=child", data=typed)
    assert kept.headers["Location"] == "/equality/slip?about=child&done=yes"
    assert "checked" not in recorder.get(kept.headers["Location"]).text
    assert people.kept() == {("child", "slip", "age"): "5_9", ("child", "slip", "ethnic_group"): "asian", ("child", "slip", "ethnic"): "asian_indian"}
    again = recorder.post("/equality/slip?about=child", data={**typed, "age": "10_15"})
    assert again.status_code == 422 and 'value="10_15" checked' in again.text
    assert people.kept()["child", "slip", "age"] == "5_9"


def test_the_slip_to_print_asks_everything_and_names_nobody(people: People) -> None:
    page = people.browser("complaints_officer").post(f"/cases/{people.reference}/slip", data={"of": f"{OWN_REFERENCE}:self"}).text
    article = page.partition("<article")[2].partition("</article>")[0]
    for said in ("What is your religion?", "Gypsy or Irish Traveller", "Prefer not to say", "People working on your complaint cannot see your answers."):
        assert said in article
    assert "Quillfeather" not in article and OWN_REFERENCE not in article and people.reference not in article


@pytest.mark.parametrize("of", ["", "H-XXXXXX:self", "self", "%s:everybody"])
def test_a_slip_is_for_somebody_on_the_case(people: People, of: str) -> None:
    assert people.browser("complaints_officer").post(f"/cases/{people.reference}/slip", data={"of": of.replace("%s", OWN_REFERENCE)}).status_code == 422


def test_what_the_record_says_stands_beside_the_persons_own_answer(people: People) -> None:
    with people.database.transaction() as session:
        store(session, people.database.keys, people.person, SELF, OWN, {"sex": "female"})
    assert people.browser().post("/equality/record", data={"key": OWN_REFERENCE.lower(), "sex": "male", "age": "25_34"}).status_code == 302
    assert people.kept() == {("self", "self", "sex"): "female", ("self", "record", "sex"): "male", ("self", "record", "age"): "25_34"}


def test_the_record_adds_no_more_than_the_rule_says(people: People) -> None:
    page = people.browser().get("/equality/record?about=child").text
    assert 'name="age"' in page and 'name="condition"' in page and 'name="ethnic"' in page
    assert "religion" not in page and "orientation" not in page


@pytest.mark.parametrize("page", ["slip", "record"])
def test_wrong_numbers_lock_the_one_who_types_them(people: People, clock: Clock, page: str) -> None:
    right = people.slip("self") if page == "slip" else OWN_REFERENCE
    recorder = people.browser()
    for wrong in ("", "x" * 100_000, "0000 0000 0001", "H-999999", "'; DROP TABLE equality;--"):
        answer = recorder.post(f"/equality/{page}", data={"key": wrong, "sex": "male"})
        assert answer.status_code == 422 and 'value="male" checked' in answer.text
    assert recorder.post(f"/equality/{page}", data={"key": right, "sex": "male"}).status_code == 422
    clock.move(minutes=16)
    people.now += timedelta(minutes=16)
    assert people.browser().post(f"/equality/{page}", data={"key": right, "sex": "male"}).status_code == 302
    assert list(people.kept().values()) == ["male"]


def test_neither_the_events_nor_the_log_hold_an_answer(people: People) -> None:
    number = people.slip("self")
    people.browser().post("/equality/slip", data={"key": number, "orientation": "bisexual", "religion": "buddhist"})
    assert len(people.kept()) == 2
    with people.database.reading() as session:
        events = " ".join(str(event.details) for event in session.scalars(sa.select(CaseEvent)))
        rows: list[Any] = [[getattr(row, column.key) for column in AccessLog.__table__.columns] for row in session.scalars(sa.select(AccessLog))]
        log = " ".join(str(value) for row in rows for value in row)
    assert "equality.slip" in log
    for word in ("bisexual", "buddhist", "orientation", str(people.person), OWN_REFERENCE):
        assert word not in log.partition("equality.slip")[2] and word not in events


def test_a_recorder_opens_no_case(people: People) -> None:
    recorder = people.browser()
    for path in ("/cases", f"/cases/{people.reference}", f"/cases/{people.reference}/slip", "/stumbles"):
        assert recorder.get(path).status_code == 404
    assert "Equality slips" in recorder.get("/equality/slip").text
