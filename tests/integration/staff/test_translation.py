"""A translation: asked for, late or not, kept beside the original by a named person; it stops no clock and ends 'look now'."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from portal.casework.desk import NotAllowed
from portal.casework.letters.letter import write
from portal.casework.stage.projection import REST, WAIT
from portal.casework.thread import translation
from portal.casework.thread.translation import Made
from portal.store.models import Case, CaseEvent, CaseStage, Contact, Task, Translation
from tests import factories
from tests.integration.staff.conftest import Office

POLISH = "Nikt nam nie powiedział. <b>Zebra</b>"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def case(office: Office) -> Case:
    """A complaint in Polish, which nobody on duty reads."""
    return office.make(factories.a_sent_complaint, written_in="pl", story=POLISH)


@pytest.fixture
def browser(office: Office) -> FlaskClient:
    office.app.config["WTF_CSRF_ENABLED"] = False
    return office.browser(office.officer)


MADE = {"who": "Irena Nowak", "on-day": "23", "on-month": "11", "on-year": "2026", "language": "en", "text": "Nobody told us.", "read_back": "no"}


def given(case: Case, **more: str) -> dict[str, str]:
    return {"original": f"contact:{case.contact_id}", "seen": "99", **MADE, **more}


def test_words_nobody_reads_are_looked_at_now_until_they_are_translated(office: Office, browser: FlaskClient, case: Case) -> None:
    assert office.rows(Case)[0].rank == WAIT and "look now" in browser.get("/cases").text
    (task,) = office.rows(Task, Task.kind == "translate")
    assert task.due_on == date(2026, 11, 24)
    clocks = {row.clock: row.due_on for row in office.rows(CaseStage)}
    answered = browser.post(f"/cases/{case.reference}/translation", data=given(case, minutes="90", cost="42.50"))
    assert answered.status_code == 302
    assert office.rows(Case)[0].rank == REST and "look now" not in browser.get("/cases").text
    assert {row.clock: row.due_on for row in office.rows(CaseStage)} == clocks, "it stops no clock"
    (made,) = office.rows(Translation)
    assert (made.of, made.of_id, made.made_on, made.minutes, made.pence, made.read_back) == ("contact", case.contact_id, date(2026, 11, 23), 90, 4250, False)
    page = browser.get(f"/cases/{case.reference}").text
    assert "Translated by Irena Nowak on Monday 23 November." in page and "90 minutes." in page and "£42.50" in page
    assert "Nikt nam nie powiedział. &lt;b&gt;Zebra&lt;/b&gt;" in page and "Nobody told us." in page
    with office.database.reading() as session:
        assert session.get(Contact, case.contact_id).answers["story"] == POLISH, "the original is never altered"
    assert [one.done_at is not None for one in office.rows(Task, Task.kind == "translate")] == [True]
    assert "translated" in {row.event for row in office.rows(CaseEvent)}


def test_asking_books_somebody_and_is_a_task_of_one_working_day(office: Office, browser: FlaskClient, case: Case) -> None:
    asked = {"original": f"contact:{case.contact_id}", "language": "en", "who": "Irena", "on-day": "24", "on-month": "11", "on-year": "2026", "seen": "99"}
    assert browser.post(f"/cases/{case.reference}/ask_translation", data=asked).status_code == 302
    (event,) = office.rows(CaseEvent, CaseEvent.event == "translation_asked")
    assert event.details["booked"] == "2026-11-24" and "Irena" not in str(event.details)
    assert len(office.rows(Task, Task.kind == "translate")) == 2
    assert "Irena" in browser.get(f"/cases/{case.reference}").text


WRONG = (("minutes", "x"), ("minutes", "-1"), ("minutes", "99999"), ("cost", "4.5"), ("cost", "a lot"), ("cost", ".50"), ("who", " "))


def test_what_cannot_be_right_is_asked_again_with_the_text_kept(office: Office, browser: FlaskClient, case: Case) -> None:
    for field, wrong in WRONG:
        answered = browser.post(f"/cases/{case.reference}/translation", data=given(case, **{field: wrong}))
        assert answered.status_code == 422 and "Nobody told us." in answered.text, (field, wrong)
    assert office.rows(Translation) == []


def test_only_texts_of_this_case_can_be_translated(office: Office, case: Case) -> None:
    with office.desk(office.officer) as desk:
        other = factories.a_sent_complaint(desk)
        mine = desk.session.get_one(Case, case.id)
        letter = write(desk, mine, "answer", "Dear Ada")
        made = Made("Irena", desk.today, "pl", "Droga Ado", True)
        for one in translation.originals(desk, other):
            with pytest.raises(NotAllowed):
                translation.add(desk, mine, one, made)
        translation.add(desk, mine, next(one for one in translation.originals(desk, mine) if one.id == letter.id), made)
    assert [one.of for one in office.rows(Translation)] == ["letter"]


def test_a_letters_translation_closes_its_own_task_and_leaves_the_persons_words_to_be_looked_at(office: Office, browser: FlaskClient, case: Case) -> None:
    with office.desk(office.officer) as desk:
        mine = desk.session.get_one(Case, case.id)
        letter = write(desk, mine, "route", "Dear Ada")
        original = next(one for one in translation.originals(desk, mine) if one.id == letter.id)
        translation.ask_for(desk, mine, original, "pl")
        translation.add(desk, mine, original, Made("Irena", desk.today, "pl", "Droga Ado", True))
    assert {one.text_id: one.done_at is not None for one in office.rows(Task, Task.kind == "translate")} == {case.contact_id: False, letter.id: True}
    assert office.rows(Case)[0].rank == WAIT and "look now" in browser.get("/cases").text


def test_words_that_were_translated_are_not_to_be_looked_at_now_though_something_should_wait(office: Office, browser: FlaskClient) -> None:
    case = office.make(factories.a_sent_complaint, written_in="pl", story=POLISH, wait="yes")
    assert browser.post(f"/cases/{case.reference}/translation", data=given(case)).status_code == 302
    page = browser.get("/cases").text
    assert office.rows(Case)[0].rank == WAIT and "wants us to wait" in page and "look now" not in page


def test_a_letters_translation_is_shown_to_who_may_read_letters(office: Office, browser: FlaskClient) -> None:
    triaged = office.make(factories.a_triaged_case)
    with office.desk(office.officer) as desk:
        mine = desk.session.get_one(Case, triaged.id)
        letter = write(desk, mine, "answer", "Dear Ada")
        translation.add(
            desk, mine, next(one for one in translation.originals(desk, mine) if one.id == letter.id), Made("Irena", desk.today, "pl", "Droga Ado", True)
        )
    assert "Droga Ado" in browser.get(f"/cases/{triaged.reference}").text
    senior = office.browser(office.senior)
    senior.post(f"/cases/{triaged.reference}/why", data={"why": "check"})
    page = senior.get(f"/cases/{triaged.reference}").text
    assert triaged.reference in page and "Droga Ado" not in page
