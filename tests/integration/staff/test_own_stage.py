"""Whoever was let in to answer reads the notes of their stage; what was written before is the complaints team's."""

from typing import Any

import pytest

from portal.casework.intake.triage import ToldRisk
from portal.casework.stage.note import note
from portal.store.models import Case, Task
from tests import factories
from tests.integration.staff.conftest import Office

TOLD = "LADO, by phone: it may concern the manager"


@pytest.fixture
def case(office: Office) -> Case:
    risks: dict[str, Any] = {"no_risks": False, "risks": (ToldRisk("press", TOLD, ""),)}
    made = office.make(factories.a_triaged_case, responder=office.manager, **risks)
    with office.desk(office.officer) as desk:
        note(desk, desk.session.get_one(Case, made.id), "Meeting on Tuesday", office.now.date())
        desk.session.add(Task(case_id=made.id, kind="subject_tried", due_on=desk.today, made_at=desk.now))
    return made


def test_a_manager_who_answers_reads_the_notes_of_stage_1_and_not_those_of_triage(office: Office, case: Case) -> None:
    page = office.browser(office.manager).get(f"/cases/{case.reference}").text
    assert "Meeting on Tuesday" in page
    assert TOLD not in page


def test_that_a_subject_tried_to_look_is_told_to_the_complaints_team_only(office: Office, case: Case) -> None:
    said = "Somebody this complaint is about tried to open it"
    pages = {user.name: office.browser(user).get(f"/cases/{case.reference}").text for user in (office.officer, office.manager)}
    assert [name for name, page in pages.items() if said in page] == ["Olu Officer"]


def test_the_complaints_team_reads_all_of_it(office: Office, case: Case) -> None:
    assert office.browser(office.officer).get(f"/cases/{case.reference}").text.count(TOLD) == 2
