"""Who must not see it, as a child wrote it: nobody is let in until the complaints manager wrote down what was agreed (practice F-04)."""

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import Desk, NotAllowed
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case
from portal.text import N_

KEY = "must_not_see"
AGREED_WHO = "agreed_who"
"""In an event's details: the complaints manager wrote down what was agreed about who must not see it."""


def words(case: Case) -> list[str]:
    """What was written about who must not see it, each text once."""
    written = [(party.about or {}).get(KEY) for party in case.parties] + [(case.contact.answers or {}).get(KEY)]
    return list(dict.fromkeys(str(one).strip() for one in written if one and str(one).strip()))


def waits(case: Case) -> bool:
    """Whether something was written and nobody has agreed with them yet who may see it."""
    return bool(words(case)) and not any(row.event == Event.NOTED and row.details.get(AGREED_WHO) for row in case.events)


def check(case: Case) -> None:
    """Raises NotAllowed while nobody may be let in."""
    if waits(case):
        raise NotAllowed(N_("They said who must not see it. Before anybody is let in, the complaints manager writes down what was agreed with them."))


def agreed_who(desk: Desk, case: Case, agreed: str) -> None:
    """The complaints manager writes down what was agreed with the child about who may see it; from then on somebody can be let in."""
    check_manager(desk)
    if not agreed.strip():
        raise NotAllowed(N_("Write what was agreed, with whom and when."))
    record(desk, case, Event.NOTED, details={AGREED_WHO: True}, note=agreed.strip())


def check_manager(desk: Desk) -> None:
    """Raises NotAllowed unless whoever acts is the complaints manager: who may say who sees a case."""
    if not has(desk.actor, Permission.RESTRICT, desk.today):
        raise NotAllowed(N_("Only the complaints manager can decide this."))
