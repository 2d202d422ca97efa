"""Which stages a report counts of a case, from its events alone."""

from datetime import date
from typing import Any

from portal.casework.stage.runs import stage_runs
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import PRESETS
from portal.procedure.history import History
from portal.procedure.model import Event, Happening
from portal.procedure.standing import standing

TODAY = date(2026, 12, 30)
WALES = Calendar("wales")


def runs(preset: str, *happened: tuple[str, str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    """stage -> what its row says, days as texts, without what is empty."""
    events = [Happening(str(number), Event(event), date.fromisoformat(on), details) for number, (event, on, details) in enumerate(happened)]
    rows = stage_runs(History(events, TODAY), standing(PRESETS[preset], events, WALES, TODAY))
    return {stage: {name: str(value) for name, value in row.items() if value is not None} for stage, row in rows.items()}


def test_thanks_and_what_is_not_sorted_have_no_stages() -> None:
    told = (("received", "2026-11-02", {}), ("acknowledged", "2026-11-03", {}))
    assert runs("compliment", *told) == runs("intake", *told) == {}


def test_in_wales_the_talk_is_the_first_answer_and_what_was_agreed_in_writing_the_end() -> None:
    began = (("received", "2026-11-02", {}), ("acknowledged", "2026-11-04", {}), ("mediation_offered", "2026-11-04", {}))
    stage = runs("wales-2014", *began, ("mediation_held", "2026-11-17", {}), ("answered", "2026-11-20", {}))["stage1"]
    assert (stage["due_on"], stage["first_response_on"], stage["concluded_on"]) == ("2026-11-18", "2026-11-17", "2026-11-20")


def test_an_earlier_system_s_meeting_is_no_answer_of_a_stage() -> None:
    earlier = {"earlier": True}
    came = (("received", "2026-11-02", earlier), ("stage_started", "2026-11-02", {**earlier, "stage": "stage1"}))
    assert runs("wales-2014", *came, ("mediation_held", "2026-11-17", earlier)) == {"stage1": {"started_on": "2026-11-02"}}


def test_a_stage_of_which_an_earlier_system_kept_no_date_is_there() -> None:
    said = {"earlier": True, "stage": "stage2", "outcome": "upheld"}
    came = (("received", "2026-11-02", {"earlier": True}), ("brought_in", "2026-11-02", said))
    assert runs("children-act-1989", *came) == {"stage2": {"outcome": "upheld"}}


def test_what_was_taken_back_is_in_no_row() -> None:
    came = [("received", "2026-11-02", {}), ("answered", "2026-11-10", {})]
    events = [Happening(event, Event(event), date.fromisoformat(on)) for event, on, _ in came]
    events.append(Happening("undo", Event.VOIDED, TODAY, voids="answered"))
    row = stage_runs(History(events, TODAY), standing(PRESETS["children-act-1989"], events, WALES, TODAY))["stage1"]
    assert (row["first_response_on"], row["concluded_on"]) == (None, None)
