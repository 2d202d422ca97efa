"""Every box of a script by every class of bad input: kept and shown exactly, sent exactly, or said to be wrong with the text still there."""

import re

import pytest
from flask.testing import FlaskClient

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Kind
from portal.store.models import Contact
from portal.web.staff.enter import OTHER_LOOKS
from tests.integration.staff.conftest import Office
from tests.integration.staff.scripts import begun, boxes, marks, sent, stands, typed
from tests.integration.web.payloads import CLASSES, WHOLE
from tests.integration.web.shape import Shape

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
ODD = ("", "-1", "9" * 40, "NaN", "٣", "1.5", "\x00", "'", "../x", "use-", "use-nobody", "drop-story", "part-nobody")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def browser(office: Office) -> FlaskClient:
    office.app.config["WTF_CSRF_ENABLED"] = False
    return office.browser(office.officer)


def texts(name: str) -> str:
    """All readable texts of a class in one."""
    plain = (one.replace("\r\n", "\n").replace("\r", "\n") for one in CLASSES[name])
    return "\n|\n".join(text for text in plain if not UNREADABLE.search(text))[:40_000]


def test_what_is_typed_stands_there_exactly_and_nothing_of_it_is_a_tag(office: Office, browser: FlaskClient) -> None:
    plain = begun(browser)
    typed(browser, plain, story="plain", when_happened="plain", name="plain")
    tags = [Shape(browser.get(f"{plain}{where}").text).tags for where in ("", "/read-back")]
    for name in WHOLE:
        script, text = begun(browser), texts(name)
        line = " ".join(text.split())[:190].strip()
        typed(browser, script, story=text, when_happened=line, name=line)
        assert (stands(office, script)["story"], stands(office, script)["name"]) == (text, line), name
        seen = [Shape(browser.get(f"{script}{where}").text) for where in ("", "/read-back")]
        assert [one.tags for one in seen] == tags and not any(one.dangers for one in seen), name
        assert all(text in one.text for one in seen), name
    assert sent(browser, script).status_code == 302
    with office.database.reading() as session:
        assert session.query(Contact).one().answers["story"] == text


def test_what_cannot_be_sent_is_kept_and_said(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story="x" * 60_000, name="y" * 300, email="no\x00body", kind="treason", safe_phone=["ring", "fax"])
    page = browser.get(f"{script}?look=yes").text
    assert len(stands(office, script)["story"]) == 60_000
    assert "We have kept what you wrote." in page and {"story", "name", "email", "kind", "safe_phone"} <= set(re.findall(r'<a href="#([a-z_]+)">', page))
    assert browser.get(f"{script}/read-back").status_code == 302
    assert office.rows(Contact) == []


def test_every_box_of_every_form_is_one_of_the_page(browser: FlaskClient) -> None:
    for audience, form in ((one, form) for one, form in CATALOGUE.items() if one not in OTHER_LOOKS):
        page = browser.get(begun(browser, str(audience))).text
        names = {name for one in form.pages for asked in one.asked() for name in asked.names()}
        assert {name.removeprefix("was-") for name in marks(page)} >= names
        assert all(f'name="{name}"' in page for name in names)
        assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page))), audience


def test_names_and_buttons_that_no_page_of_ours_has(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story="Mine")
    many = {f"f{n}": "x" for n in range(5_000)} | {"user_id": "x", "story[]": "x", "was-": "x", "story~": "x", "was-story~": "x", "was-user_id": "x"}
    assert browser.post(script, data=many).status_code == 302
    for odd in ODD:
        assert browser.post(script, data={"then": odd, "came_by": odd, "was-came_by": "x", "was-story": odd, "kind": odd, "was-kind": odd}).status_code == 302
        assert browser.get(script).status_code == 200
        assert browser.get(f"/enter/{odd or 'x'}").status_code in (302, 404)
        assert browser.post(f"{script}/read-back", data={"kept": odd, "checked": odd}).status_code in (302, 409, 422)
        assert browser.post("/enter", data={"form": odd, "came_by": odd, "spoken": odd, **boxes("came_on", (23, 11, 2026))}).status_code == 422
        assert browser.post("/paper-asked/sent", data={"which": odd}).status_code == 302
    assert {"user_id", "story[]", "f1"}.isdisjoint(stands(office, script))
    assert "Mine" in (stands(office, script)["story"], stands(office, script).get("story~"))
    assert not any(question.kind is Kind.DATE and question.key in stands(office, script) for form in CATALOGUE.values() for question in form.pages[0].asked())
