"""The social services complaints procedure of Wales."""

from datetime import date, timedelta

from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import PRESETS
from portal.procedure.running import Status
from tests.unit.procedure.story import day, dues, happened, stands

WALES = Calendar("wales")
PROCEDURE = PRESETS["wales-2014"]
RECEIVED, ACKNOWLEDGED = happened("received", "2026-11-02"), happened("acknowledged", "2026-11-04")
ASKED = happened("stage2_requested", "2026-12-01")


def test_a_talk_is_due_ten_working_days_after_the_acknowledgement_and_its_outcome_in_writing_five_after_the_talk() -> None:
    told = (RECEIVED, ACKNOWLEDGED, happened("mediation_offered", "2026-11-04"))
    assert dues(stands(*told, today="2026-11-05", procedure=PROCEDURE, calendar=WALES))["discussion"] == "2026-11-18"
    talked = stands(*told, happened("mediation_held", "2026-11-17"), today="2026-11-18", procedure=PROCEDURE, calendar=WALES)
    assert (talked.main and talked.main.status, talked.next_due) == (Status.MET, day("2026-11-24"))


def test_an_answer_without_a_talk_is_both() -> None:
    now = stands(RECEIVED, ACKNOWLEDGED, happened("answered", "2026-11-18"), today="2026-12-30", procedure=PROCEDURE, calendar=WALES)
    assert now.main and now.main.status is Status.MET
    assert now.next_due is None


def test_the_formal_investigation_is_counted_from_the_agreed_statement() -> None:
    asked = stands(RECEIVED, ASKED, today="2026-12-01", procedure=PROCEDURE, calendar=WALES)
    assert (asked.next_clock and asked.next_clock.clock.key, asked.main and asked.main.is_provisional) == ("statement", True)
    agreed = stands(RECEIVED, ASKED, happened("statement_agreed", "2026-12-07"), today="2026-12-08", procedure=PROCEDURE, calendar=WALES)
    assert agreed.next_due == day("2027-01-14")


def test_no_new_date_comes_later_than_six_months_after_the_start() -> None:
    cap = PROCEDURE.stages[1].clocks[1].cap or 0
    for week in range(157):
        start = date(2025, 1, 1) + timedelta(weeks=week)
        last = WALES.add(start, cap)
        assert (last.year * 12 + last.month, min(last.day, 28)) <= (start.year * 12 + start.month + 6, min(start.day, 28))


def test_after_stage_2_only_the_ombudsman_is_left() -> None:
    ended = stands(RECEIVED, ASKED, happened("adjudicated", "2027-01-14"), today="2027-01-15", procedure=PROCEDURE, calendar=WALES)
    assert "panel_requested" not in ended.may
    assert {"closed", "ombudsman_asked"} <= ended.may
