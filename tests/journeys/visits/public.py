"""Visits to the public pages: empty, with errors shown, filled in, sent, saved."""

from tests.factories import SAID
from tests.journeys import parent
from tests.journeys.parent import SEND, WAY, fill, go_on, press, written_down
from tests.journeys.visits.visit import Here, Visit, collect
from tests.places import number

VISITS: list[Visit] = []
visit = collect(VISITS)


@visit("public.start")
def start(here: Here) -> None:
    here.page.goto("/")


@visit("public.languages")
def languages(here: Here) -> None:
    here.page.goto("/languages")


@visit("public.young")
def young(here: Here) -> None:
    here.page.goto("/y")


@visit("public.showing")
def showing(here: Here) -> None:
    here.page.goto("/showing")


def at(here: Here, key: str, **more: str) -> None:
    """Go straight to a page of the form, in a browser that holds what was answered before it."""
    answers = {name: said for name, said in {**SAID, **more}.items() if isinstance(said, str)}
    here.site.holds_a_draft(here.page.context, answers)
    here.page.goto(f"/f/{number(key)}")


SOME: dict[str, dict[str, str]] = {
    "help_now": {"in_danger": "yes"},
    "point2": {"more_points": "yes", "point2_what": "They lost my letter."},
    "unfair": {"unfair": "yes"},
    "together": {"together": "yes"},
    "with_reach": {"together": "yes"},
    "child2": {"more_children": "yes"},
    "agrees": {"relation": "friend", "speaks_for": "child"},
    "thanks": {"kind": "compliment"},
}
"""Pages that only some people meet, and what they said before; a page that looks like one of these is not opened as well."""


def _form_page(key: str) -> None:
    """Each page of the form, filled in."""
    VISITS.append(Visit(f"form-{key.replace('_', '-')}", "public.page", "", lambda here: at(here, key, **SOME.get(key, {}))))


for _key in (*WAY, *SOME):
    _form_page(_key)


@visit("public.page")
def first_page_of_a_new_form(here: Here) -> None:
    here.page.goto("/f/1?as=p")


def speaks_at(here: Here, key: str) -> None:
    """A page of the form of whoever speaks for a child."""
    here.site.holds_a_draft(here.page.context, {"story": "He wants to stay.", "consent_complain": "yes", "consent_on": "2026-11-20"}, "advocate")
    here.page.goto(f"/f/{number(key, 'advocate')}")


@visit("public.page")
def form_of_an_advocate(here: Here) -> None:
    here.page.goto("/f/1?as=a")


@visit("public.page")
def form_of_an_advocate_about_them(here: Here) -> None:
    speaks_at(here, "you")


@visit("public.page")
def form_of_an_advocate_about_the_child(here: Here) -> None:
    speaks_at(here, "child")


@visit("public.page")
def form_of_an_advocate_consent(here: Here) -> None:
    speaks_at(here, "consent")


@visit("public.page")
def passed_on_with_errors(here: Here) -> None:
    here.page.goto("/f/1?as=w")
    go_on(here.page, said="She is afraid.", **{"heard_on-day": "31", "heard_on-month": "2", "heard_on-year": "2026"})


@visit("public.page")
def passed_on_by_whom(here: Here) -> None:
    here.site.holds_a_draft(here.page.context, {"said": "She is afraid.", "heard_on": "2026-11-20"}, "pass_on")
    here.page.goto(f"/f/{number('worker', 'pass_on')}")


@visit("public.done")
def sent_by_two(here: Here) -> None:
    at(here, "check", together="yes", with_name="Ben", with_code="show")
    press(here.page, SEND)


@visit("public.place")
def other_places(here: Here) -> None:
    at(here, "put_right")
    here.page.goto("/place")


@visit("public.place")
def gone_to_another_place(here: Here) -> None:
    other_places(here)
    press(here.page, "I will go there instead")


@visit("public.page")
def story_left_empty(here: Here) -> None:
    at(here, "story", story="")
    press(here.page, "Continue")


