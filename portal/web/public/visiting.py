"""Whose page this browser may see: the visit under its cookie, and how long it lasts."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import request

from portal.casework.desk import Desk
from portal.casework.thread import visit as visits
from portal.store.database import Busy
from portal.store.models import Case, Party, Visit
from portal.store.side import aside
from portal.web.public.hold import BACK
from portal.web.unit_of_work import SAFE_METHODS, council, desk, now

WARNED = timedelta(minutes=2)


class Visiting(NamedTuple):
    """A visit, the person whose page it shows, and their case. Of nobody else on the case may anything be shown (rule A-8)."""

    visit: Visit
    party: Party
    case: Case

    @property
    def until(self) -> datetime:
        """When the page closes if nothing more is done."""
        return visits.ends_at(self.visit)

    @property
    def is_nearly_over(self) -> bool:
        """Whether the day's limit comes before the quiet minutes do: then the warning stands on the page from the start."""
        return self.until - now() < visits.IDLE


def visiting(*, reads: bool = False) -> Visiting | None:
    """The visit of this browser, or None. That it was here is written down. reads: the page shows what we wrote to the person.

    Call it before anything else is read: on GET it writes in a transaction of its own.
    """
    token = request.cookies.get(BACK)
    if not token:
        return None
    if request.method in SAFE_METHODS:
        _saw(token, reads)
    here = desk()
    visit = visits.open_visit(here, token)
    if visit is None:
        return None
    if request.method not in SAFE_METHODS:
        visit.seen_at = here.now
    party = here.session.get_one(Party, visit.party_id)
    return Visiting(visit, party, here.session.get_one(Case, party.case_id))


def was_visiting() -> bool:
    """Whether this browser had a page open that has closed meanwhile."""
    return visits.find(desk().session, request.cookies.get(BACK)) is not None


def _saw(token: str, reads: bool) -> None:
    running = council()
    try:
        with aside(running.database) as session:
            visit = visits.open_visit(Desk(session, now(), running.calendar, running.procedures, running.settings), token)
            if visit is not None:
                visits.saw(session, visit, now(), reads=reads)
    except Busy:
        return  # the page is shown all the same; it closes a little sooner
