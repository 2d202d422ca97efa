"""S4: how long `make test` took when it last ran here, by folder."""

import json
from collections.abc import Iterator

from tests.bench.line import Line, at_most
from tests.timings import FILE


def measure() -> Iterator[Line]:
    """Written by tests/timings.py at the end of a run; the bench does not run the tests."""
    if not FILE.exists():
        yield Line("S4", "`make test` has not run here yet", "not measured", "<= 10 minutes")
        return
    found = json.loads(FILE.read_text("utf-8"))
    yield at_most("S4", f"`make test` of {found['ended']}: {found['tests']:,} tests", found["seconds"] / 60, 10, "minutes")
    for folder, seconds in sorted(found["folders"].items()):
        yield Line("S4", f"  work in {folder}", f"{seconds:.0f} s")
