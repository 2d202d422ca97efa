"""The scanner is away, hangs, answers oddly or with old signatures: the file stays 'being checked', and is done once it is well again (R-09)."""

import socket
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from portal.casework.evidence.receive import receive
from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.commands.files import scanner
from portal.post.scan import NoVerdict, Verdict, is_young, scan
from portal.settings import Scan
from portal.store.models import Draft, Outbox, Task
from tests import factories
from tests.integration.evidence.conftest import Place, send
from tests.integration.evidence.scanners import Answer, pretended, read_stream

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
FRESH = b"ClamAV 1.4.6/27650/Sun Nov 22 08:35:12 2026\0"
OLD = b"ClamAV 1.4.6/27000/Sun Nov  8 08:35:12 2026\0"


def says(reply: bytes, version: bytes = FRESH) -> Answer:
    def answer(connection: socket.socket, command: bytes) -> None:
        if command == b"zVERSION\0":
            connection.sendall(version)
            return
        read_stream(connection)
        connection.sendall(reply)

    return answer


def slowly(connection: socket.socket, _command: bytes) -> None:
    """A byte every now and then: never long enough for one wait, and never done."""
    read_stream(connection)
    for letter in b"stream: OK\0":
        connection.sendall(bytes([letter]))
        time.sleep(0.3)


def hangs(connection: socket.socket, _command: bytes) -> None:
    read_stream(connection)
    time.sleep(3)


def hangs_up(connection: socket.socket, _command: bytes) -> None:
    connection.recv(10)


ODD: dict[str, tuple[Answer, str]] = {
    "half an answer": (says(b"stream: O"), "scanner_odd"),
    "no end": (says(b"stream: OK"), "scanner_odd"),
    "no answer": (says(b""), "scanner_odd"),
    "an error": (says(b"INSTREAM size limit exceeded. ERROR\0"), "scanner_odd"),
    "two answers": (says(b"stream: OK\nstream: X FOUND\0"), "scanner_odd"),
    "another's answer": (says(b"PONG\0"), "scanner_odd"),
    "an answer without end": (says(b"x" * 10_000), "scanner_odd"),
    "a hang": (hangs, "scanner_slow"),
    "a byte a while": (slowly, "scanner_slow"),
    "a line that is dropped": (hangs_up, "scanner_away|scanner_odd"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_scanner_gives_no_verdict(name: str) -> None:
    answer, reason = ODD[name]
    with pretended(answer, timeout=1) as settings, pytest.raises(NoVerdict) as said:
        scan(settings, [b"words" * 20_000], NOW)
    assert said.value.reason in reason.split("|")


def test_a_scanner_says_clean_found_or_too_much() -> None:
    for reply, verdict in (
        (b"stream: OK\0", Verdict.CLEAN),
        (b"stream: Eicar FOUND\0", Verdict.FOUND),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", Verdict.TOO_MUCH),
    ):
        with pretended(says(reply), days=7) as settings:
            assert scan(settings, [b"words"], NOW) is verdict


@pytest.mark.parametrize("version", [OLD, b"ClamAV 1.4.6\0", b"\0", b"ClamAV 1/2/yesterday\0"])
def test_old_signatures_and_such_of_no_day_are_no_verdict(version: bytes) -> None:
    with pretended(says(b"stream: OK\0", version), days=7) as settings, pytest.raises(NoVerdict, match="scanner_old"):
        scan(settings, [b"words"], NOW)


def a_case_of(place: Place) -> None:
    """The draft is sent, its file with it."""
    with place.desk() as desk:
        draft = desk.session.scalars(sa.select(Draft).where(Draft.contact_id.is_(None))).one()
        submit(desk, draft, {"kind": "complaint", "story": "It is in the file."}, drafts.FreshCode("T00001", "six words", "hash"))


def test_the_complaint_goes_and_the_file_waits_until_the_scanner_is_back(place: Place) -> None:
    client = place.writer(kind="complaint", story="They never rang back.")
    assert send(client, ("letter.txt", b"It is in the file.")).status_code == 302
    place.work(Scan(clamd="/nowhere/clamd.ctl"))
    assert "We are checking" in client.get("/files").text
    a_case_of(place)
    for _day in range(5):
        place.clock.move(days=1)
        place.work(Scan(clamd="/nowhere/clamd.ctl"))
        assert [row.state for row in place.rows()] == ["checking"]
    with pretended(says(b"stream: OK\0")) as settings:
        place.clock.move(minutes=6)
        place.work(settings)
    assert [row.state for row in place.rows()] == ["ready"]


def test_what_a_scanner_finds_is_kept_sealed_handed_to_nobody_and_told_to_staff(place: Place, count: Callable[..., int]) -> None:
    with place.desk() as desk:
        officer = factories.a_user(desk)
        case = factories.a_sent_complaint(desk)
        receive(desk, [b"harm"], "letter.txt", case=case, party=case.parties[0])
    staff = factories.signed_in(place.app, officer, place.clock.now)
    with pretended(says(b"stream: X FOUND\0")) as settings:
        place.work(settings)
    (row,) = place.rows()
    assert (row.state, row.reason, row.copy) == ("refused", "virus", None)
    assert (place.folder / row.original).exists()
    assert count(Task, Task.kind == "file_virus") == 1 and count(Outbox, Outbox.kind == "check_file", Outbox.state == "done") == 1
    base = f"/cases/{case.reference}/files/{row.id}"
    assert [staff.get(base).status_code, staff.get(f"{base}/original").status_code, staff.post(f"{base}/original").status_code] == [404] * 3
    assert "something harmful" in staff.get(f"/cases/{case.reference}").text


def test_the_day_of_signatures_is_read() -> None:
    assert is_young(FRESH.decode().rstrip("\0"), timedelta(days=7), NOW) and not is_young(OLD.decode().rstrip("\0"), timedelta(days=7), NOW)


def test_portal_check_says_whether_files_are_scanned(place: Place) -> None:
    def said(scan_as: Scan) -> str:
        return " ".join(scanner(replace(place.settings, scan=scan_as), place.database, NOW))

    assert "not scanned for viruses" in said(Scan())
    assert "does not answer" in said(Scan(clamd="/nowhere/clamd.ctl"))
    for version, sentence in ((OLD, "older than 7 days"), (FRESH, "")):
        with pretended(says(b"", version), days=7) as settings:
            assert sentence in said(settings) and bool(said(settings)) == bool(sentence)
