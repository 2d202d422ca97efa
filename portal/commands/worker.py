"""`portal worker`: does what was asked for in the outbox until it is told to stop."""

import logging
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime

import click
import sqlalchemy as sa

from portal import utc_now
from portal.casework.outbox import LEASE
from portal.casework.rounds import ask_for_rounds, sign_of_life, this_hour
from portal.casework.shift import Shift
from portal.casework.work import step
from portal.commands import Office, logs
from portal.failure import frames, kinds
from portal.settings import Settings
from portal.store.database import Busy, Database
from portal.store.schema import assert_known

LOG = logging.getLogger("portal.worker")
NAME = "worker"
BEAT = 10.0  # seconds between two signs of life
IDLE = 0.5  # seconds between two looks at an empty outbox
AFTER_TROUBLE = 2.0  # seconds before the next try when the database cannot be reached


@dataclass
class Worker:
    """One worker of one council. `busy_since`: the monotonic second at which it last began to look for work."""

    database: Database
    settings: Settings
    stop: threading.Event = field(default_factory=threading.Event)
    busy_since: float = field(default_factory=time.monotonic)
    rounds_asked: str = ""

    def run(self) -> None:
        """Work until `stop` is set; the job in hand is ended first."""
        beat = threading.Thread(target=self._beat, name="beat", daemon=True)
        beat.start()
        while not self.stop.is_set():
            self.busy_since = time.monotonic()
            self.stop.wait(self._turn())
        beat.join(timeout=BEAT)

    def drain(self) -> None:
        """Do everything that is due now, and no more."""
        now = utc_now()
        self._ask_for_rounds(now)
        self._sign()
        while not self.stop.is_set() and step(self.database, self.settings, utc_now()):
            pass

    def _turn(self) -> float:
        """One look for work, whatever happens; returns how long to rest."""
        try:
            self._ask_for_rounds(utc_now())
            return 0.0 if step(self.database, self.settings, utc_now()) else IDLE
        except Busy:
            return IDLE
        except Exception as error:  # a worker that ends helps nobody: what it held is leased again
            LOG.error("turn", extra={"facts": {"error": kinds(error), "frames": frames(error.__traceback__)}})
            return AFTER_TROUBLE

    def _ask_for_rounds(self, now: datetime) -> None:
        if self.rounds_asked == this_hour(now):
            return
        with Shift(self.database, self.settings, now).desk() as desk:
            ask_for_rounds(desk)
        self.rounds_asked = this_hour(now)

    def _beat(self) -> None:
        """A sign of life every ten seconds, in a thread of its own: a slow mail server is not a dead worker, a stuck one is."""
        while not self.stop.is_set():
            if time.monotonic() - self.busy_since < LEASE.total_seconds():
                self._sign()
            self.stop.wait(BEAT)

    def _sign(self) -> None:
        try:
            with self.database.transaction() as session:
                sign_of_life(session, NAME, utc_now())
        except (Busy, sa.exc.SQLAlchemyError):
            LOG.warning("no sign of life could be written")


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.pass_obj
def command(office: Office, once: bool) -> None:
    """Send mail, wake people, tidy up: everything that happens after somebody was answered."""
    os.umask(0o077)
    logs.to_stderr()
    database = office.database()
    assert_known(database)
    worker = Worker(database, office.settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop.set())
    worker.drain() if once else worker.run()
    database.close()
