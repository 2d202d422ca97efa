"""Where people stumble: the month's numbers in words, beside the month's contacts; nothing typed, nobody named."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.casework.tally import count
from portal.forms.answers import Trouble
from portal.forms.model import Audience
from portal.forms.questions.matter import STORY
from portal.settings import Settings
from portal.store.database import Database
from portal.web.staff.stumbles import PROBLEMS
from tests import factories
from tests.integration.web.shape import Shape


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain selects: they run on both databases in tests/integration/casework."""
    return sqlite_url


@pytest.fixture
def senior(app: Flask, database: Database, settings: Settings, now: datetime) -> FlaskClient:
    with factories.a_desk(database, settings, now) as desk:
        user = factories.a_user(desk, "senior")
        for _each in range(2):
            factories.a_sent_complaint(desk)
        factories.a_sent_complaint(desk, kind="talk")
        for kind, form, page, question, answer, times in (
            ("stumble", "parent", "story", "story", "missing", 3),
            ("stumble", "gone", "old_page", "old_question", "too_long", 1),
            ("easy", "parent", "", "", "partly", 2),
            ("elsewhere", "", "", "", "school", 1),
            ("offered", "equality", "", "", "yes", 4),
            ("felt", "", "", "", "bad", 2),
        ):
            for _time in range(times):
                count(desk.session, "2026-11", kind, form, page, question, answer)
        count(desk.session, "2026-10", "stumble", "talk", "talk", "phone", "missing")
    return factories.signed_in(app, user, now)


def words(html: str) -> str:
    """What is read, the cells of a row with a space between them."""
    return " ".join(Shape(html.replace("</t", " </t")).text.split())


def test_each_problem_has_words() -> None:
    assert set(PROBLEMS) == set(Trouble)


def test_the_months_numbers_stand_beside_its_contacts(senior: FlaskClient) -> None:
    said = words(senior.get("/stumbles").text)
    assert "Contacts received in November 2026" in said and "3 contacts in all." in said
    assert f"Parents, carers and other adults: {STORY.wording[Audience.PARENT].ask} Left empty, and we need it 3" in said
    assert "gone: old_page: old_question Too long 1" in said
    assert "Parents, carers and other adults Partly 2" in said
    assert "A school, a nursery or a teacher Before a form was begun 1" in said
    assert "Began to answer: 4. Skipped: 0." in said and "Bad 2" in said


def test_another_month_has_its_own_and_a_month_nobody_has_is_not_there(senior: FlaskClient) -> None:
    said = words(senior.get("/stumbles?month=2026-10").text)
    assert "Contacts received in October 2026" in said and "I would rather talk: " in said and "Left empty, and we need it 1" in said
    assert "old_question" not in said
    for odd in ("2026-13", "1999-01", "x" * 1000, "2026-11-01"):
        assert senior.get("/stumbles", query_string={"month": odd}).status_code == 404
