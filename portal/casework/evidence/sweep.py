"""Files in the folder that no row names: uploads that broke off, removed files, drafts that ended. They go a day later."""

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.outbox import Job, Work
from portal.casework.shift import Shift
from portal.store import files
from portal.store.models import File

KIND = "sweep_files"
AT_ONCE = 400


def _prepare(_desk: Desk, _job: Job) -> bool:
    return True


def _sweep(shift: Shift, _prepared: bool) -> int:
    """Outside a transaction: nobody waits while the folder is read."""
    folder = shift.settings.files_folder
    old = files.old_names(folder, shift.now)
    nobodys = []
    with shift.database.reading() as session:
        for at in range(0, len(old), AT_ONCE):
            some = old[at : at + AT_ONCE]
            named = set(session.scalars(sa.union_all(*(sa.select(column).where(column.in_(some)) for column in (File.original, File.copy)))))
            nobodys += [name for name in some if name not in named]
    return files.sweep(folder, nobodys, shift.now)


def _nothing(_desk: Desk, _job: Job, _what: object) -> None:
    """It is no news on any case."""


SWEEP = Work(_prepare, _nothing, _nothing, _sweep)
