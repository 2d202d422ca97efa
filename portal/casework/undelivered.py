"""A mail that will never arrive: a task for today and an event on its case, so that a person finds another way."""

import uuid

from portal.casework.desk import Desk
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case, Task

TASK = "mail_failed"


def locked(desk: Desk, case_id: uuid.UUID | None) -> Case | None:
    """The case of a piece of work, for the worker: nobody else writes to it until this transaction ends."""
    return desk.session.get(Case, case_id, with_for_update=True) if case_id else None


def undelivered(desk: Desk, case_id: uuid.UUID | None, mail: str, reason: str) -> None:
    """Make the failure visible on the case. mail: which kind; reason: a code, never what a server said."""
    case = locked(desk, case_id)
    if case is None:
        return
    desk.session.add(Task(case_id=case.id, kind=TASK, due_on=desk.today, made_at=desk.now))
    record(desk, case, Event.MAIL_FAILED, details={"mail": mail, "reason": reason})
