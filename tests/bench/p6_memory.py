"""P6: what two workers hold in memory, with a small council and with a million cases."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from portal import create_app
from portal.settings import load
from tests import factories
from tests.bench import council, many
from tests.bench.line import Line, at_most
from tests.bench.process import serving
from tests.bench.visitor import Visitor

QUEUES = 400
FLAT = 1.10


def measure() -> Iterator[Line]:
    """PSS, which counts what processes share once: of the two workers and their master, after the same requests."""
    with tempfile.TemporaryDirectory() as folder:
        council.make(Path(folder), with_cases=True)
        small = _after_work(Path(folder))
    large = _after_work(many.on_sqlite(many.MANY).instance)
    yield at_most("P6", "memory of 2 workers and their master (PSS) after 400 queues and 20 sent complaints", small, 160, "MB")
    yield at_most("P6", f"  the same with {many.MANY:,} cases", large, 160, "MB")
    yield at_most("P6", f"  {many.MANY:,} cases beside 60", large / small, FLAT, "x")


def _after_work(instance: Path) -> float:
    with serving("portal", instance) as portal:  # without the worker: its nightly round would be measured too
        cookie = _signed_in(instance)
        for _ in range(4):  # connections are shared out between the workers
            with Visitor(portal.port, factories.BROWSER) as officer, Visitor(portal.port) as somebody:
                officer.cookies.update(cookie)
                for n in range(QUEUES // 4):
                    status, _ = officer.get("/cases?before=end" if n % 2 else "/cases")
                    if status != 200:
                        raise RuntimeError(f"the queue is not shown: {status}")
                for _ in range(5):
                    somebody.cookies.clear()
                    somebody.fill_in()
                    somebody.page(9, then="send")
        return portal.memory()


def _signed_in(instance: Path) -> dict[str, str]:
    """The cookies of an officer's browser."""
    app = create_app(load(instance))
    database = app.extensions["council"].database
    browser = factories.signed_in(app, council.somebody(database, "complaints_officer"), datetime.now(UTC))
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = browser.get_cookie(name)
    database.close()
    return {name: cookie.value} if cookie else {}
