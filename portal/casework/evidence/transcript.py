"""What somebody of the team heard or read in a file: beside it, never in its place, and never said to be exact."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.screen import raise_for
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, File, Transcript
from portal.store.sealing import open_keys
from portal.text import N_


def write_down(desk: Desk, case: Case, file_id: uuid.UUID, text: str) -> Transcript:
    """Write down what is in a file; what was written before is kept, the newest is shown.

    Raises NotAllowed where the file is not on this case or not checked yet, and for a text that is empty.
    """
    file = desk.session.get(File, file_id)
    if file is None or file.case_id != case.id or file.state != "ready":
        raise NotAllowed(N_("This file is not ready to be opened."))
    body = text.strip()
    if not body:
        raise NotAllowed(N_("Write what you heard or read."))
    row = Transcript(id=new_id(), key_id=case.key_id, case_id=case.id, file_id=file.id, at=desk.now, by_id=desk.actor.id)
    desk.session.add(row)
    row.body = body
    record(desk, case, Event.FILE_WRITTEN_DOWN, details={"file": str(file.id)})
    raise_for(desk, case, body, {"transcript": str(row.id)})
    return row


def newest(session: Session, file_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Transcript]:
    """What counts of each of these files that somebody has written down."""
    if not file_ids:
        return {}
    rows = session.scalars(sa.select(Transcript).where(Transcript.file_id.in_(file_ids)).order_by(Transcript.at, Transcript.id)).all()
    open_keys(session, {row.key_id for row in rows})
    return {row.file_id: row for row in rows}
