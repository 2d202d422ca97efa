"""What was recorded or drawn: kept before anything is written, looked at first where a child sent it, played to staff and written down by them."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from portal.casework.evidence.receive import LOOK, receive
from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.casework.queue import queue
from portal.evidence.child import look
from portal.evidence.kinds import Reason
from portal.store.models import AccessLog, Case, CaseEvent, Draft, File, Task, Transcript
from portal.web.headers import PLAYS, RECORDS
from portal.web.look import STATIC
from portal.web.public.hold import FORM
from tests import factories
from tests.integration.evidence import made
from tests.integration.evidence.conftest import Place, send

SAID = "I want to [?] stay with Nan."


@pytest.fixture
def sent(place: Place) -> SimpleNamespace:
    """A case with a recording and a picture that wait for their verdict, and browsers of staff."""
    with place.desk() as desk:
        factories.the_lists(desk)
        officer, senior = factories.a_user(desk), factories.a_user(desk, "senior")
        case = factories.a_sent_complaint(desk)
        voice = receive(desk, [made.webm()], "my voice.weba", case=case, party=case.parties[0])
        picture = receive(desk, [made.picture("PNG")], "home.png", case=case, party=case.parties[0])
        paper = receive(desk, [b"words"], "letter.txt", case=case, party=case.parties[0])
    at = f"/cases/{case.reference}/files"
    people = {user.role: factories.signed_in(place.app, user, place.clock.now) for user in (officer, senior)}
    return SimpleNamespace(
        case=case,
        officer=people["complaints_officer"],
        senior=people["senior"],
        **{name: f"{at}/{one.id}" for name, one in (("voice", voice), ("picture", picture), ("paper", paper))},
    )


def recorder(place: Place) -> FlaskClient:
    return place.app.test_client()


def test_only_the_page_that_records_may_use_the_microphone(place: Place) -> None:
    page = recorder(place).get("/files/voice?as=p")
    assert {name: page.headers[name] for name in RECORDS} == RECORDS and "microphone=(self)" in page.headers["Permissions-Policy"]
    assert "microphone=()" in recorder(place).get("/files/drawing?as=p").headers["Permissions-Policy"]


def test_the_first_file_begins_a_draft_but_never_where_one_ended(place: Place) -> None:
    client = recorder(place)
    assert send(client, ("voice.weba", made.webm()), where="/files?as=y", quietly="yes").json == {"is_here": True, "says": "It is here."}
    assert "voice.weba" in client.get("/files/voice").text and place.rows()[0].kind == "recording"
    with place.database.reading() as session:
        assert session.scalars(sa.select(Draft.audience)).all() == ["young"]
    left = recorder(place)
    left.set_cookie(FORM, "of-a-draft-that-ended-with-exit")
    assert send(left, ("voice.weba", made.webm()), where="/files?as=y").status_code == 302
    assert send(recorder(place), ("voice.weba", made.webm())).status_code == 302 and len(place.rows()) == 1


def test_a_recording_alone_is_enough_and_a_child_s_stands_before_the_rest(place: Place) -> None:
    with place.desk() as desk:
        factories.the_lists(desk)
        officer = factories.a_user(desk)
        parent, child = factories.a_sent_complaint(desk), factories.a_young_person_s_complaint(desk)
        draft, _token = drafts.start(desk, "young")
        receive(desk, [made.webm()], "voice.weba", draft=draft)
        submit(desk, draft, {"kind": "complaint"}, drafts.fresh_code(b"pepper"))
        alone = desk.session.scalars(sa.select(Case).where(Case.contact_id == draft.contact_id)).one()
        danger = factories.an_urgent_contact(desk)
        in_order = [danger.id, alone.id, child.id, parent.id]
        due = desk.session.scalars(sa.select(Task.due_on).where(Task.case_id == alone.id, Task.kind == LOOK)).all()
        assert alone.contact.is_not_screened and due == [desk.today]
    with place.database.reading() as session:
        assert [case.id for case in queue(session, officer, date(2026, 11, 23)).rows] == in_order
    page = factories.signed_in(place.app, officer, place.clock.now).get("/cases").text
    assert page.count("not screened") == 1 and "safe" not in page.replace("safety", "")


def test_nothing_is_shown_or_played_before_its_verdict(place: Place, sent: SimpleNamespace) -> None:
    for one in (sent.voice, sent.picture):
        assert [sent.officer.get(f"{one}/{page}").status_code for page in ("open", "shown")] == [404, 404]
        assert sent.officer.post(f"{one}/open", data={"text": SAID}).status_code == 404
    place.work()
    assert [sent.officer.get(f"{one}/open").status_code for one in (sent.voice, sent.picture, sent.paper)] == [200, 200, 200]
    assert sent.officer.get(f"{sent.paper}/shown").status_code == 404
    assert sent.senior.get(f"{sent.voice}/open").status_code in (302, 404) and sent.senior.get(f"{sent.voice}/shown").status_code == 404


def test_a_recording_is_played_inside_one_page_and_can_do_nothing(place: Place, sent: SimpleNamespace) -> None:
    place.work()
    page = sent.officer.get(f"{sent.voice}/open")
    assert page.headers["Content-Security-Policy"] == PLAYS["Content-Security-Policy"] and f'src="{sent.voice}/shown"' in page.text
    assert 'preload="none"' in page.text and "autoplay" not in page.text and "<img" in sent.officer.get(f"{sent.picture}/open").text
    sound = sent.officer.get(f"{sent.voice}/shown")
    assert (sound.mimetype, sound.headers["Content-Security-Policy"]) == ("audio/webm", "sandbox; default-src 'none'")
    assert sound.headers["Content-Disposition"].startswith("inline;") and sound.headers["X-Content-Type-Options"] == "nosniff"
    assert made.CANARY.encode() not in sound.data and len(sound.data) == int(sound.headers["Content-Length"])
    part = sent.officer.get(f"{sent.voice}/shown", headers={"Range": "bytes=4-9"})
    assert part.status_code == 206 and part.data == sound.data[4:10]
    with place.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).where(AccessLog.action == "file.read", AccessLog.object == "file")) == 2


def test_what_was_heard_stands_beside_the_file_and_on_their_page(place: Place, sent: SimpleNamespace) -> None:
    place.work()
    assert "Write what you heard" in sent.officer.post(f"{sent.voice}/open", data={"text": " "}).text
    assert sent.officer.post(f"{sent.voice}/open", data={"text": "a\x00b"}).status_code == 422
    for text in ("I want to stay.", SAID):
        assert sent.officer.post(f"{sent.voice}/open", data={"text": text}).status_code == 302
    assert sent.senior.post(f"{sent.voice}/open", data={"text": SAID}).status_code == 404
    for address in (f"{sent.voice}/open", f"/cases/{sent.case.reference}"):
        page = sent.officer.get(address).text
        assert SAID in page and "It may not be exact." in page
    with place.database.reading() as session:
        rows = session.scalars(sa.select(Transcript).order_by(Transcript.at, Transcript.id)).all()
        assert [row.body for row in rows] == ["I want to stay.", SAID] and SAID.encode() not in rows[1].body_sealed
        events = session.scalars(sa.select(CaseEvent.details).where(CaseEvent.event == "file_written_down")).all()
        assert events == [{"file": str(session.scalars(sa.select(File.id).where(File.kind == "recording")).one())}] * 2


def test_a_recording_with_a_film_in_it_is_not_taken() -> None:
    assert look("weba", [made.webm(track=1)], bytearray().extend).reason == Reason.OTHER


def test_its_sheet_uses_the_colours_of_young_people_s_pages() -> None:
    colours, own = ((STATIC / name).read_text("utf-8") for name in ("young.css", "making.css"))
    assert set(re.findall(r"var\((--[a-z-]+)\)", own)) <= set(re.findall(r"(--[a-z-]+):", colours))
