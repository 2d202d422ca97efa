"""Staff accounts, enrolled through the verbs, and browsers to use them; Argon2id is made cheap except where it is the subject."""

from collections.abc import Callable
from datetime import datetime

import pytest
from argon2 import PasswordHasher
from flask import Flask, redirect, render_template_string, request
from flask.typing import ResponseReturnValue

from portal.access import password
from portal.casework.desk import Desk
from portal.procedure.calendar import Calendar
from portal.settings import Settings
from portal.store.database import Database
from portal.web import kept_text
from portal.web.guard import signed_in_only
from portal.web.unit_of_work import council
from tests.integration.account.person import Browser, Person, new_person

FORM = (
    '<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">{{ kept_token(path="/form") }}'
    '<textarea name="note">{{ (kept or {}).get("note", "") }}</textarea></form>'
)


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(password, "_hasher", cheap)
    monkeypatch.setattr(password, "_DUMMY", cheap.hash("nobody's"))


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with one form of staff that refuses an empty note."""

    @app.route("/form", methods=["GET", "POST"])
    @signed_in_only
    def form() -> ResponseReturnValue:
        if request.method == "POST" and request.form["note"]:
            return redirect("/account/")
        return render_template_string(FORM, kept=kept_text.take())

    return app


@pytest.fixture
def running(app: Flask) -> Database:
    """The database as the application opened it."""
    with app.app_context():
        return council().database


@pytest.fixture
def at_desk(running: Database, settings: Settings, clock: Callable[[], datetime]) -> Callable[[Callable[[Desk], object]], object]:
    """Do something at a desk, committed: at_desk(lambda desk: account.disable(desk, ...))."""

    def act(verb: Callable[[Desk], object]) -> object:
        with running.transaction() as session:
            return verb(Desk(session, clock(), Calendar("england"), {}, settings))

    return act


@pytest.fixture
def officer(at_desk: Callable[..., Person]) -> Person:
    return at_desk(lambda desk: new_person(desk, "ama@anytown.example"))


@pytest.fixture
def visitor_of(app: Flask, running: Database) -> Callable[[], Browser]:
    """A fresh browser each time."""
    return lambda: Browser(app.test_client(), running)


@pytest.fixture
def visitor(visitor_of: Callable[[], Browser]) -> Browser:
    return visitor_of()
