"""How a young person wants our answer: a message on their page, a letter, a call or a meeting; only what they called safe goes anywhere else."""

from collections.abc import Mapping
from typing import Any

from portal.casework.desk import Desk
from portal.casework.people.parties import CHANNELS, DETAILS
from portal.casework.people.safe_contact import current
from portal.casework.stage.record import record
from portal.casework.thread.message import locked_case
from portal.casework.thread.safe_way import change
from portal.procedure.model import Event
from portal.store.models import Party

ASKED_WITH: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "message": ((), ()),
    "letter": (("safe_post",), ("address",)),
    "call": (("safe_phone",), ("phone", "best_times")),
    "meeting": ((), ()),
}
"""Each way to be answered -> the questions of what is safe that were asked with it, and the details; all others stay as they were."""
HERE = frozenset({"letter"})
"""Ways to be answered that are read on the page where no detail was given: what was safe with them before is safe no more."""
RING = {"call": ("safe_phone", "ring", "phone")}
"""Who asks for a call and gives a number asks to be rung on it; a voicemail or a text is not asked for by that."""


def choose(desk: Desk, party: Party, said: Mapping[str, Any]) -> None:
    """Keep the choice, and what is safe with it from today on. Something unknown, or the same again, changes nothing.

    said: answer_how, and the answers of the questions under it. A letter without a safe address is read on their page.
    """
    how = str(said.get("answer_how") or "")
    if how not in ASKED_WITH:
        return
    case = locked_case(desk, party)
    about = {**(party.about or {}), "answer_how": [how], "meet_where": said.get("meet_where") if how == "meeting" else None}
    about = {key: value for key, value in about.items() if value}
    if about != (party.about or {}):
        party.about = about
        record(desk, case, Event.CONTACT_CHANGED, details={"party": str(party.id)})
    if how in HERE or any(said.get(key) for part in ASKED_WITH[how] for key in part):
        change(desk, party, _with(desk, party, how, said))


def reach(desk: Desk, party: Party, said: Mapping[str, Any]) -> None:
    """How it is safe to reach them now, in place of all before; and whom they trust, who is told nothing before they are asked."""
    party.about = {key: value for key, value in {**(party.about or {}), "trusted": said.get("trusted")}.items() if value}
    change(desk, party, said)


def _with(desk: Desk, party: Party, how: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was safe before, as answers, with what was said now in place of its own questions."""
    safe = current(desk.session, party.id, desk.today)
    before: dict[str, Any] = {key: value for key, value in ((safe.details if safe else None) or {}).items() if key in DETAILS}
    for column, (question, option) in CHANNELS.items():
        if getattr(safe, column, False):
            before[question] = [*before.get(question, ()), option]
    asked, details = ASKED_WITH[how]
    now = {**before, **{key: said.get(key) for key in (*asked, *details)}}
    if how in RING:
        question, option, detail = RING[how]
        is_another = bool(now[detail])  # else the number we know stays, and what is safe on it unless they say that anew
        now |= {} if is_another else {key: now[key] or before.get(key) for key in details}
        said_anew = is_another or (now[detail] and now[question])
        now[question] = [*(now[question] or ()), option] if said_anew else before.get(question)
    return now
