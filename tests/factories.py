"""Cases, people and signed-in browsers for tests, made through the same verbs that the product uses."""

import hashlib
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal.access.roles import CATALOGUE
from portal.casework.account import sessions
from portal.casework.desk import Desk
from portal.casework.intake import draft as drafts
from portal.casework.intake.draft import FreshCode
from portal.casework.intake.submit import submit
from portal.casework.intake.triage import Choices, Point, triage
from portal.casework.lists import renew
from portal.casework.people.assign import Responder
from portal.casework.people.subject import Subject, link_subject
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Settings
from portal.store.database import Database, new_id
from portal.store.models import Case, Grant, User, new_key
from portal.web.sign_in_state import AGENT

_number = count(1)
EXAMPLE = Path(__file__).parents[1] / "portal" / "commands" / "council.example.toml"
BROWSER = "A browser of the tests"

SAID: dict[str, Any] = {
    "kind": "complaint",
    "story": "Zebrafish was moved and nobody told us.\nWe found out from the school.",
    "put_right": "Tell us why.",
    "in_danger": "no",
    "relation": "parent",
    "name": "Ada Quillfeather",
    "child_name": "Zebedee Quillfeather",
    "child_age": "8",
    "phone": "01632 960 111",
    "safe_phone": ["ring"],
    "email": "ada@example.org",
    "safe_email": ["email"],
}
"""What a parent says in most tests."""

COUPLE: dict[str, Any] = {
    "together": "yes",
    "with_name": "Bruno Marchbanks",
    "with_relation": "parent",
    "with_phone": "01632 960 222",
    "with_safe_phone": ["text"],
    "with_email": "bruno@example.org",
    "with_safe_email": ["email", "email_letters"],
    "with_code": "show",
}
"""What is said of the second of two."""

ADVOCATE_SAID: dict[str, Any] = {
    "kind": "complaint",
    "adv_name": "Imogen Speakwell",
    "adv_organisation": "Voices",
    "adv_role": "advocate",
    "story": "Her visits with her brother were stopped in March and she was not told why.",
    "own_words": "I want to see Kit.",
    "child_name": "Nell Ashgrove",
    "child_age": "14",
    "child_status": "looked_after",
    "child_reach": "Through me, at school.",
    "consent_complain": "yes",
    "consent_how": "spoken",
    "email": "imogen@voices.example",
    "safe_email": ["email", "email_letters"],
}
"""What an advocate says."""

YOUNG_SAID: dict[str, Any] = {
    "kind": "complaint",
    "story": "Zebrafish. They moved my brother and nobody asked me.",
    "in_danger": "no",
    "advocate_wanted": "yes",
    "name": "Kit",
    "phone": "01632 960 333",
    "safe_phone": ["text"],
}
"""What a young person says."""

PASSED_ON: dict[str, Any] = {
    "heard_on": "2026-11-16",
    "said": "He said that nobody listens to him and he wants to move.",
    "worker_name": "Walt Worker",
    "worker_role": "school",
    "worker_team": "Mill Lane School",
    "worker_phone": "01632 960 444",
    "person_name": "Kit Ashgrove",
    "person_is": "child",
    "person_knows": "yes",
    "person_reach": "At school, in the lunch break.",
}
"""What a worker passes on."""


@contextmanager
def a_desk(database: Database, settings: Settings, now: datetime, by: User | None = None) -> Iterator[Desk]:
    """A desk in a transaction that commits at the end."""
    with database.transaction() as session:
        yield Desk(session, now, Calendar(settings.council.nation), catalogue({}), settings, by)


def the_lists(desk: Desk) -> None:
    """The complaints team's lists of the example council."""
    renew(desk.session, tomllib.loads(EXAMPLE.read_text("utf-8"))["lists"], desk.today)


def a_user(desk: Desk, role: str = "complaints_officer", name: str = "", **columns: Any) -> User:
    """A member of staff with an account; an external one gets an end date."""
    number = next(_number)
    if CATALOGUE[role].is_external:
        columns.setdefault("ends_on", desk.today + timedelta(days=90))
    user = User(
        id=new_id(),
        key_id=new_key(desk.session, desk.now),
        email=f"staff{number}@anytown.example",
        name=name or f"{CATALOGUE[role].name} {number}",
        role=role,
        made_at=desk.now,
        epoch=1,
        is_disabled=False,
        totp_used=0,
        **columns,
    )
    desk.session.add(user)
    desk.session.flush()
    return user


