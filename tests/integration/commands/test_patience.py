"""A body that does not arrive in time frees the thread that waits for it."""

import socket
import time
from collections.abc import Iterable
from typing import Any

import pytest

from portal.commands.patience import Patience, _patience


def read_all(environ: dict[str, Any], _start_response: object) -> Iterable[bytes]:
    connection: socket.socket = environ["gunicorn.socket"]
    body = b""
    while len(body) < int(environ["CONTENT_LENGTH"]) and (part := connection.recv(1024)):
        body += part
    return [body]


@pytest.fixture
def ends() -> Iterable[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_a_slow_body_is_not_waited_for(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b"x")
    began = time.monotonic()
    answer = Patience(read_all, seconds=0.2)({"gunicorn.socket": ours, "CONTENT_LENGTH": "100"}, None)
    assert list(answer) == [b"x"]
    assert 0.1 < time.monotonic() - began < 10


def test_a_body_in_time_is_read_whole_and_the_connection_stays(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b"x" * 100)
    assert list(Patience(read_all, seconds=0.2)({"gunicorn.socket": ours, "CONTENT_LENGTH": "100"}, None)) == [b"x" * 100]
    time.sleep(0.4)
    theirs.sendall(b"y" * 100)
    assert list(Patience(read_all, seconds=0.2)({"gunicorn.socket": ours, "CONTENT_LENGTH": "100"}, None)) == [b"y" * 100]


def test_a_film_over_a_slow_line_has_minutes_and_words_have_one() -> None:
    mib = 1024 * 1024
    waits = [_patience({"CONTENT_LENGTH": length}, 60.0) for length in ("", "x", "100", str(2 * mib), str(25 * mib), str(10**12), "9" * 40)]
    assert waits == [60.0, 60.0, 60.0, 60.0, 60.0 + 23 * 16, 900.0, 60.0]
