"""Before the demonstration's manager reads a young person's words: she is asked through her advocate, and says yes (practice F-04)."""

from dataclasses import replace

from portal.casework.desk import Desk
from portal.casework.people.agreement import answer, ask, of_case
from portal.casework.reading.people import answering
from portal.commands.demo.stories import Tale
from portal.store.models import Case

WHY = "She looks after the team that plans visits. She can say when you see Kit."


def asked_first(desk: Desk, case: Case, tale: Tale) -> None:
    """The officer asks about whoever was given the case."""
    ask(desk, case, answering(desk, case)[0].user, WHY)


def said_yes(desk: Desk, case: Case, tale: Tale) -> None:
    """The young person says yes, through whoever speaks for them."""
    speaker = next(party for party in case.parties if party.role == "advocate")
    for row in of_case(desk.session, case):
        answer(replace(desk, by=None), speaker, row, "yes")
