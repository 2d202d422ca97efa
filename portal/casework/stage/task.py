"""Tasks: what somebody has to do on a case, and that it was done."""

from collections.abc import Sequence

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case, Task
from portal.text import N_


def finish(desk: Desk, case: Case, kinds: Sequence[str], how: str) -> None:
    """Mark the open tasks of these kinds as done, with a word on how. Raises NotAllowed when none is open or nothing was written."""
    if not how.strip():
        raise NotAllowed(N_("Write what was done."))
    tasks = desk.session.scalars(sa.select(Task).where(Task.case_id == case.id, Task.kind.in_(kinds), Task.done_at.is_(None))).all()
    if not tasks:
        raise NotAllowed(N_("Choose what was done."))
    for task in tasks:
        task.done_at, task.done_by_id = desk.now, desk.actor.id
    record(desk, case, Event.NOTED, details={"done": sorted({task.kind for task in tasks})}, note=how)
