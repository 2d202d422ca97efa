"""`portal run` starts web and worker, keeps both, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
import pytest

from tests.integration.commands.instances import free_port, is_listening

PATIENCE = 60.0


class Running:
    """A `portal run` of a test."""

    def __init__(self, instance: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "portal.commands", "--instance", str(instance), "run", "--listen", f"0.0.0.0:{self.port}"]
        self.errors = instance / "log"
        with self.errors.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()

    def get(self, path: str, host: str) -> tuple[int, str]:
        with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host}), timeout=20) as answer:
            return answer.status, answer.read().decode()

    def family(self) -> list[psutil.Process]:
        """Everything of this council that still lives; what is dead waits for the machine's first process to count it."""
        return [one for one in psutil.process_iter(["pid", "status"]) if one.info["status"] != psutil.STATUS_ZOMBIE and _group(one.pid) == self.process.pid]

    def worker(self) -> psutil.Process:
        """The child that has no children of its own."""
        (found,) = [child for child in psutil.Process(self.process.pid).children() if not child.children()]
        return found


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if what():
                return
        except (ValueError, psutil.Error):
            pass
        time.sleep(0.1)
    raise AssertionError("waited in vain")


@pytest.fixture
def running(instance: Path) -> Iterator[Running]:
    found = Running(instance)
    yield found
    if found.process.poll() is None:
        os.killpg(found.process.pid, signal.SIGKILL)
        found.process.wait()


def test_what_is_fit_answers_the_public_at_its_own_host(running: Running) -> None:
    assert "https://heard.anytown.gov.uk" in running.said, running.errors.read_text()
    status, page = running.get("/", "heard.anytown.gov.uk")
    assert status == 200 and "<h1" in page


def test_a_worker_that_dies_is_started_again(running: Running) -> None:
    wait_for(lambda: running.worker().pid)
    first = running.worker().pid
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: running.worker().pid != first)
    assert running.get("/livez", "heard.anytown.gov.uk")[0] == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_order_and_leaves_nothing_behind(running: Running, number: signal.Signals) -> None:
    family = running.family()
    assert len(family) >= 4
    if number == signal.SIGINT:
        os.killpg(running.process.pid, number)  # Ctrl-C reaches every process of the terminal
    else:
        running.process.send_signal(number)
    assert running.process.wait(PATIENCE) == 0, running.errors.read_text()
    assert not is_listening(running.port)
    assert not running.family()


def test_a_killed_parent_takes_its_children_along(running: Running) -> None:
    running.process.kill()
    running.process.wait()
    wait_for(lambda: not running.family() and not is_listening(running.port))


def test_a_port_that_is_taken_is_one_sentence(running: Running, fit: Path) -> None:
    command = [sys.executable, "-m", "portal.commands", "--instance", str(fit), "run", "--listen", f"0.0.0.0:{running.port}"]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert refused.returncode != 0
    assert re.fullmatch(r"Something else listens on .* already\.\n", refused.stderr)
