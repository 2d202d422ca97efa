"""Small folders of records: three lines that are right, to be spoilt, and a council's instance they come into."""

import csv
import io
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from portal.commands import main

ACCEPTANCE = Path(__file__).parents[2] / "acceptance"
COUNCIL = ACCEPTANCE / "bcp-2019-20"

Cells = Mapping[str, str]

GOOD: Mapping[str, Cells] = {
    "cases": {"ref": "A-1", "received_on": "2020-01-06", "channel": "email", "procedure": "statutory", "service": "social-care", "status": "open"},
    "stages": {"case_ref": "A-1", "stage": "1", "started_on": "2020-01-07", "first_response_on": "2020-01-20"},
    "issues": {"case_ref": "A-1", "category": "delay", "stage_1_finding": "upheld"},
}
"""One line of each of three files."""


def text(*lines: Cells) -> str:
    """Lines as a file; a column that only some have is empty in the others."""
    columns = list(dict.fromkeys(column for line in lines for column in line))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def good(**changed: Cells) -> dict[str, bytes]:
    """The good folder's files, each with its line changed as told; a file that is not there yet gets that line."""
    names = dict.fromkeys([*GOOD, *changed])
    return {name: text({**GOOD.get(name, {}), **changed.get(name, {})}).encode() for name in names}


def folder(path: Path, files: Mapping[str, bytes]) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / f"{name}.csv").write_bytes(content)
    return path


def portal(instance: Path, *words: str | Path) -> Result:
    """Run `portal` in this process."""
    return CliRunner().invoke(main, ["--instance", str(instance), *map(str, words)])


def made(instance: Path, council: Path = COUNCIL) -> Path:
    """A council's instance with nothing in it yet."""
    done = portal(instance, "init", "--council", council / "council.toml")
    assert done.exit_code == 0, done.output
    (instance / "ballast").unlink()
    return instance


def everything(instance: Path) -> dict[str, list[tuple[object, ...]]]:
    """Table -> its rows as they lie in the database."""
    with sqlite3.connect(instance / "heard.sqlite") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}  # noqa: S608 - the table's own name


def numbers(instance: Path) -> dict[str, int]:
    """Table -> how many rows it has."""
    return {name: len(rows) for name, rows in everything(instance).items()}
