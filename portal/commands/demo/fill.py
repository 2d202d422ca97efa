"""Fills an empty database with a believable demonstration: staff, and sixty contacts worked through the real verbs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.code import new_reference
from portal.casework.account.account import Part, add
from portal.casework.desk import LONDON, Desk, london_date
from portal.casework.evidence.check import KIND as CHECK_FILE
from portal.casework.intake.draft import FreshCode, start
from portal.casework.intake.submit import submit
from portal.casework.stage.projection import happenings, refresh
from portal.commands.demo.on_the_desk import lay_out
from portal.commands.demo.scenes import SCENES, Scene
from portal.commands.demo.stories import SEED, Telling, tellings
from portal.procedure.calendar import Calendar
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Alarm, Case, Choice, Outbox, User

STAFF = (
    ("complaints.manager@anytown.example", "Carol Manager", "complaints_manager", None),
    ("deputy.complaints.manager@anytown.example", "Dan Deputy", "complaints_manager", None),
    ("officer@anytown.example", "Amina Officer", "complaints_officer", None),
    ("officer2@anytown.example", "Ben Officer", "complaints_officer", None),
    ("manager.cin@anytown.example", "Tom Manager", "service_manager", "child_in_need"),
    ("manager.lac@anytown.example", "Lucy Manager", "service_manager", "looked_after"),
    ("manager.fostering@anytown.example", "Faye Manager", "service_manager", "fostering"),
    ("manager.disabled@anytown.example", "Des Manager", "service_manager", "disabled_children"),
    ("manager.send@anytown.example", "Sue Manager", "service_manager", "send"),
    ("director@anytown.example", "Sanjay Senior", "senior", None),
    ("edt@anytown.example", "Duty Worker", "duty_worker", None),
    ("equality@anytown.example", "Esi Recorder", "equality_recorder", None),
)
"""The made-up staff: address, name, role, service."""

ADVOCATES = (
    ("manager@clearvoice.example", "Mina Organiser", "advocacy_manager"),
    ("imogen@clearvoice.example", "Imogen Speakwell", "advocate"),
    ("jonah@clearvoice.example", "Jonah Listener", "advocate"),
)
"""The made-up advocacy service `clear_voice`: address, name, role."""


@dataclass(frozen=True)
class Stage:
    """Where the demonstration is played: the council and the instant that is 'now'."""

    settings: Settings
    calendar: Calendar
    procedures: Mapping[str, Any]
    now: datetime

    def desk(self, session: Session, at: datetime, by: User | None = None) -> Desk:
        return Desk(session, at, self.calendar, self.procedures, self.settings, by)


def fill(database: Database, stage: Stage, seed: int = SEED) -> int:
    """Make the staff and play every scene; returns how many contacts were made. The same seed makes the same cases."""
    random = Random(seed)  # noqa: S311 - made-up stories, no secret
    with database.transaction() as session:
        session.execute(sa.update(Choice).values(from_on=stage.now.date() - timedelta(days=730)))
        for email, name, role, service in STAFF:
            add(stage.desk(session, stage.now - timedelta(days=200)), email, name, Part(role, service))
        for email, name, role in ADVOCATES:
            ends_on = london_date(stage.now) + timedelta(days=200)
            add(stage.desk(session, stage.now - timedelta(days=100)), email, name, Part(role, None, ends_on, "clear_voice"))
    a_month_ago = london_date(stage.now) - timedelta(days=30)
    source = tellings(random, f"{a_month_ago.day} {a_month_ago:%B}")
    count = 0
    for scene in SCENES:
        for days_ago in scene.days_ago:
            with database.transaction() as session:
                _play(session, stage, scene, days_ago, _fitting(source, scene), random)
            count += 1
    with database.transaction() as session:
        _settle(session, stage)
        lay_out(stage.desk(session, stage.now))
    return count


def _fitting(source: Iterator[Telling], scene: Scene) -> Telling:
    """The next telling of the kind a scene is about; scenes without a kind are about complaints."""
    wanted = (scene.only,) if scene.only else ("complaint", "not_sure")
    return next(one for one in source if one.said["kind"] in wanted)


def _play(session: Session, stage: Stage, scene: Scene, days_ago: int, telling: Telling, random: Random) -> None:
    arrived = _arrived(stage, days_ago, random)
    desk = stage.desk(session, arrived)
    draft, _ = start(desk, scene.audience, scene.written_in)
    draft.token_hash = None
    sent = submit(desk, draft, _said(stage, scene, telling, arrived), _code(random), scene.channel, fresh_with=_code(random))
    case = session.scalars(sa.select(Case).where(Case.reference == sent.reference)).one()
    for day, role, act in scene.acts:
        at = _instant(stage.calendar.add(london_date(arrived), day), time(11, day), stage.now)
        act(stage.desk(session, max(at, arrived), _who(session, role)), case, scene.tale or telling.tale)
    draft.words = draft.with_words = None


def _said(stage: Stage, scene: Scene, telling: Telling, arrived: datetime) -> dict[str, Any]:
    """What is said in a scene: a parent's story with what the scene adds, or all that another form asks."""
    said = {**telling.said, **scene.said} if scene.audience == "parent" else dict(scene.said)
    if said.get("stay_anonymous") == "yes":
        said = dict(scene.said)
    if said.get("kind") == "talk":
        said = {key: said[key] for key in ("kind", "name", "phone", "best_times", "relation") if key in said}
    if scene.heard:
        said["heard_on"] = _days_before(stage, london_date(arrived), scene.heard).isoformat()
    return {key: value for key, value in said.items() if value}


def _code(random: Random) -> FreshCode:
    """A reference from the seed; no code opens a demonstration case."""
    return FreshCode(new_reference(random.randrange), "", "no words are right")


def _arrived(stage: Stage, days_ago: int, random: Random) -> datetime:
    """When a contact came: so many working days ago, at an hour when people write."""
    today = london_date(stage.now)
    if days_ago == 0:
        return stage.now - timedelta(minutes=random.randint(3, 180))
    day = _days_before(stage, today, days_ago)
    return _instant(day, time(random.randint(7, 10), random.randint(0, 59)), stage.now)


def _days_before(stage: Stage, day: date, working_days: int) -> date:
    before = day
    while stage.calendar.count(before, day) < working_days:
        before -= timedelta(days=1)
    return before


def _instant(day: date, at: time, now: datetime) -> datetime:
    return min(datetime.combine(day, at, LONDON).astimezone(UTC), now)


def _who(session: Session, role: str) -> User:
    return session.scalars(sa.select(User).where(User.role == role).order_by(User.email)).first() or _missing(role)


def _missing(role: str) -> User:
    raise LookupError(f"the demonstration has no {role}")


def _settle(session: Session, stage: Stage) -> None:
    """What lies in the past is done: mails count as sent, old alarms as opened; held cases stand as they do today. Files are yet to be checked."""
    session.execute(sa.update(Outbox).where(Outbox.kind != CHECK_FILE).values(state="done", done_at=stage.now, body_sealed=None))
    session.execute(sa.update(Alarm).where(Alarm.raised_at < stage.now - timedelta(days=1)).values(opened_at=stage.now, next_at=None))
    desk = stage.desk(session, stage.now)
    for case in session.scalars(sa.select(Case).where(Case.closed_on.is_(None))):
        refresh(desk, case, happenings(session, case))
