"""Asks the virus scanner (clamd) about a stream of bytes: clean, found, or no verdict."""

import re
import socket
import struct
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from portal.settings import Scan

PIECE = 64 * 1024
LONGEST = 60.0  # seconds for one file, whatever the setting says: shorter than the worker's lease
MOST_REPLY = 4096  # bytes; an answer is a line
CLEAN = b"stream: OK"
FOUND = re.compile(rb"stream: ([^\r\n]+) FOUND")
LIMITS = b"Heuristics.Limits.Exceeded"
"""clamd's word for 'there is more in it than I look through' (AlertExceedsMax)."""
DATED = re.compile(r"^ClamAV [^/]+/\d+/(.+)$")


class Verdict(StrEnum):
    """What the scanner says of a file."""

    CLEAN = "clean"
    FOUND = "found"
    TOO_MUCH = "too_much"


class NoVerdict(Exception):
    """The scanner said nothing that can be believed; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def scan(settings: Scan, parts: Iterable[bytes], now: datetime) -> Verdict:
    """Send a file to clamd and return its verdict. Raises NoVerdict: away, slow, odd, or its signatures are too old or of no date."""
    if settings.signatures_at_most_days and not is_young(version(settings), timedelta(days=settings.signatures_at_most_days), now):
        raise NoVerdict("scanner_old")
    reply = _ask(settings, _instream(parts))
    if reply == CLEAN:
        return Verdict.CLEAN
    found = FOUND.fullmatch(reply)
    if found is None:
        raise NoVerdict("scanner_odd")
    return Verdict.TOO_MUCH if found[1].startswith(LIMITS) else Verdict.FOUND


def version(settings: Scan) -> str:
    """What clamd says of itself and its signatures. Raises NoVerdict when it does not answer."""
    return _ask(settings, (b"zVERSION\0",)).decode("ascii", "replace")


def is_young(said: str, most: timedelta, now: datetime) -> bool:
    """Whether a version line names signatures of a known day that is not too long ago."""
    dated = DATED.match(said)
    try:
        made = datetime.strptime(dated[1], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC) if dated else None
    except ValueError:
        made = None
    return made is not None and now - made <= most


def _instream(parts: Iterable[bytes]) -> Iterable[bytes]:
    yield b"zINSTREAM\0"
    for part in parts:
        for at in range(0, len(part), PIECE):
            piece = part[at : at + PIECE]
            yield struct.pack("!I", len(piece)) + piece
    yield struct.pack("!I", 0)


def _ask(settings: Scan, said: Iterable[bytes]) -> bytes:
    """One command and its answer, which ends with a NUL; anything else is no answer."""
    seconds, is_over = min(settings.timeout, LONGEST), threading.Event()
    try:
        with _connected(settings.clamd, seconds) as connection, _at_most(connection, seconds, is_over):
            for piece in said:
                connection.sendall(piece)
            return _reply(connection)
    except TimeoutError:
        raise NoVerdict("scanner_slow") from None
    except (OSError, ValueError, NoVerdict) as error:
        odd = "scanner_odd" if isinstance(error, NoVerdict) else "scanner_away"
        raise NoVerdict("scanner_slow" if is_over.is_set() else odd) from None


@contextmanager
def _at_most(connection: socket.socket, seconds: float, is_over: threading.Event) -> Iterator[None]:
    """A scanner that sends a byte a second keeps within every single wait: the whole of it ends here."""

    def end() -> None:
        is_over.set()
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _connected(clamd: str, seconds: float) -> socket.socket:
    if not clamd.startswith("/"):
        host, _, port = clamd.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), seconds)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(seconds)
    try:
        connection.connect(clamd)
    except OSError:
        connection.close()
        raise
    return connection


def _reply(connection: socket.socket) -> bytes:
    reply = b""
    while not reply.endswith(b"\0"):
        more = connection.recv(MOST_REPLY)
        if not more or len(reply) > MOST_REPLY:
            raise NoVerdict("scanner_odd")
        reply += more
    return reply[:-1]
