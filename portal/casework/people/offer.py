"""The offer of an advocate to a child or young person: a duty from the moment they mean to complain (domain 1.14, practice F-30).

The page of the form that says what an advocate is and asks is the offer itself: it is made before anything is sent. What they said
is on their case from the day we received it. A no given with an adult beside them is marked so; after a no, and where nothing was said,
they are asked once more at each answer and at each next stage.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.casework import tally
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people import referral
from portal.casework.people.who import is_child, is_here
from portal.casework.stage.record import record
from portal.casework.thread import plain
from portal.casework.thread.message import add_task
from portal.forms.ways import YOUNG_ONES
from portal.procedure.event import OPENINGS
from portal.procedure.model import Event
from portal.store.models import Case, Party
from portal.text import N_

YES, NO, MORE, HAVE_ONE, NOT_SAID = "yes", "no", "more", "have_one", ""
"""What can be said to the offer; `more` (tell me more) and nothing are neither a yes nor a no."""

EVENTS: Mapping[str, Event] = {YES: Event.ADVOCATE_ACCEPTED, NO: Event.ADVOCATE_DECLINED, HAVE_ONE: Event.ADVOCATE_CHOSEN}
OFFER_EVENTS = frozenset({Event.ADVOCATE_OFFERED.value, *(event.value for event in EVENTS.values())})
TURNS = frozenset({event.value for events in plain.ANSWERS.values() for event in events} | {event.value for event in OPENINGS})
"""After each of these they are asked again: an answer, and the beginning of a stage."""

SHOWN = "advocate"
SPEAKERS = ("advocate", "representative")


@dataclass(frozen=True)
class Answer:
    """What somebody said to the offer: one of the codes above; name of an advocate of their own; whether an adult was beside them."""

    said: str = NOT_SAID
    name: str = ""
    with_adult: bool = False


def shown(desk: Desk, audience: str) -> None:
    """The page that offers an advocate was shown to somebody: counted by month and audience, of nobody and without words."""
    tally.count(desk.session, tally.month_of(desk.today), SHOWN, form=audience)


def was_on_the_form(audience: str, kind: str) -> bool:
    """Whether somebody who sent this was shown the page: young people who want something looked into or changed, not who gave thanks.

    'Tell the team now' is sent from the middle of the form; the page comes after it.
    """
    return audience in YOUNG_ONES and kind not in ("compliment", "danger")


def from_form(desk: Desk, case: Case, party: Party, said: Mapping[str, Any]) -> None:
    """Write on a new case of a young person that an advocate was offered before it was sent, and what they said to it.

    said: the form's answers advocate_wanted, advocate_name, with_adult; each may be missing.
    """
    answer = Answer(str(said.get("advocate_wanted") or ""), str(said.get("advocate_name") or ""), said.get("with_adult") == "yes")
    record(desk, case, Event.ADVOCATE_OFFERED, case.received_on, {"party": str(party.id), "by": "form"})
    _answered(desk, case, party, answer, case.received_on)


def offer_again(desk: Desk, case: Case, party: Party, answer: Answer) -> None:
    """Somebody was offered an advocate again, by staff or by their own page, and said this. The case is locked. Raises NotAllowed."""
    if party.case_id != case.id or not is_child(party):
        raise NotAllowed(N_("Choose the young person."))
    if answer.said == YES and referral.waiting_of(desk, party):
        return  # a second press: it is on its way already
    if answer.said in (NO, HAVE_ONE):
        referral.settle(desk, party, referral.WITHDRAWN)
    by = "staff" if desk.by else "page"
    record(desk, case, Event.ADVOCATE_OFFERED, details={"party": str(party.id), "by": by, "again": was_offered(case, party)})
    _answered(desk, case, party, answer)


def _answered(desk: Desk, case: Case, party: Party, answer: Answer, on: date | None = None) -> None:
    event = EVENTS.get(answer.said)
    if event is None:
        return
    adult = {"with_adult": True} if answer.with_adult and answer.said == NO else {}  # the box may still hold it after a changed mind
    name = answer.name.strip() if answer.said == HAVE_ONE else ""
    record(desk, case, event, on, {"party": str(party.id), **adult}, name or None)
    desk.session.flush()  # the party may be as new as the case
    if answer.said == YES:
        referral.refer(desk, case, party)
    if answer.said == HAVE_ONE:
        add_task(desk, party, referral.OWN)


def was_offered(case: Case, party: Party) -> bool:
    """Whether an advocate was offered to this person before."""
    return _last(case, party, OFFER_EVENTS) > 0


def may_say(desk: Desk, case: Case, party: Party) -> bool:
    """Whether the page of this person says that they can have somebody on their side: of a child for whom nobody speaks now."""
    return is_child(party) and not any(one.speaks_for_id == party.id and one.role in SPEAKERS and is_here(one, desk.today) for one in case.parties)


def is_asked_again(desk: Desk, case: Case, party: Party) -> bool:
    """Whether the page asks now 'Would you like someone on your side now?': once at each answer and each next stage, until they say."""
    turned = max((row.number for row in case.events if row.event in TURNS), default=0)
    if not may_say(desk, case, party) or referral.waiting_of(desk, party) or has_own(case, party):
        return False
    return _last(case, party, OFFER_EVENTS) < turned


def has_own(case: Case, party: Party) -> bool:
    """Whether they said last that they have an advocate of their own, and nobody's part has ended since."""
    chosen = _last(case, party, {Event.ADVOCATE_CHOSEN.value})
    after = {Event.ADVOCATE_ACCEPTED.value, Event.ADVOCATE_DECLINED.value}
    ended = max((row.number for row in case.events if row.event == Event.ADVOCATE_ENDED), default=0)
    return chosen > max(_last(case, party, after), ended)


def _last(case: Case, party: Party, events: Collection[str]) -> int:
    """The number of the newest of these events about this person; 0 where there is none."""
    return max((row.number for row in case.events if row.event in events and row.details.get("party") == str(party.id)), default=0)
