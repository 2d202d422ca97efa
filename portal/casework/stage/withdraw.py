"""The endings without an answer: the person stops, nobody hears from them, or it is not taken on as a complaint."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.assign import end_grants
from portal.casework.stage.projection import happenings
from portal.casework.stage.record import record
from portal.procedure.history import live
from portal.procedure.model import Event, Happening
from portal.store.models import Case, Proposal
from portal.text import N_

REASONS = ("court", "complainant_choice", "complainant_request", "complainant_withdrew", "out_of_time", "not_eligible", "other")
"""Why a case ended or waits, as reports count it."""

NOT_ACCEPT = "not_accept"
"""The act that a second person must have agreed to (practice F-21)."""

TRIES, TRY_DAYS = 3, 15
_TRIED = {Event.CALLBACK_TRIED: "phone", Event.LETTER_SENT: "letter", Event.MESSAGE_SENT: "message"}
_HEARD = frozenset({Event.RECEIVED, Event.CALLED_BACK, Event.MESSAGE_RECEIVED, Event.ACCOUNT_CONFIRMED, Event.REOPENED})


def withdraw(desk: Desk, case: Case, on: date, reason: str = "", details: Mapping[str, Any] | None = None, note: str | None = None) -> None:
    """The person stopped. What must be asked and written before that is asked by `thread/withdrawal.py`."""
    _end(desk, case, Event.WITHDRAWN, on, reason, details, note)


def not_pursued(desk: Desk, case: Case, on: date, reason: str = "") -> None:
    """Nobody hears from the person: only after three tries, by two ways at least, over 15 working days, the last a letter (practice F-24).

    It stays open to them: writing again, or only looking, opens it again.
    """
    if not desk.brings_in:
        _check_tries(desk, case, on)
    _end(desk, case, Event.NOT_PURSUED, on, reason)


def not_accept(desk: Desk, case: Case, on: date, reason: str = "") -> None:
    """It is not taken on as a complaint: for a reason, agreed by a second person, after a letter that says why (practice F-21)."""
    if not desk.brings_in:
        _check_agreed(desk, case, reason)
    _end(desk, case, Event.NOT_ACCEPTED, on, reason)


def _end(desk: Desk, case: Case, event: Event, on: date, reason: str, details: Mapping[str, Any] | None = None, note: str | None = None) -> None:
    if reason and reason not in REASONS:
        raise NotAllowed(N_("Choose one from the list."))
    record(desk, case, event, on=on, details={**(details or {}), **({"reason": reason} if reason else {})}, note=note)
    if not desk.brings_in:
        end_grants(desk, case)


def _check_tries(desk: Desk, case: Case, on: date) -> None:
    """The tries since we last heard from them. Raises NotAllowed when they are too few."""
    tries: list[Happening] = []
    for one in live(happenings(desk.session, case)):
        tries = [] if one.event in _HEARD else [*tries, one] if one.event in _TRIED else tries
    ways = {_TRIED[one.event] for one in tries}
    if len(tries) < TRIES or len(ways) < 2 or desk.calendar.count(tries[0].on, on) < TRY_DAYS:
        raise NotAllowed(N_("First try three times, in two ways that are safe, over 15 working days."))
    if tries[-1].event is not Event.LETTER_SENT:
        raise NotAllowed(N_("Write them a last letter first."))


def _check_agreed(desk: Desk, case: Case, reason: str) -> None:
    if reason not in REASONS:
        raise NotAllowed(N_("Choose one from the list."))
    agreed = sa.select(Proposal.id).where(Proposal.case_id == case.id, Proposal.act == NOT_ACCEPT, Proposal.decision == "agreed")
    if desk.session.scalar(agreed.where(Proposal.decided_by_id != Proposal.by_id).limit(1)) is None:
        raise NotAllowed(N_("A second person must agree to this first."))
    if not any(one.event is Event.LETTER_SENT for one in live(happenings(desk.session, case))):
        raise NotAllowed(N_("Write the letter."))
