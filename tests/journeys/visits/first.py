"""Visits to what a young person is asked before somebody sees their words: their page, their advocate's, staff's acts, and the words in part."""

from portal.casework.desk import Desk
from portal.casework.people import consent
from portal.casework.people.advocacy import link
from portal.casework.people.agreement import ask, record_said
from portal.casework.thread import visit as visits
from portal.store.models import Case, User
from portal.web.public.hold import BACK
from portal.web.staff.agreement_acts import AGREEMENT_ACTS
from tests.factories import a_grant, a_sent_form, an_advocate_s_complaint
from tests.journeys.parent import press
from tests.journeys.visits.advocates import ADVOCATE, OFFICER, jonah
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
BOSS, MANAGER = "complaints_manager", "service_manager"
WHY = "He looks after the team that plans visits."
YOUNG_SAID = {"kind": "complaint", "story": "Nobody asks me.", "in_danger": "no", "name": "Robin"}


def _manager(here: Here) -> User:
    return here.site.first(MANAGER) or here.site.someone(MANAGER)


def _asked(desk: Desk, case: Case, about: User, said: str = "", words: str = "") -> Case:
    """The child was asked about the manager, and answered or not."""
    row = ask(desk, case, desk.session.get_one(User, about.id), WHY)
    if said:
        record_said(desk, case, row, said, words)
    return case


def _on_their_page(here: Here, audience: str, said: str = "") -> None:
    manager = _manager(here)

    def made(desk: Desk) -> str:
        case = an_advocate_s_complaint(desk) if audience == "advocate" else a_sent_form(desk, audience, "en", dict(YOUNG_SAID))
        party = next(one for one in case.parties if one.reference)
        party.code_hash = "of words nobody types here"
        _asked(desk, case, manager, said, "Only that I want to see Kit.")
        return visits.begin(desk, party)

    token = here.site.do(made, by=here.site.first(OFFICER))
    here.page.context.add_cookies([{"name": BACK, "value": token, "url": here.site.url}])
    here.page.goto("/back")


@visit("public.back")
def back_asked_first(here: Here) -> None:
    _on_their_page(here, "young_easy")


@visit("public.first")
def first_young(here: Here) -> None:
    _on_their_page(here, "young")
    here.page.get_by_role("button", name="Answer about").click()


@visit("public.say_first")
def first_left_empty(here: Here) -> None:
    first_young(here)
    press(here.page, "Send my answer")


@visit("public.first")
def first_changed_by_who_speaks(here: Here) -> None:
    _on_their_page(here, "advocate", "part")
    here.page.get_by_role("link", name="Change my answer").click()


def _of_an_advocate(here: Here) -> None:
    advocate, manager = jonah(here), _manager(here)

    def made(desk: Desk) -> str:
        case = an_advocate_s_complaint(desk)
        party = next(one for one in case.parties if one.role == "advocate")
        consent.give(desk, case, party, "complain", "yes")
        link(desk, case, party, desk.session.get_one(User, advocate.id), "Told at school.")
        _asked(desk, case, manager)
        return str(party.reference)

    here.page.goto(f"/advocate/{here.site.do(made, by=here.site.first(OFFICER))}")


@visit("advocate.young_person", ADVOCATE)
def young_person_asked_first(here: Here) -> None:
    _of_an_advocate(here)


@visit("advocate.first", ADVOCATE)
def advocate_first(here: Here) -> None:
    _of_an_advocate(here)
    here.page.get_by_role("link", name="(Service manager)").click()


@visit("advocate.say_first", ADVOCATE)
def advocate_first_left_empty(here: Here) -> None:
    advocate_first(here)
    press(here.page, "Send this answer")


@visit("staff.shown", MANAGER)
def shown_in_part(here: Here) -> None:
    manager = _manager(here)

    def made(desk: Desk) -> None:
        case = an_advocate_s_complaint(desk)
        case.state, case.procedure, case.stage = "open", "statutory", "stage1"
        a_grant(desk, case, desk.session.get_one(User, manager.id))
        _asked(desk, case, manager, "part", "I want to see Kit.\nNobody says when.")

    here.site.do(made, by=here.site.first(OFFICER))
    here.page.goto("/shown")


def _case(here: Here, key: str = "") -> str:
    manager = _manager(here)

    def made(desk: Desk) -> str:
        case = an_advocate_s_complaint(desk, must_not_see="Her foster carer" if key == "agreed_who" else "")
        return str((case if key == "agreed_who" else _asked(desk, case, manager, "part" if not key else "", "I want to see Kit.")).reference)

    return str(here.site.do(made, by=here.site.first(OFFICER)))


@visit("staff.case", OFFICER)
def case_that_waits_for_a_child(here: Here) -> None:
    here.page.goto(f"/cases/{_case(here)}")


@visit("staff.case", BOSS)
def case_somebody_must_not_see(here: Here) -> None:
    here.page.goto(f"/cases/{_case(here, 'agreed_who')}")


def _act(key: str) -> None:
    role = BOSS if key in ("override", "agreed_who") else OFFICER
    VISITS.append(Visit(f"act-{key}", "staff.act_page", role, lambda here: here.page.goto(f"/cases/{_case(here, key)}/{key}")))


for _key in AGREEMENT_ACTS:
    _act(_key)


@visit("staff.act", OFFICER)
def act_ask_child_refused(here: Here) -> None:
    here.page.goto(f"/cases/{_case(here, 'ask_child')}/ask_child")
    press(here.page, "Ask them")
