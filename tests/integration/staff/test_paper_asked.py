"""Paper forms asked for: listed by when they are due, addresses logged, posted on a day, and asked for by telephone."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from portal.casework.intake.paper_form import To, ask_for
from portal.store.models import AccessLog, PaperRequest
from tests.integration.staff.conftest import Office

WANTED = {"way": "phone", "paper_form": "parent", "paper_format": "large", "paper_who": "me", "paper_name": "Ada", "paper_address": "1 Zebra Lane\nAnytown"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def browser(office: Office) -> FlaskClient:
    office.app.config["WTF_CSRF_ENABLED"] = False
    return office.browser(office.officer)


def asked(office: Office, name: str, days_ago: int = 0) -> PaperRequest:
    with office.desk(days_ago=days_ago) as desk:
        return ask_for(desk, name, "parent", "normal", "en", To(name, f"{name}'s house"), is_safe=True)


def boxes(request: PaperRequest, day: str) -> dict[str, str]:
    return {"which": str(request.id), **{f"on-{request.id}-{part}": number for part, number in (("day", day), ("month", "11"), ("year", "2026"))}}


def test_what_is_due_first_stands_first_and_late_ones_are_marked(office: Office, browser: FlaskClient) -> None:
    asked(office, "Newest")
    asked(office, "Oldest", days_ago=7)
    page = browser.get("/paper-asked").text
    assert page.index("Oldest") < page.index("Newest") and "3 working days over" in page
    assert "This month: 2 asked for, 0 posted, 1 late." in page and "Paper forms (2)" in page
    assert page.count('href="/print/p.pdf?language=en"') == 2, "whoever posts it prints it from here"
    assert [one.user_id for one in office.rows(AccessLog, AccessLog.action == "paper.addresses")] == [office.officer.id]


def test_posted_on_a_day_that_can_be(office: Office, browser: FlaskClient) -> None:
    one = asked(office, "Ada", days_ago=3)
    for day in ("19", "24", "31"):
        refused = browser.post("/paper-asked/sent", data=boxes(one, day))
        assert refused.status_code == 422 and f'href="#on-{one.id}-day"' in refused.text
    assert browser.post("/paper-asked/sent", data=boxes(one, "20")).status_code == 302
    (row,) = office.rows(PaperRequest)
    assert row.sent_on == office.now.date() - timedelta(days=3) and row.sent_by_id == office.officer.id
    assert browser.post("/paper-asked/sent", data=boxes(one, "23")).status_code == 302, "somebody was quicker: the first day stands"
    assert "No form waits." in browser.get("/paper-asked").text


def test_somebody_rings_and_wants_one(office: Office, browser: FlaskClient) -> None:
    once = re.findall(r'name="once" value="([^"]+)"', browser.get("/paper-asked").text)[0]
    wanted = {**WANTED, "once": once, "language": "en"}
    unsafe = browser.post("/paper-asked", data={**wanted, "paper_safe": "no"})
    assert unsafe.status_code == 422 and "We post only where it is safe." in unsafe.text and "1 Zebra Lane" in unsafe.text
    assert browser.post("/paper-asked", data=wanted).status_code == 422
    for _press in range(2):
        assert browser.post("/paper-asked", data={**wanted, "paper_safe": "yes"}).status_code == 302
    (row,) = office.rows(PaperRequest)
    assert (row.channel, row.form, row.format) == ("phone", "parent", "large")
    page = browser.get("/paper-asked").text
    assert "1 Zebra Lane" in page and "Large print" in page
