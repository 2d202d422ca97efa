"""How long each folder of tests took, printed before pytest's closing line (figure S4: ten minutes in all)."""

from collections import Counter

import pytest

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
