"""A council with five years of complaints, made up by seeded chance straight into its tables: codes and dates, no words."""

import hashlib
import shutil
import time
from pathlib import Path
from uuid import UUID

import duckdb
from pysqlite3 import dbapi2

from portal.commands import Office
from portal.commands.init import make_folder, make_tables, renew_lists
from portal.equality import token_of
from portal.settings import Settings, load
from portal.store.sealing import read_keys
from tests.bench import many

COUNCIL = Path(__file__).parents[1] / "acceptance" / "bcp-2019-20" / "council.toml"
YEAR = "2019-20"
FIRST, DAYS = "2015-04-01", 1827
"""Five years, of which YEAR is the last."""
RECORDS = Path(__file__).with_suffix(".sql")
SPAN = 150_000_000_000  # milliseconds in the ids, from the first case to the last
A_BATCH = 50_000
OPTIONS = {"threads": 2, "memory_limit": "1500MB"}

TABLES = ("contact", "case", "party", "stage_run", "issue", "finding", "event", "remedy", "ombudsman_case", "learning", "training")
"""In the order of their keys. Columns that a council's own verbs would fill besides are left out where they may be empty."""


def council(cases: int) -> Settings:
    """A council with so many complaints and two and a half times as many points; made once, kept beside the bench's others."""
    version = hashlib.sha256(RECORDS.read_bytes()).hexdigest()[:12]
    for other in many.home().glob(f"years-{cases}-*"):
        if other.name != f"years-{cases}-{version}":
            shutil.rmtree(other)
    folder = many.home() / f"years-{cases}-{version}"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        make_folder(folder, COUNCIL)
        (folder / "ballast").unlink()
        office = Office(folder)
        make_tables(office)
        renew_lists(office)
        _fill(office.settings, cases)
        (folder / "made").touch()
    return load(folder)


def _fill(settings: Settings, cases: int) -> None:
    began = time.monotonic()
    scratch = settings.instance / "scratch.duckdb"
    made = duckdb.connect(scratch, config=OPTIONS)
    sql = RECORDS.read_text("utf-8")
    for name, value in (("@cases", cases), ("@first", FIRST), ("@days", DAYS), ("@each", SPAN // (cases * 6 // 5))):
        sql = sql.replace(name, str(value))
    made.execute(sql)
    into = dbapi2.connect(str(settings.instance / "heard.sqlite"), isolation_level=None)
    for pragma in many.LOADING:
        into.execute(f"PRAGMA {pragma}")
    for table in TABLES:
        _copy(made, into, table)
    _answers(made, into, settings)
    into.execute("PRAGMA journal_mode=WAL")
    into.close()
    made.close()
    scratch.unlink()
    print(f"  {cases:,} cases of five years made in {time.monotonic() - began:.0f} s", flush=True)


def _copy(made: duckdb.DuckDBPyConnection, into: dbapi2.Connection, table: str) -> None:
    found = made.execute(f"SELECT COLUMNS(*)::VARCHAR FROM rows_{table} ORDER BY id")  # noqa: S608 - ours
    names = [column[0] for column in found.description]
    into.execute("BEGIN")
    while batch := found.fetchmany(A_BATCH):
        into.executemany(f'INSERT INTO "{table}" ({", ".join(map(_quoted, names))}) VALUES ({", ".join("?" * len(names))})', batch)  # noqa: S608
    into.execute("COMMIT")


def _quoted(name: str) -> str:
    return f'"{name}"'


def _answers(made: duckdb.DuckDBPyConnection, into: dbapi2.Connection, settings: Settings) -> None:
    """What the record says of seven in ten who complained."""
    keys = read_keys(settings.key_file.parent)
    found = made.execute("SELECT party, sex, disabled, ethnic FROM answers ORDER BY party")
    while batch := found.fetchmany(A_BATCH):
        rows = []
        for party, sex, disabled, ethnic in batch:
            token = token_of(keys, UUID(party))
            rows += [(token, "sex", sex), (token, "disabled", disabled), (token, "ethnic", ethnic)]
        into.execute("BEGIN")
        into.executemany("INSERT INTO equality (id, token, about, source, question, code) VALUES (lower(hex(randomblob(16))), ?, 'self', 'record', ?, ?)", rows)
        into.execute("COMMIT")
