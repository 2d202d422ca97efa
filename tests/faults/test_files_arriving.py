"""A large file on its way: nothing of it lies on a disk as it was, the process does not grow by it, and killed, nothing is left half kept (R-07)."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import sqlalchemy as sa

from portal import utc_now
from portal.casework.intake import draft as drafts
from portal.casework.shift import Shift
from portal.casework.work import step
from portal.settings import load
from portal.store.database import Database
from portal.store.models import File
from portal.store.sealing import read_keys
from portal.web.public.hold import FORM
from tests import factories
from tests.faults.running import Running, wait_for
from tests.faults.sender import Browser
from tests.sizes import size

MIB = 1024 * 1024
CANARY = b"Zqxcanaryvwj"
GROWTH = 30 * MIB
WHOLE = 200  # connections cut at a random byte


class Upload:
    """A browser that sends one file on a socket of its own, as slowly as asked."""

    def __init__(self, council: Running, database: Database, length: int) -> None:
        with factories.a_desk(database, load(council.instance), utc_now()) as desk:
            _draft, token = drafts.start(desk, "parent")
        self.browser = Browser(council.port)
        self.browser.cookies[FORM] = token
        form = re.findall(r'name="csrf_token" value="([^"]*)"', self.browser.ask("GET", "/files")[2])[0]
        first = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{form}\r\n'
        first += f'--b\r\nContent-Disposition: form-data; name="files"; filename="{CANARY.decode()}.txt"\r\n\r\n'
        self.plain = (CANARY + b"\n") * (length // (len(CANARY) + 1))
        self.body = first.encode() + self.plain + b"\r\n--b--\r\n"
        cookies = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        head = f"POST /files HTTP/1.1\r\nHost: 127.0.0.1:{council.port}\r\nCookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        self.head = f"{head}Content-Length: {len(self.body)}\r\nConnection: close\r\n\r\n".encode()
        self.line = socket.create_connection(("127.0.0.1", council.port), 30)
        self.line.sendall(self.head)

    def send(self, start: int = 0, end: int | None = None) -> None:
        self.line.sendall(self.body[start:end])

    def answer(self) -> bytes:
        answer = b""
        while more := self.line.recv(65536):
            answer += more
        return answer


@pytest.fixture
def council(start: Callable[..., Running]) -> Running:
    return start(lists="\n[files]\nkeep_free_megabytes = 0\n")


@pytest.fixture
def database(council: Running, keys_folder: Path) -> Iterator[Database]:
    opened = Database(load(council.instance), read_keys(keys_folder))
    yield opened
    opened.close()


def rows(database: Database) -> list[File]:
    with database.reading() as session:
        return list(session.scalars(sa.select(File)))


def seen_on_disk(council: Running, on_disk: Path) -> list[str]:
    """Where the canary is: every file of the instance, temporary ones, and those that have no name any more but are still open."""
    found = [str(path) for path in on_disk.rglob("*") if path.is_file() and path.name != "ballast" and CANARY in path.read_bytes()]
    for worker in council.web_workers():
        for one in Path(f"/proc/{worker.pid}/fd").iterdir():
            target = os.readlink(one)
            if target.startswith("/") and "deleted" in target and CANARY in one.read_bytes():
                found.append(target)
    return found


def test_a_large_file_arrives_sealed_and_the_process_stays_as_it_was(council: Running, database: Database, on_disk: Path) -> None:
    small = Upload(council, database, 10_000)
    small.send()
    assert b" 302 " in small.answer()[:20]
    before = {worker.pid: worker.memory_info().rss for worker in council.web_workers()}
    large = Upload(council, database, 24 * MIB)
    half = len(large.body) // 2
    large.send(0, half)
    folder = council.instance / "files"
    wait_for(lambda: any(path.suffix == ".part" and path.stat().st_size > half - 2 * MIB for path in folder.iterdir()), council.log)
    assert seen_on_disk(council, on_disk) == []
    assert list(council.temp.iterdir()) == []
    assert Browser(council.port).ask("POST", "/f/1", kind="complaint", then="go_on")[0] in (302, 400)  # others write meanwhile
    large.send(half)
    assert b" 302 " in large.answer()[:20]
    grown = [worker.memory_info().rss - before.get(worker.pid, worker.memory_info().rss) for worker in council.web_workers()]
    assert max(grown) < GROWTH
    wait_for(lambda: all(row.state == "ready" for row in rows(database)), council.log)
    assert seen_on_disk(council, on_disk) == []


def test_killed_or_cut_off_nothing_is_half_kept_and_what_lies_there_goes(council: Running, database: Database, on_disk: Path) -> None:
    folder = council.instance / "files"
    for number in range(size(WHOLE)):
        cut = Upload(council, database, 300_000)
        cut.send(0, 1 + number * len(cut.body) // (size(WHOLE) + 1))
        cut.line.close()
    wait_for(lambda: folder.is_dir() and not list(folder.iterdir()), council.log)
    dying = Upload(council, database, 3 * MIB)
    dying.send(0, 2 * MIB)
    wait_for(lambda: any(path.stat().st_size > MIB for path in folder.iterdir()), council.log)
    for worker in council.web_workers():
        worker.send_signal(signal.SIGKILL)
    dying.line.close()
    assert rows(database) == [] and [path.suffix for path in folder.iterdir()] == [".part"]
    again = Upload(_up_again(council), database, 300_000)
    again.send()
    assert b" 302 " in again.answer()[:20]
    part = next(folder.glob("*.part"))
    os.utime(part, (time.time() - 2 * 3600,) * 2)
    _a_round(database, council)
    assert not part.exists() and len(rows(database)) == 1 and seen_on_disk(council, on_disk) == []


def _up_again(council: Running) -> Running:
    def answers() -> bool:
        try:
            return bool(council.web_workers()) and Browser(council.port).ask("GET", "/livez")[0] == 200
        except (Exception, psutil.Error):
            return False

    wait_for(answers, council.log)
    return council


def _a_round(database: Database, council: Running) -> None:
    """The hourly sweep, done here."""
    from portal.casework.evidence import sweep
    from portal.casework.outbox import ask
    from portal.store.models import new_key

    settings = load(council.instance)
    with Shift(database, settings, utc_now()).desk() as desk:
        ask(desk, sweep.KIND, "sweep:now", {}, new_key(desk.session, desk.now))
    wait_for(lambda: not step(database, settings, utc_now()), council.log)
