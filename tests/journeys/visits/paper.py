"""Visits to what is on paper: what there is to print, and asking for a form by post."""

import fcntl
from unittest.mock import patch

from portal.paper import pdf as drawing
from tests.journeys.parent import fill, press
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
ASK = "Ask for this form"


@visit("public.prints")
def to_print(here: Here) -> None:
    here.page.goto("/print")


@visit("public.printed")
def another_is_drawn(here: Here) -> None:
    folder = here.site.app.extensions["council"].settings.instance / "print"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        here.page.goto("/print/a-large.pdf")


@visit("public.printed")
def no_paper_here(here: Here) -> None:
    with patch.object(drawing, "pdf", side_effect=drawing.NoPaper("no fonts")):
        here.page.goto("/print/poster-a3.pdf")


@visit("public.ask_paper")
def ask_for_paper(here: Here) -> None:
    here.page.goto("/paper")


@visit("public.ask_paper")
def ask_for_paper_where_it_is_not_safe(here: Here) -> None:
    here.page.goto("/paper")
    fill(here.page, paper_name="Ada Quillfeather", paper_safe="No, or I am not sure")
    press(here.page, ASK)


@visit("public.ask_paper")
def paper_is_asked_for(here: Here) -> None:
    here.page.goto("/paper")
    fill(
        here.page,
        paper_form="For a parent, a carer or another adult",
        paper_name="Ada Quillfeather",
        paper_address="12 Canary Row",
        paper_safe="Yes, it is safe",
    )
    press(here.page, ASK)


@visit("public.young_paper")
def a_young_person_wants_paper(here: Here) -> None:
    here.page.goto("/y/paper")


@visit("public.ask_paper")
def a_young_person_sends_it_to_somebody_they_trust(here: Here) -> None:
    here.page.goto("/paper?by=t")
    press(here.page, ASK)


@visit("public.ask_paper")
def a_young_person_comes_and_gets_it(here: Here) -> None:
    here.page.goto("/paper?by=c")
    fill(here.page, paper_form="Words", paper_name="Fox")
    press(here.page, ASK)
