"""Facts from the coded records, worked out by DuckDB over what `records` and `beside` read."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from portal.procedure.calendar import Calendar
from portal.procedure.event import CLOSINGS, OPENINGS, PLACE, Event
from portal.procedure.history import live
from portal.procedure.model import Happening, Procedure
from portal.reports.facts import codes
from portal.reports.facts.beside import BESIDE
from portal.reports.facts.clocks import StageClock
from portal.reports.facts.records import JSON, OF_CASES, Of, Read
from portal.reports.facts.schema import CODES, FACTS
from portal.reports.facts.steps import FACT_OF_CASE, STEPS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORDS = {"channel": codes.CHANNELS, "complainant": codes.COMPLAINANTS, "given_by": codes.GIVEN_BY, "hold": codes.HOLDS}
KINDS = {**dict.fromkeys(CLOSINGS, "closing"), **dict.fromkeys(OPENINGS, "opening"), Event.HELD: "hold", Event.RESUMED: "resumed"}
"""What an event does to a case's status."""


def derive(
    duck: "DuckDBPyConnection", records: sa.Connection, procedures: Mapping[str, Procedure], clocks: Iterable[StageClock], calendar: Calendar, cases: Of = None
) -> None:
    """Read the records and add the facts of these cases, of all unless some are named; what stands beside the cases is made anew.

    duck: a connection whose fact tables hold nothing of these cases. records: a connection in one transaction; nothing of it is changed.
    """
    for read in OF_CASES:
        _read(duck, read, records, cases)
    _take_back(duck)
    _tables(duck, procedures, clocks)
    _working_days(duck, calendar)
    for step in STEPS:
        duck.execute(step)
    for fact, select in FACT_OF_CASE.items():
        duck.execute(f"INSERT INTO {fact} {select}")
    beside(duck, records)


def beside(duck: "DuckDBPyConnection", records: sa.Connection) -> None:
    """Make the facts anew that belong to no case."""
    for fact in (one for one in FACTS if one.key in BESIDE):
        _read(duck, BESIDE[fact.key], records)
        columns = ", ".join(_filled(name, type) for name, type in fact.columns)
        duck.execute(f"DELETE FROM {fact.key}")  # noqa: S608 - all of it stands in this folder
        duck.execute(f"INSERT INTO {fact.key} SELECT {columns} FROM {BESIDE[fact.key].key}")  # noqa: S608


def _filled(name: str, type: str) -> str:
    """A column as its fact holds it: no value is "" for a code, and no tags are an empty list."""
    if type == CODES:
        return f"coalesce(from_json({name}, '[\"{JSON}\"]'), [])"
    return f"coalesce({name}, '')" if type == JSON else name


def _read(duck: "DuckDBPyConnection", read: Read, records: sa.Connection, cases: Of = None) -> None:
    """A temporary table of what is read: as text first, since DuckDB turns a column of texts into days and ids quicker than Python each one."""
    duck.execute(f"CREATE OR REPLACE TEMP TABLE as_text ({', '.join(f'{name} VARCHAR' for name in read.names)})")
    with duck.appender("as_text") as appender:
        for rows in read.rows(records, cases):
            appender.append_rows(rows)
    duck.execute(f"CREATE OR REPLACE TEMP TABLE {read.key} AS SELECT {read.typed} FROM as_text")  # noqa: S608 - all of it stands in this folder
    duck.execute("DROP TABLE as_text")


def _take_back(duck: "DuckDBPyConnection") -> None:
    """Leave out the events that were taken back, as portal/procedure/history.py does; few cases have any."""
    of_these = "SELECT case_id FROM coded_event WHERE voids IS NOT NULL"
    found = duck.execute(f"SELECT id, event, on_day, voids FROM coded_event WHERE case_id IN ({of_these})").fetchall()  # noqa: S608
    every = {str(id): Happening(str(id), Event(event), on, {}, str(voids) if voids else None) for id, event, on, voids in found}
    gone = every.keys() - {one.id for one in live(every.values())}
    if gone:
        duck.execute("DELETE FROM coded_event WHERE CAST(id AS VARCHAR) IN (SELECT unnest($1))", [list(gone)])


def _tables(duck: "DuckDBPyConnection", procedures: Mapping[str, Procedure], clocks: Iterable[StageClock]) -> None:
    """The words, kinds and numbers that the selects look up."""
    words = [(list, said, code) for list, of in WORDS.items() for said, code in of.items()]
    _filled_table(duck, "word", "list VARCHAR, said VARCHAR, code VARCHAR", words)
    _filled_table(duck, "event_kind", "event VARCHAR, kind VARCHAR, place INTEGER", [(event.value, kind, PLACE[event]) for event, kind in KINDS.items()])
    kinds = [(code, one.counts, one.stages[0].key == "compliment") for code, one in procedures.items()]
    _filled_table(duck, "procedure_kind", "procedure VARCHAR, counts BOOLEAN, is_compliment BOOLEAN", kinds)
    stages = [(clock.procedure, clock.stage, clock.starts, clock.days) for clock in clocks]
    _filled_table(duck, "clock", "procedure VARCHAR, stage VARCHAR, starts VARCHAR, days BIGINT", stages)


def _working_days(duck: "DuckDBPyConnection", calendar: Calendar) -> None:
    """For each day that may be asked for, how many working days had passed by its end: what lies between two days is a difference."""
    first, last = duck.execute(
        """SELECT min(least(received_on, requested_on, started_on, acknowledged_on, statement_agreed_on, first_response_on, concluded_on)),
                  max(greatest(received_on, requested_on, started_on, acknowledged_on, statement_agreed_on, first_response_on, concluded_on))
           FROM coded_case LEFT JOIN coded_stage ON case_id = id"""
    ).fetchone() or (None, None)
    (longest,) = duck.execute("SELECT coalesce(max(days), 0) FROM clock").fetchone() or (0,)
    beyond = timedelta(days=2 * longest + 30)  # as far as the last day that anything is due
    _filled_table(duck, "working", "day DATE, passed BIGINT, is_working BOOLEAN", _passed(calendar, first, last + beyond) if first and last else ())


def _passed(calendar: Calendar, first: date, last: date) -> Iterable[tuple[date, int, bool]]:
    passed = 0
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        passed += (is_working := calendar.is_working(day))
        yield day, passed, is_working


def _filled_table(duck: "DuckDBPyConnection", name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    duck.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    with duck.appender(name) as appender:
        appender.append_rows(rows)
