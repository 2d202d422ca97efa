"""'Your young people': an advocate's own and nobody else's, at every address, until the moment it ends."""

from datetime import timedelta

import pytest

from portal.casework.intake import draft as drafts
from portal.casework.letters.letter import send, write
from portal.casework.people import consent
from portal.casework.people.advocacy import end
from portal.casework.stage.note import note
from portal.casework.thread.message import write_out
from portal.forms.answers import UNREADABLE
from portal.forms.catalogue import ADVOCATE
from portal.store.models import AccessLog, Message, Party, Task
from portal.web.public.hold import FORM
from tests.factories import ADVOCATE_SAID
from tests.integration.advocate.conftest import Service
from tests.integration.web.payloads import CLASSES, WHOLE
from tests.integration.web.shape import Shape


def test_the_list_says_who_where_it_is_and_what_comes_next(service: Service) -> None:
    reference = service.young_person(service.imogen)
    page = service.browser(service.imogen).get("/advocate/").text
    assert reference in page and "Nell" in page and "We have it. The complaints team reads it first." in page
    assert "by Wednesday 25 November" in page
    assert "Ashgrove" not in page, "a first name is enough on a list"
    assert reference not in service.browser(service.jonah).get("/advocate/").text


def test_another_advocates_young_person_is_as_if_there_were_none(service: Service) -> None:
    reference = service.young_person(service.imogen)
    for other in (service.jonah, service.stranger, service.boss):
        browser = service.browser(other)
        for address in (f"/advocate/{reference}", f"/advocate/{reference}/letters/1"):
            theirs, nobodys = browser.get(address), browser.get(address.replace(reference, "H-999999"))
            assert (theirs.status_code, theirs.data) == (404, nobodys.data)
        assert browser.post(f"/advocate/{reference}", data={"words": "Mine?"}).status_code == 404
    refused = service.rows(AccessLog, AccessLog.action == "advocate.open", ~AccessLog.allowed)
    assert {(row.rule, row.object_id) for row in refused} == {("A-8", None)}
    assert service.rows(Message) == []


def test_an_advocate_reads_what_went_to_them_and_nothing_of_anybody_else(service: Service) -> None:
    reference = service.young_person(service.imogen)
    other = service.young_person(service.jonah)
    service.act(reference, lambda desk, case, party: write_out(desk, party, "We ring you at four."))
    service.act(reference, lambda desk, case, party: note(desk, case, "Staff only: she sounds tired.", desk.today))
    service.act(reference, lambda desk, case, party: send(desk, case, write(desk, case, "route", "Dear Imogen, we look into it.", party), "post"))
    service.act(other, lambda desk, case, party: send(desk, case, write(desk, case, "route", "Dear Jonah, something else.", party), "post"))
    browser = service.browser(service.imogen)
    page = browser.get(f"/advocate/{reference}").text
    assert "We ring you at four." in page and "Staff only" not in page and "Olu" not in page
    assert "Dear Imogen" in browser.get(f"/advocate/{reference}/letters/1").text
    assert browser.get(f"/advocate/{reference}/letters/2").status_code == 404
    assert [row.read_at is not None for row in service.rows(Message)] == [True]
    opened = [row.action for row in service.rows(AccessLog, AccessLog.user_id == service.imogen.id, AccessLog.allowed)]
    assert opened == ["advocate.open", "advocate.letter", "advocate.letter"]


def test_what_an_advocate_writes_is_a_task_for_the_team_once(service: Service) -> None:
    reference = service.young_person(service.imogen)
    browser = service.browser(service.imogen)
    for _ in range(2):
        sent = browser.post(f"/advocate/{reference}", data={"part": "write", "words": "She wants\nto wait.", "once": "one"})
        assert sent.location.endswith(f"/advocate/{reference}?done=write")
    assert service.bodies() == ["She wants\nto wait."]
    assert [row.kind for row in service.rows(Task, Task.kind == "read_message")] == ["read_message"]
    refused = browser.post(f"/advocate/{reference}", data={"part": "write", "words": " "})
    assert (refused.status_code, "Write something here" in refused.text) == (422, True)
    assert browser.post(f"/advocate/{reference}", data={"part": "next", "why": "Too slow"}).status_code == 302
    assert len(service.rows(Message)) == 1, "the next stage is not offered yet"


def test_an_advocate_asks_for_the_next_stage_once_it_has_taken_too_long(service: Service) -> None:
    reference = service.young_person(service.imogen)
    service.clock.now += timedelta(days=40)
    browser = service.browser(service.imogen)
    assert "Ask for the next stage" in browser.get(f"/advocate/{reference}").text
    asked = browser.post(f"/advocate/{reference}", data={"part": "next", "why": "It has been six weeks.", "once": "x"})
    assert asked.location.endswith("done=next")
    assert (service.bodies(), [row.kind for row in service.rows(Task, Task.kind == "next_stage")]) == (["It has been six weeks."], ["next_stage"])


