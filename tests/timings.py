"""How long each folder of tests took, printed before pytest's closing line and kept for `make bench` (figure S4: ten minutes in all)."""

import json
import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "bench-results" / "tests.json"
BEGAN = time.monotonic()
SECONDS: Counter[str] = Counter()


def folder(nodeid: str) -> str:
    """'tests/integration' of 'tests/integration/web/test_form.py::test_x'."""
    return "/".join(nodeid.split("::")[0].split("/")[:2])


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    SECONDS[folder(report.nodeid)] += report.duration  # type: ignore[assignment]  # a Counter adds floats too


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("seconds of work per folder")
    for name, seconds in SECONDS.most_common():
        terminalreporter.write_line(f"{seconds:8.1f}  {name}")
    if os.environ.get("HEARD_WHOLE") == "1" and os.environ.get("HEARD_SOAK") != "1":
        _keep(len(terminalreporter.getreports("passed")))


def _keep(passed: int) -> None:
    """Only of `make test`: a part of the tests, or the soak, says nothing of the figure."""
    FILE.parent.mkdir(exist_ok=True)
    found = {"ended": f"{datetime.now(UTC):%d %B %Y}", "tests": passed, "seconds": time.monotonic() - BEGAN, "folders": dict(SECONDS)}
    FILE.write_text(json.dumps(found, indent=1), "utf-8")
