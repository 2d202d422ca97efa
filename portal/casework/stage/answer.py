"""Answering stage 1: a finding for every point, then the letter; the case may be closed only after it has gone (F-24)."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.readers import Writing, send_each, write_first
from portal.casework.stage.record import record
from portal.procedure.model import Event, Sentence
from portal.store.models import Case, CaseIssue, Finding, Letter, Task
from portal.text import N_

RESULTS = ("upheld", "partly_upheld", "not_upheld", "undetermined")


def find(desk: Desk, case: Case, results: Mapping[str, str], stage: str = "stage1") -> None:
    """Write the finding of each point given (issue id -> one of RESULTS); a later finding of the same stage replaces it."""
    for issue in issues(desk, case):
        result = results.get(str(issue.id))
        if not result:
            continue
        if result not in RESULTS:
            raise NotAllowed(N_("Choose a finding for each point."))
        kept = next((one for one in issue.findings if one.stage == stage), None)
        if kept is not None and kept.result == result:
            continue
        if kept is None:
            kept = Finding(issue_id=issue.id, stage=stage)
            issue.findings.append(kept)
        kept.result, kept.found_on = result, desk.today
        record(desk, case, Event.FINDING_MADE, details={"issue": str(issue.id), "result": result, "stage": stage})


def issues(desk: Desk, case: Case) -> list[CaseIssue]:
    """The points of the complaint in their order."""
    return list(desk.session.scalars(sa.select(CaseIssue).where(CaseIssue.case_id == case.id).order_by(CaseIssue.number)))


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
    without = [issue for issue in issues(desk, case) if not any(one.stage == stage for one in issue.findings)]
    if without:
        numbers = ", ".join(str(issue.number) for issue in without)
        raise NotAllowed(Sentence(N_("Choose a finding for each point: %(numbers)s."), {"numbers": numbers}))
    if not letter.strip():
        raise NotAllowed(N_("Write the answer."))
    kept = drafted(desk, case) or write_first(desk, case, "answer", letter)
    kept.body = letter
    sent = send_each(desk, case, kept, channel, also)
    for task in desk.session.scalars(sa.select(Task).where(Task.case_id == case.id, Task.kind == "answer_handed_in", Task.done_at.is_(None))):
        task.done_at, task.done_by_id = desk.now, desk.actor.id
    record(desk, case, Event.ANSWERED, details={"letter": sent.number})
    return sent
