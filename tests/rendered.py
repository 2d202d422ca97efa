"""Which templates some test has drawn; a template that none draws fails a run of the whole suite. Each is compiled once in a run."""

import os
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import pytest
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parents[1] / "portal" / "templates"
DRAWN: set[str] = set()
_original = jinja2.Environment._load_template


class Compiled(jinja2.BytecodeCache):
    """The code of every template, for all the applications that tests make: compiling them anew was a quarter of the time."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._kept[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


def _load(self: jinja2.Environment, name: str, globals_: Any) -> jinja2.Template:
    DRAWN.add(name)
    self.bytecode_cache = COMPILED
    return _original(self, name, globals_)


def never_drawn(drawn: set[str]) -> list[str]:
    """The templates of the product that are not among those drawn."""
    return sorted({path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")} - drawn)


def pytest_configure(config: pytest.Config) -> None:
    jinja2.Environment._load_template = _load  # type: ignore[method-assign]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    DRAWN.update(node.workeroutput.get("drawn", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands its list over; the whole run then fails for what nobody drew."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["drawn"] = sorted(DRAWN)
    elif os.environ.get("HEARD_WHOLE") == "1" and session.exitstatus == 0 and never_drawn(DRAWN):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("HEARD_WHOLE") == "1" and (left := never_drawn(DRAWN)):
        terminalreporter.section("templates that no test draws", red=True)
        terminalreporter.write_line("\n".join(left))
