"""Keeps the processes of a running council: started, watched, started again when they die, stopped together."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

STOPS = frozenset({signal.SIGTERM, signal.SIGINT})
WATCHED = STOPS | {signal.SIGCHLD}
LONGEST_WAIT = 60.0  # seconds before a process that keeps dying is started again
HEALTHY = 60.0  # seconds after which a death counts as the first again
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass
class Process:
    """One child: what it does, and how it has fared. `next_start`: the monotonic second before which it is not started again."""

    name: str
    work: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    deaths: int = 0
    next_start: float = 0.0


@dataclass
class Processes:
    """The children of this process, which stay in its process group. Block the signals with `watch` before the first `start`."""

    children: list[Process] = field(default_factory=list)
    is_stopping: bool = False

    def watch(self) -> None:
        """From now on signals wait until `wait` looks for them."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)

    def start(self, name: str, work: Callable[[], None]) -> Process:
        """Start a child. `work` returns when it is done or raises SystemExit with its code."""
        child = Process(name, work)
        self.children.append(child)
        self._fork(child)
        return child

    def _fork(self, child: Process) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        child.pid = os.fork()
        child.started = time.monotonic()
        if child.pid == 0:
            _be_a_child(child.work, parent)

    def wait(self, seconds: float) -> bool:
        """Wait for a signal or a while, collect the dead. Returns False once somebody asked to stop."""
        found = signal.sigtimedwait(WATCHED, seconds)
        if found is not None and found.si_signo in STOPS:
            self.is_stopping = True
        self._collect()
        return not self.is_stopping

    def keep_alive(self) -> None:
        """Start the dead again until somebody asks to stop."""
        while self.wait(1.0):
            for child in self.children:
                if not child.pid and time.monotonic() >= child.next_start:
                    self._fork(child)

    def _collect(self) -> None:
        for child in self.children:
            if child.pid and _is_dead(child.pid):
                lived = time.monotonic() - child.started
                child.deaths = 1 if lived > HEALTHY else child.deaths + 1
                child.pid, child.next_start = 0, time.monotonic() + min(LONGEST_WAIT, 0.5 * 2**child.deaths)

    def stop(self, grace: float) -> None:
        """Ask every child to stop; after `grace` seconds make it."""
        self._send(signal.SIGTERM)
        until = time.monotonic() + grace
        while any(child.pid for child in self.children) and time.monotonic() < until:
            self.wait(0.1)
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, number)


def _is_dead(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG)[0] == pid


def _be_a_child(work: Callable[[], None], parent: int) -> None:
    """Everything a child does, from its first to its last instruction."""
    code = 1
    try:
        for number in WATCHED:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        _die_with(parent)
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _die_with(parent: int) -> None:
    """Linux: stop in order when the parent is killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            raise SystemExit(0)
