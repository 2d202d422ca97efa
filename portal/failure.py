"""What may be told of an exception: its class, those of its causes, and where; never its text, which may hold somebody's words."""

import traceback
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[1]
MOST = 16


def kinds(error: BaseException) -> list[str]:
    """The class of an exception and of those that caused it, at most five."""
    found: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 5:
        found.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return found


def frames(trace: TracebackType | None) -> list[str]:
    """Where it happened, the innermost last: file and line only."""
    return [f"{_short(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(trace)][-MOST:]


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-2:])
