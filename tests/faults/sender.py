"""People who send, in a process of their own that knows nothing of the product but its pages, and a ledger of what they were told.

python sender.py PORT LEDGER COUNT CLIENTS SEED: each line of the ledger is on the disk before the next thing is done.
"""

import hashlib
import http.client
import json
import os
import random
import re
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.places import at

FORM, TALK = "draft", "talk"
GIVE_UP = 60.0  # seconds


class Unknown(Exception):
    """No answer, or one that does not say what became of it."""


@dataclass
class Browser:
    """Keeps cookies; asks once and never again by itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def ask(self, method: str, path: str, *, dies: bool = False, **fields: Any) -> tuple[int, str, str]:
        """(status, where it leads, page). Raises Unknown."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            headers |= {"X-Die": "now"} if dies else {}
            if method == "POST":
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, urlencode({"csrf_token": self.token, **fields}, doseq=True) if method == "POST" else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self._take(value)
            return answer.status, answer.getheader("Location") or "", page
        except (OSError, http.client.HTTPException) as error:
            raise Unknown from error
        finally:
            connection.close()

    def _take(self, cookie: str) -> None:
        name, _, value = cookie.split(";")[0].partition("=")
        self.cookies[name] = value

    def begin(self) -> str:
        """A form's token, and the talk page's number for a press of its button."""
        for _ in range(100):
            try:
                _status, _where, page = self.ask("GET", "/talk")
                self.token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
                return str(re.findall(r'name="once" value="([^"]*)"', page)[0])
            except (Unknown, IndexError):
                time.sleep(0.1)
        raise Unknown


class Ledger:
    def __init__(self, path: str) -> None:
        self.file = open(path, "a", encoding="utf-8")
        self.lock = threading.Lock()

    def write(self, **line: Any) -> None:
        with self.lock:
            self.file.write(json.dumps(line) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())


def content_hash(said: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def code_on(page: str) -> tuple[str, str] | None:
    """The reference and the six words of a 'sent' page."""
    reference = re.search(r"\bH-[0-9A-Z]{6}\b", page)
    words = re.search(r"<dd[^>]*>((?:[a-z]+ ){5}[a-z]+)</dd>", page)
    return (reference[0], words[1]) if reference and words else None


def press(browser: Browser, kind: str, once: str, said: dict[str, str]) -> tuple[str, str]:
    """Press the button that sends, and read what the next page says. Raises Unknown."""
    if kind == TALK:
        status, where, _page = browser.ask("POST", "/talk", once=once, **said)
    else:
        status, where, _page = browser.ask("POST", at("check"), then="send")
    if status != 302 or not where.endswith("/done"):
        raise Unknown(f"{status} {where}")
    for _ in range(100):
        try:
            found = code_on(browser.ask("GET", where)[2])
            if found:
                return found
        except Unknown:
            pass
        time.sleep(0.1)
    raise Unknown


def send_one(port: int, ledger: Ledger, chance: random.Random) -> None:
    """One person: fills in, sends, and where no answer came perhaps tries again."""
    browser, mark = Browser(port), f"{chance.getrandbits(64):x}"
    once = browser.begin()
    kind = TALK if chance.random() < 0.25 else FORM
    if kind == TALK:
        said = {"phone": "01632 960111", "best_times": f"Before 3 pm, {mark} \u017c\u00f3\u0142\u0107 \u202e"}
        key = once
    else:
        said = {"story": f"Nobody rang me {mark}.\n\u0179le & <b>", "email": f"{mark}@example.org"}
        key = fill(browser, said)
    ledger.write(key=key, kind=kind, hash=content_hash(said), state="tries")
    began, tries = time.monotonic(), 0
    while time.monotonic() - began < GIVE_UP:
        tries += 1
        try:
            reference, words = press(browser, kind, once, said)
        except Unknown:
            ledger.write(key=key, state="unknown")
            if chance.random() < 0.1:
                return
            time.sleep(0.2)
            continue
        ledger.write(key=key, kind=kind, state="ok", reference=reference, words=words, tries=tries, cookies=browser.cookies, token=browser.token, said=said)
        return


def fill(browser: Browser, said: dict[str, str]) -> str:
    """Answer the questions; a page whose fate is unknown is written again. Returns the key: what the browser holds."""
    for path, fields in (("/f/2", {"story": said["story"]}), (at("reach"), {"email": said["email"], "safe_email": "email"})):
        for _ in range(200):
            try:
                if browser.ask("POST", path, then="go_on", **fields)[0] == 302:
                    break
            except Unknown:
                pass
            time.sleep(0.1)
    return browser.cookies[FORM]


def main(port: int, path: str, count: int, clients: int, seed: int) -> None:
    ledger, left, lock = Ledger(path), iter(range(count)), threading.Lock()

    def person(number: int) -> None:
        chance = random.Random(seed + number)
        while True:
            with lock:
                if next(left, None) is None:
                    return
            try:
                send_one(port, ledger, chance)
            except (Unknown, KeyError) as error:
                ledger.write(state="gave up", error=repr(error))

    people = [threading.Thread(target=person, args=(number,)) for number in range(clients)]
    for one in people:
        one.start()
    for one in people:
        one.join()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6]))
