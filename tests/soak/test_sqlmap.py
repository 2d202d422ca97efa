"""sqlmap, as a program of its own, tries every parameter that the public and staff can send: it finds nothing (B-07).

HEARD_SQLMAP="5 3" tries harder than level 2, risk 1.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from wsgiref.simple_server import make_server

import pytest

from portal import utc_now
from portal.settings import load
from portal.store.database import Database
from portal.store.sealing import read_keys
from portal.web.staff.acts import ACTS
from tests import factories
from tests.factories import EXAMPLE
from tests.faults.running import Running
from tests.faults.sender import Browser
from tests.faults.test_canaries import post, signed_in
from tests.places import at, number
from tests.soak.forms import Form, Forms

SQLMAP = Path(sys.executable).with_name("sqlmap")
LEVEL, RISK = os.environ.get("HEARD_SQLMAP", "2 1").split()
FOUND, NOTHING = "identified the following injection point", "do not appear to be injectable"
NOT_TRIED = "csrf_token,kept_token,seen,once"
PUBLIC = (
    "/f/1",
    "/f/2",
    at("put_right"),
    at("safety"),
    at("help_now"),
    at("you"),
    at("child"),
    at("reach"),
    "/place",
    "/talk",
    "/come-back",
    "/account/sign-in",
)
STAFF = ("triage", "proposal", *ACTS)
ADDRESSES = ("/f/2?to=check", "/account/sign-in?to=/cases&kept=1", "/look/staff.css?v=1", "/talk*", "/account/enrol/x*", "/account/demo/x*")
STAFF_ADDRESSES = ("/cases?after=2.2026-01-01.T1&before=2.2026-01-01.T1", "/cases/{reference}*", "/cases/{reference}/letters/1*", "/safety/{reference}*")


class Attack:
    """One run of sqlmap, and what it said."""

    def __init__(self, folder: Path, url: str, cookies: dict[str, str], data: dict[str, str] | None = None) -> None:
        home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        command = [str(SQLMAP), "-u", url, "--batch", "--level", LEVEL, "--risk", RISK, "--disable-coloring", "--flush-session", "--threads", "2"]
        command += ["--cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()), "--output-dir", str(folder / "found"), "--skip", NOT_TRIED]
        command += ["--ignore-code", "*", "--user-agent", "", "--data", urlencode(data)] if data else ["--ignore-code", "*"]
        self.said = subprocess.run(command, capture_output=True, text=True, env=home, timeout=6 * 3600, check=False).stdout

    def finds_nothing(self) -> bool:
        assert NOTHING in self.said or FOUND in self.said, self.said[-3000:]
        return FOUND not in self.said


@pytest.fixture
def council(start: Callable[..., Running]) -> Running:
    lists = EXAMPLE.read_text("utf-8")
    return start(lists=lists[lists.index("[lists.service]") :])


@pytest.fixture
def officer(council: Running) -> tuple[Browser, str]:
    """The browser of an officer who has just opened an urgent case, and its reference."""
    settings = load(council.instance)
    database = Database(settings, read_keys(settings.key_file.parent))
    with factories.a_desk(database, settings, utc_now()) as desk:
        factories.the_lists(desk)
        user = factories.a_user(desk)
    with factories.a_desk(database, settings, utc_now(), user) as desk:
        reference = factories.a_sent_complaint(desk, in_danger="yes", now_what="Come").reference
    database.close()
    return signed_in(council, user), reference


def forms(browser: Browser, address: str) -> Iterator[Form]:
    yield from Forms(address, browser.ask("GET", address)[2]).found


@pytest.mark.parametrize("address", PUBLIC)
def test_a_form_of_the_public(council: Running, on_disk: Path, address: str) -> None:
    browser = Browser(council.port)
    for n, fields in ((1, {"kind": "complaint"}), (2, {"story": "x"}), (number("safety"), {"in_danger": "yes", "wait": "yes"})):
        post(browser, f"/f/{n}", **fields)
    found = list(forms(browser, address))
    assert found
    for form in found:
        assert Attack(on_disk, f"http://127.0.0.1:{council.port}{form.action}", browser.cookies, form.fields).finds_nothing()


@pytest.mark.parametrize("act", STAFF)
def test_a_form_of_staff(council: Running, on_disk: Path, officer: tuple[Browser, str], act: str) -> None:
    browser, reference = officer
    for form in forms(browser, f"/cases/{reference}/{act}"):
        assert Attack(on_disk, f"http://127.0.0.1:{council.port}{form.action}", browser.cookies, form.fields).finds_nothing()


@pytest.mark.parametrize("address", (*ADDRESSES, *STAFF_ADDRESSES))
def test_an_address(council: Running, on_disk: Path, officer: tuple[Browser, str], address: str) -> None:
    browser, reference = officer
    cookies = browser.cookies if address in STAFF_ADDRESSES else {}
    assert Attack(on_disk, f"http://127.0.0.1:{council.port}{address.format(reference=reference)}", cookies).finds_nothing()


def test_the_program_finds_what_is_there(on_disk: Path) -> None:
    """A page that asks its database whatever it is told: without it, finding nothing would prove nothing."""
    import sqlite3

    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.executescript("CREATE TABLE t (a); INSERT INTO t VALUES ('x')")

    def page(environ: dict[str, str], answer: Callable[..., object]) -> list[bytes]:
        from urllib.parse import parse_qs

        try:
            wanted = parse_qs(environ["QUERY_STRING"]).get("a", ["x"])[0]
            rows = database.execute(f"SELECT a FROM t WHERE a = '{wanted}'").fetchall()  # noqa: S608 - on purpose
        except sqlite3.Error as error:
            rows = [(repr(error),)]
        answer("200 OK", [("Content-Type", "text/html")])
        return [repr(rows).encode()]

    with make_server("127.0.0.1", 0, page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert not Attack(on_disk, f"http://127.0.0.1:{server.server_port}/?a=x", {}).finds_nothing()
        server.shutdown()
