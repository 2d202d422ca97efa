"""A member of staff at a script: what they post, and what stands in it."""

import re
import uuid
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.casework.intake.entered import mark
from portal.store.models import Draft
from tests.integration.staff.conftest import Office

STORY = "She rang in tears.\nNobody told her that the visits stop."


def begun(browser: FlaskClient, form: str = "parent", came_by: str = "phone", on: tuple[int, int, int] = (23, 11, 2026), **more: str) -> str:
    """Begin a script; returns its address."""
    answer = browser.post("/enter", data={"form": form, "came_by": came_by, "spoken": "en", **boxes("came_on", on), **more})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def boxes(name: str, on: tuple[int, int, int]) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}-{part}": str(number) for part, number in zip(("day", "month", "year"), on, strict=True)}


def marks(page: str) -> dict[str, str]:
    """The marks with which a page was drawn."""
    return {f"was-{name}": one for name, one in re.findall(r'name="was-([^"]+)" value="([0-9a-f]+)"', page)}


def typed(browser: FlaskClient, script: str, then: str = "keep", **answers: Any) -> TestResponse:
    """Type into some boxes of an untouched window and press a button."""
    was = {f"was-{name}": mark([] if isinstance(answer, list) else "") for name, answer in answers.items()}
    return browser.post(script, data={**answers, **was, "then": then})


def sent(browser: FlaskClient, script: str, checked: str = "read_back") -> TestResponse:
    """Read it back, and send it."""
    page = browser.get(f"{script}/read-back")
    assert page.status_code == 200, page.headers
    seen = re.findall(r'name="kept" value="(\w+)"', page.text)[0]
    return browser.post(f"{script}/read-back", data={"kept": seen, "checked": checked})


def stands(office: Office, script: str) -> dict[str, Any]:
    """What stands in the boxes of a script."""
    with office.database.reading() as session:
        found = session.get(Draft, uuid.UUID(script.rsplit("/", 1)[1]))
        return dict(found.answers) if found else {}
