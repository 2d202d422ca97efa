"""Files an advocate adds for their young person: theirs alone, on the case, until it ends."""

from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.casework.people import consent
from portal.casework.people.advocacy import end
from portal.settings import Settings
from portal.store.models import AccessLog, File, Party, Task
from tests.integration.advocate.conftest import Service


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Whether the test machine's disk is full is not tried here."""
    return replace(settings, files=replace(settings.files, keep_free_megabytes=0, most=2))


def send(browser: FlaskClient, reference: str, *names: str) -> TestResponse:
    return browser.post(f"/advocate/{reference}/files", data={"files": [(BytesIO(b"words"), name) for name in names]})


def test_an_advocate_adds_files_that_only_they_and_the_team_see(service: Service) -> None:
    reference = service.young_person(service.imogen)
    browser = service.browser(service.imogen)
    assert "Choose files, or take a photo" in browser.get(f"/advocate/{reference}/files").text
    assert send(browser, reference, "mine.txt").location == f"/advocate/{reference}?done=files"
    assert "mine.txt" in browser.get(f"/advocate/{reference}?done=files").text
    (file,), (party,) = service.rows(File), service.rows(Party, Party.reference == reference)
    assert (file.party_id, file.by_id) == (party.id, service.imogen.id)
    assert [task.party_id for task in service.rows(Task, Task.kind == "look_at_file")] == [party.id], "staff look at it today"
    case_reference = service.act(reference, lambda desk, case, party: case.reference)
    assert "mine.txt" in service.browser(service.officer).get(f"/cases/{case_reference}").text
    assert service.rows(AccessLog, AccessLog.action == "advocate.files", AccessLog.allowed)
    assert send(browser, reference, "b.txt", "c.txt").status_code == 422 and len(service.rows(File)) == 2, "so many a day"


def test_without_the_form_s_token_nothing_is_taken(service: Service) -> None:
    reference = service.young_person(service.imogen)
    browser = service.browser(service.imogen)
    service.app.config["WTF_CSRF_ENABLED"] = True
    assert send(browser, reference, "forged.txt").status_code == 400
    assert service.rows(File) == []


@pytest.mark.parametrize("why", ["another", "ended", "consent"])
def test_no_file_is_seen_or_taken_where_they_do_not_speak_for_somebody(service: Service, why: str) -> None:
    reference = service.young_person(service.imogen)
    browser = service.browser(service.jonah if why == "another" else service.imogen)
    if why == "ended":
        service.act(reference, lambda desk, case, party: end(desk, case, party, "No longer wanted"))
    if why == "consent":
        given = service.act(reference, lambda desk, case, party: consent.give(desk, case, party, "complain", "yes"))
        service.act(reference, lambda desk, case, party: consent.withdraw(desk, case, desk.session.merge(given, load=True), desk.today))
        assert f"/advocate/{reference}/files" not in browser.get(f"/advocate/{reference}").text
    assert browser.get(f"/advocate/{reference}/files").status_code == 404
    assert send(browser, reference, "late.txt").status_code == 404
    assert service.rows(File) == []
