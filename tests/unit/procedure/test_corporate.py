"""The council's own procedure, by the ombudsman's Code."""

from portal.procedure.running import Status
from tests.unit.procedure.story import CORPORATE, day, dues, happened, stands

RECEIVED = happened("received", "2026-11-02")


def test_an_answer_is_due_ten_working_days_after_the_acknowledgement() -> None:
    now = stands(RECEIVED, happened("acknowledged", "2026-11-03"), today="2026-11-04", procedure=CORPORATE)
    assert (dues(now)["acknowledge"], dues(now)["stage1"]) == ("2026-11-09", "2026-11-17")


def test_before_the_acknowledgement_the_date_is_counted_from_when_that_is_due() -> None:
    now = stands(RECEIVED, today="2026-11-04", procedure=CORPORATE)
    assert now.main and (now.main.due_on, now.main.status, now.main.is_provisional) == (day("2026-11-23"), Status.PROVISIONAL, True)
    assert now.next_due == day("2026-11-09")


def test_an_answer_without_an_acknowledgement_is_both() -> None:
    now = stands(RECEIVED, happened("answered", "2026-11-05"), today="2026-12-30", procedure=CORPORATE)
    assert [r.status for r in now.clocks if r.clock.key in ("acknowledge", "stage1")] == [Status.MET, Status.MET]


def test_an_extension_moves_only_the_answer_and_at_most_ten_days() -> None:
    acknowledged, extended = happened("acknowledged", "2026-11-03"), happened("extended", "2026-11-10", clock="stage1", due="2026-12-25")
    now = stands(RECEIVED, acknowledged, extended, today="2026-11-11", procedure=CORPORATE)
    assert (dues(now)["acknowledge"], dues(now)["stage1"]) == ("2026-11-09", "2026-12-01")


def test_stage_2_is_acknowledged_within_five_and_answered_within_twenty_of_that() -> None:
    asked = (RECEIVED, happened("answered", "2026-11-10"), happened("stage2_requested", "2026-11-16"))
    waiting = stands(*asked, today="2026-11-16", procedure=CORPORATE)
    started = stands(*asked, happened("stage2_acknowledged", "2026-11-17"), today="2026-11-17", procedure=CORPORATE)
    assert (dues(waiting)["stage2_acknowledge"], dues(waiting)["stage2"]) == ("2026-11-23", "2026-12-21")
    assert (dues(started)["stage2"], started.main and started.main.latest_on) == ("2026-12-15", day("2027-01-15"))
