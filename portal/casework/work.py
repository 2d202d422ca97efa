"""The kinds of work after a commit, and how one piece is done: prepared and ended in transactions, sent between them."""

import logging
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.casework import notice, outbox, rounds
from portal.casework.evidence import check, sweep
from portal.casework.intake import acknowledge, alarm, remind
from portal.casework.letters import by_email, letter
from portal.casework.outbox import Job, Work
from portal.casework.people import referral
from portal.casework.shift import Shift
from portal.casework.thread import message, twenty_days
from portal.failure import frames, kinds
from portal.post.smtp import Refused, TryLater, send
from portal.settings import Settings
from portal.store.database import Busy, Database

LOG = logging.getLogger("portal.worker")
TURNS = (0.1, 0.5, 2.0, 5.0)
"""Seconds before each new try to write down that a mail has gone: giving up would send it twice."""

WORK: Mapping[str, Work] = {
    acknowledge.KIND: acknowledge.ACKNOWLEDGEMENT,
    alarm.KIND: alarm.PAGE,
    check.KIND: check.CHECK,
    letter.KIND: by_email.LETTER,
    message.NEWS: message.NEWS_WORK,
    notice.KIND: notice.NOTICE,
    referral.KIND: referral.REFERRAL,
    remind.KIND: remind.REMINDER,
    rounds.HOURLY: rounds.HOUR,
    rounds.NIGHTLY: rounds.NIGHT,
    rounds.HELD: rounds.HOLDS,
    sweep.KIND: sweep.SWEEP,
    twenty_days.KIND: twenty_days.TWENTY_DAYS,
}
UNKNOWN, BUSY, UNEXPECTED = "unknown_kind", "busy", "unexpected"


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
        prepared = _prepare(shift, job, work)
        if prepared is not None:
            done = work.do(shift, prepared) if work.do else _mail(shift, job, prepared)
            _write_down(shift, job, work, done)
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


def _mail(shift: Shift, job: Job, message: outbox.Message) -> outbox.Message:
    if not shift.settings.demo:  # made-up people have no mailbox: the demonstration writes to nobody
        send(shift.settings.mail, message.to, message.subject, message.text, job.dedupe, shift.now, message.language)
    return message


def _trouble(job: Job, error: Exception) -> None:
    """Log what kind of trouble it was and where; its text may hold somebody's words."""
    LOG.error("job", extra={"facts": {"kind": job.kind, "error": kinds(error), "frames": frames(error.__traceback__)}})


def _prepare(shift: Shift, job: Job, work: Work) -> Any:
    """What to send or do. Where nothing is, the job ends in the same transaction."""
    with shift.desk() as desk:
        prepared = work.prepare(desk, job)
        if prepared is None:
            outbox.finish(desk.session, job, desk.now)
        return prepared


def _write_down(shift: Shift, job: Job, work: Work, done: Any) -> None:
    """The mail has gone: end the job, and say so on the case. If the case cannot take it, the job ends all the same; work that is no mail is done again."""
    for wait in TURNS:
        try:
            with shift.desk() as desk:
                if outbox.finish(desk.session, job, desk.now):
                    work.sent(desk, job, done)
            return
        except Busy:
            time.sleep(wait)
        except Exception as error:
            if work.is_never_given_up:
                raise
            _trouble(job, error)
            break
    if work.is_never_given_up:
        raise Busy
    with shift.desk() as desk:
        outbox.finish(desk.session, job, desk.now)


def _fail(shift: Shift, job: Job, work: Work | None, reason: str) -> str:
    with shift.desk() as desk:
        if outbox.fail(desk.session, job, reason, desk.now) and work is not None:
            work.failed(desk, job, reason)
    return outbox.FAILED


def _later(shift: Shift, job: Job, work: Work | None, reason: str) -> str:
    if outbox.is_given_up(job, shift.now) and not (work and work.is_never_given_up):
        return _fail(shift, job, work, reason)
    with shift.desk() as desk:
        outbox.later(desk.session, job, reason, desk.now)
    return reason
