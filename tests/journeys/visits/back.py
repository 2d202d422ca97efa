"""Visits to the page of somebody who came back, its parts and states, and to what staff see of their thread."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.letters.letter import send, write
from portal.casework.people.advocacy import Speaker, add
from portal.casework.stage.answer import answer
from portal.casework.stage.find import issues
from portal.casework.stage.record import record
from portal.casework.thread import visit as visits
from portal.casework.thread.message import write_in, write_out
from portal.casework.thread.safe_way import change
from portal.casework.thread.statement import PAGE, send_to_check
from portal.forms.ways import WAYS
from portal.procedure.model import Event
from portal.store.models import Case, Party
from portal.store.models import Visit as VisitRow
from portal.web.public.hold import BACK
from tests.factories import a_couple, a_sent_complaint, a_sent_form, a_triaged_case, an_advocate_s_complaint
from tests.journeys.parent import fill, press
from tests.journeys.visits.staff import OFFICER
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
Verb = Callable[[Desk, Case], Any]


def nothing_more(_desk: Desk, _case: Case) -> None:
    """The case as it was sent."""


def of(case: Case) -> Party:
    """Whose page it is."""
    return next(one for one in case.parties if one.reference)


def on_their_page(here: Here, more: Verb = nothing_more, make: Callable[[Desk], Case] = a_sent_complaint, part: str = "", days: int = 0) -> None:
    """A browser on the page of somebody whose case was made like this, so many days ago, and to which more was done."""

    def made(desk: Desk) -> str:
        case = make(Desk(desk.session, desk.now - timedelta(days=days), desk.calendar, desk.procedures, desk.settings, desk.by))
        of(case).code_hash = "of words nobody types here"
        more(desk, case)
        return visits.begin(desk, of(case))

    token = here.site.do(made, by=here.site.first(OFFICER))
    here.page.context.add_cookies([{"name": BACK, "value": token, "url": here.site.url}])
    here.page.goto(f"/back?part={part}" if part else "/back")


def talked(desk: Desk, case: Case) -> None:
    """Messages both ways, a letter, a new way to reach them, and words to check."""
    write_in(desk, of(case), "He rang again.\nCan you ask him to stop?", "once")
    write_out(desk, of(case), "We have asked him to stop. Tell us if he rings again.")
    send(desk, case, write(desk, case, "hold", "Dear Ada,\n\nWe wait for the court until Friday.\n\nYours"), "post")
    change(desk, of(case), {"phone": "01632 960 555", "safe_phone": ["text"]})
    send_to_check(desk, case, of(case), "She was moved on a Friday and nobody told us.", PAGE)


def answered(desk: Desk, case: Case) -> None:
    """Stage 1 is answered."""
    answer(desk, case, {str(one.id): "upheld" for one in issues(desk, case)}, "Dear Ada,\n\nThis is our answer.", "post")


@visit("public.back")
def back_just_sent(here: Here) -> None:
    on_their_page(here)


@visit("public.back")
def back_with_messages(here: Here) -> None:
    on_their_page(here, talked)


@visit("public.back")
def back_late(here: Here) -> None:
    on_their_page(here, make=a_triaged_case, days=40)


@visit("public.back")
def back_answered(here: Here) -> None:
    on_their_page(here, answered, make=a_triaged_case)


@visit("public.back")
def back_letter(here: Here) -> None:
    on_their_page(here, talked)
    here.page.get_by_role("link", name="Letter of").click()


def _part(part: str, more: Verb = nothing_more, make: Callable[[Desk], Case] = a_sent_complaint) -> None:
    VISITS.append(Visit(f"back-{part}", "public.back", "", lambda here: on_their_page(here, more, make, part)))


for _name in ("write", "add", "reach", "talk", "stop"):
    _part(_name)
_part("told", talked)
_part("next", answered, a_triaged_case)
_part("felt", answered, a_triaged_case)


def spoken_for(desk: Desk, case: Case) -> None:
    """Somebody speaks for them."""
    add(desk, case, Speaker(of(case), "I rang her.", "Grete Graypaw", role="representative"))


def finished(desk: Desk, case: Case) -> None:
    """The last stage is answered."""
    answered(desk, case)
    for event in (Event.STAGE2_REQUESTED, Event.ADJUDICATED, Event.PANEL_REQUESTED, Event.PANEL_HELD, Event.PANEL_REPORTED, Event.PANEL_ANSWERED):
        record(desk, case, event)


_part("helper", spoken_for)
_part("unhappy", finished, a_triaged_case)


@visit("public.back")
def back_since(here: Here) -> None:
    on_their_page(here, make=an_advocate_s_complaint, part="since", days=30)


@visit("public.do_part")
def back_write_left_empty(here: Here) -> None:
    on_their_page(here, part="write")
    press(here.page, "Send this to the complaints team")


@visit("public.do_part")
def back_reach_with_errors(here: Here) -> None:
    on_their_page(here, part="reach")
    fill(here.page, email="not an address")
    press(here.page, "Keep this")


@visit("public.do_part")
def back_closed_while_writing(here: Here) -> None:
    on_their_page(here, part="write")
    fill(here.page, message="He is at the door.")
    here.site.do(lambda desk: desk.session.execute(sa.update(VisitRow).values(seen_at=desk.now - timedelta(minutes=16))))
    press(here.page, "Send this to the complaints team")


@visit("public.come_back")
def come_back_after_it_closed(here: Here) -> None:
    on_their_page(here)
    here.site.do(lambda desk: desk.session.execute(sa.update(VisitRow).values(seen_at=desk.now - timedelta(minutes=16))))
    here.page.goto("/back")


def a_young_complaint(audience: str) -> Callable[[Desk], Case]:
    """A young person tells us themselves, in one of the three ways."""
    return lambda desk: a_sent_form(desk, audience, "en", {"kind": "complaint", "story": "They read my diary."})


def on_young_page(here: Here, audience: str = "young", more: Verb = nothing_more, part: str = "", days: int = 0) -> None:
    """A browser on the page of a young person who told us themselves."""
    on_their_page(here, more, a_young_complaint(audience), part, days)


def talked_with_a_child(desk: Desk, case: Case) -> None:
    """Messages both ways."""
    write_in(desk, of(case), "He rang again.\nCan you ask him to stop?", "once")
    write_out(desk, of(case), "We have asked him to stop. Tell us if he rings again.")


for _way in WAYS:
    VISITS.append(Visit(f"back-young-{_way.key}", "public.back", "", lambda here, way=_way: on_young_page(here, str(way.audience), talked_with_a_child)))
for _name in ("answer", "side", "reach", "stop"):
    VISITS.append(Visit(f"back-young-{_name}", "public.back", "", lambda here, part=_name: on_young_page(here, "young_easy", part=part)))


@visit("public.back")
def back_young_treated_worse(here: Here) -> None:
    on_young_page(here, "young_easy", part="since", days=30)
    here.page.get_by_text("Worse", exact=True).click()
    press(here.page, "Send my answer")


@visit("public.code_card")
def young_card(here: Here) -> None:
    here.site.holds_words(here.page.context, "young_easy")
    here.page.goto("/card")


@visit("staff.case", OFFICER)
def case_with_two_threads(here: Here) -> None:
    def made(desk: Desk) -> str:
        case = a_couple(desk)
        of(case).code_hash = "of words nobody types here"
        talked(desk, case)
        return case.reference

    here.page.goto(f"/cases/{here.site.do(made, by=here.site.first(OFFICER))}")


@visit("staff.new_code", OFFICER)
def new_code_to_hand_over(here: Here) -> None:
    case = here.site.do(a_sent_complaint)
    here.page.goto(f"/cases/{case.reference}/new_code")
    here.page.get_by_label("What did you ask").fill("The name of the school, and she knew it.")
    here.page.get_by_label("Sure", exact=True).check()
    here.page.get_by_label("In person").check()
    press(here.page, "Make a new code")
