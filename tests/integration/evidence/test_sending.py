"""Somebody adds files: before sending, after it, and from their own page; what came is shown in words."""

import os
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.casework.rounds import ask_for_rounds
from portal.casework.thread import visit
from portal.procedure.model import Event
from portal.store.models import Case, CaseEvent, Contact, DataKey, Draft, File, Outbox, Party, Task
from portal.web import arriving
from portal.web.public.hold import BACK
from tests import factories
from tests.integration.evidence import made
from tests.integration.evidence.conftest import Place, send

MIB = 1024 * 1024


def names(page: str) -> list[str]:
    return re.findall(r"<bdi>(.*?)</bdi></strong>", page)


def test_files_are_kept_checked_and_shown_in_words(place: Place) -> None:
    client = place.writer(kind="complaint")
    assert send(client, ("letter.txt", b"They never rang back."), ("photo.jpg", made.picture())).status_code == 302
    page = client.get("/files").text
    assert names(page) == ["letter.txt", "photo.jpg"] and page.count("We are checking") == 2
    place.work()
    assert client.get("/files").text.count("We have it.</p>") == 2
    assert [(row.kind, row.state) for row in place.rows()] == [("paper", "ready"), ("photo", "ready")]


def test_what_is_not_taken_is_said_with_what_to_do_and_the_rest_is_kept(place: Place) -> None:
    client = place.writer(story="They never rang back.")
    answer = send(client, ("page.html", b"<p>"), ("ok.txt", b"words"), ("empty.txt", b""))
    assert answer.status_code == 422
    assert "page.html: We cannot take this kind of file. Take a photo of it" in answer.text and "empty.txt: There is nothing in this file" in answer.text
    assert "We have kept everything else." in answer.text and names(answer.text) == ["ok.txt"]
    assert "Choose a file first." in send(client, ("", b"")).text


@pytest.mark.parametrize(("size", "said"), [(2 * MIB + 1, "larger than 2 MB"), (10 * MIB + 300_000, "too much at once")])
def test_too_large_is_said_on_a_page_that_keeps_everything(place: Place, size: int, said: str) -> None:
    limits = replace(place.settings, files=replace(place.settings.files, megabytes=2))
    place.app.extensions["council"] = replace(place.app.extensions["council"], settings=limits)
    client = place.writer(story="They never rang back.")
    answer = send(client, ("film.mp4", bytes(size)))
    assert answer.status_code == 413 and said in answer.text and 'name="files"' in answer.text
    assert place.rows() == [] and not any(place.folder.iterdir())


def test_five_are_taken_and_one_can_be_taken_out_again(place: Place, count: Callable[..., int]) -> None:
    client = place.writer()
    keys = count(DataKey)
    assert send(client, *((f"{n}.txt", b"words") for n in range(6))).status_code == 422
    assert len(place.rows()) == 5 and 'name="files"' not in client.get("/files").text
    first = place.rows()[0]
    assert client.post("/files/remove", data={"file": str(first.id)}).status_code == 302
    assert names(client.get("/files").text) == ["1.txt", "2.txt", "3.txt", "4.txt"]
    assert count(DataKey) == keys + 4
    for odd in ("", "x", str(first.id), "0" * 32):
        assert client.post("/files/remove", data={"file": odd}).status_code == 302


def test_nobody_s_file_is_taken_and_no_other_s_is_seen_or_removed(place: Place) -> None:
    mine, other, nobody = place.writer(), place.writer(), place.app.test_client()
    send(mine, ("mine.txt", b"words"))
    assert names(other.get("/files").text) == []
    other.post("/files/remove", data={"file": str(place.rows()[0].id)})
    assert names(mine.get("/files").text) == ["mine.txt"]
    for where in ("/files", "/files?of=talk", "/files?of=back", "/files?of=x"):
        assert nobody.get(where).status_code == 302 and send(nobody, ("x.txt", b"x"), where=where).status_code == 302
    assert len(place.rows()) == 1


def test_a_script_is_told_in_one_sentence(place: Place) -> None:
    client = place.writer()
    assert send(client, ("a.txt", b"words"), quietly="yes").json == {"is_here": True, "says": "It is here."}
    refused = send(client, ("a.svg", b"<svg>"), quietly="yes")
    assert refused.status_code == 200 and refused.json["is_here"] is False and "Take a photo" in refused.json["says"]


