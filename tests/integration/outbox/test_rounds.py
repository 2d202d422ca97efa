"""Every hour and every night: what has expired is gone, and the access log's head is signed once."""

from datetime import timedelta

import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.outbox import ask
from portal.casework.rounds import ask_for_rounds, sign_of_life
from portal.equality import SELF, slip
from portal.store.database import new_id
from portal.store.models import Attempt, DataKey, Draft, EqualitySlip, Heartbeat, KeptText, LogSignature, Outbox, new_key
from portal.store.side import Look, log_access, signature
from tests.factories import a_sent_complaint


def go_round(council):
    with council.desk() as desk:
        ask_for_rounds(desk)
    council.work()


def test_a_round_is_made_once_an_hour_and_once_a_day(council):
    for _ in range(3):
        go_round(council)
    assert (len(council.jobs("hourly")), len(council.jobs("daily"))) == (1, 1)
    council.later(hours=1)
    go_round(council)
    assert (len(council.jobs("hourly")), len(council.jobs("daily"))) == (2, 1)
    council.later(days=1)
    go_round(council)
    assert (len(council.jobs("hourly")), len(council.jobs("daily"))) == (3, 2)


def test_a_draft_and_its_key_are_gone_within_an_hour_of_their_end(council):
    with council.desk() as desk:
        draft, _ = drafts.start(desk, "parent")
        key = draft.key_id
    council.later(hours=23)
    go_round(council)
    assert council.rows(Draft)
    council.later(hours=2)
    go_round(council)
    assert council.rows(Draft) == []
    assert council.rows(DataKey, DataKey.id == key) == []


def test_what_somebody_was_typing_is_kept_eight_hours(council):
    user = council.member("complaints_officer")
    with council.desk() as desk:
        text = KeptText(id=new_id(), key_id=user.key_id, user_id=user.id, form="note", kept_at=council.now)
        desk.session.add(text)
        text.body = "half a note"
    council.later(hours=7, minutes=59)
    go_round(council)
    assert council.rows(KeptText)
    council.later(hours=1)
    go_round(council)
    assert council.rows(KeptText) == []


def test_failed_attempts_are_forgotten_after_thirty_days(council):
    with council.desk() as desk:
        for key, days in (("old", 31), ("new", 29)):
            at = council.now - timedelta(days=days)
            desk.session.add(Attempt(key=key, failures=1, first_at=at, last_at=at))
    go_round(council)
    assert [one.key for one in council.rows(Attempt)] == ["new"]


def test_a_slip_that_did_not_come_back_in_a_year_is_forgotten(council):
    with council.desk() as desk:
        slip(desk.session, council.database.keys, new_id(), SELF, desk.today)
    for days, left in ((365, 1), (1, 0)):
        council.later(days=days)
        go_round(council)
        assert len(council.rows(EqualitySlip)) == left


def test_the_log_is_signed_once_a_day_with_the_key_outside_the_database(council):
    with council.desk() as desk:
        log_access(desk.session, Look("signed_in"), council.now)
    go_round(council)
    go_round(council)
    (signed,) = council.rows(LogSignature)
    assert signed.day == council.now.date()
    assert signed.signature == signature(council.database.keys.log, signed.day, signed.number, signed.hash)


def test_old_rounds_leave_nothing_behind(council):
    go_round(council)
    council.later(days=8)
    go_round(council)
    with council.database.reading() as session:
        left = session.scalar(sa.select(sa.func.count()).select_from(DataKey))
    assert sum(len(council.jobs(kind)) for kind in ("hourly", "daily", "held", "sweep_files")) == left == 4


def test_work_of_a_kind_nobody_knows_fails_in_sight_and_holds_nothing_up(council, postbox):
    with council.desk() as desk:
        ask(desk, "nonsense", "nonsense:1", {}, new_key(desk.session, desk.now))
    council.send()
    council.work()
    assert [(one.state, one.error) for one in council.rows(Outbox, Outbox.kind == "nonsense")] == [("failed", "unknown_kind")]
    assert len(postbox.got) == 1


def test_a_sign_of_life_is_one_row_that_moves(council):
    for _ in range(2):
        council.later(seconds=10)
        with council.desk() as desk:
            sign_of_life(desk.session, "worker", council.now)
    (beat,) = council.rows(Heartbeat, Heartbeat.name == "worker")
    assert beat.at == council.now


def test_of_a_translation_that_is_late_the_complaints_manager_is_told_once(council):
    with council.desk() as desk:
        a_sent_complaint(desk, written_in="pl")
    council.later(days=1)
    go_round(council)
    assert council.jobs("notice") == [], "it is due today"
    for _ in range(2):
        council.later(days=1)
        go_round(council)
    assert len(council.jobs("notice")) == 1
