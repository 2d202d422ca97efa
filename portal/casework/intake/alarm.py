"""An urgent contact wakes people one after the other, until somebody who may act has opened it (practice F-01)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import Desk
from portal.casework.intake.rota import next_duty, pages
from portal.casework.letters.words import mail_words
from portal.casework.outbox import Job, Message, Work, ask, bring_forward
from portal.casework.stage.record import record
from portal.casework.undelivered import locked, undelivered
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Alarm, Case, Task

KIND = "page"
TEMPLATE = "page"
NOT_OPENED = "alarm_not_opened"
TIMES = "times"
"""Which ladder a page belongs to, and which one an opening ended: how often the case was made urgent by then."""
REMEMBERED = timedelta(days=7)  # so long do people who come on duty later hear of an alarm that nobody opened


def raise_alarm(desk: Desk, case: Case, *, again: bool = False) -> Alarm:
    """Wake the first on duty at once. One alarm for a contact: raising it again changes nothing, unless something new came in (again)."""
    desk.session.flush()
    earlier = desk.session.scalar(sa.select(Alarm).where(Alarm.contact_id == case.contact.id).with_for_update())
    if earlier is not None:
        if again:
            _from_the_start(desk, earlier, case)
        return earlier
    alarm = Alarm(id=new_id(), contact_id=case.contact.id, case_id=case.id, raised_at=desk.now)
    desk.session.add(alarm)
    _ask_for_step(desk, alarm, case, 0, (), desk.now)
    return alarm


def _from_the_start(desk: Desk, alarm: Alarm, case: Case) -> None:
    """Something new came in after somebody opened it, or while everybody sleeps on: the ladder begins anew. Pages of the time before go nowhere."""
    alarm.raised_at, alarm.step, alarm.opened_at, alarm.opened_by_id = desk.now, 0, None, None
    _ask_for_step(desk, alarm, case, 0, (), desk.now)


def opened(desk: Desk, case: Case) -> bool:
    """Somebody opened the case or its safety page: the alarm ends, if it is one of those who may act. True when it did.

    The complaints team and the duty worker count; a service manager or a senior who looks does not.
    """
    if desk.by is None or not has(desk.by, Permission.SAFETY_PAGE, desk.today):
        return False
    alarm = _open_alarm(desk.session, Alarm.contact_id == case.contact_id)
    if alarm is None:
        return False
    alarm.opened_at, alarm.opened_by_id, alarm.next_at = desk.now, desk.by.id, None
    done = sa.update(Task).where(Task.case_id == alarm.case_id, Task.kind == NOT_OPENED, Task.done_at.is_(None))
    desk.session.execute(done.values(done_at=desk.now))
    times = made_urgent(case)
    record(desk, case, Event.ALARM_OPENED, details={"steps": alarm.step + 1, **({TIMES: times} if times else {})})
    return True


def _open_alarm(session: Session, which: sa.ColumnElement[bool]) -> Alarm | None:
    return session.scalar(sa.select(Alarm).where(which, Alarm.opened_at.is_(None)).with_for_update())


def made_urgent(case: Case) -> int:
    """How often something that came in later made it urgent."""
    return sum(row.event == Event.MADE_URGENT for row in case.events)


def _dedupe(case: Case, step: int, times: int = 0) -> str:
    return f"{KIND}:{case.id}:{times}:{step}" if times else f"{KIND}:{case.id}:{step}"


def _ask_for_step(desk: Desk, alarm: Alarm, case: Case, step: int, told: Iterable[str], at: datetime) -> None:
    """`told`: who has been woken already; people are kept, not places, since the shift may change between two steps."""
    times = made_urgent(case)
    if ask(desk, KIND, _dedupe(case, step, times), {"step": step, "told": list(told), TIMES: times}, case.key_id, case.id, at):
        alarm.next_at = at


def _prepare(desk: Desk, job: Job) -> Message | None:
    """Ask for the next step before anything is sent: no mail server can hold the ladder up. Then the mail, without content."""
    alarm = _open_alarm(desk.session, Alarm.case_id == job.case_id)
    case = locked(desk, job.case_id)
    if alarm is None or case is None or made_urgent(case) != job.body.get(TIMES, 0):  # a page of an earlier ladder
        return None
    step, told = int(job.body.get("step", 0)), tuple(job.body.get("told", ()))
    to = next((one for one in pages(desk.settings, desk.calendar, desk.now) if one not in told), None)
    alarm.step = max(alarm.step, step)
    if to is None:
        _nobody_left(desk, alarm, case, step, told)
        return None
    wait = timedelta(minutes=max(1, desk.settings.rota.next_after_minutes))
    _ask_for_step(desk, alarm, case, step + 1, (*told, to), desk.now + wait)
    language = desk.settings.council.language
    return Message(to, *mail_words(TEMPLATE, language, desk.settings), language)


def _nobody_left(desk: Desk, alarm: Alarm, case: Case, step: int, told: tuple[str, ...]) -> None:
    """Everybody was told, or there is nobody: the complaints manager has a task, and whoever comes on duty next will hear."""
    alarm.next_at = None
    known = sa.select(Task.id).where(Task.case_id == case.id, Task.kind == NOT_OPENED, Task.done_at.is_(None))
    if desk.session.scalar(known) is None:
        desk.session.add(Task(case_id=case.id, kind=NOT_OPENED, due_on=desk.today, made_at=desk.now))
    next_shift = next_duty(desk.settings, desk.calendar, desk.now)
    if next_shift and next_shift < alarm.raised_at + REMEMBERED:
        _ask_for_step(desk, alarm, case, step + 1, told, next_shift)


def _sent(desk: Desk, job: Job, message: Message) -> None:
    case = locked(desk, job.case_id)
    if case is not None:
        who = "senior" if message.to == desk.settings.rota.senior else "duty"
        record(desk, case, Event.ALARM_PAGED, details={"step": job.body.get("step", 0), "who": who})


def _failed(desk: Desk, job: Job, reason: str) -> None:
    """An address that does not exist wakes nobody: the next one is told now."""
    undelivered(desk, job.case_id, KIND, reason)
    case = locked(desk, job.case_id)
    if case is not None:
        bring_forward(desk.session, _dedupe(case, int(job.body.get("step", 0)) + 1, int(job.body.get(TIMES, 0))), desk.now)


PAGE = Work(_prepare, _sent, _failed)