@visit("public.page")
def something_should_wait(here: Here) -> None:
    at(here, "safety")
    fill(here.page, wait="Yes")


@visit("public.page")
def reach_with_errors(here: Here) -> None:
    at(here, "reach", phone="", email="")
    go_on(here.page, phone="at my sister's", email="not an address")


@visit("public.page")
def check_with_gaps(here: Here) -> None:
    here.site.holds_a_draft(here.page.context, {"story": "They never rang back. " * 60})
    here.page.goto(f"/f/{number('check')}")


@visit("public.page")
def told_the_team(here: Here) -> None:
    at(here, "help_now", in_danger="yes")
    fill(here.page, now_what="He is at the door.")
    press(here.page, "Tell the team now")


@visit("public.saved")
def saved(here: Here) -> None:
    at(here, "put_right")
    press(here.page, "Save and come back later")


@visit("public.done")
def sent(here: Here) -> None:
    at(here, "check")
    press(here.page, SEND)


@visit("public.done")
def sent_and_the_words_hidden(here: Here) -> None:
    sent(here)
    press(here.page, "I have written it down. Hide the words")


@visit("public.done")
def sent_with_danger(here: Here) -> None:
    at(here, "check", in_danger="yes")
    press(here.page, SEND)


def _page(name: str, path: str) -> None:
    """A page that the law or people expect."""
    VISITS.append(Visit(name.replace("_", "-"), f"public.{name}", "", lambda here: here.page.goto(path)))


for _name, _path in (
    ("accessibility", "/accessibility"),
    ("privacy", "/privacy"),
    ("privacy_young", "/privacy/young"),
    ("what_happens", "/what-happens"),
    ("how", "/how"),
    ("contact", "/contact"),
):
    _page(_name, _path)


@visit("public.equality")
def equality(here: Here) -> None:
    sent(here)
    here.page.get_by_role("link", name="See the questions").click()


def _equality_page(n: int) -> None:
    def go(here: Here) -> None:
        sent(here)
        here.page.goto(f"/equality/a/{n}")

    VISITS.append(Visit(f"equality-{n}", "public.equality_page", "", go))


for _n in (1, 3, 7):
    _equality_page(_n)


@visit("public.equality")
def equality_answered(here: Here) -> None:
    equality(here)
    press(here.page, "Answer about the child (takes 1 minute)")
    press(here.page, "Keep this and stop")


def young_sent(here: Here, path: str) -> None:
    """A young person's form is sent; then one of the pages after it."""
    here.site.holds_a_draft(here.page.context, {"kind": "complaint", "story": "They read my diary."}, "young_easy")
    here.page.goto(f"/f/{number('check', 'young_easy')}")
    press(here.page, SEND)
    here.page.goto(path)


@visit("public.equality")
def equality_young(here: Here) -> None:
    young_sent(here, "/equality")


@visit("public.equality_page")
def equality_young_page(here: Here) -> None:
    young_sent(here, "/equality/k/1")


@visit("public.equality_page")
def equality_young_ethnic(here: Here) -> None:
    young_sent(here, "/equality/j/3")


@visit("public.talk")
def talk(here: Here) -> None:
    here.page.goto("/talk")


@visit("public.talk")
def talk_without_a_number(here: Here) -> None:
    here.page.goto("/talk")
    press(here.page, SEND)


@visit("public.talk_done")
def a_call_is_asked_for(here: Here) -> None:
    here.page.goto("/talk")
    fill(here.page, phone="01632 960 111")
    press(here.page, SEND)


@visit("public.come_back")
def come_back(here: Here) -> None:
    here.page.goto("/come-back")


@visit("public.come_back")
def come_back_with_wrong_words(here: Here) -> None:
    parent.come_back(here.page, parent.Code("K7PQX", "not the words at all really"))


@visit("public.back")
def come_back_after_sending(here: Here) -> None:
    sent(here)
    code = written_down(here.page)
    parent.come_back(here.page, code)
