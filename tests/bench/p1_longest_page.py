"""P1: what the longest page of the form costs to show."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import council
from tests.bench.line import Line
from tests.bench.process import serving
from tests.bench.visitor import LONGEST, PAGES, Visitor
from tests.bench.yardstick import times_hello

GOAL, STRETCH = 7, 5


def measure() -> Iterator[Line]:
    """The page with most on it: empty, and with what was written on it before."""
    with tempfile.TemporaryDirectory() as folder:
        council.make(Path(folder))
        with serving("hello", Path(folder)) as hello, serving("portal", Path(folder)) as portal, Visitor(portal.port) as new, Visitor(portal.port) as back:
            new.fill_in(*(number for number in PAGES if number < LONGEST))
            back.fill_in()
            found = times_hello(hello, portal, {"empty": lambda: _shown(new), "filled in": lambda: _shown(back)})
    for name, cost in found.items():
        yield from cost.lines("P1", f"CPU of a GET of the longest page, {name}, x hello (stretch {STRETCH}x)", GOAL)


def _shown(visitor: Visitor) -> None:
    status, _ = visitor.get(f"/f/{LONGEST}")
    if status != 200:
        raise RuntimeError(f"the longest page is not shown: {status}")
