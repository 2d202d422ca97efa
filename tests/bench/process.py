"""Servers of the bench as processes: started on a free port, weighed, stopped."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PATIENCE = 60.0  # seconds a start may take on a busy machine
MB = 1_000_000


@dataclass
class Running:
    """A server that answers at a port; `top` is the process that was started."""

    top: psutil.Process
    port: int

    @property
    def master(self) -> psutil.Process:
        """The process whose children answer requests: gunicorn's arbiter, itself a child of `portal run`."""
        return next(one for one in (self.top, *self.top.children()) if len(one.children()) == 2 and all(not child.children() for child in one.children()))

    @property
    def workers(self) -> list[psutil.Process]:
        return self.master.children()

    def wait_for_workers(self) -> None:
        """The port answers before both workers are there."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                assert len(self.workers) == 2
                return
            except StopIteration:
                time.sleep(0.005)
        raise RuntimeError("the two workers do not come")

    def cpu(self) -> float:
        """Seconds of processor time the workers have used so far."""
        return sum(_cpu(worker.pid) for worker in self.workers)

    def memory(self) -> float:
        """MB in memory (PSS: what processes share is counted once) of the workers with their master."""
        return sum(one.memory_full_info().pss for one in (self.master, *self.workers)) / MB


def _cpu(pid: int) -> float:
    """The scheduler's own count, in nanoseconds: psutil's ticks of ten milliseconds are too coarse."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((thread / "schedstat").read_text().split()[0])
        except FileNotFoundError:  # a thread that has just ended
            continue
    return total / 1e9


@contextmanager
def serving(what: str, instance: Path) -> Iterator[Running]:
    """One of the servers of serve.py around a council."""
    with free_port() as port, started([sys.executable, "-m", "tests.bench.serve", what, str(instance), str(port)], port) as running:
        yield running


@contextmanager
def portal_run(instance: Path) -> Iterator[Running]:
    """`portal run` itself: web, worker and what watches over them."""
    with free_port() as port, started([*PORTAL, "--instance", str(instance), "run", "--listen", f"127.0.0.1:{port}"], port) as running:
        yield running


PORTAL = (sys.executable, "-m", "portal.commands")


@contextmanager
def free_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    yield port


@contextmanager
def started(command: list[str], port: int) -> Iterator[Running]:
    """A command that is answering at a port; stopped at the end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        wait_for(port, process)
        running = Running(psutil.Process(process.pid), port)
        running.wait_for_workers()
        yield running
    finally:
        process.terminate()
        process.wait(40)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until something listens. Raises RuntimeError when it ended or took too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise RuntimeError(f"{process.args!r} does not answer")
