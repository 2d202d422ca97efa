"""What came by telephone, letter or visit: begun, kept whatever happens, seen by its writer and the manager only, thrown away."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from portal.casework.intake.draft import sweep
from portal.store.models import AccessLog, Case, CaseStage, Contact, Draft, KeptText, Party
from tests import factories
from tests.conftest import Clock
from tests.integration.staff.conftest import Office
from tests.integration.staff.scripts import STORY, begun, boxes, marks, sent, stands, typed


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def browser(office: Office) -> FlaskClient:
    office.app.config["WTF_CSRF_ENABLED"] = False
    return office.browser(office.officer)


def test_a_script_begins_with_whom_how_and_when(office: Office, browser: FlaskClient) -> None:
    script = begun(browser, came_by="letter", on=(20, 11, 2026))
    (draft,) = office.rows(Draft)
    assert (draft.user_id, draft.channel, draft.heard_on, draft.token_hash) == (office.officer.id, "letter", date(2026, 11, 20), None)
    page = browser.get(script)
    assert page.status_code == 200 and "All parts" in page.text and "What happened" in page.text
    for on, said in (((24, 11, 2026), "future"), ((20, 11, 2025), "more than a year"), ((31, 2, 2026), "real date")):
        refused = browser.post("/enter", data={"form": "parent", "came_by": "phone", "spoken": "en", **boxes("came_on", on)})
        assert refused.status_code == 422 and said in refused.text
    assert browser.post("/enter", data={"form": "nobody", "came_by": "phone", "spoken": "en", **boxes("came_on", (20, 11, 2026))}).status_code == 422
    assert browser.post("/enter", data={}).status_code == 422


def test_what_somebody_said_in_their_language_is_answered_in_it_and_read_as_staff_wrote_it(office: Office, browser: FlaskClient) -> None:
    for spoken, named, stored, kept in (("pl", "", "pl", "Polish"), ("other", "Somali", "en", "Somali"), ("en", "Klingon", "en", "")):
        script = begun(browser, spoken=spoken, spoken_name=named)
        assert stands(office, script).get("language", "") == kept
        typed(browser, script, story=STORY)
        sent(browser, script)
        contact = office.rows(Contact)[-1]
        (party,) = office.rows(Party, Party.reference == contact.reference)
        assert (contact.language, contact.is_unreadable, party.language) == (stored, False, {"Somali": "so"}.get(kept, stored)), spoken
    script = begun(browser, came_by="letter", spoken="pl")
    typed(browser, script, story="Od trzech tygodni nikt nie oddzwania. Nie rozumiem listu, który dostałam, i proszę o wyjaśnienie.")
    sent(browser, script)
    assert office.rows(Contact)[-1].is_unreadable, "a letter copied word for word is looked at now"


def test_everything_typed_is_kept_as_it_is_also_what_cannot_be_sent_like_that(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY, email="ada at example", safe_phone=["ring"])
    there = stands(office, script)
    assert (there["story"], there["email"], there["safe_phone"]) == (STORY, "ada at example", ["ring"])
    shown = browser.get(script).text
    assert "ada at example" in shown and "Nobody told her that the visits stop." in shown
    assert browser.get(f"{script}/read-back").headers["Location"].startswith(script)
    assert "Write the whole e-mail address" in browser.get(f"{script}?look=yes").text


def test_a_quiet_keeping_says_what_stands_there_now(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    was = marks(browser.get(script).text)
    told = browser.post(script, data={"story": "S", "was-story": was["was-story"], "quietly": "yes"}).get_json()
    assert list(told["was"]) == ["story"] and told["clash"] == "" and "Kept at" in told["kept"] and told["states"]["story"] == ["written", "green"]
    assert browser.post(script, data={"story": "So", "was-story": told["was"]["story"], "quietly": "yes"}).get_json()["clash"] == ""
    assert stands(office, script)["story"] == "So"


def test_two_windows_never_undo_each_other(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    was = marks(browser.get(script).text)
    everything = {name.removeprefix("was-"): "" for name in was if not name.startswith("was-came")}
    browser.post(script, data={**everything, **was, "story": "First window", "quietly": "yes"})
    browser.post(script, data={**everything, **was, "put_right": "Second window", "quietly": "yes"})
    assert (stands(office, script)["story"], stands(office, script)["put_right"]) == ("First window", "Second window")
    late = {"was-story": was["was-story"], "quietly": "yes"}
    browser.post(script, data={**late, "story": "Third window", "window": "third"})
    clash = browser.post(script, data={**late, "story": "Second window too", "window": "second"}).get_json()
    assert "Both texts are kept" in clash["clash"] and clash["was"] == {}
    shown = browser.get(script).text
    assert "First window" in shown and "Second window too" in shown and "Third window" in shown
    assert browser.get(f"{script}/read-back").status_code == 302, "both are read before it goes"
    browser.post(script, data={"then": "use-story~second"})
    browser.post(script, data={"then": "drop-story~third"})
    assert stands(office, script)["story"] == "Second window too" and not any("~" in name for name in stands(office, script))


def test_words_typed_when_the_session_has_ended_come_back(office: Office, browser: FlaskClient, clock: Clock) -> None:
    script = begun(browser)
    page = browser.get(script).text
    token = page.split('name="kept_token" value="')[1].split('"')[0]
    typed(browser, script, story="Kept before")
    clock.move(minutes=16)
    was = marks(page)
    late = browser.post(
        script, data={"story": "Kept before", "put_right": "Typed after", "kept_token": token, **{name: was[name] for name in ("was-story", "was-put_right")}}
    )
    assert late.headers["Location"].startswith("/account/sign-in")
    office.now = clock.now
    again = office.browser(office.officer)
    shown = again.get(script).text
    assert "We have kept what you wrote." in shown and "Typed after" in shown and "Kept before" in shown
    kept = {name.removeprefix("was-"): "" for name in marks(shown) if not name.startswith("was-came")} | {"story": "Kept before", "put_right": "Typed after"}
    again.post(script, data={**kept, **marks(shown), "kept_token": token, "quietly": "yes"})
    assert stands(office, script)["put_right"] == "Typed after"
    assert office.rows(KeptText) == []


def test_a_script_is_seen_by_its_writer_and_the_manager(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    with office.desk() as desk:
        boss = factories.a_user(desk, "complaints_manager")
    colleague, manager = office.browser(office.colleague), office.browser(boss)
    assert colleague.get(script).status_code == colleague.post(script).status_code == 404
    assert script not in colleague.get("/enter").text
    assert script in manager.get("/enter").text and "Olu Officer" in manager.get("/enter").text
    assert manager.get(script).status_code == 200
    assert [one.user_id for one in office.rows(AccessLog, AccessLog.action == "script.read")] == [boss.id]


def test_it_stays_until_it_is_sent_or_thrown_away_which_asks_first(office: Office, browser: FlaskClient, clock: Clock) -> None:
    script = begun(browser)
    clock.move(days=60)
    office.now = clock.now
    browser = office.browser(office.officer)
    with office.desk() as desk:
        assert sweep(desk.session, desk.now) == 0
    listed = browser.get("/enter").text
    assert script in listed and "60 days" in listed and "from an earlier day" in listed
    assert "cannot be brought back" in browser.get(f"{script}/throw-away").text
    assert office.rows(Draft), "asking throws nothing away"
    browser.post(f"{script}/throw-away")
    assert office.rows(Draft) == []
    assert [one.action for one in office.rows(AccessLog, AccessLog.object == "draft")] == ["script.thrown_away"]


def test_heard_on_friday_and_typed_on_monday_counts_from_friday(office: Office, browser: FlaskClient) -> None:
    script = begun(browser, on=(20, 11, 2026))
    typed(browser, script, story=STORY)
    sent(browser, script)
    (contact,) = office.rows(Contact)
    assert (contact.received_on, contact.channel, contact.entered_by_id) == (date(2026, 11, 20), "phone", office.officer.id)
    (stage,) = office.rows(CaseStage, CaseStage.clock == "acknowledge")
    assert (stage.started_on, stage.due_on) == (date(2026, 11, 20), date(2026, 11, 24))


def test_the_day_can_be_put_right_while_it_is_written(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    was = marks(browser.get(script).text)
    came = {name: one for name, one in was.items() if name.startswith("was-came")}
    browser.post(script, data={"came_by": "in_person", **boxes("came_on", (18, 11, 2026)), **came})
    (draft,) = office.rows(Draft)
    assert (draft.channel, draft.heard_on) == ("in_person", date(2026, 11, 18))
    was = marks(browser.get(script).text)
    came = {name: one for name, one in was.items() if name.startswith("was-came")}
    browser.post(script, data={"came_by": "in_person", **boxes("came_on", (40, 11, 2026)), **came})
    assert "real date" in browser.get(f"{script}?look=yes").text
    assert office.rows(Draft)[0].heard_on == date(2026, 11, 18)


def test_written_down_days_later_is_said_so(office: Office, browser: FlaskClient) -> None:
    script = begun(browser, on=(16, 11, 2026))
    typed(browser, script, story=STORY)
    sent(browser, script)
    (case,) = office.rows(Case)
    assert "written down later" in browser.get(f"/cases/{case.reference}").text
    assert office.now.date() - case.received_on == timedelta(days=7)
