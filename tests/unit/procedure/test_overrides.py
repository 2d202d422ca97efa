"""A council can change every number, name and start in council.toml, and is told in one sentence what it got wrong."""

import tomllib
from collections.abc import Mapping

import pytest

from portal.procedure.catalogue import catalogue
from portal.procedure.model import Procedure, UnknownSetting
from tests.unit.procedure.story import dues, happened, stands


def council(text: str) -> Mapping[str, Procedure]:
    return catalogue(tomllib.loads(text).get("procedures", {}))


def test_without_settings_every_procedure_is_as_declared() -> None:
    assert list(catalogue({})) == ["intake", "statutory", "corporate", "compliment", "signposted"]


def test_a_clock_can_have_other_numbers_another_name_and_another_source() -> None:
    found = council('[procedures.statutory.clocks.stage1]\ndays = 8\ncap = 15\nname = "First answer"\nsource = "Policy 7"')
    clock = found["statutory"].stages[0].clock("stage1")
    assert clock and (clock.days, clock.cap, clock.name, clock.source) == (8, 15, "First answer", "Policy 7")


def test_a_number_of_the_councils_own_does_not_claim_to_be_the_laws() -> None:
    clock = council("[procedures.statutory.clocks.stage1]\ndays = 8")["statutory"].stages[0].clock("stage1")
    assert clock and clock.source == "Set by this council"


def test_a_clock_can_start_from_another_event() -> None:
    procedure = council('[procedures.statutory.clocks.stage1]\nstart = "triaged"')["statutory"]
    # triage happens before the procedure is chosen, so it is an event of its history
    now = stands(happened("received", "2026-11-02"), happened("triaged", "2026-11-04"), today="2026-11-05", procedure=procedure)
    assert dues(now)["stage1"] == "2026-11-18"


def test_the_stages_of_the_import_format_set_days_and_what_they_count_from() -> None:
    found = council('[procedures.statutory]\nstages = [{}, { days = 20, cap = 60, clock_starts = "statement_agreed" }, {}]')
    stage = found["statutory"].stages[1]
    assert stage.main == "stage2_from_statement"
    assert {clock.key: (clock.days, clock.cap) for clock in stage.clocks[:2]} == {"stage2": (20, 60), "stage2_from_statement": (20, 60)}


def test_a_stage_of_several_clocks_has_days_as_a_whole_and_each_clock_keeps_its_own() -> None:
    found = council('[procedures.statutory]\nstages = [{}, {}, { name = "Panel", days = 50, clock_starts = "requested" }]')["statutory"].stages[2]
    assert (found.name, [clock.days for clock in found.clocks]) == ("Panel", [30, 5, 15])


def test_a_stage_with_more_days_than_the_presets_cap_may_take_that_long() -> None:
    clock = council("[procedures.statutory]\nstages = [{ days = 28 }]")["statutory"].stages[0].clock("stage1")
    assert clock and (clock.days, clock.cap) == (28, 28)


def test_what_is_no_complaint_needs_no_limit() -> None:
    stage = council('[procedures.informal]\npreset = "one-stage"\ncounts = false')["informal"].stages[0]
    assert (stage.main, [clock.key for clock in stage.clocks]) == (None, ["acknowledge"])


def test_fewer_stages_than_the_preset_end_the_procedure_early() -> None:
    procedure = council("[procedures.statutory]\nstages = [{}, {}]")["statutory"]
    assert [stage.key for stage in procedure.stages] == ["stage1", "stage2"]
    assert "panel_requested" not in procedure.stages[1].allows
    assert procedure.stages[1].clock("panel_request") is None


def test_a_two_stage_procedure_has_the_councils_numbers() -> None:
    procedure = council('[procedures.corporate]\npreset = "two-stage"\nstages = [{ days = 20 }, { days = 15 }]')["corporate"]
    now = stands(happened("received", "2026-11-02"), happened("stage2_requested", "2026-12-01"), today="2026-12-01", procedure=procedure)
    assert (dues(now)["stage1"], dues(now)["stage2"]) == ("2026-11-30", "2026-12-22")


