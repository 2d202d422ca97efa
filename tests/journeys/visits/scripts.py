"""Visits to what staff write down for others: scripts, reading back, the words given; a case with both texts and translations; paper forms."""

from portal.casework.intake import entered
from portal.casework.intake.entered import Box, mark
from portal.casework.intake.paper_form import To, ask_for
from portal.casework.thread import statement, translation
from portal.casework.thread.translation import Made
from portal.store.models import Case, Draft, Party
from tests.factories import a_sent_complaint
from tests.journeys.parent import press
from tests.journeys.visits.staff import OFFICER
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)

STORY = "She rang in tears.\nNobody told her that the visits stop."


def _begun(here: Here, audience: str = "parent", **boxes: str) -> Draft:
    """A script with something in it, and what a second window wrote under `clash`."""
    day = here.site.clock().date()
    came = {"came_by": "phone", "came_on-day": str(day.day), "came_on-month": str(day.month), "came_on-year": str(day.year)}

    def begin(desk: entered.Desk) -> Draft:
        script = entered.start(desk, audience, "phone", desk.today)
        entered.keep(desk, script, {name: Box(typed, mark("")) for name, typed in {**came, **boxes}.items()})
        return script

    script: Draft = here.site.do(begin, by=here.me)
    return script


def _open(here: Here, script: Draft, rest: str = "") -> None:
    here.page.goto(f"/enter/{script.id}{rest}")


@visit("staff.enter", OFFICER)
def enter(here: Here) -> None:
    _begun(here, story=STORY)
    here.page.goto("/enter")


@visit("staff.begin", OFFICER)
def enter_left_empty(here: Here) -> None:
    here.page.goto("/enter")
    press(here.page, "Start")


@visit("staff.script", OFFICER)
def script(here: Here) -> None:
    _open(here, _begun(here, story=STORY, email="no address"))
    here.page.locator("details > summary").first.click()


@visit("staff.script", OFFICER)
def script_of_an_advocate_looked_at(here: Here) -> None:
    _open(here, _begun(here, "advocate"), "?look=yes")


@visit("staff.script", OFFICER)
def script_two_windows_wrote_in(here: Here) -> None:
    begun = _begun(here, story=STORY)
    here.site.do(lambda desk: entered.keep(desk, desk.session.merge(begun), {"story": Box("Another text.", mark("An earlier one."))}), by=here.me)
    _open(here, begun)


@visit("staff.read_back", OFFICER)
def read_back(here: Here) -> None:
    _open(here, _begun(here, story=STORY), "/read-back")


@visit("staff.send_script", OFFICER)
def read_back_without_an_answer(here: Here) -> None:
    read_back(here)
    press(here.page, "Send this to the complaints team")


@visit("staff.given", OFFICER)
def words_to_read_out(here: Here) -> None:
    read_back(here)
    here.page.get_by_label("Yes: I read it to them").check()
    press(here.page, "Send this to the complaints team")


@visit("staff.given", OFFICER)
def words_given(here: Here) -> None:
    words_to_read_out(here)
    press(here.page, "Given: hide the words")


@visit("staff.ask_to_throw_away", OFFICER)
def throw_a_script_away(here: Here) -> None:
    _open(here, _begun(here), "/throw-away")


@visit("staff.paper_asked", OFFICER)
def paper_asked(here: Here) -> None:
    here.site.do(lambda desk: ask_for(desk, "visit", "parent", "large", "en", To("Ada", "1 Zebra Lane", "me", "In Braille"), is_safe=True))
    here.page.goto("/paper-asked")


@visit("staff.ask_paper", OFFICER)
def paper_asked_left_empty(here: Here) -> None:
    here.page.goto("/paper-asked")
    press(here.page, "Write it down")


@visit("staff.paper_sent", OFFICER)
def paper_posted_on_no_day(here: Here) -> None:
    paper_asked(here)
    here.page.get_by_label("Day").first.fill("40")
    here.page.get_by_role("button", name="Posted").first.click()


def _checked_case(here: Here) -> Case:
    """A case in Polish with a translation, whose words wait to be checked."""

    def make(desk: entered.Desk) -> Case:
        case = a_sent_complaint(desk, written_in="pl")
        party = next(one for one in case.parties if isinstance(one, Party) and one.role == "complainant")
        statement.send_to_check(desk, case, party, STORY, statement.PAGE)
        original = translation.originals(desk, case)[0]
        translation.add(desk, case, original, Made("Irena Nowak", desk.today, "en", "Nobody told us.", False, 90, 4250))
        return case

    case: Case = here.site.do(make, by=here.me)
    return case


@visit("staff.case", OFFICER)
def case_with_both_texts_and_a_translation(here: Here) -> None:
    here.page.goto(f"/cases/{_checked_case(here).reference}")
    for one in here.page.get_by_text("side by side").all():
        one.click()


@visit("staff.act_page", OFFICER)
def act_checked(here: Here) -> None:
    here.page.goto(f"/cases/{_checked_case(here).reference}/checked")


@visit("staff.act", OFFICER)
def act_checked_refused(here: Here) -> None:
    act_checked(here)
    press(here.page, "Write down what they said")
