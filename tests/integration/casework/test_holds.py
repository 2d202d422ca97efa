"""Holds: which of them move a date, what they need, and that they end."""

import pytest

from portal.casework.desk import NotAllowed
from portal.casework.stage.find import issues
from portal.casework.stage.hold import Pause, hold, open_holds, resume
from portal.casework.upkeep import refresh_held
from portal.store.models import Case
from tests.integration.casework.conftest import Office, acknowledged

LETTER = "Dear Ada, ..."


def test_a_hold_for_the_court_on_every_point_moves_the_date(office: Office) -> None:
    case = acknowledged(office)
    before = case.due_on
    points = tuple(str(issue.id) for issue in issues(office.desk, case))
    hold(office.later(2), case, Pause("proceedings", points, office.desk.calendar.add(office.desk.today, 10)), LETTER, "post")
    assert case.state == "held"
    refresh_held(office.later(9))
    assert case.due_on > before


def test_a_hold_on_one_point_of_two_moves_nothing(office: Office) -> None:
    case = acknowledged(office)
    before = case.due_on
    first = (str(issues(office.desk, case)[0].id),)
    hold(office.later(2), case, Pause("proceedings", first, office.desk.calendar.add(office.desk.today, 10)), LETTER, "post")
    refresh_held(office.later(9))
    assert case.due_on == before


def test_waiting_for_consent_moves_nothing(office: Office) -> None:
    case = acknowledged(office)
    before = case.due_on
    hold(office.later(2), case, Pause("consent", (), office.desk.calendar.add(office.desk.today, 10)), LETTER, "post")
    refresh_held(office.later(9))
    assert case.due_on == before


def test_a_hold_is_looked_at_within_twenty_working_days(office: Office) -> None:
    with pytest.raises(NotAllowed):
        hold(office.desk, acknowledged(office), Pause("proceedings", (), office.desk.calendar.add(office.desk.today, 21)), LETTER, "post")


def test_an_agreed_wait_says_how_it_was_agreed_and_until_when(office: Office) -> None:
    with pytest.raises(NotAllowed):
        hold(office.desk, acknowledged(office), Pause("agreed", (), office.desk.calendar.add(office.desk.today, 5)), LETTER, "post")


def test_ending_a_hold_lets_the_clock_go_on(office: Office) -> None:
    case = acknowledged(office)
    hold(office.later(2), case, Pause("proceedings", (), office.desk.calendar.add(office.desk.today, 10)), LETTER, "post")
    later = office.later(7)
    resume(later, case, open_holds(later, case)[0].id, "The hearing is over")
    assert case.state == "open"
    assert open_holds(later, case) == ()


def test_held_cases_are_looked_at_a_few_at_a_time_and_none_is_left_out(office: Office) -> None:
    before = {}
    for _ in range(3):
        case = acknowledged(office)
        hold(office.later(2), case, Pause("proceedings", (), office.desk.calendar.add(office.desk.today, 10)), LETTER, "post")
        before[case.id] = case.due_on
    first = refresh_held(office.later(9), at_once=2)
    assert first is not None
    assert refresh_held(office.later(9), first, at_once=2) is None
    assert all(office.desk.session.get_one(Case, case_id).due_on > due for case_id, due in before.items())
