"""Every text field of staff's forms by every class of bad input: kept and shown exactly, or refused with the text kept (B-01 to B-10, B-17)."""

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from portal.casework.choices import choices
from portal.settings import Settings
from portal.store.database import Database
from portal.web.staff.acts import ACTS
from tests import factories
from tests.integration.web.payloads import CLASSES, WHOLE
from tests.integration.web.shape import Shape
from tests.integration.web.team import Team, case_for
from tests.sizes import IS_SOAK, size

SEP = "\n|\n"
LONGEST = 50_000
FIELDS: dict[str, tuple[str, ...]] = {
    "acknowledge": ("note",),
    "advocate": ("name", "told"),
    "advocate_end": ("why",),
    "advocate_offer": ("name",),
    "answer": ("letter",),
    "agreed_who": ("agreed",),
    "ask_child": ("why",),
    "ask_translation": ("who",),
    "message": ("words",),
    "new_code": ("asked",),
    "safe_ways": ("phone", "best_times", "email", "address", "how"),
    "withdraw": ("words", "why", "letter"),
    "assign": (),
    "call": ("note",),
    "checked": ("text",),
    "child_said": ("words",),
    "consent": ("note",),
    "consent_back": (),
    "close": ("note",),
    "draft": ("letter",),
    "extend": ("letter",),
    "hold": ("how", "letter"),
    "holder": (),
    "note": ("note",),
    "override": ("why",),
    "pass_on": ("to",),
    "reopen": ("why",),
    "resume": ("why",),
    "subject": ("subject-1",),
    "tasks": ("note",),
    "translation": ("who", "text"),
    "triage": ("title", "point-1", "point-2", "point-3", "subject-1", "letter", "told-press"),
    "proposal": ("why",),
    "wait": ("asked", "why"),
    "wait_day": (),
}
"""The text fields of each act. A new one fails here until it is listed, and is then tried with everything."""

ONE_LINE = frozenset({"name", "to", "how", "asked", "title", "subject-1", "told-press"})
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
WINS_NEVER = "Wensleydale"
ODD = ("", "-1", "1e9", "9" * 40, str(2**63), "NaN", "0x10", "٣", "1.5", " 1 ", "1_0", "\x00", "99999999999", "'")


@pytest.fixture
def team(app: Flask, database: Database, settings: Settings, now: datetime) -> Team:
    app.config["WTF_CSRF_ENABLED"] = False
    with factories.a_desk(database, settings, now - timedelta(days=1)) as desk:
        factories.the_lists(desk)
        people = [factories.a_user(desk), factories.a_user(desk, "complaints_manager"), factories.a_user(desk, "service_manager", service="looked_after")]
    return Team(app, database, settings, now, *people)


def test_every_text_field_of_staff_is_listed(team: Team) -> None:
    found: dict[str, tuple[str, ...]] = {}
    with team.app.test_request_context(), factories.a_desk(team.database, team.settings, team.now, team.officer) as desk:
        for act, declared in ACTS.items():
            case = case_for(desk, act)
            found[act] = tuple(one.name for one in declared.asks(desk, case) if one.kind in ("line", "text", "letter"))
        risks = {line.code for line in choices(desk.session, "risk", desk.today)}
    assert found == {act: fields for act, fields in FIELDS.items() if act in ACTS}
    reference = team.case("triage")
    typed = re.findall(r'<(?:input[^>]*name="([^"]*)" type="text"|textarea[^>]*name="([^"]*)")', team.browser().get(f"/cases/{reference}/triage").text)
    names = {first or second for first, second in typed}
    assert names == {name for name in FIELDS["triage"] if not name.startswith("told-")} | {f"told-{risk}" for risk in risks}
    assert "told-press" in names


def texts(name: str) -> str:
    """All readable texts of a class in one."""
    return SEP.join(text for text in (one.replace("\r\n", "\n").replace("\r", "\n") for one in CLASSES[name]) if not UNREADABLE.search(text))


def post(team: Team, act: str, reference: str, **typed: str) -> Any:
    return team.browser(team.who(act)).post(f"/cases/{reference}/{act}", data=team.good(act, reference) | typed)


def pages(team: Team, reference: str) -> Iterator[Shape]:
    """Every page on which something of an act may show."""
    browser = team.browser()
    for where in (f"/cases/{reference}", f"/cases/{reference}/letters/1", f"/cases/{reference}/sent", f"/cases/{reference}/answer"):
        yield Shape(browser.get(where).text)


def turn_of(act: str) -> tuple[str, ...]:
    """Three of the classes in turn, so that between the acts every class comes several times; all of them in `make soak`."""
    names, at = tuple(WHOLE), 3 * list(FIELDS).index(act)
    return names if IS_SOAK else tuple(names[(at + number) % len(names)] for number in range(3))