def test_at_sending_the_files_go_with_the_case_and_somebody_looks_the_same_day(place: Place, count: Callable[..., int]) -> None:
    client = place.writer(kind="complaint", story="It is in the file.")
    send(client, ("a.txt", b"words"), ("b.txt", b"more"))
    with place.desk() as desk:
        draft = desk.session.scalars(sa.select(Draft)).one()
        submit(desk, draft, {"kind": "complaint", "story": "It is in the file."}, drafts.FreshCode("T00001", "six words", "hash"))
    with place.database.reading() as session:
        case = session.scalars(sa.select(Case)).one()
        assert {(row.draft_id, row.case_id, row.contact_id) for row in place.rows()} == {(None, case.id, case.contact_id)}
        assert [event.event for event in case.events].count(Event.FILE_RECEIVED) == 2
        assert session.scalars(sa.select(Contact)).one().is_not_screened
        assert session.scalars(sa.select(Task).where(Task.kind == "look_at_file")).one().due_on == place.clock.now.date()
    assert names(client.get("/files").text) == ["a.txt", "b.txt"]
    assert send(client, ("later.txt", b"later")).status_code == 302
    assert "today, or on the next working day" in client.get("/files?done=yes").text
    assert count(CaseEvent, CaseEvent.event == Event.FILE_RECEIVED) == 3 and count(Task, Task.kind == "look_at_file") == 1


def test_whoever_comes_back_adds_files_and_the_other_of_two_never_sees_them(place: Place) -> None:
    with place.desk() as desk:
        case = factories.a_couple(desk)
        tokens = []
        for party in sorted((one for one in case.parties if one.role == "complainant"), key=lambda one: one.id):
            party.code_hash = "of words"
            tokens.append(visit.begin(desk, party))
    browsers = []
    for token in tokens:
        client = place.app.test_client()
        client.set_cookie(BACK, token)
        browsers.append(client)
    assert send(browsers[0], ("mine.txt", b"words"), where="/files?of=back").status_code == 302
    assert [names(one.get("/files?of=back").text) for one in browsers] == [["mine.txt"], []]
    with place.database.reading() as session:
        assert session.scalars(sa.select(File)).one().party_id in set(session.scalars(sa.select(Party.id)))


def test_exit_and_the_end_of_a_draft_take_its_files_with_them(place: Place, count: Callable[..., int]) -> None:
    client = place.writer(story="They never rang back.")
    send(client, ("a.txt", b"words"))
    assert client.get("/exit", headers={"Sec-Fetch-Site": "none"}).status_code == 303
    assert count(File) == 0 and count(Draft) == 0
    place.work()  # the check finds nothing to do
    assert count(Outbox, Outbox.kind == "check_file", Outbox.state == "done") == 1
    place.clock.move(hours=2)
    with place.desk() as desk:
        ask_for_rounds(desk)
    for path in place.folder.iterdir():
        os.utime(path, (place.clock.now.timestamp() - 7200,) * 2)
    place.work()
    assert [path.suffix for path in place.folder.iterdir()] == [".gone"]
    place.clock.move(hours=25)
    with place.desk() as desk:
        ask_for_rounds(desk)
    place.work()
    assert not any(place.folder.iterdir())


def test_a_full_disk_stops_files_and_never_words(place: Place) -> None:
    short = replace(place.settings, files=replace(place.settings.files, keep_free_megabytes=10**9))
    place.app.extensions["council"] = replace(place.app.extensions["council"], settings=short)
    client = place.writer(kind="complaint")
    assert "We cannot take files just now" in client.get("/files").text
    assert "What you write still reaches us" in send(client, ("a.txt", b"words")).text
    assert client.post("/f/2", data={"story": "They never rang back.", "then": "go_on"}).status_code == 302


ODD_NAMES = {"../../etc/a.txt": "a.txt", "C:/x/a.txt": "a.txt", "a\u202etxt.txt": "a\\u202etxt.txt", "<b>.txt": "&lt;b&gt;.txt", "a\x00b.txt": "a\\u0000b.txt"}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_shown_as_it_is_and_never_used(place: Place, name: str) -> None:
    client = place.writer()
    assert send(client, (name, b"words")).status_code == 302
    assert names(client.get("/files").text) == [ODD_NAMES[name]]
    assert all(re.fullmatch("[0-9a-f]{32}", path.name) for path in place.folder.iterdir())


def test_pages_never_wait_for_uploads(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half the threads at most read files; whoever comes then is told to try again, and keeps everything."""
    monkeypatch.setattr(arriving, "WAITS", 0.05)
    client = place.writer(story="They never rang back.")
    assert send(client, ("a.txt", b"words")).status_code == 302
    places = place.app.extensions["uploads"]
    taken = [places.acquire(blocking=False) for _ in range(place.settings.web.threads)]
    assert taken.count(True) == place.settings.web.threads // 2
    answer = send(client, ("b.txt", b"words"))
    assert answer.status_code == 503 and "Wait a minute" in answer.text and names(answer.text) == ["a.txt"]
    assert client.get("/files").status_code == 200
    places.release()
    assert send(client, ("b.txt", b"words")).status_code == 302
