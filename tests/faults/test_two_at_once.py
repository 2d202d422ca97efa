"""Two officers work on the same few cases at the same time: no act is lost, and whoever came second is told and keeps their words (R-17)."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal.casework.desk import Changed
from portal.casework.stage.note import note
from portal.settings import Settings
from portal.store.database import Busy, Database
from portal.store.models import Case, CaseEvent, User
from tests import factories
from tests.sizes import size

CASES = 3
ACTS = size(1_000)


@dataclass
class Outcome:
    """What one officer was told, act by act."""

    done: Counter[str] = field(default_factory=Counter)
    told: int = 0


@dataclass
class Office:
    app: Flask
    database: Database
    settings: Settings
    now: datetime
    officers: list[User]
    manager: User
    references: list[str]

    def standing(self) -> dict[str, tuple[int, int]]:
        """(version, events) of each case."""
        with self.database.reading() as session:
            events = sa.select(sa.func.count()).where(CaseEvent.case_id == Case.id).scalar_subquery()
            return {row[0]: (row[1], row[2]) for row in session.execute(sa.select(Case.reference, Case.version, events))}


@pytest.fixture
def office(app: Flask, database: Database, settings: Settings, now: datetime) -> Iterator[Office]:
    app.config["WTF_CSRF_ENABLED"] = False
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
        officers = [factories.a_user(desk), factories.a_user(desk)]
        manager = factories.a_user(desk, "service_manager", service="looked_after")
    with factories.a_desk(database, settings, now, officers[0]) as desk:
        references = [factories.a_triaged_case(desk).reference for _ in range(CASES)]
    yield Office(app, database, settings, now, officers, manager, references)


def fields_of(office: Office, act: str, words: str) -> dict[str, str]:
    day = {"on-day": str(office.now.day), "on-month": str(office.now.month), "on-year": str(office.now.year)}
    return {
        "note": {"note": words, **day},
        "assign": {"responder": str(office.manager.id), "complained_about": "no", "decided": "no", "other_wanted": "no"},
    }[act]


def works(office: Office, number: int) -> Outcome:
    """One officer: opens a form, writes, presses; told that somebody was quicker, reads it and presses again."""
    browser, chance, outcome = factories.signed_in(office.app, office.officers[number], office.now), random.Random(number), Outcome()
    for turn in range(ACTS):
        reference, act = chance.choice(office.references), chance.choice(("note", "assign"))
        fields = fields_of(office, act, f"Words of {number}, {turn}")
        page = browser.get(f"/cases/{reference}/{act}").text
        while page := pressed(browser, f"/cases/{reference}/{act}", page, fields):
            outcome.told += 1
        outcome.done[reference] += 1
    return outcome


def pressed(browser: FlaskClient, address: str, page: str, fields: dict[str, str]) -> str:
    """ "" when it was done, else the page that says that somebody was quicker."""
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen, page[:3000]
    answer = browser.post(address, data={**fields, "seen": seen[1]})
    if answer.status_code == 302:
        return ""
    assert answer.status_code == 409, answer.text[-3000:]
    assert "Somebody else was quicker" in answer.text and "We have kept what you wrote" in answer.text
    assert all(value in unescape(answer.text) for name, value in fields.items() if name == "note")
    return str(answer.text)


def test_no_act_is_lost_and_whoever_came_second_is_told(office: Office) -> None:
    before = office.standing()
    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(lambda number: works(office, number), range(2)))
    after = office.standing()
    for reference in office.references:
        done = sum(outcome.done[reference] for outcome in outcomes)
        versions, events = (now - then for now, then in zip(after[reference], before[reference], strict=True))
        assert versions == events == done
    assert sum(outcome.done.total() for outcome in outcomes) == 2 * ACTS
    assert sum(outcome.told for outcome in outcomes) > 0


def test_verbs_without_a_form_lose_nothing_either(office: Office) -> None:
    """Two at the same verb with the same version in hand: one is done, the other raises, and nothing of it is kept."""
    before = office.standing()[office.references[0]]

    def acts(number: int) -> tuple[int, int]:
        done = told = 0
        for turn in range(ACTS):
            try:
                with factories.a_desk(office.database, office.settings, office.now, office.officers[number]) as desk:
                    case = desk.session.scalars(sa.select(Case).where(Case.reference == office.references[0])).one()
                    note(desk, case, f"Words of {number}, {turn}", desk.today)
                done += 1
            except TOLD:
                told += 1
        return done, told

    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(acts, range(2)))
    versions, events = (now - then for now, then in zip(office.standing()[office.references[0]], before, strict=True))
    assert versions == events == sum(done for done, _told in outcomes)
    assert sum(done + told for done, told in outcomes) == 2 * ACTS


TOLD = (Changed, Busy, sa.orm.exc.StaleDataError, sa.exc.IntegrityError)
"""What the second of two is told with: the case's version, its event's number, or no turn to write."""
