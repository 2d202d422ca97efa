"""The queue: each visible case once and in order, whichever way it is walked, at the cost of one index."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.casework import queue as reading
from portal.casework.queue import END, Page, queue
from portal.store.models import Case, Grant, Party, User
from tests import factories
from tests.integration.staff.conftest import Office
from tests.sizes import size

CASES = 12


@dataclass(frozen=True)
class Lot:
    """What a case of the walk is like."""

    rank: int
    days: int
    is_new: bool
    is_closed: bool
    is_restricted: bool
    has_grant: bool
    is_about_me: bool


LOTS = st.lists(
    st.builds(Lot, st.integers(0, 2), st.integers(-2, 2), *(st.booleans(),) * 5),
    min_size=CASES,
    max_size=CASES,
)


def as_lot(session: Session, case: Case, lot: Lot, user: User, today: date) -> None:
    """Make a case like this, for as long as the transaction lasts."""
    columns = {"rank": lot.rank, "due_on": today + timedelta(days=lot.days), "is_restricted": lot.is_restricted, "state": "new" if lot.is_new else "open"}
    session.execute(sa.update(Case).where(Case.id == case.id).values(**columns, closed_on=today if lot.is_closed else None))
    if lot.has_grant:
        session.add(Grant(case_id=case.id, user_id=user.id, stage="stage1", by_id=user.id, from_on=today))
    if lot.is_about_me:
        session.add(Party(key_id=case.key_id, case_id=case.id, role="subject", user_id=user.id, from_on=today))
    session.flush()


def walk(turn: Callable[..., Page], step: str, cursor: str | None, by: str) -> list[Page]:
    """All pages from one end to the other."""
    pages = [turn(**({by: cursor} if cursor else {}))]
    while (place := getattr(pages[-1], step)) is not None:
        pages.append(turn(**{by: place}))
    return pages


@pytest.mark.parametrize("role", ["officer", "manager", "senior"])
def test_walking_all_pages_either_way_gives_each_visible_case_once_and_in_order(office: Office, role: str) -> None:
    user: User = getattr(office, role)
    cases = [office.make(factories.a_sent_complaint) for _ in range(CASES)]

    def sees(lot: Lot) -> bool:
        if lot.is_closed or lot.is_about_me:
            return False
        if role == "manager":
            return lot.has_grant and not lot.is_new
        return (lot.has_grant or not lot.is_restricted) and (role == "officer" or not lot.is_new)

    @settings(max_examples=size(100), deadline=None, suppress_health_check=list(HealthCheck))
    @given(lots=LOTS, most=st.integers(1, 5))
    def check(lots: list[Lot], most: int) -> None:
        today = office.now.date()
        with office.database.writing() as session:
            for case, lot in zip(cases, lots, strict=True):
                as_lot(session, case, lot, user, today)
            session.expire_all()
            wanted = [(lot.rank, today + timedelta(days=lot.days), case.id) for case, lot in zip(cases, lots, strict=True) if sees(lot)]
            forth = walk(lambda **place: queue(session, user, today, size=most, **place), "next", None, "after")
            back = walk(lambda **place: queue(session, user, today, size=most, **place), "previous", END, "before")
            assert [(row.rank, row.due_on, row.id) for page in forth for row in page.rows] == sorted(wanted)
            assert [(row.rank, row.due_on, row.id) for page in reversed(back) for row in page.rows] == sorted(wanted)
            assert {page.total for page in forth + back} == {len(wanted)}
            session.rollback()

    check()


def test_the_count_is_exact_up_to_a_number_and_then_says_more(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        office.make(factories.a_sent_complaint)
    for most, said in ((3, (3, True)), (4, (4, False))):
        monkeypatch.setattr(reading, "COUNTED_TO", most)
        with office.database.reading() as session:
            page = queue(session, office.officer, office.now.date())
        assert (page.total, page.has_more_than_counted) == said


def test_an_urgent_contact_stands_first_then_who_asks_us_to_wait_then_what_is_due_first(office: Office) -> None:
    later = office.make(factories.a_sent_complaint)
    sooner = office.make(factories.a_sent_complaint, days_ago=3)
    waits = office.make(factories.a_sent_complaint, wait="yes", wait_what="He is being moved")
    urgent = office.make(factories.an_urgent_contact)
    page = office.browser(office.officer).get("/cases").text
    places = [page.index(case.reference) for case in (urgent, waits, sooner, later)]
    assert places == sorted(places)
    assert page.index(">urgent<") < page.index(">wants us to wait<")


@pytest.mark.parametrize("place", ["2.2026-11-24.{}", "0.2026-01-01.{}", "2.2099-01-01.{}"])
def test_a_place_that_names_a_case_one_may_not_see_tells_nothing(office: Office, place: str) -> None:
    office.make(factories.a_triaged_case, holder=office.officer, responder=office.manager)
    hidden = office.make(factories.a_triaged_case)
    with office.database.reading() as session:
        there, not_there = (queue(session, office.manager, office.now.date(), after=place.format(reference)) for reference in (hidden.reference, "T99999"))
    assert there == not_there


@pytest.mark.parametrize(
    "place", ["", "end", "x", "2.2026-11-24", "9.2026-11-24.T1", "2.20261399.T1", "2.2026-11-24.\x00", "2.2026-11-24." + "A" * 5000, "٢.2026-11-24.T1"]
)
def test_a_place_that_cannot_be_read_is_the_first_page_and_never_an_error(office: Office, place: str) -> None:
    case = office.make(factories.a_sent_complaint)
    browser = office.browser(office.officer)
    for name in ("after", "before"):
        answer = browser.get("/cases", query_string={name: place})
        assert answer.status_code == 200
        assert case.reference in answer.text or place.startswith("2.")


def test_people_s_words_can_be_hidden_on_a_shared_screen(office: Office) -> None:
    office.make(factories.a_sent_complaint)
    browser = office.browser(office.officer)
    assert "Zebrafish" in browser.get("/cases").text
    office.app.config["WTF_CSRF_ENABLED"] = False
    browser.post("/cases/words", data={"hide": "yes"})
    assert "Zebrafish" not in browser.get("/cases").text
    browser.post("/cases/words", data={"hide": "no"})
    assert "Zebrafish" in browser.get("/cases").text


def test_an_empty_queue_says_what_would_be_here(office: Office) -> None:
    assert "Nothing waits for you" in office.browser(office.officer).get("/cases").text


@pytest.mark.parametrize("where", [{}, {"after": "2.2026-11-24.T1"}, {"before": END}])
def test_the_page_walks_the_index_and_sorts_nothing(office: Office, where: dict[str, str]) -> None:
    """PostgreSQL reads a handful of rows its own way; its plan at a million is in `make bench`."""
    if not office.database.is_sqlite:
        with office.database.reading() as session:
            assert queue(session, office.officer, office.now.date(), **where).rows == ()
        return
    plans: list[str] = []

    @sa.event.listens_for(office.database.engine, "before_cursor_execute")
    def keep(connection: sa.Connection, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        if statement.startswith("SELECT") and "LIMIT" in statement:
            plans.append("\n".join(row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)))

    with office.database.reading() as session:
        queue(session, office.officer, office.now.date(), **where)
    assert len(plans) == 2
    assert all("INDEX ix_case_queue" in plan and "TEMP B-TREE" not in plan for plan in plans)
    assert all("USING INDEX ix_party_subject" in plan for plan in plans)