def test_a_council_can_add_a_procedure_of_its_own_that_is_no_complaint() -> None:
    procedure = council('[procedures.conference]\npreset = "one-stage"\nname = "Conference"\ncounts = false\nstages = [{ days = 28 }]')["conference"]
    assert (procedure.key, procedure.name, procedure.counts, len(procedure.stages)) == ("conference", "Conference", False, 1)


def test_one_setting_changes_a_clock_in_every_procedure() -> None:
    found = council("[procedures.every.clocks.update]\ndays = 7\nsooner = { child = 3 }")
    assert {clock.days for procedure in found.values() for clock in procedure.clocks if clock.key == "update"} == {7}


WRONG = {
    "[procedures.statutry]\ncounts = true": "procedures.statutry is not a procedure Heard knows and names no preset; a preset can be: intake, ",
    '[procedures.corporate]\npreset = "three-stage"': 'procedures.corporate has the preset "three-stage"; a preset can be: ',
    "[procedures.statutory.clocks.stage9]\ndays = 1": 'procedures.statutory.clocks has "stage9"; its clocks are: acknowledge, callback, ',
    "[procedures.statutory.clocks.stage1]\nday = 1": 'procedures.statutory.clocks.stage1 has "day"; it can have: name, start, days, ',
    '[procedures.statutory.clocks.stage1]\nstart = "recieved"': 'procedures.statutory.clocks.stage1.start is "recieved"; it can be: received, ',
    '[procedures.statutory.clocks.stage1]\ndays = "ten"': "procedures.statutory.clocks.stage1.days must be a whole number of days from 0 to 1000, not 'ten'.",
    "[procedures.statutory.clocks.stage1]\ndays = -1": "must be a whole number of days from 0 to 1000, not -1.",
    "[procedures.statutory.clocks.stage1]\ndays = 30": "procedures.statutory.clocks.stage1 has a cap of 20 days, which is less than its 30 days.",
    '[procedures.statutory.clocks.stage1]\nunit = "weeks"': 'procedures.statutory.clocks.stage1.unit is "weeks"; it can be: working, calendar.',
    "[procedures.intake.clocks.triage]\nsooner = { royal = 0 }": 'procedures.intake.clocks.triage.sooner has "royal"; it can have: urgent, child.',
    "[procedures.intake.clocks.triage]\nsooner = 0": "procedures.intake.clocks.triage.sooner must be a table of days for: urgent, child.",
    '[procedures.corporate]\npreset = "two-stage"': "procedures.corporate does not say how many days stage1 has; give days in its stages.",
    "[procedures.corporate]\nstages = []": "procedures.corporate.stages has 0 stages; this preset has 1 to 2.",
    "[procedures.corporate]\nstages = [1]": "procedures.corporate.stages must be a list of tables.",
    "[procedures.statutory]\nstages = [{}, {}, { days = 50, cap = 30 }]": "stages[2] has a cap of 30 days, which is less than its 50 days.",
    '[procedures.statutory]\nstages = [{}, {}, { clock_starts = "noon" }]': 'procedures.statutory.stages[2].clock_starts is "noon"; it can be: received, ',
    '[procedures.statutory]\nstages = [{ clock_starts = "noon" }]': 'procedures.statutory.stages[0].clock_starts is "noon"; it can be: received, requested, ',
    "[procedures]\nstatutory = 3": "procedures.statutory must be a table, not 3.",
    "[procedures.statutory]\nname = 3": "procedures.statutory.name must be a text, not 3.",
    '[procedures.statutory]\ncounts = "no"': "procedures.statutory.counts must be true or false, not 'no'.",
    "[procedures.statutory]\nclocks = 3": "procedures.statutory.clocks must be tables by clock.",
    "[procedures.every]\ndays = 3": 'procedures.every has "days"; it can only have: clocks.',
    "[procedures.every.clocks.stage9]\ndays = 3": 'procedures.every.clocks has "stage9"; a clock can be: acknowledge, ',
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_setting_is_refused_in_one_plain_sentence(text: str) -> None:
    with pytest.raises(UnknownSetting) as refusal:
        council(text)
    assert WRONG[text] in str(refusal.value)
    assert str(refusal.value).endswith(".") and "\n" not in str(refusal.value)
