"""What may happen next follows from what happened, and what is due next from what is still owed."""

from portal.procedure.running import Status
from portal.procedure.standing import State
from tests.unit.procedure.story import CORPORATE, INTAKE, day, happened, stands

RECEIVED = happened("received", "2026-11-02")
ANSWERED = happened("answered", "2026-11-10")
CLOSED = happened("closed", "2026-11-11")


def test_an_answer_is_given_once() -> None:
    assert "answered" in stands(RECEIVED, today="2026-11-10").may
    assert "answered" not in stands(RECEIVED, ANSWERED, today="2026-11-10").may


def test_nobody_calls_back_or_decides_what_was_not_asked() -> None:
    assert {"called_back", "freeze_decided"}.isdisjoint(stands(RECEIVED, today="2026-11-02").may)
    asked = (happened("callback_asked", "2026-11-02"), happened("freeze_requested", "2026-11-02"))
    assert {"called_back", "freeze_decided"} <= stands(RECEIVED, *asked, today="2026-11-02").may


def test_a_panel_reports_after_it_met_and_is_answered_after_it_reported() -> None:
    panel = (RECEIVED, happened("stage2_requested", "2026-11-12"), happened("panel_requested", "2026-12-14"))
    assert {"panel_reported", "panel_answered"}.isdisjoint(stands(*panel, today="2026-12-15").may)
    met = stands(*panel, happened("panel_held", "2027-01-11"), today="2027-01-11")
    assert ("panel_reported" in met.may, "panel_answered" in met.may) == (True, False)


def test_what_happened_at_an_earlier_stage_can_still_be_written_down() -> None:
    assert "answered" in stands(RECEIVED, happened("stage2_requested", "2026-11-12"), today="2026-11-13").may


def test_a_date_that_is_as_late_as_possible_cannot_be_put_off_again() -> None:
    extended = happened("extended", "2026-11-12", clock="stage1", due="2026-11-30")
    assert "extended" in stands(RECEIVED, today="2026-11-12").may
    assert "extended" not in stands(RECEIVED, extended, today="2026-11-13").may


def test_a_new_date_agreed_in_time_can_be_written_down_after_the_old_one_has_passed() -> None:
    assert "extended" in stands(RECEIVED, today="2026-11-18").may


def test_only_a_hold_can_end() -> None:
    held = happened("held", "2026-11-04", ground="consent")
    assert "resumed" not in stands(RECEIVED, today="2026-11-05").may
    assert "resumed" in stands(RECEIVED, held, today="2026-11-05").may


def test_ending_an_earlier_hold_does_not_end_a_later_one() -> None:
    first, later = happened("held", "2026-11-04", "h1", ground="agreed"), happened("held", "2026-11-11", "h2", ground="agreed")
    now = stands(RECEIVED, first, happened("resumed", "2026-11-06"), later, today="2026-11-12")
    assert [hold.id for hold in now.holds] == ["h2"]


def test_a_hold_on_named_points_covers_nothing_before_any_point_is_recorded() -> None:
    now = stands(RECEIVED, happened("held", "2026-11-04", ground="proceedings", issues=[]), today="2026-11-10")
    assert now.main and now.main.held == ()


def test_a_closed_case_takes_in_messages_and_can_be_opened_again_but_nothing_else_of_its_stage() -> None:
    may = stands(RECEIVED, ANSWERED, CLOSED, today="2026-11-12").may
    assert {"reopened", "message_received", "stage2_requested"} <= may
    assert {"extended", "held", "assigned", "closed"}.isdisjoint(may)


def test_after_a_first_answer_that_is_not_the_last_the_stage_must_be_finished_before_the_case_is_closed() -> None:
    first = happened("answered", "2026-11-10", final=False)
    assert "closed" not in stands(RECEIVED, first, today="2026-11-10").may
    finished = happened("stage_concluded", "2026-11-12", stage="stage1")
    assert "closed" in stands(RECEIVED, first, finished, today="2026-11-12").may


def test_what_an_earlier_system_closed_is_closed_though_it_went_on_to_stage_2_on_that_day() -> None:
    asked, closed = happened("stage2_requested", "2026-11-12", earlier=True), happened("closed", "2026-11-12", earlier=True)
    assert stands(RECEIVED, closed, asked, today="2026-11-12").state is State.CLOSED
    again = happened("reopened", "2026-11-12")
    assert stands(RECEIVED, closed, asked, again, today="2026-11-12").state is State.OPEN


def test_a_complaint_that_is_not_taken_on_is_closed_and_can_be_opened_again() -> None:
    now = stands(RECEIVED, happened("not_accepted", "2026-11-05", reason="out_of_time"), today="2026-11-30")
    assert (now.state, now.next_due, now.main and now.main.status) == (State.CLOSED, None, Status.ENDED)
    assert {"reopened", "ombudsman_asked"} <= now.may


def test_the_first_ending_counts_when_a_letter_closes_what_was_withdrawn() -> None:
    now = stands(RECEIVED, happened("withdrawn", "2026-11-16"), happened("closed", "2026-11-20"), today="2026-11-20")
    assert now.main and now.main.status is Status.ENDED


def test_the_time_to_ask_for_a_panel_runs_on_after_the_case_was_closed() -> None:
    stage2 = (RECEIVED, happened("stage2_requested", "2026-12-01"), happened("adjudicated", "2027-01-08"))
    window = stands(*stage2, happened("closed", "2027-01-08"), today="2027-01-11").clock("panel_request")
    assert window and window.status is Status.RUNNING


def test_the_months_a_case_was_closed_are_no_silence_when_it_is_opened_again() -> None:
    again = happened("reopened", "2027-06-01")
    now = stands(RECEIVED, happened("acknowledged", "2026-11-03"), ANSWERED, CLOSED, again, today="2027-06-02")
    assert [r.status for r in now.clocks if r.clock.key == "update"] == [Status.MET, Status.ENDED, Status.RUNNING]
    assert now.state is State.OPEN


def test_of_two_things_due_on_one_day_the_stages_own_is_named() -> None:
    now = stands(RECEIVED, today="2026-11-02", procedure=INTAKE)
    assert now.next_clock and now.next_clock.clock.key == "triage"


def test_what_is_overdue_comes_first() -> None:
    now = stands(RECEIVED, happened("answered", "2026-11-03"), happened("freeze_requested", "2026-11-04"), today="2026-11-20")
    assert now.next_clock and (now.next_clock.clock.key, now.next_due) == ("freeze", day("2026-11-05"))


def test_a_reminder_is_never_the_date_a_case_is_sorted_by() -> None:
    now = stands(RECEIVED, happened("acknowledged", "2026-11-02"), today="2026-12-01", procedure=CORPORATE)
    assert now.next_clock and now.next_clock.clock.key == "stage1"
    assert stands(RECEIVED, ANSWERED, today="2026-12-15").next_due is None
