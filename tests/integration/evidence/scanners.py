"""The real clamd with a signature of the tests' own, and scanners that misbehave as asked."""

import shutil
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.settings import Scan
from tests.integration.evidence.hostile import HARM

PATIENCE = 30.0
CONFIGURED = """
DatabaseDirectory {db}
LocalSocket {socket}
Foreground yes
StreamMaxLength 30M
MaxFileSize 30M
MaxScanSize 100M
AlertExceedsMax yes
"""


@contextmanager
def clamd(folder: Path) -> Iterator[Scan]:
    """Debian's clamd on a socket in this folder, until the block ends."""
    program, database, at = shutil.which("clamd", path="/usr/sbin:/usr/bin"), folder / "db", folder / "clamd.ctl"
    assert program, "the Debian package clamav-daemon is not installed"
    database.mkdir()
    (database / "local.ndb").write_text(f"Local.Test.Harm:0:*:{HARM.hex()}\n")
    (folder / "clamd.conf").write_text(CONFIGURED.format(db=database, socket=at))
    with subprocess.Popen([program, "-c", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        until = time.monotonic() + PATIENCE
        while not at.exists():
            assert running.poll() is None and time.monotonic() < until, "clamd did not start"
            time.sleep(0.05)
        yield Scan(clamd=str(at), signatures_at_most_days=0)
        running.terminate()


Answer = Callable[[socket.socket, bytes], None]


@contextmanager
def pretended(answer: Answer, timeout: int = 2, **more: int) -> Iterator[Scan]:
    """Something that listens like clamd; `answer` is given the connection and the command."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            command = b""
            while not command.endswith(b"\0"):
                command += self.request.recv(1)
            answer(self.request, command)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads, server.block_on_close = True, False
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield Scan(clamd=f"127.0.0.1:{server.server_address[1]}", timeout=timeout, signatures_at_most_days=more.get("days", 0))
        server.shutdown()


def read_stream(connection: socket.socket) -> int:
    """Take what INSTREAM sends to its end; returns how many bytes of file it was."""
    size, file = 0, connection.makefile("rb")
    while length := int.from_bytes(file.read(4), "big"):
        size += len(file.read(length))
    return size
