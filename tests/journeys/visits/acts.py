"""Visits to every act on a case, to triage and to the proposal: empty, refused, kept, and when somebody else was quicker."""

from portal.casework.stage.note import note
from portal.web.staff.acts import ACTS
from portal.web.staff.advocate_acts import ADVOCATE_ACTS
from portal.web.staff.agreement_acts import AGREEMENT_ACTS
from tests.factories import COUPLE, a_couple, a_sent_complaint, a_triaged_case
from tests.journeys.parent import press
from tests.journeys.visits.staff import MANAGER, OFFICER, case_in, open_
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)

SHOWN_ON = {"wait_day": "new-wait", "reopen": "closed", "resume": "held", "call": "new-call", "wait": "new-wait", "pass_on": "thanks"}
"""Which state an act is looked at in; the others in stage 1."""


def _act(key: str) -> None:
    state = SHOWN_ON.get(key, "stage-1")

    def refused(here: Here) -> None:
        open_(here, state, f"/{key}")
        for box in here.page.locator("input[type='text'], textarea").all():
            box.fill("")
        here.page.get_by_role("main").get_by_role("button").last.click()

    VISITS.append(Visit(f"act-{key}", "staff.act_page", OFFICER, lambda here: open_(here, state, f"/{key}")))
    if key not in GOES_THROUGH_EMPTY:
        VISITS.append(Visit(f"act-{key}-refused", TAKEN_BY.get(key, "staff.act"), OFFICER, refused))


TAKEN_BY = {"new_code": "staff.make_new_code"}
"""Acts whose form a view of their own takes."""

GOES_THROUGH_EMPTY = {"ask_translation", "close", "resume", "subject"}
"""Acts that ask for nothing that must be given."""

ELSEWHERE = {"checked", *ADVOCATE_ACTS, *AGREEMENT_ACTS}
"""Acts that no case of the demonstration is ready for: visits/scripts.py, visits/advocates.py and visits/first.py make one."""

for _key in ACTS:
    if _key not in ELSEWHERE:
        _act(_key)


@visit("staff.act", OFFICER)
def act_assign_to_nobody(here: Here) -> None:
    open_(here, "stage-1", "/assign")
    for no in here.page.get_by_label("No", exact=True).all():
        no.check()
    press(here.page, "Give it to them")


@visit("staff.act_page", OFFICER)
def act_that_cannot_be_done(here: Here) -> None:
    open_(here, "closed", "/extend")


@visit("staff.act", OFFICER)
def act_after_somebody_quicker(here: Here) -> None:
    case = open_(here, "stage-1", "/note")
    here.page.get_by_label("The note").fill("Rang the school.")
    colleague = here.site.first(MANAGER)
    here.site.do(lambda desk: note(desk, desk.session.merge(case, load=True), "Rang the school already.", desk.today), by=colleague)
    press(here.page, "Keep this note")


@visit("staff.triage_page", OFFICER)
def triage(here: Here) -> None:
    open_(here, "new", "/triage")


@visit("staff.triage", OFFICER)
def triage_left_empty(here: Here) -> None:
    open_(here, "new", "/triage")
    press(here.page, "Sort it")


@visit("staff.triage", OFFICER)
def triage_with_more_rows(here: Here) -> None:
    case = here.site.do(a_sent_complaint)
    here.page.goto(f"/cases/{case.reference}/triage")
    here.page.get_by_role("checkbox").first.check()
    here.page.get_by_label("Yes, send this letter").check()
    press(here.page, "One more point")


@visit("staff.triage", OFFICER)
def triage_of_two_from_their_own_points(here: Here) -> None:
    said = {"point2_what": "He lost his school place.", "unfair": "yes", "unfair_because": ["race"]}
    case = here.site.do(lambda desk: a_couple(desk, **said))
    here.page.goto(f"/cases/{case.reference}/triage")
    press(here.page, "Start from what the person wrote")
    here.page.get_by_text("Point 1: treated unfairly because of who they are?").click()


@visit("staff.act_page", OFFICER)
def act_that_tells_two(here: Here) -> None:
    case = here.site.do(lambda desk: a_triaged_case(desk, said=dict(COUPLE)), by=here.site.first(OFFICER))
    here.page.goto(f"/cases/{case.reference}/extend")


@visit("staff.triage_page", OFFICER)
def triage_done_already(here: Here) -> None:
    open_(here, "stage-1", "/triage")


@visit("staff.proposal_page", OFFICER)
def proposal_of_mine(here: Here) -> None:
    open_(here, "waits-for-second", "/proposal")


@visit("staff.proposal_page", MANAGER)
def proposal(here: Here) -> None:
    _say_why(here)
    open_(here, "waits-for-second", "/proposal")


@visit("staff.proposal", MANAGER)
def proposal_left_empty(here: Here) -> None:
    proposal(here)
    press(here.page, "Write down the decision")


def _say_why(here: Here) -> None:
    """A manager opens a colleague's case."""
    here.page.goto(f"/cases/{case_in(here, 'waits-for-second').reference}")
    if here.page.get_by_role("button", name="Open the case").count():
        here.page.get_by_role("radio").first.check()
        press(here.page, "Open the case")
