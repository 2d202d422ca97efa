"""An urgent contact wakes one person after the other, until somebody who may act has opened it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from portal.casework.intake.alarm import opened, raise_alarm
from portal.settings import Watcher
from portal.store.models import Alarm, Case
from tests.integration.outbox.scene import FIRST, SECOND, SENIOR, STORY

URGENT = {"in_danger": "yes", "safe_email": None}


def open_by(council, case_id, role):
    user = council.member(role)
    with council.desk(user) as desk:
        return opened(desk, desk.session.get(Case, case_id))


def with_rota(council, *duty, senior=SENIOR):
    council.settings = replace(council.settings, rota=replace(council.settings.rota, duty=duty, senior=senior))


def test_the_first_on_duty_is_told_at_once_and_nobody_else(council, postbox):
    case = council.send(**URGENT)
    council.work()
    assert postbox.to == [FIRST]
    assert council.details(case, "alarm_paged") == [{"step": 0, "who": "duty"}]


def test_a_contact_without_danger_wakes_nobody(council, postbox):
    council.send(safe_email=None)
    council.work_until(council.now + timedelta(hours=2), timedelta(minutes=5))
    assert postbox.got == []


def test_the_mail_has_no_content(council, postbox):
    case = council.send(**URGENT)
    council.work()
    text = postbox.got[0][1].as_string().lower()
    (row,) = council.rows(Case)
    for secret in ("zebrafish", STORY.lower(), "quillfeather", row.reference.lower(), str(case), "child", "danger"):
        assert secret not in text, secret


def test_after_fifteen_minutes_the_next_is_told_then_the_senior_then_the_manager_has_a_task(council, postbox):
    case = council.send(**URGENT)
    start = council.now
    told = {}
    while council.now <= start + timedelta(hours=2):
        council.work()
        for address in postbox.to:
            told.setdefault(address, (council.now - start).total_seconds() / 60)
        council.later(minutes=1)
    assert told == {FIRST: 0, SECOND: 15, SENIOR: 30}
    assert postbox.to == [FIRST, SECOND, SENIOR]
    assert council.tasks(case) == ["alarm_not_opened"]
    assert [one["who"] for one in council.details(case, "alarm_paged")] == ["duty", "duty", "senior"]


@pytest.mark.parametrize("role", ["duty_worker", "complaints_officer", "complaints_manager"])
def test_somebody_who_may_act_stops_it_by_opening(council, postbox, role):
    case = council.send(**URGENT)
    council.work()
    council.later(minutes=10)
    assert open_by(council, case, role)
    council.work_until(council.now + timedelta(hours=2), timedelta(minutes=5))
    assert postbox.to == [FIRST]
    assert council.happened(case)[-1] == "alarm_opened"
    assert council.tasks(case) == []


@pytest.mark.parametrize("role", ["senior", "service_manager", "administrator", "auditor"])
def test_somebody_who_may_only_look_does_not_stop_it(council, postbox, role):
    case = council.send(**URGENT)
    assert not open_by(council, case, role)
    council.work_until(council.now + timedelta(minutes=20), timedelta(minutes=1))
    assert postbox.to == [FIRST, SECOND]


def test_opening_twice_is_written_once(council):
    case = council.send(**URGENT)
    assert [open_by(council, case, "duty_worker"), open_by(council, case, "duty_worker")] == [True, False]
    assert council.happened(case).count("alarm_opened") == 1


def test_opening_late_takes_the_managers_task_away(council):
    case = council.send(**URGENT)
    council.work_until(council.now + timedelta(hours=1), timedelta(minutes=5))
    assert council.tasks(case) == ["alarm_not_opened"]
    open_by(council, case, "complaints_officer")
    assert council.tasks(case) == []


def test_raising_it_again_changes_nothing(council):
    case = council.send(**URGENT)
    with council.desk() as desk:
        raise_alarm(desk, desk.session.get(Case, case))
    assert len(council.rows(Alarm)) == len(council.jobs("page")) == 1


def test_a_mail_server_that_is_down_does_not_hold_the_ladder_up(council, postbox):
    postbox.stop()
    council.send(**URGENT)
    council.work_until(council.now + timedelta(minutes=31), timedelta(minutes=1))
    postbox.start()
    council.work_until(council.now + timedelta(minutes=5), timedelta(seconds=15))
    assert sorted(postbox.to) == sorted([FIRST, SECOND, SENIOR])


def test_an_address_that_does_not_exist_is_passed_over_at_once(council, postbox):
    case = council.send(**URGENT)
    postbox.answers[FIRST] = "550 5.1.1 no such mailbox"
    council.work()
    assert postbox.to == [SECOND]
    assert council.tasks(case) == ["mail_failed"]


def test_a_change_of_shift_between_two_steps_leaves_nobody_out(council, postbox):
    evening = Watcher(FIRST, starts=time(8), ends=time(10, 10), bank_holidays=True)
    night = Watcher(SECOND, starts=time(10, 10), ends=time(8), bank_holidays=True)
    with_rota(council, evening, night)
    council.send(**URGENT)
    council.work_until(council.now + timedelta(minutes=40), timedelta(minutes=1))
    assert postbox.to == [FIRST, SECOND, SENIOR]


def test_where_nobody_is_on_duty_the_senior_is_told_at_once(council, postbox):
    with_rota(council)
    council.send(**URGENT)
    council.work()
    assert postbox.to == [SENIOR]


def test_where_there_is_nobody_at_all_it_is_a_task_and_the_next_shift_hears_of_it(council, postbox):
    with_rota(council, Watcher(FIRST, starts=time(18), ends=time(20)), senior="")
    case = council.send(**URGENT)
    council.work()
    assert postbox.got == []
    assert council.tasks(case) == ["alarm_not_opened"]
    council.work_until(council.now + timedelta(hours=9), timedelta(minutes=30))
    assert postbox.to == [FIRST]


def test_an_alarm_nobody_ever_opens_is_not_sent_for_ever(council, postbox):
    case = council.send(**URGENT)
    council.work_until(council.now + timedelta(days=10), timedelta(hours=2))
    assert postbox.to == [FIRST, SECOND, SENIOR]
    assert council.tasks(case) == ["alarm_not_opened"]
    assert all(job.state == "done" for job in council.jobs("page"))
