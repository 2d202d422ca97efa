"""How long a body may take to arrive: a slow sender must not hold a thread that somebody else needs (threat T-10)."""

import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

BODY = 60.0  # seconds


class Patience:
    """Stops reading from a connection whose request body is not complete in time; the request ends as a 400."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], seconds: float = BODY) -> None:
        self.inner = inner
        self.seconds = seconds

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if connection is None or not _has_body(environ):
            return self.inner(environ, start_response)
        timer = threading.Timer(self.seconds, _stop_reading, (connection,))
        timer.daemon = True
        timer.start()
        try:
            return self.inner(environ, start_response)
        finally:
            timer.cancel()


def _has_body(environ: dict[str, Any]) -> bool:
    return environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in environ


def _stop_reading(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:  # it is gone already
        return
