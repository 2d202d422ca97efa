"""A council that really runs, in processes that can be killed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import psutil

from tests.integration.commands.instances import free_port, is_listening

PATIENCE = 60.0
SETTINGS = """
[council]
name = "Anytown Council"
public_url = "http://127.0.0.1:{port}"

[team]
phone = "01632 960001"
email = "complaints@anytown.example"

[safety]
emergency = "999"
worried_about_a_child = "01632 960002"
out_of_hours = "01632 960003"

[rota]
senior = "senior@anytown.example"
[[rota.duty]]
email = "duty@anytown.example"
bank_holidays = true

[mail]
host = "127.0.0.1"
port = {mail_port}
sender = "feedback@anytown.example"
envelope_sender = "bounces@anytown.example"
timeout = 5

[web]
listen = "127.0.0.1:{port}"

[database]
url = {url}
pool = 8

[backup]
recipient = "{recipient}"
"""


class Running:
    """`portal run`, or a script of the tests that wraps it, on a port of its own; everything it says is in the file `log`."""

    def __init__(self, instance: Path, url: str, mail_port: int, recipient: str = "", script: Path | None = None, lists: str = "") -> None:
        self.instance, self.port, self.log = instance, free_port(), instance.parent / "said.log"
        text = SETTINGS.format(port=self.port, mail_port=mail_port, url=json.dumps(url), recipient=recipient)
        (instance / "council.toml").write_text(text + lists, "utf-8")
        self.temp = instance.parent / "temp"
        self.temp.mkdir()
        self.script = [str(script)] if script else ["-m", "portal.commands"]
        self.process: subprocess.Popen[bytes] | None = None

    def portal(self, *words: str, said: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
        """Start a command of this instance, its passing files in a folder of ours."""
        here = {**os.environ, "TMPDIR": str(self.temp), "SQLITE_TMPDIR": str(self.temp)}
        command = [sys.executable, *self.script, "--instance", str(self.instance), *words]
        return subprocess.Popen(command, stdout=said, stderr=said, env=here, start_new_session=True)

    def start(self) -> None:
        with self.log.open("ab") as said:
            self.process = self.portal("run", said=said)
        wait_for(lambda: is_listening(self.port), self.log)

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def web_workers(self) -> list[psutil.Process]:
        """gunicorn's workers: the children of the child that has any."""
        assert self.process is not None
        return [worker for child in psutil.Process(self.process.pid).children() for worker in child.children()]

    def job_worker(self) -> list[psutil.Process]:
        assert self.process is not None
        return [child for child in psutil.Process(self.process.pid).children() if not child.children()]


def kill_one(found: Callable[[], list[psutil.Process]], chance: random.Random) -> int:
    """Kill -9 one of these; returns how many were killed."""
    try:
        one = chance.choice(found())
        one.kill()
    except (IndexError, psutil.Error):
        return 0
    return 1


def wait_for(what: Callable[[], object], log: Path, seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain:\n" + log.read_text()[-4000:])
