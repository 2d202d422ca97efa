"""P7: from the start to the first page."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench import council
from tests.bench.line import Line, at_most
from tests.bench.process import portal_run
from tests.bench.visitor import Visitor

STARTS = 7
FIRST_PAGE = """
import sys
from pathlib import Path
from portal import create_app
from portal.settings import load
assert create_app(load(Path(sys.argv[1]))).test_client().get("/").status_code == 200
"""


def measure() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        council.make(Path(folder))
        alone = [_alone(folder) for _ in range(STARTS)]
        whole = [_whole(Path(folder)) for _ in range(STARTS)]
    yield at_most("P7", "a fresh process: create_app() and the first page, seconds", median(took for took, _ in alone), 0.6, "s")
    yield Line("P7", "  of these, seconds of processor time", f"{median(cpu for _, cpu in alone):.2f} s")
    yield at_most("P7", "`portal run`: from the command to the first page", median(whole), 0.6, "s")


def _alone(instance: str) -> tuple[float, float]:
    """Seconds on the clock, and of processor time."""
    import resource

    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-c", FIRST_PAGE, instance], check=True, stderr=subprocess.DEVNULL)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _whole(instance: Path) -> float:
    began = time.monotonic()
    with portal_run(instance) as portal, Visitor(portal.port) as visitor:
        status, _ = visitor.get("/")
        if status != 200:
            raise RuntimeError(f"the first page is not shown: {status}")
        return time.monotonic() - began
