"""Visits to the queue, to cases in every state, and to the safety pages."""

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.tally import count, month_of
from portal.store.models import Case, Contact, Letter, Proposal
from tests.factories import a_couple, a_sent_complaint, an_advocate_s_complaint, an_urgent_contact, passed_on
from tests.journeys.parent import press
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
OFFICER, MANAGER, SENIOR, DUTY, RECORDER = "complaints_officer", "complaints_manager", "senior", "duty_worker", "equality_recorder"
STATES = {
    "new": (Case.state == "new", Case.rank > 0),
    "new-danger": (Case.state == "new", Case.rank == 0),
    "new-call": (Case.state == "new", Case.contact.has(Contact.wants_call)),
    "new-wait": (Case.state == "new", Case.contact.has(Contact.wants_wait)),
    "new-thanks": (Case.state == "new", Case.kind == "compliment"),
    "stage-1": (Case.state == "open", Case.due_on > sa.func.date("2026-11-24")),
    "stage-1-late": (Case.state == "open", Case.stage == "stage1", Case.due_on < sa.func.date("2026-11-20")),
    "held": (Case.state == "held",),
    "closed": (Case.state == "closed", Case.stage == "stage1"),
    "thanks": (Case.procedure == "compliment", Case.state != "closed"),
    "signposted": (Case.procedure == "signposted",),
    "waits-for-second": (Case.id.in_(sa.select(Proposal.case_id).where(Proposal.decided_at.is_(None))),),
    "answered": (Case.id.in_(sa.select(Letter.case_id).where(Letter.kind == "answer")), Case.state != "closed"),
}
"""Which case of the demonstration shows a state."""


def case_in(here: Here, state: str) -> Case:
    """The case that shows a state."""
    return here.site.case(*STATES[state])


def open_(here: Here, state: str, rest: str = "") -> Case:
    """Go to a page of the case that shows a state."""
    case = case_in(here, state)
    here.page.goto(f"/cases/{case.reference}{rest}")
    return case


def _case_page(state: str) -> None:
    def go(here: Here) -> None:
        open_(here, state)
        for working in here.page.locator("details").all()[:1]:
            working.locator("summary").click()

    VISITS.append(Visit(f"case-{state}", "staff.case", OFFICER, go))


for _state in STATES:
    _case_page(_state)


@visit("staff.case", OFFICER)
def case_in_another_language(here: Here) -> None:
    case = here.site.do(lambda desk: a_sent_complaint(desk, written_in="pl", language="Polish"))
    here.page.goto(f"/cases/{case.reference}")


@visit("staff.case", OFFICER)
def case_of_two(here: Here) -> None:
    case = here.site.do(a_couple)
    here.page.goto(f"/cases/{case.reference}")


@visit("staff.case", OFFICER)
def case_from_somebody_who_may_not_speak(here: Here) -> None:
    case = here.site.do(lambda desk: an_advocate_s_complaint(desk, bars=["manages_service"], must_not_see="Her carer"))
    here.page.goto(f"/cases/{case.reference}")


@visit("staff.case", OFFICER)
def case_passed_on(here: Here) -> None:
    case = here.site.do(passed_on)
    here.page.goto(f"/cases/{case.reference}")


@visit("staff.queue", OFFICER)
def queue(here: Here) -> None:
    here.page.goto("/cases")


@visit("staff.queue", OFFICER)
def queue_further_on(here: Here) -> None:
    here.page.goto("/cases?before=end")


@visit("staff.queue", OFFICER)
def queue_words_hidden(here: Here) -> None:
    here.page.goto("/cases")
    press(here.page, "Hide people’s words")


@visit("staff.queue", "investigating_officer")
def queue_empty(here: Here) -> None:
    here.page.goto("/cases")


@visit("staff.case", SENIOR)
def why(here: Here) -> None:
    open_(here, "stage-1")


@visit("staff.why", SENIOR)
def why_left_empty(here: Here) -> None:
    open_(here, "stage-1")
    press(here.page, "Open the case")


@visit("staff.case", SENIOR)
def case_without_names(here: Here) -> None:
    open_(here, "stage-1")
    here.page.get_by_role("radio").first.check()
    press(here.page, "Open the case")


@visit("staff.what_was_sent", OFFICER)
def sent_exactly(here: Here) -> None:
    open_(here, "stage-1", "/sent")


@visit("staff.letter", OFFICER)
def letter(here: Here) -> None:
    open_(here, "answered", "/letters/1")


@visit("staff.safety", DUTY)
def urgent_contacts(here: Here) -> None:
    here.site.do(an_urgent_contact)
    here.page.goto("/safety")


@visit("staff.safety_of", DUTY)
def urgent_contact(here: Here) -> None:
    case = here.site.do(an_urgent_contact)
    here.page.goto(f"/safety/{case.reference}")


@visit("staff.ask_slip", OFFICER)
def equality_slip_left_empty(here: Here) -> None:
    open_(here, "stage-1", "/slip")
    press(here.page, "Make the slip")


@visit("staff.make_slip", OFFICER)
def equality_slip(here: Here) -> None:
    open_(here, "stage-1", "/slip")
    here.page.get_by_role("radio").first.check()
    press(here.page, "Make the slip")


@visit("staff.equality_slip", RECORDER)
def equality_slip_typed_in(here: Here) -> None:
    here.page.goto("/equality/slip")
    press(here.page, "Keep it")


@visit("staff.equality_record", RECORDER)
def equality_record(here: Here) -> None:
    here.page.goto("/equality/record?about=child&done=yes")


@visit("staff.stumbles", OFFICER)
def stumbles(here: Here) -> None:
    def counted(desk: Desk) -> None:
        month = month_of(desk.today)
        count(desk.session, month, "stumble", "parent", "reach", "email", "not_an_email")
        count(desk.session, month, "easy", "parent", answer="partly")
        count(desk.session, month, "elsewhere", "parent", answer="school")

    here.site.do(counted)
    here.page.goto("/stumbles")
