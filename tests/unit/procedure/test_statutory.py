"""The clocks of the Children Act procedure run as the regulations say."""

from portal.procedure.running import Status
from portal.procedure.standing import State, check_extension
from tests.unit.procedure.story import ENGLAND, STATUTORY, day, dues, happened, stands

RECEIVED = happened("received", "2026-11-02")
REQUESTED = happened("stage2_requested", "2026-12-01")


def test_stage_1_is_due_ten_working_days_after_receipt() -> None:
    now = stands(RECEIVED, today="2026-11-05")
    main = now.main
    assert main and main.due_on == day("2026-11-16")
    assert (main.status, main.day, main.of, main.raw_elapsed_days) == (Status.RUNNING, 3, 10, 3)


def test_the_clock_has_run_since_receipt_whenever_the_procedure_was_chosen() -> None:
    now = stands(RECEIVED, happened("triaged", "2026-11-10"), today="2026-11-10")
    assert dues(now)["stage1"] == "2026-11-16"


def test_an_answer_on_the_due_date_is_in_time_and_the_day_after_is_late() -> None:
    in_time = stands(RECEIVED, happened("answered", "2026-11-16"), today="2026-11-30")
    late = stands(RECEIVED, happened("answered", "2026-11-17"), today="2026-11-30")
    assert in_time.main and in_time.main.status is Status.MET
    assert late.main and late.main.status is Status.MISSED
    assert late.main.raw_elapsed_days == 11


def test_an_unanswered_complaint_is_missed_the_day_after_it_was_due() -> None:
    assert (main := stands(RECEIVED, today="2026-11-17").main) and main.status is Status.MISSED
    assert main.is_open


def test_an_extension_moves_the_date_to_the_one_it_names() -> None:
    now = stands(RECEIVED, happened("extended", "2026-11-12", clock="stage1", due="2026-11-25"), today="2026-11-18")
    assert now.main and (now.main.due_on, now.main.status, now.main.of) == (day("2026-11-25"), Status.RUNNING, 17)
    assert now.main.moved_by == ("extended 2026-11-12",)


def test_no_extension_reaches_beyond_twenty_working_days() -> None:
    now = stands(RECEIVED, happened("extended", "2026-11-12", clock="stage1", due="2027-02-01"), today="2026-11-18")
    assert now.main and now.main.due_on == now.main.latest_on == day("2026-11-30")


def test_an_extension_beyond_the_cap_late_or_backwards_is_refused_in_words() -> None:
    main = stands(RECEIVED, today="2026-11-05").main
    assert main is not None
    refusals = {
        ("2026-11-12", "2026-12-01"): "The latest date possible is 2026-11-30.",
        ("2026-11-17", "2026-11-20"): "The date, 2026-11-16, has already passed. A new date can only be set before that.",
        ("2026-11-12", "2026-11-13"): "The new date must be later than 2026-11-16.",
        ("2026-11-12", "2026-11-21"): "2026-11-21 is not a working day (Saturday).",
    }
    assert {key: str(check_extension(main, day(key[0]), day(key[1]), ENGLAND)) for key in refusals} == refusals
    assert check_extension(main, day("2026-11-16"), day("2026-11-30"), ENGLAND) is None


def test_what_cannot_be_extended_says_so() -> None:
    answered = stands(RECEIVED, happened("answered", "2026-11-10"), today="2026-11-12")
    asked = stands(RECEIVED, REQUESTED, today="2026-12-02")
    clocks = (answered.clock("acknowledge"), answered.main, asked.clock("stage2_from_statement"))
    assert [str(check_extension(clock, day("2026-12-02"), day("2026-12-20"), ENGLAND)) for clock in clocks if clock] == [
        "This date cannot be changed.",
        "This is done, so there is no date to change.",
        "This clock has not started, so there is no date to change.",
    ]


def test_stage_2_keeps_both_counts_from_the_request_and_from_the_agreed_statement() -> None:
    now = stands(RECEIVED, REQUESTED, happened("statement_agreed", "2026-12-15"), today="2026-12-16")
    assert (dues(now)["stage2"], dues(now)["stage2_from_statement"]) == ("2027-01-08", "2027-01-22")
    assert now.next_due == day("2027-01-08")


