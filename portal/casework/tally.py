"""Counts of how the public pages do, a month at a time: of nobody, and never what anybody typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.database import new_id
from portal.store.insert import insert_of
from portal.store.models import Contact, Tally

KINDS = ("stumble", "easy", "elsewhere", "offered", "felt", "treated", "advocate")
"""stumble: an answer the form did not take. easy: was the page easy to use? elsewhere: left for another place. offered: shown to somebody.
felt: how it felt, after an answer.
treated: whether anybody treated them differently since they told us (F-03). advocate: the page that offers an advocate was shown."""


def month_of(day: date) -> str:
    """The month a day counts in, as YYYY-MM."""
    return day.isoformat()[:7]


def count(session: Session, month: str, kind: str, form: str = "", page: str = "", question: str = "", answer: str = "") -> None:
    """Add one. `month` is YYYY-MM; form, page and question are keys, `answer` a code: of a stumble what was wrong, of 'elsewhere' the reason.

    One statement, so that two at once both count. Raises ValueError for a kind nobody reads.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    insert = insert_of(session)
    row = {"month": month, "kind": kind, "form": form, "page": page, "question": question, "answer": answer}
    first = insert(Tally).values(id=new_id(), count=1, **row)
    session.execute(first.on_conflict_do_update(index_elements=list(row), set_={"count": Tally.count + 1}))


def counts(session: Session, kind: str, months: Sequence[str]) -> list[sa.Row[Any]]:
    """The rows of these months: month, form, page, question, answer, count; newest month first, most often first."""
    wanted = (Tally.month, Tally.form, Tally.page, Tally.question, Tally.answer, Tally.count)
    rows = sa.select(*wanted).where(Tally.kind == kind, Tally.month.in_(months))
    return list(session.execute(rows.order_by(Tally.month.desc(), Tally.count.desc(), Tally.form, Tally.page, Tally.question, Tally.answer)))


def contacts(session: Session, month: str) -> dict[str, int]:
    """How many contacts were received in a month, by who told us; those who asked for a call count as 'talk'."""
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    form = sa.case((Contact.wants_call, "talk"), else_=Contact.audience)
    rows = sa.select(form, sa.func.count()).where(Contact.received_on >= first, Contact.received_on < after).group_by(form)
    return {audience: number for audience, number in session.execute(rows)}
