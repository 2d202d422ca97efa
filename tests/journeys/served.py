"""A council served as its users have it: its own folder, SQLite, a threaded server on a free port, and a clock that goes on."""

import hashlib
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, abort
from playwright.sync_api import BrowserContext
from werkzeug.serving import make_server

from portal import create_app
from portal.casework.account import sessions
from portal.casework.account.account import DEMO, ENROL, give_link
from portal.casework.desk import Desk
from portal.casework.intake import draft as drafts
from portal.commands.demo.fill import Stage, fill
from portal.settings import load
from portal.store.database import Database
from portal.store.models import Case, Contact, User
from portal.web.guard import open_to_all
from portal.web.public.hold import FORM
from portal.web.sign_in_state import AGENT
from tests.factories import EXAMPLE, a_desk, a_user, the_lists

AGENT_NAME = "A browser of the tests"
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


class GoingClock:
    """Starts on a Monday at ten in London and goes on as real clocks do; a test may move it on."""

    def __init__(self) -> None:
        self._zero = MONDAY - timedelta(seconds=time.monotonic())

    def __call__(self) -> datetime:
        return self._zero + timedelta(seconds=time.monotonic())

    def move(self, **by: float) -> None:
        """clock.move(seconds=31): the code on a phone is another one"""
        self._zero += timedelta(**by)


class Elsewhere(BaseHTTPRequestHandler):
    """The harmless page to which Exit leads: another site."""

    def do_GET(self) -> None:
        body = b'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Weather</title><h1>It will rain</h1></html>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: Any) -> None:
        return


class Site:
    """One council and what a test may do behind its back. Acts in the database are committed when they return."""

    def __init__(self, app: Flask, clock: GoingClock, port: int) -> None:
        self.app, self.clock = app, clock
        self.url = f"http://127.0.0.1:{port}"
        self.council = app.extensions["council"]
        self.database: Database = self.council.database

    def do(self, verb: Callable[[Desk], Any], by: User | None = None) -> Any:
        """Do something at a desk: site.do(lambda desk: a_sent_complaint(desk), by=officer)."""
        with a_desk(self.database, self.council.settings, self.clock(), by) as desk:
            return verb(desk)

    def someone(self, role: str, name: str = "", **columns: Any) -> User:
        """A new account, not enrolled."""
        return self.do(lambda desk: a_user(desk, role, name, **columns))

    def first(self, role: str) -> User:
        """The account of the demonstration that works its cases in a role."""
        with self.database.reading() as session:
            return session.scalars(sa.select(User).where(User.role == role, User.email.endswith("@anytown.example")).order_by(User.email)).first()

    def case(self, *where: Any) -> Case:
        """A case of the demonstration, if there is one without a child's words, the one due first: site.case(Case.state == "held")."""
        with self.database.reading() as session:
            return session.scalars(sa.select(Case).where(*where).order_by(Case.is_childs_words, Case.due_on, Case.reference)).first()

    def demo_link(self, user: User) -> str:
        """A path that signs somebody in when its button is pressed."""
        return f"/account/demo/{self.do(lambda desk: give_link(desk, user, DEMO))}"

    def enrol_link(self, user: User) -> str:
        """The path by which somebody chooses a password and sets up a phone."""
        return f"/account/enrol/{self.do(lambda desk: give_link(desk, user, ENROL))}"

    def holds_a_draft(self, context: BrowserContext, answers: Mapping[str, str], audience: str = "parent") -> uuid.UUID:
        """Let a browser hold a form with these answers, as if they had been typed in it; returns the draft's id."""

        def begun(desk: Desk) -> tuple[uuid.UUID, str]:
            draft, token = drafts.start(desk, audience)
            drafts.keep(desk, draft, answers)
            return draft.id, token

        draft_id, token = self.do(begun)
        context.add_cookies([{"name": FORM, "value": token, "url": self.url}])
        return draft_id

    def holds_words(self, context: BrowserContext, audience: str) -> None:
        """Let a browser hold a form that was saved, with its words still shown."""

        def saved(desk: Desk) -> str:
            draft, token = drafts.start(desk, audience)
            drafts.keep(desk, draft, {"kind": "complaint"})
            drafts.save(desk, draft, drafts.FreshCode("H-258XKT", "acorn cactus acrobat abacus fabric galaxy", "of words nobody types here"))
            return token

        context.add_cookies([{"name": FORM, "value": self.do(saved), "url": self.url}])

    def is_there(self, table: type, row_id: uuid.UUID) -> bool:
        """Whether a row is still there."""
        with self.database.reading() as session:
            return session.get(table, row_id) is not None

    def signs_in(self, context: BrowserContext, user: User) -> None:
        """Let a browser that calls itself AGENT_NAME hold a session, as after signing in."""
        token = self.do(lambda desk: sessions.start(desk.session, desk.session.get_one(User, user.id), desk.now))
        said = {"_user_id": token, "_fresh": True, AGENT: hashlib.sha256(AGENT_NAME.encode()).hexdigest()[:16]}
        signer = self.app.session_interface.get_signing_serializer(self.app)
        context.add_cookies([{"name": self.app.config["SESSION_COOKIE_NAME"], "value": signer.dumps(said), "url": self.url}])

    def count(self, table: type = Case) -> int:
        """How many rows there are."""
        with self.database.reading() as session:
            return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0

    def until(self, is_so: Callable[[], bool], seconds: float = 5) -> None:
        """Wait until something is so; fails when it does not come."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, "it did not come"
            time.sleep(0.05)

    def contact(self, reference: str) -> Contact | None:
        """What arrived under a reference, its words readable."""
        with self.database.reading() as session:
            found = session.scalar(sa.select(Contact).where(Contact.reference == reference))
            if found is not None:
                found.said = dict(found.answers)
            return found


@contextmanager
def elsewhere() -> Iterator[str]:
    """Another site, on another name of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/weather"
    server.shutdown()


@contextmanager
def served(instance: Path, keys_folder: Path, empty_database: Path) -> Iterator[Site]:
    """The example council with the cases of the demonstration, answering on a free port until the block ends."""
    shutil.copytree(keys_folder, instance / "keys")
    shutil.copyfile(empty_database, instance / "heard.sqlite")
    clock = GoingClock()
    with elsewhere() as away:
        text = EXAMPLE.read_text("utf-8").replace("# demo = false", "demo = true").replace("https://www.bbc.co.uk/weather", away)
        (instance / "council.toml").write_text(text, "utf-8")
        app = create_app(load(instance), clock)
        _let_it_fail(app)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = Site(app, clock, server.server_port)
        site.do(the_lists)
        council = site.council
        fill(site.database, Stage(council.settings, council.calendar, council.procedures, clock()))
        yield site
        server.shutdown()
        site.database.close()


def _let_it_fail(app: Flask) -> None:
    """A page of the tests' own that fails as asked, to look at the error pages; with a form that fails when it is sent."""

    @app.route("/fails/<int:status>", methods=["GET", "POST"])
    @open_to_all
    def fails(status: int) -> str:
        if status == 500:
            raise RuntimeError("asked for")
        return abort(status)