def test_until_the_statement_is_agreed_its_clock_waits_without_a_date() -> None:
    clock = stands(RECEIVED, REQUESTED, today="2026-12-02").clock("stage2_from_statement")
    assert clock and (clock.status, clock.due_on) == (Status.WAITING, None)


def test_one_stage_2_extension_moves_both_counts_each_within_its_own_65_days() -> None:
    extended = happened("extended", "2026-12-20", clock="stage2", due="2027-03-10")
    now = stands(RECEIVED, REQUESTED, happened("statement_agreed", "2026-12-15"), extended, today="2026-12-21")
    both = [now.clock("stage2"), now.clock("stage2_from_statement")]
    assert [c.due_on for c in both if c] == [day("2027-03-05"), day("2027-03-10")]


def test_asking_for_stage_2_ends_an_unanswered_stage_1_without_meeting_it() -> None:
    early = stands(RECEIVED, happened("stage2_requested", "2026-11-10"), today="2026-11-11").clock("stage1")
    late = stands(RECEIVED, REQUESTED, today="2026-12-02").clock("stage1")
    assert early and late and (early.status, late.status) == (Status.ENDED, Status.MISSED)


def test_the_panel_meets_within_30_reports_within_5_and_is_answered_within_15() -> None:
    asked = (RECEIVED, REQUESTED, happened("adjudicated", "2027-01-08"), happened("panel_requested", "2027-01-20"))
    now = stands(*asked, today="2027-01-21")
    assert {key: dues(now)[key] for key in ("panel", "panel_report", "panel_answer")} == {
        "panel": "2027-03-03",
        "panel_report": "2027-03-10",
        "panel_answer": "2027-04-02",
    }
    report = now.clock("panel_report")
    assert report and report.status is Status.PROVISIONAL and report.is_provisional


def test_the_time_to_ask_for_a_panel_is_the_persons_own_and_is_never_missed_by_us() -> None:
    now = stands(RECEIVED, REQUESTED, happened("adjudicated", "2027-01-08"), happened("closed", "2027-01-08"), today="2027-06-01")
    window = now.clock("panel_request")
    assert window and (window.due_on, window.status) == (day("2027-02-05"), Status.ENDED)
    assert now.next_due is None


def test_stage_2_can_be_asked_for_even_after_the_case_was_closed() -> None:
    closed = (RECEIVED, happened("answered", "2026-11-10"), happened("closed", "2026-11-10"))
    assert "stage2_requested" in stands(*closed, today="2027-03-01").may
    asked = stands(*closed, happened("stage2_requested", "2026-11-10"), today="2026-11-11")
    assert (asked.state, asked.stage.key) == (State.OPEN, "stage2")


def test_an_answer_and_a_closing_on_one_day_meet_the_clock() -> None:
    now = stands(RECEIVED, REQUESTED, happened("adjudicated", "2026-12-10"), happened("closed", "2026-12-10"), today="2026-12-11")
    assert (clock := now.clock("stage2")) and clock.status is Status.MET
    assert now.state is State.CLOSED


def test_a_withdrawn_complaint_owes_nothing_until_it_is_opened_again() -> None:
    withdrawn = (RECEIVED, happened("withdrawn", "2026-11-06"))
    assert (main := stands(*withdrawn, today="2027-01-04").main) and main.status is Status.ENDED
    again = stands(*withdrawn, happened("reopened", "2027-01-04"), today="2027-01-04")
    assert again.main and again.main.status is Status.MISSED
    assert again.state is State.OPEN


def test_a_case_cannot_be_closed_before_it_is_answered() -> None:
    assert "closed" not in stands(RECEIVED, today="2026-11-03").may
    assert "closed" in stands(RECEIVED, happened("answered", "2026-11-03"), today="2026-11-03").may


def test_stage_2_is_never_closed_off_while_stage_1_runs() -> None:
    assert "stage2_requested" in stands(RECEIVED, today="2026-11-03").may


def test_the_first_thing_that_can_happen_is_receipt() -> None:
    now = stands(today="2026-11-03")
    assert now.may == {"received"}
    assert {running.due_on for running in now.clocks} == {None}


def test_every_number_names_its_source() -> None:
    assert all("regulation" in clock.source for stage in STATUTORY.stages for clock in stage.clocks if clock.key != "acknowledge")
