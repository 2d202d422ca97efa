"""The figures of the advocate offer for a report: how often it was made, what was said to it, and how soon the service answered."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from portal.casework.desk import Desk
from portal.casework.people.referral import WITHDRAWN, due_on
from portal.procedure.model import Event
from portal.store.models import CaseEvent, Referral


@dataclass(frozen=True)
class Figures:
    """Of a span of days: cases on which an advocate was offered, accepted, declined (with an adult beside), or chosen by themselves.

    One case counts once in each. referrals: made in these days and not taken back; in_time: answered within a working day; late: answered
    later, or not yet though it was due.
    """

    offered: int
    accepted: int
    declined: int
    declined_with_adult: int
    chosen: int
    referrals: int
    in_time: int
    late: int


def advocate_figures(desk: Desk, first: date, last: date) -> Figures:
    """The figures from the first to the last day, both counted. Entries that were taken back count for nothing."""
    found = {event: number for event, number in desk.session.execute(_cases(first, last).group_by(CaseEvent.event))}
    with_adult = _cases(first, last).where(CaseEvent.event == Event.ADVOCATE_DECLINED.value, CaseEvent.details["with_adult"].as_boolean().is_(True))
    beside = {event: number for event, number in desk.session.execute(with_adult.group_by(CaseEvent.event))}
    made = sa.select(Referral).where(Referral.made_on.between(first, last), Referral.answer.is_distinct_from(WITHDRAWN))
    rows = desk.session.scalars(made).all()
    in_time = sum(row.answered_on is not None and row.answered_on <= due_on(desk, row) for row in rows)
    return Figures(
        found.get(Event.ADVOCATE_OFFERED, 0),
        found.get(Event.ADVOCATE_ACCEPTED, 0),
        found.get(Event.ADVOCATE_DECLINED, 0),
        beside.get(Event.ADVOCATE_DECLINED, 0),
        found.get(Event.ADVOCATE_CHOSEN, 0),
        len(rows),
        in_time,
        sum((row.answered_on or desk.today) > due_on(desk, row) for row in rows),
    )


def _cases(first: date, last: date) -> sa.Select[str, int]:
    """(event, number of cases on which it happened)."""
    voiding = aliased(CaseEvent)
    is_voided = sa.exists().where(voiding.voids_id == CaseEvent.id)
    return sa.select(CaseEvent.event, sa.func.count(CaseEvent.case_id.distinct())).where(CaseEvent.on.between(first, last), ~is_voided)
