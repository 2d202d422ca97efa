"""P3: the queue with a million cases beside the queue with a thousand, on both databases."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median

from flask.testing import FlaskClient

from portal import create_app
from portal.casework.queue import COUNTED_TO, END, queue
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import User
from tests import factories
from tests.bench import council, many
from tests.bench.line import Line, at_most, shown, so_it_is

TURNS = 80
MOST, LONGEST_MS = 1.25, 15


def measure() -> Iterator[Line]:
    yield from _on("SQLite", many.on_sqlite(many.FEW), many.on_sqlite(many.MANY), many.MANY)
    with many.postgresql() as server:
        few, lots = many.on_postgresql(server, many.FEW), many.on_postgresql(server, many.MANY_ON_POSTGRESQL)
        yield from _on("PostgreSQL", few, lots, many.MANY_ON_POSTGRESQL)


def _on(name: str, few: Settings, lots: Settings, cases: int) -> Iterator[Line]:
    small, large = council.open_database(few), council.open_database(lots)
    try:
        yield from _reads(f"{name}, {cases:,}", small, large)
    finally:
        small.close()
        large.close()
    yield from _pages(f"{name}, {cases:,}", few, lots)


def _reads(where: str, small: Database, large: Database) -> Iterator[Line]:
    """The read itself: of somebody who sees every case, and of a service manager to whom some are opened."""
    today = datetime.now(UTC).date()
    for role, who in (("complaints_manager", "the team"), ("service_manager", "a service manager")):
        here, there = council.somebody(small, role), council.somebody(large, role)
        found = _in_turns({
            "few": lambda user=here: _read(small, user),
            "first": lambda user=there: _read(large, user),
            "last": lambda user=there: _read(large, user, END),
        })
        yield at_most("P3", f"{where}: queue of {who}, p50 of the read beside {many.FEW:,}", found["first"] / found["few"], MOST, "x")
        yield at_most("P3", f"{where}: queue of {who}, p50", found["first"], LONGEST_MS, "ms")
        yield at_most("P3", f"{where}: queue of {who}, last page beside the first", found["last"] / found["first"], MOST, "x")
    with small.reading() as few_, large.reading() as lots_:
        exact = queue(few_, council.somebody(small, "complaints_manager"), today)
        more = queue(lots_, council.somebody(large, "complaints_manager"), today)
    counted = (0 < exact.total <= COUNTED_TO and not exact.has_more_than_counted, more.total == COUNTED_TO and more.has_more_than_counted)
    yield so_it_is("P3", f"{where}: counted exactly ({exact.total} of {many.FEW:,} open), and 'more than 1,000'", counted, (True, True))


def _read(database: Database, user: User, before: str | None = None) -> None:
    with database.reading() as session:
        queue(session, user, datetime.now(UTC).date(), before=before)


def _pages(where: str, few: Settings, lots: Settings) -> Iterator[Line]:
    """The whole page as a browser gets it."""
    small, large = _officer(few), _officer(lots)
    found = _in_turns({"first": lambda: _get(large), "last": lambda: _get(large, "?before=end"), "few": lambda: _get(small)})
    yield Line("P3", f"{where}: the whole HTML page, p50 (first; last; with {many.FEW:,})", "; ".join(shown(took, "ms") for took in found.values()))
    for browser in (small, large):
        browser.application.extensions["council"].database.close()


def _officer(settings: Settings) -> FlaskClient:
    app = create_app(settings)
    return factories.signed_in(app, council.somebody(app.extensions["council"].database, "complaints_officer"), datetime.now(UTC))


def _get(browser: FlaskClient, place: str = "") -> None:
    answer = browser.get(f"/cases{place}")
    if answer.status_code != 200:
        raise RuntimeError(f"the queue is not shown: {answer.status_code}")


def _in_turns(asks: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Milliseconds of each, the median of many turns; the first few only warm the caches."""
    took: dict[str, list[float]] = {name: [] for name in asks}
    for turn in range(-5, TURNS):
        for name, ask in asks.items():
            began = time.perf_counter()
            ask()
            if turn >= 0:
                took[name].append((time.perf_counter() - began) * 1000)
    return {name: median(times) for name, times in took.items()}
