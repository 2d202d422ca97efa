"""What is found on each point of the complaint at a stage."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event, Sentence
from portal.store.models import Case, CaseIssue, Finding
from portal.text import N_

RESULTS = ("upheld", "partly_upheld", "not_upheld", "undetermined")


def find(desk: Desk, case: Case, results: Mapping[str, str], stage: str = "stage1", on: date | None = None) -> None:
    """Write the finding of each point given (issue id -> one of RESULTS); a later finding of the same stage replaces it.

    on: the day it was made, today unless given. Raises NotAllowed for another result.
    """
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
        kept.result, kept.found_on = result, on or desk.today
        record(desk, case, Event.FINDING_MADE, on=on, details={"issue": str(issue.id), "result": result, "stage": stage})


def issues(desk: Desk, case: Case) -> list[CaseIssue]:
    """The points of the complaint in their order."""
    return list(desk.session.scalars(sa.select(CaseIssue).where(CaseIssue.case_id == case.id).order_by(CaseIssue.number)))


def check_found(desk: Desk, case: Case, stage: str) -> None:
    """Raises NotAllowed while a point has no finding of this stage."""
    without = [issue for issue in issues(desk, case) if not any(one.stage == stage for one in issue.findings)]
    if without:
        numbers = ", ".join(str(issue.number) for issue in without)
        raise NotAllowed(Sentence(N_("Choose a finding for each point: %(numbers)s."), {"numbers": numbers}))
