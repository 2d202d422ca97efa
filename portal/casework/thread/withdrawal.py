"""Stopping: the person's own words are kept, and two questions are asked before we do (practice F-24)."""

from dataclasses import dataclass

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.letter import send, write
from portal.casework.people.who import has_stopped
from portal.casework.stage.record import record
from portal.casework.stage.withdraw import withdraw as stop_case
from portal.casework.thread.message import done_reading, locked_case
from portal.procedure.model import Event
from portal.store.models import Case, Party
from portal.text import N_

TASK = "withdrawal"
PUSHED = ("yes", "no", "could_not_ask")
SPEAKS = ("complainant", "representative", "advocate")


@dataclass(frozen=True)
class Stop:
    """words: what they said. pushed: whether anyone asked them to stop (one of PUSHED). goes_on: the council looks at it anyway; why."""

    words: str
    pushed: str
    goes_on: bool
    why: str


def others(case: Case, party: Party) -> list[Party]:
    """Who else complained and has not stopped: the case is theirs too. Whoever speaks for the one who stops is not another."""
    apart = [one for one in case.parties if one.id != party.id and one.speaks_for_id != party.id]
    return [one for one in apart if one.role in SPEAKS and one.to_on is None and not has_stopped(case, one)]


def withdraw(desk: Desk, party: Party, stop: Stop, letter: str, channel: str) -> None:
    """Stop for a person, with a letter that says so. The case stays open where the council looks at it anyway, or another complains too.

    Safeguarding always goes on: nothing that was noted as a risk ends here. Raises NotAllowed while something is not answered.
    """
    if not stop.words.strip():
        raise NotAllowed(N_("Write down what they said, in their own words."))
    if stop.pushed not in PUSHED:
        raise NotAllowed(N_("Ask whether anyone asked them to stop, and write down what they said."))
    if not stop.why.strip():
        raise NotAllowed(N_("Write which manager you asked whether the council should look at it anyway, and what they decided."))
    if not letter.strip():
        raise NotAllowed(N_("Write the letter."))
    case = locked_case(desk, party)
    sent = send(desk, case, write(desk, case, "withdrawn", letter, party), channel)
    details = {"party": str(party.id), "pushed": stop.pushed, "goes_on": stop.goes_on, "letter": sent.number}
    note = f"{stop.words}\n\n{stop.why}"
    done_reading(desk, party, TASK)
    if stop.goes_on or others(case, party):
        record(desk, case, Event.NOTED, details=details, note=note)
        return
    stop_case(desk, case, desk.today, details=details, note=note)
