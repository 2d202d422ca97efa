"""The kinds of work after a commit, and how one piece is done: prepared and ended in transactions, sent between them."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from portal.casework import notice, outbox, rounds
from portal.casework.desk import Desk
from portal.casework.intake import acknowledge, alarm, remind
from portal.casework.letters import by_email, letter
from portal.casework.outbox import Job, Message, Work
from portal.casework.thread import message, twenty_days
from portal.failure import frames, kinds
from portal.post.smtp import Refused, TryLater, send
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Settings
from portal.store.database import Busy, Database

LOG = logging.getLogger("portal.worker")
TURNS = (0.1, 0.5, 2.0, 5.0)
"""Seconds before each new try to write down that a mail has gone: giving up would send it twice."""

WORK: Mapping[str, Work] = {
    acknowledge.KIND: acknowledge.ACKNOWLEDGEMENT,
    alarm.KIND: alarm.PAGE,
    letter.KIND: by_email.LETTER,
    message.NEWS: message.NEWS_WORK,
    notice.KIND: notice.NOTICE,
    remind.KIND: remind.REMINDER,
    rounds.HOURLY: rounds.HOUR,
    rounds.NIGHTLY: rounds.NIGHT,
    rounds.HELD: rounds.HOLDS,
    twenty_days.KIND: twenty_days.TWENTY_DAYS,
}
UNKNOWN, BUSY, UNEXPECTED = "unknown_kind", "busy", "unexpected"


@dataclass(frozen=True)
class Shift:
    """One council, its database and this instant: what a piece of work is done with."""

    database: Database
    settings: Settings
    now: datetime

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """A transaction of its own; committed at the end."""
        council, days = self.settings.council, self.settings.calendar
        calendar = Calendar(council.nation, days.proclaimed, days.cancelled)
        with self.database.transaction() as session:
            yield Desk(session, self.now, calendar, catalogue(self.settings.procedures), self.settings)


def step(database: Database, settings: Settings, now: datetime) -> bool:
    """Do the next piece of work that is due at this instant. False when there is none."""
    with database.reading() as session:
        if not outbox.is_anything_due(session, now):
            return False
    shift = Shift(database, settings, now)
    with database.transaction() as session:
        job = outbox.claim(session, now)
    if job is None:
        return False
    LOG.info("job", extra={"facts": {"kind": job.kind, "attempt": job.attempts, "ended": _do(shift, job)}})
    return True


def _do(shift: Shift, job: Job) -> str:
    """Do one job and return how it ended, as a code. What went wrong outside is a reason code and never text."""
    work = WORK.get(job.kind)
    try:
        if work is None:
            raise Refused(UNKNOWN)
        message = _prepare(shift, job, work)
        if message is not None:
            if not shift.settings.demo:  # made-up people have no mailbox: the demonstration writes to nobody
                send(shift.settings.mail, message.to, message.subject, message.text, job.dedupe, shift.now, message.language)
            _write_down(shift, job, work, message)
    except Refused as error:
        return _fail(shift, job, work, error.reason)
    except TryLater as error:
        return _later(shift, job, work, error.reason)
    except Busy:
        return _later(shift, job, work, BUSY)
    except Exception as error:
        _trouble(job, error)
        return _later(shift, job, work, UNEXPECTED)
    return outbox.DONE


def _trouble(job: Job, error: Exception) -> None:
    """Log what kind of trouble it was and where; its text may hold somebody's words."""
    LOG.error("job", extra={"facts": {"kind": job.kind, "error": kinds(error), "frames": frames(error.__traceback__)}})


def _prepare(shift: Shift, job: Job, work: Work) -> Message | None:
    """What to send. Where nothing is, the job ends in the same transaction."""
    with shift.desk() as desk:
        message = work.prepare(desk, job)
        if message is None:
            outbox.finish(desk.session, job, desk.now)
        return message


def _write_down(shift: Shift, job: Job, work: Work, message: Message) -> None:
    """The mail has gone: end the job, and say so on the case. If the case cannot take it, the job ends all the same."""
    for wait in TURNS:
        try:
            with shift.desk() as desk:
                if outbox.finish(desk.session, job, desk.now):
                    work.sent(desk, job, message)
            return
        except Busy:
            time.sleep(wait)
        except Exception as error:
            _trouble(job, error)
            break
    with shift.desk() as desk:
        outbox.finish(desk.session, job, desk.now)


def _fail(shift: Shift, job: Job, work: Work | None, reason: str) -> str:
    with shift.desk() as desk:
        if outbox.fail(desk.session, job, reason, desk.now) and work is not None:
            work.failed(desk, job, reason)
    return outbox.FAILED


def _later(shift: Shift, job: Job, work: Work | None, reason: str) -> str:
    if outbox.is_given_up(job, shift.now):
        return _fail(shift, job, work, reason)
    with shift.desk() as desk:
        outbox.later(desk.session, job, reason, desk.now)
    return reason
