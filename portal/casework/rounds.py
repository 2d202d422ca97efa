"""What is done every hour and every night: what has expired goes, cases on hold move on, the access log's head is signed."""

import uuid
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.account.account import forget_old_links
from portal.casework.account.kept_text import KEPT_FOR
from portal.casework.account.sessions import forget_old
from portal.casework.desk import LONDON, Desk
from portal.casework.evidence import sweep as files
from portal.casework.intake.come_back import MANY_WRONG
from portal.casework.intake.draft import sweep
from portal.casework.intake.paper_form import forget_addresses
from portal.casework.notice import ask_for_notice
from portal.casework.outbox import DONE, Job, Work, ask
from portal.casework.people.referral import chase as chase_referrals
from portal.casework.thread.translation import chase as chase_translations
from portal.casework.thread.twenty_days import ask_for_letters
from portal.casework.thread.visit import forget_old as forget_old_visits
from portal.casework.upkeep import refresh_held
from portal.store.insert import insert_of
from portal.store.models import AccessLog, Attempt, DataKey, EqualitySlip, Heartbeat, KeptText, Outbox, new_key
from portal.store.side import sign_log

HOURLY, NIGHTLY, HELD = "hourly", "daily", "held"
ATTEMPTS = timedelta(days=30)
SLIPS = timedelta(days=365)  # a slip of paper that did not come back in a year will not
ASKED = timedelta(days=7)  # how long it stays known that a round was done
AT_ONCE = 500  # drafts that `sweep` takes in one transaction


def this_hour(now: datetime) -> str:
    """The hour as the rounds count it, by London's days; both hours of the night the clocks go back have one."""
    return now.astimezone(LONDON).strftime("%Y-%m-%dT%H%z")


def ask_for_rounds(desk: Desk) -> None:
    """Ask for this hour's and this day's round, unless somebody did already."""
    _ask_once(desk, HOURLY, f"{HOURLY}:{this_hour(desk.now)}")
    _ask_once(desk, NIGHTLY, f"{NIGHTLY}:{desk.today.isoformat()}")


def _ask_once(desk: Desk, kind: str, dedupe: str) -> None:
    if desk.session.scalar(sa.select(Outbox.id).where(Outbox.dedupe == dedupe)) is None:
        ask(desk, kind, dedupe, {"day": desk.today.isoformat()}, new_key(desk.session, desk.now))


def _every_hour(desk: Desk, job: Job) -> None:
    """Drafts, visits, codes nobody read, texts kept from ended sessions, files of nobody: hourly, so that '24 hours' and '8 hours' are meant."""
    desk.session.execute(sa.delete(KeptText).where(KeptText.kept_at < desk.now - KEPT_FOR))
    _tell_of_wrong_codes(desk)
    forget_old_visits(desk.session, desk.now)
    _ask_once(desk, files.KIND, f"{files.KIND}:{this_hour(desk.now)}")
    if sweep(desk.session, desk.now) >= AT_ONCE:
        _ask_once(desk, HOURLY, f"{job.dedupe}+")


def _tell_of_wrong_codes(desk: Desk) -> None:
    """Fifty wrong codes in an hour are no slips of the pen: the complaints manager is told once for each such row of the log (T-06c)."""
    many = sa.select(AccessLog.number).where(AccessLog.action == MANY_WRONG, AccessLog.at > desk.now - timedelta(hours=2))
    for number in desk.session.scalars(many):
        ask_for_notice(desk, f"{MANY_WRONG}:{number}")


def _every_night(desk: Desk, job: Job) -> None:
    """Sign the log as it stands when the day begins; tell who has waited twenty days, and of late translations and referrals; then
    forget old failed attempts, sessions, links, addresses of posted forms and the asking for rounds."""
    sign_log(desk.session, date.fromisoformat(job.body.get("day") or desk.today.isoformat()), desk.session.info["keys"].log)
    _ask_once(desk, HELD, f"{HELD}:{desk.today.isoformat()}")
    ask_for_letters(desk)
    desk.session.execute(sa.delete(Attempt).where(Attempt.last_at < desk.now - ATTEMPTS))
    forget_old(desk.session, desk.now)
    forget_old_links(desk.session, desk.now)
    forget_addresses(desk.session, desk.today)
    chase_translations(desk)
    chase_referrals(desk)
    desk.session.execute(sa.delete(EqualitySlip).where(EqualitySlip.made_on < desk.today - SLIPS))
    old = sa.and_(Outbox.kind.in_((HOURLY, NIGHTLY, HELD, files.KIND)), Outbox.state == DONE, Outbox.done_at < desk.now - ASKED)
    keys = list(desk.session.scalars(sa.select(Outbox.key_id).where(old)))
    desk.session.execute(sa.delete(Outbox).where(old))
    desk.session.execute(sa.delete(DataKey).where(DataKey.id.in_(keys)))


def _every_held(desk: Desk, job: Job) -> None:
    """The next cases on hold, then the rest in transactions of their own."""
    after = job.body.get("after")
    if last := refresh_held(desk, uuid.UUID(after) if after else None):
        ask(desk, HELD, f"{HELD}:{desk.today.isoformat()}:{last}", {"after": str(last)}, new_key(desk.session, desk.now))


def _nothing(_desk: Desk, _job: Job, _what: object) -> None:
    """Nobody waits for a round: its end is not news on any case."""


HOUR = Work(_every_hour, _nothing, _nothing)
NIGHT = Work(_every_night, _nothing, _nothing)
HOLDS = Work(_every_held, _nothing, _nothing)


def sign_of_life(session: Session, name: str, now: datetime) -> None:
    """Write that something named (the worker, the last backup) was alive at this instant."""
    insert = insert_of(session)
    session.execute(insert(Heartbeat).values(name=name, at=now).on_conflict_do_update(index_elements=["name"], set_={"at": now}))
