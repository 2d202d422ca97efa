"""What arrives is acknowledged, sorted, rung back and asked about in time; urgent ones the same day."""

from portal.procedure.catalogue import CATALOGUE
from portal.procedure.running import Status
from portal.procedure.standing import State
from tests.unit.procedure.story import INTAKE, STATUTORY, day, dues, happened, stands

RECEIVED = happened("received", "2026-11-06")  # a Friday


def test_we_say_that_we_have_it_and_sort_it_within_two_working_days() -> None:
    now = stands(RECEIVED, today="2026-11-06", procedure=INTAKE)
    assert (dues(now)["acknowledge"], dues(now)["triage"]) == ("2026-11-10", "2026-11-10")


def test_what_is_urgent_is_due_the_same_day_even_on_a_saturday() -> None:
    now = stands(happened("received", "2026-11-07", urgent=True), today="2026-11-07", procedure=INTAKE)
    assert now.next_due == day("2026-11-07")


def test_what_turns_out_urgent_later_is_due_on_the_day_it_did() -> None:
    now = stands(RECEIVED, happened("made_urgent", "2026-11-09", urgent=True), today="2026-11-09", procedure=INTAKE)
    assert dues(now)["triage"] == "2026-11-09"


def test_a_call_back_is_due_the_next_working_day_and_trying_does_not_meet_it() -> None:
    asked = (RECEIVED, happened("callback_asked", "2026-11-06"), happened("callback_tried", "2026-11-09"))
    tried = stands(*asked, today="2026-11-10", procedure=INTAKE).clock("callback")
    called = stands(*asked, happened("called_back", "2026-11-09"), today="2026-11-10", procedure=INTAKE).clock("callback")
    assert tried and called and (tried.due_on, tried.status, called.status) == (day("2026-11-09"), Status.MISSED, Status.MET)


def test_each_call_back_has_a_clock_of_its_own() -> None:
    asked = [happened("callback_asked", "2026-11-06", "c1"), happened("callback_asked", "2026-11-06", "c2")]
    now = stands(RECEIVED, *asked, happened("called_back", "2026-11-06", **{"for": "c1"}), today="2026-11-06", procedure=INTAKE)
    assert {r.start_id: r.is_open for r in now.clocks if r.clock.key == "callback"} == {"c1": False, "c2": True}


def test_a_freeze_request_is_due_the_day_before_what_is_about_to_happen() -> None:
    asked = happened("freeze_requested", "2026-11-06", before="2026-11-09")
    assert dues(stands(RECEIVED, asked, today="2026-11-06", procedure=INTAKE))["freeze"] == "2026-11-08"


def test_a_freeze_request_waits_no_longer_than_one_working_day() -> None:
    asked = happened("freeze_requested", "2026-11-06", before="2026-12-24")
    assert dues(stands(RECEIVED, asked, today="2026-11-06", procedure=INTAKE))["freeze"] == "2026-11-09"


def test_a_freeze_request_about_what_has_passed_is_due_now() -> None:
    asked = happened("freeze_requested", "2026-11-06", before="2026-11-01")
    assert dues(stands(RECEIVED, asked, today="2026-11-06", procedure=INTAKE))["freeze"] == "2026-11-06"


def test_nobody_goes_more_than_ten_working_days_without_a_word() -> None:
    told = (RECEIVED, happened("acknowledged", "2026-11-09"), happened("message_sent", "2026-11-16"))
    now = stands(*told, today="2026-12-15")
    assert [(r.due_on, r.status) for r in now.clocks if r.clock.key == "update"] == [
        (day("2026-11-20"), Status.MET),
        (day("2026-11-23"), Status.MET),
        (day("2026-11-30"), Status.MISSED),
    ]


def test_a_child_is_told_within_five() -> None:
    now = stands(happened("received", "2026-11-06", child=True), today="2026-11-06")
    assert dues(now)["update"] == "2026-11-13"


def test_a_closed_case_needs_no_word() -> None:
    now = stands(RECEIVED, happened("answered", "2026-11-09"), happened("closed", "2026-11-09"), today="2027-02-01")
    assert (update := now.clock("update")) and (update.status, update.is_open) == (Status.ENDED, False)


def test_what_is_shown_to_another_place_is_open_until_the_person_was_told() -> None:
    told = (RECEIVED, happened("signposted", "2026-11-09"))
    procedure = CATALOGUE["signposted"]
    waiting = stands(*told, today="2026-11-09", procedure=procedure)
    assert (dues(waiting)["tell"], "closed" in waiting.may) == ("2026-11-11", False)
    assert "closed" in stands(*told, happened("letter_sent", "2026-11-10"), today="2026-11-10", procedure=procedure).may


def test_taking_back_the_taking_back_revives_an_event() -> None:
    history = [
        RECEIVED,
        happened("closed", "2026-11-09", "c"),
        happened("voided", "2026-11-09", "v", voids="c"),
        happened("voided", "2026-11-09", "w", voids="v"),
    ]
    assert [stands(*history[:n], today="2026-11-10").state for n in (2, 3, 4)] == [State.CLOSED, State.OPEN, State.CLOSED]


def test_two_entries_that_take_back_each_other_both_do_not_count() -> None:
    history = [RECEIVED, happened("closed", "2026-11-09", "a", voids="b"), happened("withdrawn", "2026-11-09", "b", voids="a")]
    assert stands(*history, today="2026-11-10").state is State.OPEN


def test_a_case_that_moves_from_intake_keeps_what_was_met() -> None:
    history = (RECEIVED, happened("acknowledged", "2026-11-09"), happened("triaged", "2026-11-09"))
    for procedure in (INTAKE, STATUTORY):
        clock = stands(*history, today="2026-11-30", procedure=procedure).clock("acknowledge")
        assert clock and clock.status is Status.MET
