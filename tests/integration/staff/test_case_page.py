"""The case page: why a date is that date, what may be done, what was found, what happened and when it was written down."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.casework.intake.triage import Point
from portal.casework.ombudsman.ombudsman import Decision, decide, open_case
from portal.casework.remedy.conciliation import offer
from portal.casework.stage.escalate import explain_late
from portal.casework.stage.find import find, issues
from portal.casework.stage.hold import Pause, hold
from portal.casework.stage.note import note
from portal.casework.stage.record import record
from portal.casework.stage.withdraw import not_accept
from portal.procedure.model import Event
from portal.store.models import Case, CaseEvent, Task
from tests import factories
from tests.integration.staff.conftest import Office


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is read is the same on both; the queue and the opening run on each."""
    return sqlite_url


def page_of(office: Office, case: Case, who: str = "officer", part: str = "") -> str:
    answer = office.browser(getattr(office, who)).get(f"/cases/{case.reference}{part}")
    assert answer.status_code == 200
    return answer.text


def words(text: str) -> str:
    """What a reader sees of a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def acts(text: str) -> set[str]:
    """The acts a page offers."""
    return set(re.findall(r'href="/cases/[^/"]+/([a-z_]+)"[^>]*role="button"', text))


@pytest.mark.parametrize(("days_ago", "is_late"), [(0, False), (4, False), (5, True)])
def test_what_is_written_down_more_than_two_working_days_later_says_so(office: Office, days_ago: int, is_late: bool) -> None:
    """Monday 23 November: Thursday is two working days before, Wednesday three."""
    case = office.make(factories.a_triaged_case, days_ago=10)
    with office.desk(office.officer) as desk:
        note(desk, desk.session.get_one(Case, case.id), "She rang.", office.now.date() - timedelta(days=days_ago))
    assert ("written down later" in page_of(office, case)) is is_late


def test_what_was_taken_back_is_struck_through_and_says_so(office: Office) -> None:
    case = office.make(factories.a_triaged_case)
    with office.desk(office.officer) as desk:
        row = desk.session.get_one(Case, case.id)
        record(desk, row, Event.NOTED, note="Wrong case")
        wrong = office_event(desk, row, "noted")
        record(desk, row, Event.VOIDED, voids=wrong.id)
    page = page_of(office, case)
    assert re.search(r"<s>A note was made\s*</s> <strong>taken back: it does not count", page)
    assert page.count("<s>") == 1


def office_event(desk: object, case: Case, event: str) -> CaseEvent:
    return desk.session.query(CaseEvent).filter_by(case_id=case.id, event=event).one()  # type: ignore[attr-defined]


def test_why_this_date_shows_each_day_what_did_not_count_and_the_source(office: Office) -> None:
    case = office.make(factories.a_triaged_case, days_ago=11, said={"in_danger": None})
    with office.desk(office.officer) as desk:
        record(desk, desk.session.get_one(Case, case.id), Event.ACKNOWLEDGED, on=office.now.date() - timedelta(days=10), details={"way": "letter"})
    read = words(page_of(office, case))
    assert "Answer at stage 1: 3 working days left · Thursday 26 November" in read
    assert "Day 7 of 10. Day 0 was Thursday 12 November." in read
    assert "Saturday 14 November does not count: Saturday" in read
    assert "Monday 23 November today day 7" in read
    assert "Thursday 26 November day 10, due" in read
    assert "SI 2006/1738" in read


@pytest.mark.parametrize(
    ("who", "offered", "not_offered"),
    [
        ("officer", {"answer", "extend", "hold", "acknowledge", "assign", "note", "subject"}, {"triage", "resume", "close", "reopen", "wait"}),
        ("manager", {"draft", "note"}, {"answer", "extend", "hold", "close", "assign", "acknowledge", "triage"}),
    ],
)
def test_acts_are_offered_as_the_procedure_and_the_role_allow(office: Office, who: str, offered: set[str], not_offered: set[str]) -> None:
    case = office.make(factories.a_triaged_case, responder=office.manager, holder=office.officer)
    found = acts(page_of(office, case, who))
    assert offered <= found and not not_offered & found


def test_what_is_not_sorted_is_sorted_first(office: Office) -> None:
    case = office.make(factories.a_sent_complaint)
    page = page_of(office, case)
    assert re.findall(r'class="govuk-button"[^>]*>([^<]*)</a>', page) == ["Sort this"]


def test_while_a_second_person_decides_it_is_not_sorted_again(office: Office) -> None:
    case = office.make(factories.a_triaged_case, procedure="signposted", points=(), reason="other_body", letter="We cannot answer this. This is who can.")
    page = page_of(office, case, "colleague")
    assert "Olu Officer proposed" in page and f"/cases/{case.reference}/proposal" in page
    assert "triage" not in acts(page)


def test_points_say_what_was_found_and_which_of_them_wait(office: Office) -> None:
    case = office.make(factories.a_triaged_case)
    with office.desk(office.officer) as desk:
        row = desk.session.get_one(Case, case.id)
        first, second = issues(desk, row)
        find(desk, row, {str(first.id): "partly_upheld"})
        day = office.now.date() + timedelta(days=10)
        hold(desk, row, Pause("proceedings", (str(second.id),), day), "We must wait for the court with point 2.", "post")
    read = words(page_of(office, case))
    assert "1. Nobody told us why visits stopped Communication Looked-after children Stage 1: Partly upheld" in read
    assert "2. Letters not answered Delay, or something agreed and not done Looked-after children to find on hold, look again on Thursday 3 December" in read
    assert "On hold since Monday 23 November: Court or other proceedings." in read


def test_what_was_sent_is_shown_exactly(office: Office) -> None:
    story = "  Two spaces, a tab\there,\n\nא line of Hebrew and <script>alert(1)</script> & 'quotes'"
    case = office.make(factories.a_sent_complaint, story=story, put_right=None)
    page = page_of(office, case, part="/sent")
    shown = re.search(r'<p class="heard-sent" dir="auto">(.*?)</p>', page, re.DOTALL)
    assert shown and html.unescape(shown[1]) == story
    assert "<script>alert" not in page
    read = words(page)
    assert "What do you want to tell us? Something is wrong (a complaint)" in read
    assert "On this number, is it safe to do these things? Ring you" in read
    assert "What would put it right?" not in read


def test_people_and_how_it_is_safe_to_reach_them_stand_beside(office: Office) -> None:
    case = office.make(factories.a_sent_complaint, relation="grandparent")
    read = words(page_of(office, case))
    assert "Who told us Ada Quillfeather , Grandparent" in read
    assert "Child Zebedee Quillfeather Age 8" in read
    assert "Yes Ring No Leave a voicemail" in read and "Phone number 01632 960 111" in read


def test_nothing_in_a_title_or_a_point_is_taken_for_a_tag(office: Office) -> None:
    case = office.make(factories.a_triaged_case, title="<b>Bold</b>", points=(Point("<i>Point</i>", "delay", "looked_after"),))
    for page in (page_of(office, case), office.browser(office.officer).get("/cases").text):
        assert "<b>Bold" not in page and "<i>Point" not in page and "&lt;b&gt;Bold" in page


def test_every_task_of_the_product_has_its_words(office: Office) -> None:
    """A kind nobody named would be shown as its code."""
    from portal.casework import undelivered
    from portal.casework.intake import alarm
    from portal.casework.reading import opening

    case = office.make(factories.a_sent_complaint)
    with office.desk() as desk:
        for kind in (alarm.NOT_OPENED, undelivered.TASK, opening.SUBJECT_TRIED):
            desk.session.add(Task(case_id=case.id, kind=kind, due_on=desk.today, made_at=desk.now))
    assert not re.search(r"alarm_not|undelivered|mail_failed|subject_tried", page_of(office, case))


def test_a_longer_history_asks_the_database_no_more_often(office: Office) -> None:
    case = office.make(factories.a_triaged_case)
    statements: list[str] = []
    engine = office.app.extensions["council"].database.engine
    sa.event.listen(engine, "before_cursor_execute", lambda _c, _cur, statement, *_rest: statements.append(statement))
    counts = []
    for _ in range(2):
        statements.clear()
        page_of(office, case)
        counts.append(len(statements))
        with office.desk(office.officer) as desk:
            for number in range(30):
                note(desk, desk.session.get_one(Case, case.id), f"Note {number}", office.now.date())
    assert counts[1] <= counts[0] < 65


def test_dates_that_are_behind_us_say_whether_they_were_met(office: Office) -> None:
    case = office.make(factories.a_triaged_case, days_ago=11)
    with office.desk(office.officer) as desk:
        record(desk, desk.session.get_one(Case, case.id), Event.ACKNOWLEDGED, on=office.now.date() - timedelta(days=3), details={"way": "phone"})
    read = words(page_of(office, case))
    assert "Say that we have it: due Monday 16 November, done Friday 20 November · missed" in read


def test_what_an_earlier_system_wrote_says_so_and_how_it_ended(office: Office) -> None:
    case = office.make(factories.a_triaged_case)
    with office.desk(office.officer) as desk:
        earlier, kept = replace(desk, brings_in=True), desk.session.get_one(Case, case.id)
        explain_late(earlier, kept, 1, "staff_away", desk.today)
        offer(earlier, kept, desk.today, desk.today, "unresolved")
        decide(earlier, open_case(earlier, kept, "24 000 001", desk.today), desk.today, Decision("premature"))
        not_accept(earlier, kept, desk.today, "out_of_time")
    shown = words(page_of(office, case))
    for said in (
        "Not taken on as a complaint: It came too late In an earlier system",
        "Written down why a stage took longer: Stage 1, Somebody we needed was away",
        "Mediation was held: It was not settled",
        "The ombudsman decided: Too early",
    ):
        assert said in shown
    assert acts(page_of(office, case)) & {"close", "answer", "hold"} == set()


def test_who_complained_in_the_councils_own_word_or_not_known(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    case = office.make(factories.a_triaged_case)
    monkeypatch.setitem(office.app.extensions["council"].settings.lists, "complainant", {"neighbour": {"name": "A neighbour"}})
    for code, shown in (("neighbour", "A neighbour"), ("lodger", "lodger"), ("", "")):
        with office.desk(office.officer) as desk:
            desk.session.get_one(Case, case.id).from_whom = code
        tags = re.search(r'<p class="heard-tags">(.*?)</p>', page_of(office, case), re.S)
        assert tags and words(tags[1]).startswith(" ".join([case.reference, *shown.split(), "Children's social care complaint"]))
