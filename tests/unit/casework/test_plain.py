"""What the person reads of where their case stands: something for every stage, every clock and every ground of a hold."""

import re

import pytest

from portal.casework.thread.plain import ANSWERS, NEXT, NOT_SHOWN, PLACES
from portal.procedure.catalogue import PRESETS
from portal.procedure.model import Ground, Procedure

ALL = [pytest.param(one, id=key) for key, one in PRESETS.items()]


@pytest.mark.parametrize("procedure", ALL)
def test_every_clock_of_ours_has_a_sentence(procedure: Procedure) -> None:
    owed = {clock.key for clock in procedure.all_clocks if clock.is_ours and not clock.is_reminder}
    assert owed - NOT_SHOWN - set(NEXT) == set()


@pytest.mark.parametrize("procedure", ALL)
def test_every_stage_has_a_sentence_before_anything_happened_in_it(procedure: Procedure) -> None:
    plain = {one.stage for one in PLACES if one.after is None and one.closed_by is None and one.waits_for is None}
    assert {stage.key for stage in procedure.stages} - plain == set()


def test_every_ground_of_a_hold_has_a_sentence() -> None:
    assert {one.waits_for for one in PLACES if one.waits_for} == set(Ground)


def test_no_sentence_calls_a_case_closed_or_promises_what_nobody_can() -> None:
    texts = [one.says for one in PLACES] + [text for one in NEXT.values() for text in (one.in_time, one.late)]
    assert not [text for text in texts if re.search(r"\bclosed\b|\bconfidential|\banonymous|\bsafe now\b|\bwill stop\b", text, re.IGNORECASE)]
    assert all("%(day)s" in text for one in NEXT.values() for text in (one.in_time, one.late))


def test_what_answers_a_stage_stands_under_its_key() -> None:
    assert set(ANSWERS) <= {stage.key for procedure in PRESETS.values() for stage in procedure.stages}
