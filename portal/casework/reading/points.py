"""The points of a complaint: in staff's words, what was found on each, and which of them wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from portal.casework.choices import names
from portal.casework.desk import Desk
from portal.casework.reading.names import Black
from portal.procedure.history import Hold
from portal.store.models import Case, CaseIssue


@dataclass(frozen=True)
class Point:
    """One point. findings: stage -> result, by code; review_on: when an open hold on it is looked at again (None: not on hold).

    unfair: the characteristics for which somebody was treated unfairly, as triage confirmed them, by code.
    """

    number: int
    words: str
    category: str
    service: str
    findings: Mapping[str, str]
    is_held: bool
    review_on: date | None
    unfair: tuple[str, ...] = ()


def points(desk: Desk, case: Case, holds: Sequence[Hold], black: Black, language: str) -> list[Point]:
    """The points in their order, their category and service by name."""
    rows = desk.session.scalars(
        sa.select(CaseIssue).where(CaseIssue.case_id == case.id).order_by(CaseIssue.number).options(selectinload(CaseIssue.findings))
    ).all()
    categories, services = names(desk.session, "category", language), names(desk.session, "service", language)
    return [
        Point(
            row.number,
            black.over(str(row.words or "")),
            categories.get(row.category, row.category),
            services.get(row.service or "", row.service or ""),
            {finding.stage: finding.result for finding in row.findings},
            *_held(str(row.id), holds),
            tuple(row.unfair or ()),
        )
        for row in rows
    ]


def _held(issue_id: str, holds: Sequence[Hold]) -> tuple[bool, date | None]:
    """Whether an open hold covers the point (one that names no points covers all), and when it is looked at again."""
    over = [hold for hold in holds if hold.issues is None or issue_id in hold.issues]
    return bool(over), min((hold.review_on for hold in over if hold.review_on), default=None)
