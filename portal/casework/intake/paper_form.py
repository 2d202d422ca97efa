"""A paper form somebody asked for: posted within two working days; asked, sent and late are counted (seed A 4.3)."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.token import token_hash
from portal.casework.desk import Desk, NotAllowed
from portal.store.models import DataKey, PaperRequest, new_key
from portal.store.sealing import open_keys
from portal.text import N_

WORKING_DAYS = 2
KEPT_DAYS = 28
"""How long an address is kept after its form was posted, for somebody who says that nothing came."""

FORMATS = ("normal", "large")


@dataclass(frozen=True)
class To:
    """Where a paper form goes: for "me" or for a "family" somebody helps; `needs` is whatever else they asked for.

    how: "post", to somebody a young person has "trusted", or they "collect" it and there is no address.
    """

    name: str
    address: str
    who: str = ""
    needs: str = ""
    how: str = "post"


@dataclass(frozen=True)
class Counts:
    """Of the forms asked for in one month: how many, how many were posted, how many were or are late."""

    asked: int
    sent: int
    late: int


def ask_for(desk: Desk, once: str, form: str, format: str, language: str, to: To, *, is_safe: bool, channel: str = "web") -> PaperRequest:
    """Write down that somebody wants a form (a key of the catalogue) in a format of FORMATS, to be posted within two working days.

    once: the mark of the page it was asked on; the same asked twice under one mark is one request, something else is another.
    Raises NotAllowed where nobody said that post is safe there (practice F-10).
    """
    if not is_safe:
        raise NotAllowed(N_("We post only where it is safe. Give us another address, or ring us."))
    asked = {"form": form, "format": format, "language": language, **asdict(to)}
    mark = token_hash(f"{once}:{json.dumps(asked, sort_keys=True)}")
    if found := _asked(desk.session, mark):
        return found
    try:
        with desk.session.begin_nested():
            return _write(desk, PaperRequest(sent_once=mark, form=form, format=format, language=language, channel=channel), to)
    except sa.exc.IntegrityError:  # the second of two presses at once, on PostgreSQL
        return desk.session.scalars(sa.select(PaperRequest).where(PaperRequest.sent_once == mark)).one()


def _asked(session: Session, mark: str) -> PaperRequest | None:
    return session.scalar(sa.select(PaperRequest).where(PaperRequest.sent_once == mark))


def _write(desk: Desk, request: PaperRequest, to: To) -> PaperRequest:
    request.key_id = new_key(desk.session, desk.now)
    request.asked_at, request.asked_on = desk.now, desk.today
    request.due_on = desk.calendar.add(desk.today, WORKING_DAYS)
    desk.session.add(request)
    desk.session.flush()
    request.to = asdict(to)
    desk.session.flush()
    return request


def waiting(session: Session) -> list[PaperRequest]:
    """The forms still to be posted, the earliest due first; their keys are opened together."""
    rows = list(session.scalars(sa.select(PaperRequest).where(PaperRequest.sent_on.is_(None)).order_by(PaperRequest.due_on, PaperRequest.asked_at)))
    open_keys(session, [one.key_id for one in rows])
    return rows


def how_many_wait(session: Session) -> int:
    """For the staff menu: forms still to be posted."""
    return session.scalar(sa.select(sa.func.count()).where(PaperRequest.sent_on.is_(None))) or 0


def mark_sent(desk: Desk, request: PaperRequest, on: date) -> None:
    """The form went into the post on this day. Raises NotAllowed for a day before it was asked for or one that has not come."""
    if request.sent_on is not None:
        return  # a second press, or a colleague was faster: the first day stands
    if not request.asked_on <= on <= desk.today:
        raise NotAllowed(N_("Choose a day from the day it was asked for until today."))
    request.sent_on, request.sent_by_id = on, desk.actor.id
    desk.session.flush()


def counts(session: Session, month: str, today: date) -> Counts:
    """Asked, sent and late of those asked for in a month (YYYY-MM); one that waits is late once its day has passed."""
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    late = sa.func.coalesce(PaperRequest.sent_on, today) > PaperRequest.due_on
    of_month = sa.select(sa.func.count(), sa.func.count(PaperRequest.sent_on), sa.func.coalesce(sa.func.sum(sa.case((late, 1), else_=0)), 0))
    asked, sent, were_late = session.execute(of_month.where(PaperRequest.asked_on >= first, PaperRequest.asked_on < after)).one()
    return Counts(asked, sent, int(were_late))


def forget_addresses(session: Session, today: date) -> int:
    """Destroy names and addresses of forms posted long enough ago; what is counted stays. Returns how many."""
    old = PaperRequest.sent_on < today - timedelta(days=KEPT_DAYS)
    rows = list(session.scalars(sa.select(PaperRequest).where(old, PaperRequest.to_sealed.is_not(None))))
    for one in rows:
        one.to_sealed = None
    if rows:
        session.execute(sa.update(DataKey).where(DataKey.id.in_([one.key_id for one in rows])).values(wrapped=None))
    return len(rows)
