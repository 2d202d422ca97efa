"""Visits to the pages of an advocacy service, and to the acts about advocates and consent on a case."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.letters.letter import send, write
from portal.casework.people import consent
from portal.casework.people.advocacy import link
from portal.casework.people.hand_over import Told, hand_over
from portal.casework.people.offer import from_form
from portal.casework.thread.message import write_in, write_out
from portal.settings.sections import Advocacy
from portal.store.models import Case, Party, Referral, User
from portal.web.staff.advocate_acts import ADVOCATE_ACTS
from tests.factories import a_sent_complaint, an_advocate_s_complaint
from tests.journeys.parent import press
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
OFFICER, BOSS, ADVOCATE = "complaints_officer", "advocacy_manager", "advocate"


def of_service(here: Here, name: str) -> User:
    """One of the advocates of the demonstration."""
    with here.site.database.reading() as session:
        return session.scalars(sa.select(User).where(User.name == name)).one()


def jonah(here: Here) -> User:
    """An advocate of the demonstration, signed in."""
    found = of_service(here, "Jonah Listener")
    here.site.signs_in(here.page.context, found)
    return found


def a_young_person(here: Here, advocate: User, written: bool = True) -> str:
    """Somebody for whom an advocate speaks, with messages and a letter; the reference under which the advocate knows them."""

    def made(desk: Desk) -> str:
        case = an_advocate_s_complaint(desk)
        party = next(one for one in case.parties if one.role == "advocate")
        link(desk, case, party, desk.session.get_one(User, advocate.id), "Told at school.")
        if written:
            write_in(desk, party, "She wants to know whether her brother can come to her birthday.", "once")
            write_out(desk, party, "We asked the team. They answer by Friday.")
            send(desk, case, write(desk, case, "hold", "Dear Imogen,\n\nwe wait until Nell has decided.", party), "post")
        return str(party.reference)

    return str(here.site.do(made, by=here.site.first(OFFICER)))


def do(here: Here, reference: str, verb, by: str = OFFICER) -> object:
    """Do something with the part an advocate has under a reference."""

    def done(desk: Desk) -> object:
        party = desk.session.scalars(sa.select(Party).where(Party.reference == reference)).one()
        return verb(desk, desk.session.get_one(Case, party.case_id), party)

    return here.site.do(done, by=here.site.someone(by, organisation="clear_voice") if by == BOSS else here.site.first(by))


def after(here: Here, advocate: User) -> str:
    """The reference under which an advocate knows somebody handed over to them from Imogen."""
    reference, told = a_young_person(here, of_service(here, "Imogen Speakwell")), here.site.clock().date()
    verb = lambda desk, _case, party: hand_over(desk, party, advocate, Told("phone", told, "Fine.", True), told).reference  # noqa: E731
    return str(do(here, reference, verb, by=BOSS))


@visit("advocate.own", ADVOCATE)
def young_people(here: Here) -> None:
    a_young_person(here, jonah(here))
    here.page.goto("/advocate/")


@visit("advocate.young_person", ADVOCATE)
def young_person_handed_over(here: Here) -> None:
    here.page.goto(f"/advocate/{after(here, jonah(here))}")
    here.page.locator("details summary").first.click()


@visit("advocate.young_person", ADVOCATE)
def young_person_consent_taken_back(here: Here) -> None:
    reference = a_young_person(here, jonah(here))
    do(here, reference, lambda desk, case, party: consent.withdraw(desk, case, consent.of(desk.session, party.id)[0], desk.today))
    here.page.goto(f"/advocate/{reference}")


@visit("advocate.write", ADVOCATE)
def young_person_nothing_written(here: Here) -> None:
    here.page.goto(f"/advocate/{a_young_person(here, jonah(here))}")
    press(here.page, "Send this to the complaints team")


@visit("advocate.files", ADVOCATE)
def files_of_an_advocate(here: Here) -> None:
    here.page.goto(f"/advocate/{a_young_person(here, jonah(here))}/files")
    here.page.set_input_files("#files", {"name": "note.txt", "mimeType": "text/plain", "buffer": b"words"})
    press(here.page, "Add these")
    here.page.get_by_role("link", name="Add photos, papers or recordings").click()


@visit("advocate.add_files", ADVOCATE)
def files_of_an_advocate_not_taken(here: Here) -> None:
    here.page.goto(f"/advocate/{a_young_person(here, jonah(here))}/files")
    here.page.set_input_files("#files", {"name": "note.exe", "mimeType": "text/plain", "buffer": b"words"})
    press(here.page, "Add these")


@visit("advocate.letter", ADVOCATE)
def advocate_letter(here: Here) -> None:
    here.page.goto(f"/advocate/{a_young_person(here, jonah(here))}")
    here.page.get_by_role("link", name="Letter of").click()


@visit("advocate.place", BOSS)
def service(here: Here) -> None:
    here.site.signs_in(here.page.context, of_service(here, "Mina Organiser"))
    here.page.goto("/advocate/service")


@visit("advocate.new", BOSS)
def advocate_new(here: Here) -> None:
    service(here)
    here.page.get_by_role("button", name="Add an advocate").click()


@visit("advocate.add", BOSS)
def advocate_new_left_empty(here: Here) -> None:
    advocate_new(here)
    press(here.page, "Make the account")


@visit("advocate.add", BOSS)
def advocate_link(here: Here) -> None:
    advocate_new(here)
    here.page.get_by_label("Their name").fill("Noa New")
    here.page.get_by_label("Their e-mail address at work").fill(f"noa{here.site.count(User)}@clearvoice.example")
    for box, value in zip(("Day", "Month", "Year"), ("31", "3", "2027"), strict=True):
        here.page.get_by_label(box, exact=True).fill(value)
    press(here.page, "Make the account")


@visit("advocate.one", BOSS)
def advocate_one(here: Here) -> None:
    imogen = of_service(here, "Imogen Speakwell")
    reference, today = a_young_person(here, imogen), here.site.clock().date()
    a_young_person(here, imogen)
    told, other = Told("phone", today, "Fine.", True), of_service(here, "Jonah Listener")
    away = (today + timedelta(days=2), today + timedelta(days=9))
    do(here, reference, lambda desk, _case, party: hand_over(desk, party, other, told, *away), by=BOSS)
    service(here)
    here.page.get_by_role("link", name="Imogen Speakwell").click()


@visit("advocate.act_page", BOSS)
def advocate_hand_over(here: Here) -> None:
    imogen = of_service(here, "Imogen Speakwell")
    reference = a_young_person(here, imogen, written=False)
    service(here)
    here.page.goto(f"/advocate/service/{imogen.id}/hand-over?young={reference}")


@visit("advocate.do_act", BOSS)
def advocate_hand_over_refused(here: Here) -> None:
    advocate_hand_over(here)
    press(here.page, "Hand over")


@visit("advocate.act_page", BOSS)
def advocate_nobody_to_hand_over(here: Here) -> None:
    service(here)
    here.page.goto(f"/advocate/service/{of_service(here, 'Mina Organiser').id}/hand-over")


def _referred(here: Here) -> str:
    """A young person said yes to an advocate; the address of the referral."""

    def made(desk: Desk) -> str:
        with_service = replace(desk, settings=replace(desk.settings, advocacy=Advocacy(service="clear_voice")))
        case = a_sent_complaint(with_service, relation="child", name="Kit Ashgrove", child_name=None, child_age=None)
        from_form(with_service, case, case.parties[0], {"advocate_wanted": "yes"})
        return str(with_service.session.scalars(sa.select(Referral.id).where(Referral.case_id == case.id)).one())

    service(here)
    return f"/advocate/referrals/{here.site.do(made)}"


@visit("advocate.own", BOSS)
def advocate_inbox(here: Here) -> None:
    _referred(here)
    here.page.goto("/advocate/")


@visit("advocate.referral", BOSS)
def advocate_referral(here: Here) -> None:
    here.page.goto(_referred(here))


@visit("advocate.answer_referral", BOSS)
def advocate_referral_refused(here: Here) -> None:
    advocate_referral(here)
    press(here.page, "Send this answer")


@visit("staff.case", OFFICER)
def case_with_an_advocate(here: Here) -> None:
    here.page.goto(f"/cases/{_case(here)}")


def _case(here: Here) -> str:
    """A complaint that an advocate sent, and what was said of consent."""

    def made(desk: Desk) -> str:
        case = an_advocate_s_complaint(desk)
        party = next(one for one in case.parties if one.role == "advocate")
        consent.give(desk, case, party, "complain", "not_yet", note="She wants to sleep on it.")
        consent.give(desk, case, party, "complain", "yes", "written", desk.today, desk.today + timedelta(days=90))
        link(desk, case, party, desk.session.scalars(sa.select(User).where(User.name == "Imogen Speakwell")).one(), "At school.")
        return str(case.reference)

    return str(here.site.do(made, by=here.site.first(OFFICER)))


def _act(key: str) -> None:
    def open_(here: Here) -> None:
        here.page.goto(f"/cases/{_case(here)}/{key}")

    def refused(here: Here) -> None:
        open_(here)
        for box in here.page.locator("input[type='text'], textarea").all():
            box.fill("")
        here.page.get_by_role("main").get_by_role("button").last.click()

    VISITS.append(Visit(f"act-{key}", "staff.act_page", OFFICER, open_))
    if key in ("advocate", "consent"):  # the others ask for the same kinds of fields
        VISITS.append(Visit(f"act-{key}-refused", "staff.act", OFFICER, refused))


for _key in ADVOCATE_ACTS:
    _act(_key)
