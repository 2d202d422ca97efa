"""How long a body may take to arrive: a slow sender must not hold a thread that somebody else needs (threat T-10)."""

import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

BODY = 60.0  # seconds, for a form of words
SLOWEST = 64 * 1024  # bytes a second that a longer body, with files in it, must keep to
LONGEST = 15 * 60.0  # seconds: as long as a person's page stays open
USUAL = 2 * 1024 * 1024  # bytes of the longest form of words


class Patience:
    """Stops reading from a connection whose request body is not complete in time; the request ends as a 400."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], seconds: float = BODY) -> None:
        self.inner = inner
        self.seconds = seconds

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if connection is None or not _has_body(environ):
            return self.inner(environ, start_response)
        timer = threading.Timer(_patience(environ, self.seconds), _stop_reading, (connection,))
        timer.daemon = True
        timer.start()
        try:
            return self.inner(environ, start_response)
        finally:
            timer.cancel()


def _patience(environ: dict[str, Any], seconds: float) -> float:
    """A film over a slow line takes minutes; only the page for files reads bodies that long, and few at once."""
    length = environ.get("CONTENT_LENGTH", "")
    beyond = int(length) - USUAL if length.isascii() and length.isdecimal() and len(length) < 15 else 0
    return min(LONGEST, seconds + max(0, beyond) / SLOWEST)


def _has_body(environ: dict[str, Any]) -> bool:
    return environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in environ


def _stop_reading(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:  # it is gone already
        return