@pytest.mark.parametrize("how", ["part", "account", "expired"])
def test_it_ends_at_the_next_click_of_a_browser_that_is_signed_in(service: Service, how: str) -> None:
    reference = service.young_person(service.imogen)
    browser = service.browser(service.imogen)
    assert browser.get(f"/advocate/{reference}").status_code == 200
    if how == "part":
        service.act(reference, lambda desk, case, party: end(desk, case, party, "No longer wanted"))
        assert browser.get("/advocate/").status_code == 200
    elif how == "account":
        service.browser(service.boss).post(f"/advocate/service/{service.imogen.id}/end", data={"why": "Left"})
    else:
        service.clock.now = service.clock.now.replace(year=2027, month=6)
        browser = service.browser(service.imogen)
    for answer in (browser.get(f"/advocate/{reference}"), browser.post(f"/advocate/{reference}", data={"words": "Still here?"})):
        assert answer.status_code == 404 if how == "part" else "/account/sign-in" in answer.location
    assert service.rows(Message) == []


def test_once_consent_was_taken_back_nothing_newer_is_shown(service: Service) -> None:
    reference = service.young_person(service.imogen)
    service.act(reference, lambda desk, case, party: write_out(desk, party, "Before it was taken back."))
    service.clock.now += timedelta(days=2)
    given = service.act(reference, lambda desk, case, party: consent.give(desk, case, party, "complain", "yes"))
    service.act(reference, lambda desk, case, party: consent.withdraw(desk, case, desk.session.merge(given, load=True), desk.today))
    service.act(reference, lambda desk, case, party: send(desk, case, write(desk, case, "hold", "Dear Imogen, news.", party), "post"))
    browser = service.browser(service.imogen)
    page = browser.get(f"/advocate/{reference}").text
    assert "we may tell you nothing more" in page and "Before it was taken back." in page and "Letters to you" not in page
    assert browser.get(f"/advocate/{reference}/letters/1").status_code == 404
    assert "We may tell you nothing more." in browser.get("/advocate/").text
    browser.post(f"/advocate/{reference}", data={"part": "write", "words": "She agrees again.", "once": "x"})
    assert "She agrees again." in browser.get(f"/advocate/{reference}").text


def test_what_a_signed_in_advocate_sends_is_theirs_at_once_without_a_code(service: Service) -> None:
    browser, last_page = service.browser(service.imogen), len(ADVOCATE.pages)
    with service.desk() as desk:
        draft, token = drafts.start(desk, "advocate")
        drafts.keep(desk, draft, ADVOCATE_SAID)
    browser.set_cookie(FORM, token)
    assert browser.post(f"/f/{last_page}", data={"then": "send"}).location.endswith("/done")
    (party,) = service.rows(Party, Party.user_id == service.imogen.id)
    page = browser.get("/done").text
    assert f'href="/advocate/{party.reference}"' in page and "To look again later" not in page
    assert (party.code_hash, browser.get(f"/advocate/{party.reference}").status_code) == (None, 200)


def test_what_an_advocate_writes_is_shown_exactly_or_comes_back(service: Service) -> None:
    reference, browser = service.young_person(service.imogen), service.browser(service.imogen)
    browser.post(f"/advocate/{reference}", data={"words": "Plain words."})
    plain = set(Shape(browser.get(f"/advocate/{reference}").text).tags)
    for name in WHOLE:
        texts = [text for text in CLASSES[name] if text.strip() and not UNREADABLE.search(text.replace("\r\n", "\n").replace("\r", "\n"))]
        if texts:
            browser.post(f"/advocate/{reference}", data={"words": texts[0], "once": name})
            page = Shape(browser.get(f"/advocate/{reference}").text)
            assert texts[0].replace("\r\n", "\n").replace("\r", "\n") in page.text, name
            assert set(page.tags) <= plain and not page.dangers, name
    for bad in ("a\x07b", "x" * 50_001):
        refused = browser.post(f"/advocate/{reference}", data={"words": bad})
        assert (refused.status_code, "We have kept what you wrote." in refused.text) == (422, True)
    assert browser.get("/advocate/%00").status_code == browser.get("/advocate/" + "1" * 4000).status_code == 404


def test_what_a_relative_sends_in_an_advocate_s_browser_is_the_relative_s(service: Service) -> None:
    browser = service.browser(service.imogen)
    with service.desk() as desk:
        draft, token = drafts.start(desk, "advocate")
        drafts.keep(desk, draft, {**ADVOCATE_SAID, "adv_role": "relative"})
    browser.set_cookie(FORM, token)
    browser.post(f"/f/{len(ADVOCATE.pages)}", data={"then": "send"})
    assert service.rows(Party, Party.user_id == service.imogen.id) == []
    assert "To look again later" in browser.get("/done").text and "relative" not in browser.get("/advocate/").text
