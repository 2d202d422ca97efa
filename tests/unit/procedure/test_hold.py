"""A hold says whether it moves the clock, and three grounds do."""

from typing import Any

import pytest

from portal.procedure.model import MOVING, Ground, Happening
from portal.procedure.running import Status
from portal.procedure.standing import State
from tests.unit.procedure.story import CORPORATE, INTAKE, day, happened, stands

RECEIVED = happened("received", "2026-11-02")
TRIAGED = happened("triaged", "2026-11-03", issues=["a", "b"])
RESUMED = happened("resumed", "2026-11-11")


def hold(ground: str, on: str = "2026-11-04", **details: Any) -> Happening:
    return happened("held", on, ground=ground, **details)


@pytest.mark.parametrize("ground", sorted(MOVING))
def test_the_days_after_a_hold_begins_up_to_its_end_do_not_count(ground: Ground) -> None:
    now = stands(RECEIVED, hold(ground), RESUMED, today="2026-11-12")
    assert now.main and now.main.due_on == day("2026-11-23")
    assert (now.main.day, now.main.raw_elapsed_days) == (3, 8)
    assert now.main.moved_by == ("held 2026-11-04",)


@pytest.mark.parametrize("ground", sorted(set(Ground) - MOVING))
def test_a_hold_for_any_other_reason_moves_nothing(ground: Ground) -> None:
    now = stands(RECEIVED, hold(ground), RESUMED, today="2026-11-12")
    assert now.main and (now.main.due_on, now.main.moved_by) == (day("2026-11-16"), ())


def test_a_case_is_on_hold_even_where_its_clock_runs_on() -> None:
    now = stands(RECEIVED, hold("consent"), today="2026-11-10")
    assert (now.state, now.main and now.main.status) == (State.ON_HOLD, Status.RUNNING)
    assert "resumed" in now.may


def test_while_a_hold_has_no_end_the_date_moves_on_day_by_day_and_is_provisional() -> None:
    dates = [stands(RECEIVED, hold("agreed"), today=today).main for today in ("2026-11-10", "2026-11-11")]
    assert [(r.due_on, r.status, r.is_provisional) for r in dates if r] == [
        (day("2026-11-20"), Status.HELD, True),
        (day("2026-11-23"), Status.HELD, True),
    ]


def test_a_wait_agreed_until_a_day_ends_on_that_day_by_itself() -> None:
    now = stands(RECEIVED, hold("agreed", until="2026-11-11"), today="2026-11-20")
    assert now.main and now.main.due_on == day("2026-11-23")
    assert now.state is State.OPEN


def test_proceedings_that_leave_a_point_to_answer_move_nothing() -> None:
    now = stands(RECEIVED, TRIAGED, hold("proceedings", issues=["a"]), RESUMED, today="2026-11-12")
    assert now.main and now.main.due_on == day("2026-11-16")


def test_proceedings_that_cover_every_point_move_the_clock() -> None:
    now = stands(RECEIVED, TRIAGED, hold("proceedings", issues=["a", "b"]), RESUMED, today="2026-11-12")
    assert now.main and now.main.due_on == day("2026-11-23")


def test_two_proceedings_that_together_cover_every_point_move_the_clock() -> None:
    both = (happened("held", "2026-11-04", "h1", ground="proceedings", issues=["a"]), happened("held", "2026-11-04", "h2", ground="proceedings", issues=["b"]))
    now = stands(RECEIVED, TRIAGED, *both, RESUMED, today="2026-11-12")
    assert now.main and (now.main.due_on, now.main.moved_by) == (day("2026-11-23"), ("h1", "h2"))


def test_a_point_added_during_proceedings_starts_the_clock_again() -> None:
    added = happened("issue_added", "2026-11-09", issue="c")
    now = stands(RECEIVED, TRIAGED, hold("proceedings", issues=["a", "b"]), added, RESUMED, today="2026-11-12")
    assert now.main and now.main.held == (day("2026-11-05"), day("2026-11-06"))


def test_waiting_for_an_advocate_never_goes_beyond_day_20() -> None:
    now = stands(RECEIVED, hold("advocate"), today="2026-12-20")
    assert now.main and (now.main.due_on, now.main.status) == (day("2026-11-30"), Status.MISSED)


def test_a_long_agreed_wait_moves_the_last_possible_date_too() -> None:
    now = stands(RECEIVED, hold("agreed", until="2026-12-14"), today="2026-12-14")
    assert now.main and (now.main.due_on, now.main.latest_on) == (day("2026-12-24"), day("2027-01-12"))


def test_waiting_for_an_advocate_moves_nothing_at_stage_2_or_on_the_corporate_route() -> None:
    asked = happened("stage2_requested", "2026-11-03")
    waiting = (RECEIVED, asked, hold("advocate"), RESUMED)
    assert (clock := stands(*waiting, today="2026-11-12").clock("stage2")) and clock.moved_by == ()
    acknowledged = happened("acknowledged", "2026-11-03")
    assert (main := stands(RECEIVED, acknowledged, hold("advocate"), today="2026-11-12", procedure=CORPORATE).main) and main.moved_by == ()


def test_a_hold_after_the_due_date_rescues_nothing() -> None:
    now = stands(RECEIVED, hold("agreed", on="2026-11-17"), today="2026-11-20")
    assert now.main and (now.main.due_on, now.main.status) == (day("2026-11-16"), Status.MISSED)


def test_an_extended_date_moves_on_by_a_later_hold() -> None:
    extended = happened("extended", "2026-11-03", clock="stage1", due="2026-11-20")
    now = stands(RECEIVED, extended, hold("agreed"), RESUMED, today="2026-11-12")
    assert now.main and now.main.due_on == day("2026-11-27")


def test_ending_one_of_two_holds_leaves_the_other() -> None:
    holds = (happened("held", "2026-11-04", "h1", ground="agreed"), happened("held", "2026-11-04", "h2", ground="consent"))
    now = stands(RECEIVED, *holds, happened("resumed", "2026-11-11", hold="h1"), today="2026-11-12")
    assert [one.id for one in now.holds] == ["h2"]
    assert now.main and now.main.due_on == day("2026-11-23")


def test_no_hold_moves_the_time_to_say_that_we_have_it() -> None:
    now = stands(RECEIVED, hold("agreed", on="2026-11-02"), today="2026-11-10", procedure=INTAKE)
    assert (clock := now.clock("acknowledge")) and clock.due_on == day("2026-11-04")


def test_a_hold_that_was_taken_back_moves_nothing() -> None:
    now = stands(RECEIVED, hold("agreed"), happened("voided", "2026-11-05", voids="held 2026-11-04"), today="2026-11-12")
    assert now.main and now.main.due_on == day("2026-11-16")
