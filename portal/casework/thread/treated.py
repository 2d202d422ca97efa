"""'Has anyone treated you differently since you told us?': asked after ten working days and again at the end of a child's complaint (F-03)."""

from datetime import date

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework import tally
from portal.casework.desk import Desk
from portal.casework.notice import ask_for_notice
from portal.casework.people.who import is_child
from portal.casework.stage.record import record
from portal.casework.thread import plain
from portal.casework.thread.message import add_task, locked_case
from portal.procedure.model import Event
from portal.store.models import Case, Party, User

WORSE = "worse"
SINCE = ("better", "same", WORSE, "rather_not")
ASKED_AFTER = 10  # working days
TASK = "treated_worse"
KIND = "treated"
ENDS = {event.value for events in plain.ANSWERS.values() for event in events}


def may_know(user: User, today: date) -> bool:
    """Whether somebody may learn what was answered: the complaints manager, who is the one that shuts a case to others, and nobody else."""
    return has(user, Permission.RESTRICT, today)


def is_asked(desk: Desk, case: Case, party: Party) -> bool:
    """Whether the page asks now: of a child, or of whoever speaks for one, and not again until there is an answer."""
    if party.speaks_for_id is None and not is_child(party):
        return False
    said = max((row.number for row in case.events if row.details.get("party") == str(party.id) and KIND in row.details), default=0)
    answered = max((row.number for row in case.events if row.event in ENDS), default=0)
    if answered:
        return said < answered
    return not said and desk.calendar.add(case.received_on, ASKED_AFTER) <= desk.today


def said_last(case: Case, party: Party) -> str:
    """What this person answered last, or "" where they never did."""
    mine = [row for row in case.events if row.details.get("party") == str(party.id) and KIND in row.details]
    return str(max(mine, key=lambda row: row.number).details[KIND]) if mine else ""


def say(desk: Desk, party: Party, answer: str) -> None:
    """Keep the answer, as a code, and count it. Worse is a matter of its own: the complaints manager hears of it at once, nobody else."""
    case = locked_case(desk, party)
    if answer not in SINCE or not is_asked(desk, case, party):
        return
    record(desk, case, Event.NOTED, details={"party": str(party.id), KIND: answer})
    tally.count(desk.session, tally.month_of(desk.today), KIND, answer=answer)
    if answer == WORSE:
        add_task(desk, party, TASK, days=0)
        ask_for_notice(desk, f"{TASK}:{case.id}:{len(case.events)}", case.key_id, case.id)
