"""The form of the log: one JSON object a line, with nothing in it that came from outside."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from types import TracebackType

from portal.failure import frames, kinds

HEAD = re.compile(r"[^=:(%{]*")


class Line(logging.Formatter):
    """A log record as JSON.

    Other people's loggers write addresses, paths and values into their messages, sometimes already filled in: of theirs only
    the words before the first placeholder, colon, equals sign or bracket are kept. Ours pass codes and numbers as `facts`.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "log": record.name, "event": _words(record), "pid": record.process}
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= {"error": kinds(record.exc_info[1]), "frames": frames(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=True, separators=(",", ":"), default=str)


def _words(record: logging.LogRecord) -> str:
    found = HEAD.match(str(record.msg))
    return found.group().strip()[:120] if found else ""


def to_stderr(level: int = logging.INFO) -> None:
    """Send every log of this process to stderr as JSON lines, also what nobody caught."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("alembic", "sqlalchemy", "weasyprint", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("portal.error").critical("stopped", exc_info=(kind, error, trace))
