"""What became of a case: meetings, remedies, the ombudsman, learning and training; each a row, and an event where a case is meant."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from portal.casework.desk import Desk, NotAllowed
from portal.casework.learning import learning, training
from portal.casework.ombudsman import ombudsman
from portal.casework.ombudsman.ombudsman import Decision
from portal.casework.people.person_key import person_key
from portal.casework.remedy import conciliation, remedy
from portal.store.models import Case
from tests.factories import a_triaged_case
from tests.integration.casework.conftest import Office


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is written down is the same on both."""
    return sqlite_url


def happened(case: Case) -> list[str]:
    return [row.event for row in case.events]


def test_a_meeting_is_offered_then_settled_once(office: Office) -> None:
    case, desk, day = a_triaged_case(office.desk), office.later(5), office.desk.today
    meeting = conciliation.offer(desk, case, day)
    conciliation.settle(desk, case, meeting, day + timedelta(days=5), "resolved")
    assert (meeting.held_on, meeting.result, happened(case)[-2:]) == (desk.today, "resolved", ["mediation_offered", "mediation_held"])
    with pytest.raises(NotAllowed):
        conciliation.settle(desk, case, meeting, desk.today, "unresolved")


def test_an_earlier_system_may_know_only_that_a_meeting_was_held(office: Office) -> None:
    case = a_triaged_case(office.desk)
    meeting = conciliation.offer(replace(office.desk, by=None, brings_in=True), case, None, office.desk.today, "unresolved")
    assert (meeting.offered_on, happened(case)[-1]) == (None, "mediation_held")


def test_a_remedy_s_words_are_sealed_and_its_codes_are_in_the_history(office: Office) -> None:
    case, day = a_triaged_case(office.desk), office.desk.today
    agreed = remedy.agree(office.desk, case, None, "stage_1", "apology", None, day, "A letter from the director")
    assert case.events[-1].details == {"remedy": str(agreed.id), "kind": "apology", "decided_by": "stage_1"}
    assert (agreed.text, b"director" in agreed.text_sealed) == ("A letter from the director", False)
    remedy.done(office.desk, case, agreed, day)
    assert (agreed.done_on, happened(case)[-1]) == (day, "action_done")


def test_the_ombudsman_s_case_may_be_about_a_case_of_ours_or_none(office: Office) -> None:
    case, day = a_triaged_case(office.desk), office.desk.today
    ours = ombudsman.open_case(office.desk, case, "24 000 001", day, issue="Delay", person="P-17")
    ombudsman.decide(office.desk, ours, day, Decision("upheld", "Fault and injustice", 25_000))
    assert (ours.decision_text, ours.recommended_pence, happened(case)[-2:]) == ("Fault and injustice", 25_000, ["ombudsman_asked", "ombudsman_decided"])
    paid = remedy.agree(office.desk, None, ours, "ombudsman", "payment", 25_000, day)
    assert (paid.case_id, happened(case)[-1]) == (case.id, "remedy_agreed")
    before = len(case.events)
    other = ombudsman.open_case(office.desk, None, "24 000 002", day, service="looked_after")
    remedy.agree(office.desk, None, other, "ombudsman", "payment", 5_000, day, "For the delay")
    assert (other.case_id, len(case.events)) == (None, before)


def test_a_person_s_key_is_the_same_for_the_same_person_and_cannot_be_tried_without_the_council_s_key(office: Office) -> None:
    key = person_key(office.desk, "P-17")
    assert (key, person_key(office.desk, "P-18") == key, person_key(office.desk, "")) == (person_key(office.desk, "P-17"), False, None)
    assert key not in {hashlib.sha256(text).hexdigest() for text in (b"P-17", b"person:P-17")}


def test_learning_and_training_are_written_down_for_print(office: Office) -> None:
    lesson = learning.agree(office.desk, None, learning.Lesson("Nobody told us", "We ring first", "looked_after", tags=("send",)), office.desk.today)
    learning.done(office.desk, lesson, office.desk.today)
    course = training.hold_course(office.desk, office.desk.today, "Listening", "managers", 12)
    assert (lesson.by_id, lesson.done_on, lesson.tags, course.attended) == (office.officer.id, office.desk.today, ["send"], 12)


Act = Callable[[Desk, Case], object]
SOON = timedelta(days=1)
IMPOSSIBLE: dict[str, Act] = {
    "a meeting without the day it was offered": lambda desk, case: conciliation.offer(desk, case, None),
    "a meeting held before it was offered": lambda desk, case: conciliation.offer(desk, case, desk.today, desk.today - SOON),
    "a meeting declined and held": lambda desk, case: conciliation.offer(desk, case, desk.today, desk.today, "declined"),
    "a meeting with another result": lambda desk, case: conciliation.offer(desk, case, desk.today, None, "perhaps"),
    "a remedy of nothing": lambda desk, case: remedy.agree(desk, None, None, "stage_1", "apology", None, desk.today),
    "a remedy of no kind": lambda desk, case: remedy.agree(desk, case, None, "stage_1", "", None, desk.today),
    "a remedy nobody decided": lambda desk, case: remedy.agree(desk, case, None, "", "apology", None, desk.today),
    "a payment of nothing": lambda desk, case: remedy.agree(desk, case, None, "stage_1", "payment", 0, desk.today),
    "a remedy of tomorrow": lambda desk, case: remedy.agree(desk, case, None, "stage_1", "apology", None, desk.today + SOON),
    "the ombudsman without a reference": lambda desk, case: ombudsman.open_case(desk, case, " ", desk.today),
    "the ombudsman tomorrow": lambda desk, case: ombudsman.open_case(desk, case, "3", desk.today + SOON),
    "the ombudsman twice": lambda desk, case: [ombudsman.open_case(desk, None, "4", desk.today) for _ in range(2)],
    "another decision": lambda desk, case: ombudsman.decide(desk, ombudsman.open_case(desk, None, "5", desk.today), desk.today, Decision("perhaps")),
    "a decision before it was asked": lambda desk, case: ombudsman.decide(
        desk, ombudsman.open_case(desk, None, "6", desk.today), desk.today - SOON, Decision("upheld")
    ),
    "learning without words": lambda desk, case: learning.agree(desk, case, learning.Lesson("Nobody told us", " "), desk.today),
    "learning of tomorrow": lambda desk, case: learning.agree(desk, case, learning.Lesson("Nobody told us", "We ring"), desk.today + SOON),
    "a course for nobody": lambda desk, case: training.hold_course(desk, desk.today, "Listening", "", 1),
    "a course with fewer than nobody": lambda desk, case: training.hold_course(desk, desk.today, "Listening", "managers", -1),
    "a course tomorrow": lambda desk, case: training.hold_course(desk, desk.today + SOON, "Listening", "managers", 1),
}


def test_what_cannot_have_been_is_refused_and_leaves_the_history_alone(office: Office) -> None:
    case = a_triaged_case(office.desk)
    before = happened(case)
    for what, act in IMPOSSIBLE.items():
        with pytest.raises(NotAllowed):
            act(office.desk, case)
        assert happened(case) == before, what
