"""Answering stage 1: a finding for every point, then the letter; the case may be closed only after it has gone (F-24)."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.readers import Writing, send_each, write_first
from portal.casework.stage.find import check_found, find
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case, Letter, Task
from portal.text import N_


def drafted(desk: Desk, case: Case) -> Letter | None:
    """The answer somebody handed in that has not gone yet."""
    unsent = sa.select(Letter).where(Letter.case_id == case.id, Letter.kind == "answer", Letter.sent_at.is_(None))
    return desk.session.scalars(unsent.order_by(Letter.number.desc())).first()


def hand_in(desk: Desk, case: Case, results: Mapping[str, str], letter: str, stage: str = "stage1") -> Letter:
    """A manager's findings and draft answer, for the complaints team to check and send; a later one takes its place."""
    if not letter.strip():
        raise NotAllowed(N_("Write the answer."))
    find(desk, case, results, stage)
    kept = drafted(desk, case)
    if kept is None:
        kept = write_first(desk, case, "answer", letter)
        desk.session.add(Task(case_id=case.id, kind="answer_handed_in", due_on=desk.today, made_at=desk.now))
    kept.body = letter
    record(desk, case, Event.NOTED, details={"answer_handed_in": kept.number})
    return kept


def answer(desk: Desk, case: Case, results: Mapping[str, str], letter: str, channel: str, stage: str = "stage1", also: Sequence[Writing] = ()) -> Letter:
    """Send the answer, to each a letter of their own. Raises NotAllowed while a point has no finding or somebody's letter is empty."""
    find(desk, case, results, stage)
    check_found(desk, case, stage)
    if not letter.strip():
        raise NotAllowed(N_("Write the answer."))
    kept = drafted(desk, case) or write_first(desk, case, "answer", letter)
    kept.body = letter
    sent = send_each(desk, case, kept, channel, also)
    for task in desk.session.scalars(sa.select(Task).where(Task.case_id == case.id, Task.kind == "answer_handed_in", Task.done_at.is_(None))):
        task.done_at, task.done_by_id = desk.now, desk.actor.id
    record(desk, case, Event.ANSWERED, details={"letter": sent.number})
    return sent
