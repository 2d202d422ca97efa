"""P5: every table of an annual report at a million complaints, with DuckDB on the same rows beside it, written by hand."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

import pysqlite3.dbapi2 as dbapi2

from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.reports.count import count_report
from portal.reports.counting import Counting
from portal.reports.model import Counted, Table
from portal.reports.period import Period, year_named
from portal.reports.selecting import is_answer
from portal.reports.whole import open_counting, tables_for
from portal.settings import Settings
from portal.store.database import Database, new_id
from tests.bench import council, many, years
from tests.bench.line import Line, at_most, shown, so_it_is

BY_HAND = Path(__file__).with_suffix(".sql")
MANY, FEW = many.MANY, 10_000
ROUNDS = 7
CHANGED = 1_000


def measure() -> Iterator[Line]:
    yield from _many(years.council(MANY))
    yield from _few(years.council(FEW))


def _many(settings: Settings) -> Iterator[Line]:
    database = council.open_database(settings)
    (settings.instance / "facts.duckdb").unlink(missing_ok=True)
    yield Line("P5", f"  the file of facts of {MANY:,} complaints, made for the first time", _opened(settings, database))
    yield Line("P5", "  brought up to date: nothing happened since", _opened(settings, database))
    _change(settings)
    yield Line("P5", f"  brought up to date: {CHANGED:,} cases changed", _opened(settings, database))
    with _counting(settings, database) as counting:
        plain, people = _tables(settings, counting)
        period = year_named(years.YEAR)
        own, by_hand = _in_turns(lambda: count_report(counting, plain, period), lambda: _by_hand(counting, period))
        yield at_most("P5", f"{len(plain)} tables at {MANY:,} complaints, x DuckDB by hand (stretch 1x)", own / by_hand, 3, "x")
        yield Line("P5", "  in milliseconds; DuckDB by hand", f"{own * 1000:.0f} ms; {by_hand * 1000:.0f} ms")
        yield so_it_is("P5", "  both count the same", _same(count_report(counting, plain, period), counting, period), True)
        yield at_most("P5", f"{len(people)} tables of people's answers", _taken(lambda: count_report(counting, people, period)), 5, "s")
    database.close()


def _few(settings: Settings) -> Iterator[Line]:
    database = council.open_database(settings)
    _opened(settings, database)
    taken, tables = [], []
    for _round in range(ROUNDS):
        with _counting(settings, database) as counting:  # opened anew: what people answered is read once for each
            tables = [*chain(*_tables(settings, counting))]
            taken.append(_taken(partial(count_report, counting, tables, year_named(years.YEAR))))
    yield at_most("P5", f"all {len(tables)} tables at {FEW:,} complaints", median(taken) * 1000, 150, "ms")
    database.close()


def _counting(settings: Settings, database: Database) -> Any:
    return open_counting(settings, database, catalogue(settings.procedures), Calendar(settings.council.nation))


def _opened(settings: Settings, database: Database) -> str:
    def open_() -> None:
        with _counting(settings, database):
            pass

    return shown(_taken(open_), "s")


def _tables(settings: Settings, counting: Counting) -> tuple[list[Table], list[Table]]:
    """The report's tables, and those that ask people's answers apart."""
    plain: list[Table] = []
    people: list[Table] = []
    for table in tables_for("annual", settings, counting):
        conditions = chain(table.where, *(line.where for line in table.lines))
        asked = {*table.dimensions, *(one.dimension for one in conditions)}
        (people if any(map(is_answer, asked)) else plain).append(table)
    return plain, people


def _change(settings: Settings) -> None:
    """Notes on cases of all five years, as `record` would number them."""
    with dbapi2.connect(str(settings.instance / "heard.sqlite")) as connection:
        cases = connection.execute("SELECT case_id, max(number) + 1 FROM event WHERE number > 1 GROUP BY case_id LIMIT ?", (MANY,)).fetchall()
        rows = [(new_id().hex, case, number) for case, number in cases[:: max(1, len(cases) // CHANGED)][:CHANGED]]
        connection.executemany(
            "INSERT INTO event (id, key_id, case_id, number, event, \"on\", at, details, previous, hash) "
            "VALUES (?, '00000000000070008000000000000000', ?, ?, 'noted', '2020-04-01', '2020-04-01 10:00:00.000000', '{}', '', '')",
            rows,
        )
    connection.close()


def _taken(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _in_turns(own: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of rounds in which each is asked once; the first round only warms both."""
    rounds = [(_taken(own), _taken(other)) for _round in range(ROUNDS + 1)][1:]
    return median(one for one, _other in rounds), median(one for _own, one in rounds)


def _statements() -> dict[str, str]:
    parts = BY_HAND.read_text("utf-8").split("-- # ")[1:]
    return {name: sql for name, sql in (part.split("\n", 1) for part in parts)}


def _by_hand(counting: Counting, period: Period) -> dict[str, Sequence[tuple[Any, ...]]]:
    groups = ", ".join(f"('{service}', '{group}')" for service, group in counting.words.group_of.items())
    counting.connection.execute(f"CREATE OR REPLACE TEMP TABLE service_group AS FROM (VALUES {groups}) AS v(service, grp)")
    days = {"start": period.start, "end": period.end}
    return {name: counting.connection.execute(sql, days).fetchall() for name, sql in _statements().items()}


def _same(own: Sequence[Counted], counting: Counting, period: Period) -> bool:
    """Whether each table's numbers add up to what was counted by hand."""
    by_hand = _by_hand(counting, period)
    sums = {table.id: sum(_numbers(table)) for table in own}
    return sums == {name: sum(row[-1] for row in rows) for name, rows in by_hand.items()}


def _numbers(table: Counted) -> Iterator[float]:
    for row in table.rows:
        for head, cell in zip(table.columns, row.cells, strict=True):
            if not (head.is_total or row.is_total) and cell.kind in ("count", "money"):
                yield cell.value or 0
