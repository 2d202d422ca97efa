"""Has a file looked at by a child process with limits, and takes its copy as it comes: neither is ever whole in this process."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from portal.evidence.kinds import Reason

SECONDS, MEGABYTES = 8, 512
"""Of the processor and of address space: what a photo of 26 million pixels takes, and half as much again."""
WALL = 20.0  # seconds until it is ended, however little it did
READY, REFUSED = "ready", "refused"
LACKING = 3
"""Exit code of the child: a library or Debian package is not there."""
HANDED = ("PATH", "PYTHONPATH")
"""What the child is told of the environment: none of the settings' secrets."""
PIECE = 64 * 1024
LONGEST_VERDICT = 200
REASONS = frozenset(reason.value for reason in Reason)


class CannotLook(Exception):
    """This machine cannot look at files now; the text is one plain sentence for the operator."""


@dataclass(frozen=True)
class Looked:
    """reason: why it is refused, or None. media: of the copy; "" where there is no copy."""

    reason: Reason | None
    media: str = ""


def look(ending: str, parts: Iterable[bytes], copy: Callable[[bytes], object], seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Looked:
    """Let a child look at a file whose name ends like this. What `copy` was given is the copy only where one came whole.

    Raises CannotLook where the child cannot work at all.
    """
    command = [sys.executable, "-P", "-m", "portal.evidence", ending, str(seconds), str(megabytes)]
    told = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", **{name: os.environ[name] for name in HANDED if name in os.environ}}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=told, cwd="/") as child:  # noqa: S603 - our own
        assert child.stdin is not None and child.stdout is not None  # noqa: S101 - both are pipes
        ending_it = threading.Timer(WALL, child.kill)
        feeding = _Feeding(child.stdin, parts)
        ending_it.start()
        feeding.start()
        try:
            verdict = child.stdout.readline(LONGEST_VERDICT)
            while piece := child.stdout.read(PIECE):
                copy(piece)
            code = child.wait()
        finally:
            ending_it.cancel()
            child.kill()
            feeding.join()
    if feeding.failed is not None:
        raise feeding.failed
    if code == LACKING:
        raise CannotLook("Files cannot be looked at: a library is lacking. Install it with: sudo apt-get install libmagic1")
    return _understood(code, verdict.decode("ascii", "replace"))


def _understood(code: int, verdict: str) -> Looked:
    """A child that died over a file, or ran into a limit, says as much as one that refuses it."""
    word, _, more = verdict.rstrip("\n").partition(" ")
    if code == 0 and verdict.endswith("\n") and word == READY:
        return Looked(None, more)
    if code == 0 and word == REFUSED and more in REASONS:
        return Looked(Reason(more))
    return Looked(Reason.UNREADABLE if code > 0 else Reason.TOO_MUCH)


class _Feeding(threading.Thread):
    """Writes the file into the child while its answer is read; a child that stops listening has made up its mind."""

    def __init__(self, stdin: IO[bytes], parts: Iterable[bytes]) -> None:
        super().__init__(name="evidence", daemon=True)
        self.stdin, self.parts = stdin, parts
        self.failed: Exception | None = None

    def run(self) -> None:
        try:
            for part in self.parts:
                self.stdin.write(part)
        except BrokenPipeError:
            pass
        except Exception as error:
            self.failed = error
        with suppress(OSError):
            self.stdin.close()
