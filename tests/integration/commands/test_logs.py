"""A log line holds nothing that came from outside, whoever wrote it (B-10)."""

import json
import logging
import sys

import pytest

from portal.commands.logs import Line


def line(message: str, *args: object, **more: object) -> dict[str, object]:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, __file__, 1, message, args, None)
    record.__dict__.update(more)
    written = Line().format(record)
    assert "\n" not in written
    found: dict[str, object] = json.loads(written)
    return found


@pytest.mark.parametrize(
    "message",
    [
        "Invalid request from ip=203.0.113.9: Invalid Request Line 'GET /canary'",
        "Error handling request %s",
        "Ignoring {'canary'}",
        'canary\n{"level":"critical"}'.replace("canary", "Stopped: canary"),
    ],
)
def test_only_the_words_before_the_first_value_are_kept(message: str) -> None:
    written = json.dumps(line(message, *(["/canary"] if "%s" in message else [])))
    assert "canary" not in written and "203.0.113.9" not in written


def test_facts_of_our_own_are_kept() -> None:
    assert line("job", facts={"kind": "mail", "attempt": 2})["attempt"] == 2


def test_an_exception_is_its_class_and_its_places() -> None:
    try:
        try:
            raise ValueError("canary")
        except ValueError as error:
            raise RuntimeError("canary") from error
    except RuntimeError:
        found = line("failed", exc_info=sys.exc_info())
    assert found["error"] == ["RuntimeError", "ValueError"]
    assert "canary" not in json.dumps(found)
    assert str(found["frames"]).startswith("['tests/integration/commands/test_logs.py:")