def a_sent_complaint(desk: Desk, **said: Any) -> Case:
    """Somebody sends a complaint; an answer of None was not given. Its case waits to be sorted."""
    return a_sent_form(desk, "parent", said.pop("written_in", "en"), {**SAID, **said})


def a_couple(desk: Desk, **said: Any) -> Case:
    """Two parents complain together; both codes are shown on the same screen."""
    return a_sent_complaint(desk, **{**COUPLE, **said})


def an_advocate_s_complaint(desk: Desk, **said: Any) -> Case:
    """An advocate sends what a young person wants to complain about."""
    return a_sent_form(desk, "advocate", "en", {**ADVOCATE_SAID, **said})


def a_young_person_s_complaint(desk: Desk, way: str = "young", **said: Any) -> Case:
    """A young person tells us in one of the three ways, and says yes to an advocate."""
    return a_sent_form(desk, way, "en", {**YOUNG_SAID, **said})


def passed_on(desk: Desk, **said: Any) -> Case:
    """A worker passes on what they heard a child say."""
    return a_sent_form(desk, "pass_on", "en", {**PASSED_ON, **said})


def a_sent_form(desk: Desk, audience: str, language: str, said: dict[str, Any]) -> Case:
    """Somebody sends the form of an audience; an answer of None was not given."""
    number, desk = next(_number), replace(desk, by=None)
    draft, _token = drafts.start(desk, audience, language)
    fresh, beside = (FreshCode(f"T{number:05d}{letter}", "six words that nobody will guess", f"hash {letter}") for letter in "AB")
    sent = submit(desk, draft, {key: value for key, value in said.items() if value is not None}, fresh, fresh_with=beside)
    desk.session.flush()
    return desk.session.scalars(sa.select(Case).where(Case.reference == sent.reference)).one()


def an_urgent_contact(desk: Desk, **said: Any) -> Case:
    """Somebody says that a child is in danger now."""
    danger = {"in_danger": "yes", "now_what": "He has locked her in.", "now_where": "12 Canary Row", "now_reach": "yes", "now_how": "Text only, before 6"}
    return a_sent_complaint(desk, **{**danger, **said})


def a_triaged_case(desk: Desk, responder: User | None = None, holder: User | None = None, said: dict[str, Any] | None = None, **choices: Any) -> Case:
    """A complaint sorted onto the statutory procedure with two points; `desk.by` sorts it. Needs `the_lists`."""
    return sort(desk, a_sent_complaint(desk, **(said or {})), responder, holder, **choices)


def sort(desk: Desk, case: Case, responder: User | None = None, holder: User | None = None, **choices: Any) -> Case:
    """The same for a case that was sent already."""
    together = {"at_risk": "no"} if sum(party.role == "complainant" for party in case.parties) > 1 else {}
    decided: dict[str, Any] = {
        **together,
        "kind": "complaint",
        "procedure": "statutory",
        "title": "Contact stopped without explanation",
        "service": "looked_after",
        "points": (Point("Nobody told us why visits stopped", "communication", "looked_after"), Point("Letters not answered", "delay", "looked_after")),
        "no_risks": True,
        "responder": Responder(str(responder.id), False, False, False) if responder else None,
        "holder_id": str(holder.id) if holder else None,
    }
    triage(desk, case, Choices(**{**decided, **choices}))
    desk.session.flush()
    return case


def a_grant(desk: Desk, case: Case, user: User, stage: str = "stage1") -> Grant:
    """The case is opened to somebody."""
    grant = Grant(id=new_id(), case_id=case.id, user_id=user.id, stage=stage, by_id=user.id, from_on=desk.today)
    desk.session.add(grant)
    desk.session.flush()
    return grant


def a_subject(desk: Desk, case: Case, user: User) -> None:
    """The complaint is about this member of staff."""
    link_subject(desk, desk.session.get_one(Case, case.id), Subject(user.name, str(user.id)))
    desk.session.flush()


def restricted(desk: Desk, case: Case) -> None:
    """Only those let in by name see the case from now on."""
    case.is_restricted = True
    desk.session.flush()


def signed_in(app: Flask, user: User, now: datetime) -> FlaskClient:
    """A browser in which this member of staff is signed in."""
    database: Database = app.extensions["council"].database
    with database.transaction() as session:
        token = sessions.start(session, session.get_one(User, user.id), now)
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = BROWSER
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": token, "_fresh": True, AGENT: hashlib.sha256(BROWSER.encode()).hexdigest()[:16]})
    return client
