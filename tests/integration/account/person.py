"""Somebody on the staff of the tests: their password, their phone, and how they use a browser."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.access.password import hash_password
from portal.casework.account import account
from portal.casework.account.account import Part
from portal.casework.account.credentials import ENROL, enrol, open_link, set_first_password
from portal.casework.desk import Desk
from portal.store.database import Database

PASSWORD = "copper kettle walks north"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
STEP = 30


@dataclass
class Person:
    email: str
    password: str = PASSWORD
    secret: str = SECRET

    def code(self, now: datetime) -> str:
        """What their phone shows."""
        return pyotp.TOTP(self.secret).at(now)


def new_person(desk: Desk, email: str, role: str = "complaints_officer") -> Person:
    """An account, enrolled a minute ago so that the code of now is unused."""
    _user, token = account.add(desk, email, "Ama Boateng", Part(role))
    link = open_link(desk, token, ENROL)
    assert link is not None
    set_first_password(desk, link, hash_password(PASSWORD))
    assert enrol(desk, link, SECRET, pyotp.TOTP(SECRET).at(desk.now - timedelta(seconds=STEP)))
    return Person(email)


class Browser:
    """A client that remembers the page it looks at, and posts its forms with the page's token, as a browser does."""

    def __init__(self, client: FlaskClient, database: Database) -> None:
        self.client = client
        self.database = database
        self.page = ""

    def get(self, path: str, **rest: Any) -> TestResponse:
        return self._look(self.client.get(path, **rest))

    def post(self, path: str, fields: dict[str, Any] | None = None, **rest: Any) -> TestResponse:
        hidden = {name: unescape(value) for name, value in re.findall(r'name="(csrf_token|kept_token)" value="([^"]*)"', self.page)}
        return self._look(self.client.post(path, data=hidden | (fields or {}), **rest))

    def _look(self, response: TestResponse) -> TestResponse:
        if response.status_code == 200 and response.mimetype == "text/html":
            self.page = response.get_data(as_text=True)
        return response

    def sign_in(self, person: Person, now: datetime, to: str = "", **instead: str) -> TestResponse:
        self.get("/account/sign-in")
        typed = {"email": person.email, "password": person.password, "code": person.code(now), "to": to}
        return self.post("/account/sign-in", typed | instead)

    def is_in(self) -> bool:
        return self.client.get("/account/").status_code == 200
