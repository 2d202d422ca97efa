"""What `portal check` says of the files that people send: whether they are scanned, and whether each that a row names is there."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from portal.settings import Settings
from portal.store.database import Database


def scanner(settings: Settings, _database: Database, now: datetime) -> Iterator[str]:
    """Without a scanner files are still read, rebuilt and bounded; with one that does not answer nobody may open any."""
    from portal.post.scan import NoVerdict, is_young, version

    scan = settings.scan
    if not scan.clamd:
        yield "scan.clamd is empty: files are looked at and rebuilt, but not scanned for viruses. See docs/operating.md."
        return
    try:
        said = version(scan)
    except NoVerdict:
        yield f"The virus scanner at {scan.clamd} does not answer: until it does, nobody can open a file that comes in."
        return
    days = scan.signatures_at_most_days
    if days and not is_young(said, timedelta(days=days), now):
        yield f"The virus scanner's signatures are older than {days} days, or of no known day: until freshclam brings new ones, files stay 'being checked'."


def missing(settings: Settings, database: Database, _now: datetime) -> Iterator[str]:
    """Every original and copy that a row names lies in the folder."""
    from portal.store import files
    from portal.store.backup import named_files

    with database.engine.connect() as connection:
        lost = sum(not files.is_there(settings.files_folder, name) for name in named_files(connection))
    if lost:
        yield f"{lost} sealed files that the database names are missing in {settings.files_folder}. Put them back from a backup: portal restore --files-only"
