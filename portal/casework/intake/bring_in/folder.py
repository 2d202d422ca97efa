"""The bytes of each file in a folder or zip of records: bounded, and never written anywhere."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from portal.casework.intake.bring_in.columns import FILES
from portal.casework.intake.bring_in.mistake import BadRecords

MOST_BYTES = 64 * 1024 * 1024  # of one file; a council's whole year has less than one of these
MOST_NAMES = 1_000


def read_files(path: Path) -> dict[str, bytes]:
    """File name without .csv -> its bytes. What is no .csv file is left alone. Raises BadRecords."""
    found: dict[str, bytes] = {}
    for name, content in _folder(path) if path.is_dir() else _zip(path):
        if name not in FILES:
            raise BadRecords([f"{name}.csv is no file Heard knows. It knows: {', '.join(f'{one}.csv' for one in FILES)}."])
        if name in found:
            raise BadRecords([f"{name}.csv is there twice."])
        found[name] = content
    if "cases" not in found:
        raise BadRecords([f"There is no cases.csv in {path}."])
    return found


def _folder(path: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(path.iterdir()):
        if not _is_records(file.name):
            continue
        try:
            with file.open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise BadRecords([f"{file.name} cannot be read: {error.strerror}."]) from None
        yield file.stem, _bounded(file.name, content)


def _zip(path: Path) -> Iterator[tuple[str, bytes]]:
    """Files at the top of a zip, or in one folder in it. Sizes are counted while reading: what a zip says of them may be a lie."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if _is_records(PurePosixPath(name).name) and not name.startswith("__MACOSX/")]
            if len(names) > MOST_NAMES:
                raise BadRecords([f"{path} holds more than {MOST_NAMES} .csv files."])
            for name in names:
                with archive.open(name) as opened:
                    yield PurePosixPath(name).stem, _bounded(name, opened.read(MOST_BYTES + 1))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise BadRecords([f"{path} cannot be read as a zip without a password: {error}."]) from None


def _is_records(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith(".")


def _bounded(name: str, content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise BadRecords([f"{name} has more than {MOST_BYTES // 1024 // 1024} MB. Split it into several imports."])
    return content
