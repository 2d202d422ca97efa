"""Staff download a file's copy, and its original for a reason; each opening is in the log before a byte goes (T-05c, T-05d)."""

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from PIL import Image

from portal.casework.evidence.receive import receive
from portal.store.models import AccessLog, File, Task
from tests import factories
from tests.integration.evidence import made
from tests.integration.evidence.conftest import Place, send


@pytest.fixture
def sent(place: Place) -> SimpleNamespace:
    """A case with a photo and an old Word file that were checked, and browsers of staff."""
    with place.desk() as desk:
        factories.the_lists(desk)
        officer, senior, duty = (factories.a_user(desk, role) for role in ("complaints_officer", "senior", "duty_worker"))
        case, other = factories.a_sent_complaint(desk), factories.a_sent_complaint(desk)
        photo = receive(desk, [made.picture()], "my garden.jpg", case=case, party=case.parties[0])
        paper = receive(desk, [bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016)], "old.doc", case=case, party=case.parties[0])
    place.work()
    browsers = {user.role: factories.signed_in(place.app, user, place.clock.now) for user in (officer, senior, duty)}
    base = f"/cases/{case.reference}/files"
    return SimpleNamespace(case=case, other=other, photo=f"{base}/{photo.id}", paper=f"{base}/{paper.id}", officer=browsers["complaints_officer"], **browsers)


def logged(place: Place, action: str, thing: str = "file") -> list[str | None]:
    with place.database.reading() as session:
        return list(session.scalars(sa.select(AccessLog.reason).where(AccessLog.action == action, AccessLog.object == thing, AccessLog.allowed)))


def test_the_copy_is_a_download_that_can_do_nothing(place: Place, sent: SimpleNamespace) -> None:
    page = sent.officer.get(f"/cases/{sent.case.reference}").text
    assert "my garden.jpg" in page and "No safe copy can be made" in page
    copy = sent.officer.get(sent.photo)
    assert copy.status_code == 200 and copy.mimetype == "image/jpeg" and int(copy.headers["Content-Length"]) == len(copy.data)
    assert copy.headers["Content-Disposition"] == f'attachment; filename="{sent.case.reference}-1.jpg"'
    assert copy.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert copy.headers["X-Content-Type-Options"] == "nosniff" and copy.headers["Cache-Control"] == "no-store"
    assert b"Exif" not in copy.data and made.CANARY.encode() not in copy.data
    with Image.open(io.BytesIO(copy.data)) as picture:
        assert picture.size == (40, 60)
    assert logged(place, "file.read") == [None]


def test_the_original_is_handed_out_for_a_reason_only(place: Place, sent: SimpleNamespace) -> None:
    asked = sent.officer.get(f"{sent.photo}/original")
    assert asked.status_code == 200 and "Why do you need it?" in asked.text
    for odd in ({}, {"reason": ""}, {"reason": "curious"}):
        assert sent.officer.post(f"{sent.photo}/original", data=odd).status_code == 422
    assert logged(place, "file.original") == []
    original = sent.officer.post(f"{sent.photo}/original", data={"reason": "evidence"})
    assert original.data == made.picture() and original.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert sent.officer.get(sent.paper).status_code == 404
    assert sent.officer.post(f"{sent.paper}/original", data={"reason": "unreadable"}).status_code == 200
    assert logged(place, "file.original") == ["evidence", "unreadable"]


def test_a_file_is_there_only_on_its_own_case_and_for_who_may_know_people(place: Place, sent: SimpleNamespace) -> None:
    elsewhere = sent.photo.replace(sent.case.reference, sent.other.reference)
    assert sent.officer.get(elsewhere).status_code == 404 and sent.officer.get(f"{elsewhere}/original").status_code == 404
    for browser in (sent.senior, sent.duty_worker):
        assert browser.get(sent.photo).status_code in (302, 404)
        assert browser.post(f"{sent.photo}/original", data={"reason": "evidence"}).status_code == 404
    assert place.app.test_client().get(sent.photo).status_code == 302
    assert logged(place, "file.read") == []


def test_a_file_that_is_lost_or_changed_is_handed_out_to_nobody(place: Place, sent: SimpleNamespace) -> None:
    with place.database.reading() as session:
        photo = session.scalars(sa.select(File).where(File.kind == "photo")).one()
    lies = place.folder / str(photo.copy)
    lies.write_bytes(lies.read_bytes()[:-1] + b"x")
    assert sent.officer.get(sent.photo).status_code == 409
    lies.unlink()
    assert "missing or damaged" in sent.officer.get(sent.photo).text
    assert logged(place, "file.read") == []


def test_staff_add_a_letter_to_a_case_and_to_what_they_write_down(place: Place, sent: SimpleNamespace, count: Callable[..., int]) -> None:
    tasks = count(Task)
    where = f"/cases/{sent.case.reference}/files"
    assert send(sent.officer, ("scan.pdf", made.pdf()), where=where).status_code == 302
    assert send(sent.officer, ("scan.exe", b"MZ"), where=where).status_code == 422
    page = sent.officer.get(f"/cases/{sent.case.reference}").text
    assert "scan.pdf" in page and "added by staff" in page and count(Task) == tasks
    day = {"came_on-day": "20", "came_on-month": "11", "came_on-year": "2026"}
    script = sent.officer.post("/enter", data={"form": "parent", "came_by": "letter", "spoken": "en", **day}).headers["Location"]
    assert send(sent.officer, ("letter.txt", b"Dear team"), where=f"{script}/files").status_code == 302
    assert "letter.txt" in sent.officer.get(f"{script}/files").text