@pytest.mark.parametrize("act", FIELDS)
def test_what_staff_write_is_shown_exactly_and_nothing_of_it_is_a_tag(team: Team, act: str) -> None:
    plain: list[Any] = []
    for name in ("plain", *turn_of(act)):
        reference = team.case(act)
        typed = {field: "plain" if name == "plain" else _fit(field, texts(name)) for field in FIELDS[act]}
        answered = post(team, act, reference, **typed)
        assert answered.status_code == 302, (act, name, answered.text[-3000:])
        seen = list(pages(team, reference))
        if name == "plain":
            plain = [one.tags for one in seen]
            continue
        assert [one.tags for one in seen if one.tags not in plain] == [], name
        assert not any(one.dangers for one in seen)
        shown = "".join(one.text for one in seen)
        for field, text in typed.items():
            if act not in ("subject", "triage") or field not in ("subject-1",):
                assert (text.strip() if field not in ("letter", "note") else text) in shown, (act, field, name)


def _fit(field: str, text: str) -> str:
    """A title is one line of 200 letters; a line has no breaks."""
    line = " ".join(text.split()) if field in ONE_LINE else text
    return (line[:190].strip() if field == "title" else line[: LONGEST - 10]) or "plain"


@pytest.mark.parametrize("act", [act for act in FIELDS if FIELDS[act]])
def test_what_cannot_be_taken_comes_back_with_its_form(team: Team, act: str) -> None:
    reference = team.case(act)
    unreadable = [one for one in CLASSES["B-04 controls"] if UNREADABLE.search(one.replace("\r", "\n"))]
    for field in FIELDS[act]:
        for text in (*(unreadable if IS_SOAK else unreadable[::20]), "x" * (LONGEST + 1), "x" * 2**20):
            rest = {other: "kept words" for other in FIELDS[act] if other != field}
            answered = post(team, act, reference, **rest, **{field: text})
            assert answered.status_code == 422, (act, field, text[:20], answered.status_code)
            page = Shape(answered.text)
            assert "We have kept what you wrote." in page.text and f'id="{field}-error"' in answered.text
            assert all(answered.text.count("kept words") >= 1 for _ in rest)
            assert text.strip()[:1000] in page.text or text[:1000] in answered.text.replace("&#39;", "'")


@pytest.mark.parametrize("act", FIELDS)
def test_what_was_chosen_from_no_list_is_refused(team: Team, act: str) -> None:
    """B-17: numbers, dates and choices that no form of ours sends."""
    reference = team.case(act)
    good, browser = team.good(act, reference), team.browser(team.who(act))
    for field in tuple(good):
        for odd in ODD if IS_SOAK else ODD[len(field) % 3 :: 3]:
            answered = browser.post(f"/cases/{reference}/{act}", data=good | {field: odd})
            assert answered.status_code in (302, 409, 422), (act, field, odd, answered.status_code)
            if answered.status_code == 302:
                reference = team.case(act)
                good = team.good(act, reference)


@pytest.mark.parametrize("act", FIELDS)
def test_names_sent_twice_or_as_lists_have_one_documented_winner(team: Team, act: str) -> None:
    """The first counts; what nobody asked for is not looked at."""
    reference = team.case(act)
    good = team.good(act, reference) | {field: "plain" for field in FIELDS[act]}
    many = {f"f{n}": "x" for n in range(size(10_000))} | {"version": "9", "state": "closed", "id": "1", "holder_id": "x", "is_restricted": "1"}
    twice = {name: [value, WINS_NEVER] for name, value in good.items()} | {f"{name}[]": "x" for name in good} | {f"{name}[a]": "x" for name in good}
    assert team.browser(team.who(act)).post(f"/cases/{reference}/{act}", data={**many, **twice}).status_code == 302
    assert not any(WINS_NEVER in one.text for one in pages(team, reference))


def test_addresses_with_numbers_and_places_nobody_has(team: Team) -> None:
    browser, reference = team.browser(), team.case("note")
    for odd in (*ODD, "1" * 4000, "%00", "%ff", "..%2f..", "‮"):
        for where in (f"/f/{odd}", f"/cases/{reference}/letters/{odd}", f"/cases/{odd}", f"/cases/{odd}/note", f"/safety/{odd}", f"/account/enrol/{odd}"):
            assert browser.get(where).status_code in (200, 302, 303, 308, 404, 405), where
        for name in ("after", "before", "to", "v", "lang"):
            assert browser.get("/cases", query_string={name: odd}).status_code == 200
        assert browser.get("/f/1", query_string={"to": odd}).status_code == 200


def test_days_that_nobody_lives_in_are_answered_at_once(team: Team) -> None:
    """A day of the year 1 or 9999 is a real date: it may be refused, but must not be counted to for minutes."""
    for act in ("acknowledge", "call", "note", "extend", "hold"):
        reference = team.case(act)
        name = next(one.removesuffix("-day") for one in team.good(act, reference) if one.endswith("-day"))
        for day in ((1, 1, 1), (31, 12, 9999), (29, 2, 2027), (31, 4, 2026), (0, 0, 0), (1, 1, 1900)):
            boxes = dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), map(str, day), strict=True))
            began = time.process_time()
            status = post(team, act, reference, **{field: "plain" for field in FIELDS[act]}, **boxes).status_code
            assert status in (302, 422), (act, day, status)
            assert team.browser().get(f"/cases/{reference}").status_code == 200
            assert time.process_time() - began < 5, (act, day)
