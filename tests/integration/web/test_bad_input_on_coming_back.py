"""Every text field of the page of somebody who came back, by every class of bad input: kept and shown exactly, or refused with the text kept."""

import re
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal.casework.thread import visit
from portal.forms.again import PARTS, REMIND
from portal.forms.model import Form, Kind
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, Message, Party
from tests import factories
from tests.integration.public.visitor import Page
from tests.integration.web.payloads import CLASSES, WHOLE
from tests.integration.web.shape import Shape

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
SEP = "\n|\n"
FIELDS: dict[str, tuple[str, ...]] = {
    "write": ("message",),
    "add": ("addition",),
    "reach": ("phone", "best_times", "email", "address"),
    "talk": ("phone", "best_times"),
    "next": ("why_next",),
    "unhappy": ("why_next",),
    "stop": ("why_stop",),
    "told": ("told_text",),
    "felt": (),
    "helper": (),
    "since": (),
    "side": ("advocate_name",),
    "remind": ("remind_email",),
}
"""The text fields of each part. A new one fails here until it is listed, and is then tried with everything."""
MESSAGES = {"write": "message", "add": "addition", "stop": "why_stop"}
"""The parts whose text is a message."""


@pytest.fixture
def me(app: Flask, database: Database, settings: Settings, now: datetime) -> FlaskClient:
    """A browser on the page of a person whose case waits to be sorted."""
    app.config["WTF_CSRF_ENABLED"] = False
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
        case = factories.a_sent_complaint(desk)
        token = visit.begin(desk, next(one for one in case.parties if one.reference))
    client = app.test_client()
    client.set_cookie("back", token)
    return client


def texts_of(form: Form) -> tuple[str, ...]:
    return tuple(asked.key for asked in form.pages[0].asked() if asked.kind not in (Kind.ONE_OF, Kind.ANY_OF))


def readable(name: str) -> str:
    """All readable texts of a class in one."""
    return SEP.join(text for text in (one.replace("\r\n", "\n").replace("\r", "\n") for one in CLASSES[name]) if not UNREADABLE.search(text)) or "plain"


def test_every_text_field_is_listed() -> None:
    assert {key: texts_of(form) for key, form in {**PARTS, "remind": REMIND}.items()} == FIELDS


@pytest.mark.parametrize("part", MESSAGES)
def test_what_is_written_is_shown_exactly_to_its_writer_and_to_staff(
    me: FlaskClient, app: Flask, database: Database, settings: Settings, now: datetime, part: str
) -> None:
    with factories.a_desk(database, settings, now) as desk:
        officer = factories.a_user(desk)
        reference = desk.session.scalars(sa.select(Case.reference)).one()
    staff = factories.signed_in(app, officer, now)
    tags: list[Any] = []
    for name in ("plain", *WHOLE):
        text = "plain" if name == "plain" else readable(name)
        with database.transaction() as session:
            session.execute(sa.delete(Message))
        assert me.post("/back", data={"part": part, MESSAGES[part]: text, "once": name}).status_code == 302
        pages = [Shape(me.get("/back").text), Shape(staff.get(f"/cases/{reference}").text)]
        assert all(text.strip() in page.text for page in pages), name
        assert not any(page.dangers for page in pages)
        public = pages[0].tags
        tags = tags or public
        assert public == tags, name


@pytest.mark.parametrize("part", [part for part, fields in FIELDS.items() if fields and part not in ("told", "next", "unhappy", "remind")])
def test_what_cannot_be_taken_comes_back_with_its_text(me: FlaskClient, database: Database, part: str) -> None:
    for field in FIELDS[part]:
        for text in ("a\x00b", "x" * 50_001):
            answer = me.post("/back", data={"part": part, "phone": "01632 960 001", **{field: text}})
            page = Page(answer)
            assert answer.status_code == 200 and "We have kept what you wrote" in page.words, (field, text[:9])
            assert page.fields[field] == [text.replace("\x00", "�")]
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Message)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(Party)) > 0


def test_odd_parts_and_numbers_are_never_an_error_of_ours(me: FlaskClient) -> None:
    for odd in ("", "-1", "9" * 40, "NaN", "\x00", "letter", "‮", "write\x00"):
        assert me.get("/back", query_string={"part": odd, "n": odd, "done": odd}).status_code in (200, 302)
        assert me.post("/back", data={"part": odd, "then": odd, "once": odd}).status_code in (200, 302, 400)
