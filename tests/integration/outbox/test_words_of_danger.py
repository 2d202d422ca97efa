"""Words of danger in what was sent, and in what comes later, wake the rota; a draft's never do, and nothing is lowered."""

import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.intake.alarm import opened
from portal.casework.stage.projection import URGENT
from portal.casework.thread.message import write_in
from portal.store.models import Alarm, Case, Contact
from tests.integration.outbox.scene import FIRST

HITS = "hes hitting me and i wanna die"


def write(council, case_id, words):
    with council.desk() as desk:
        write_in(desk, desk.session.get(Case, case_id).parties[0], words, "once")


def open_it(council, case_id):
    duty = council.member("duty_worker")
    with council.desk(duty) as desk:
        assert opened(desk, desk.session.get(Case, case_id))


def test_a_story_of_danger_is_urgent_though_they_said_that_nobody_is(council, postbox):
    case = council.send(story=HITS, in_danger="no", safe_email=None)
    council.work()
    assert postbox.to == [FIRST]
    (received,) = council.details(case, "received")
    assert received["urgent"] is True and {"hurt", "self"} <= set(received["words"])
    assert council.rows(Contact)[0].is_urgent and council.rows(Case)[0].rank == URGENT


def test_a_draft_raises_nothing(council, postbox):
    with council.desk() as desk:
        draft, _token = drafts.start(desk, "young")
        draft.answers = {"story": HITS}
    council.work()
    assert postbox.got == [] and council.rows(Alarm) == []


def test_a_later_message_wakes_them_once_and_again_after_it_was_opened(council, postbox):
    case = council.send(safe_email=None)
    write(council, case, "Thank you.")
    council.work()
    assert postbox.to == []
    for times in (1, 2):
        write(council, case, f"{HITS} {times}")
        write(council, case, f"{HITS} {times}")  # a second press
        council.work()
        assert postbox.to == [FIRST] * times
        assert council.rows(Case)[0].rank == URGENT
        open_it(council, case)
    raised = council.details(case, "made_urgent")
    assert len(raised) == 2 and all(set(one) == {"urgent", "words", "message"} for one in raised)
    with council.desk() as desk:
        assert desk.session.scalar(sa.select(sa.func.count()).select_from(Alarm)) == 1
