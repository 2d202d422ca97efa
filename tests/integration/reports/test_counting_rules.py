"""How cases count: each rule of docs/counting-rules.md under its own name, on cases made by the verbs that staff use."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.casework.desk import Desk
from portal.casework.intake.triage import Point
from portal.casework.people.person_key import person_key
from portal.casework.stage import close, escalate, withdraw
from portal.casework.stage.find import find, issues
from portal.casework.stage.record import record
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.procedure.model import Event
from portal.reports.count import count_table
from portal.reports.counting import Counting
from portal.reports.declare import one_table
from portal.reports.model import Number
from portal.reports.period import year_named
from portal.reports.whole import open_counting
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, Choice
from portal.store.sealing import read_keys
from tests import factories
from tests.council import filled

LONDON = ZoneInfo("Europe/London")
MARCH, JUNE, LATER = (datetime(year, month, 2, 10, tzinfo=LONDON) for year, month in ((2026, 3), (2026, 6), (2027, 6)))
RULES = 20
EARLIER, THIS = "2025-26", "2026-27"


@dataclass
class Council:
    """One database for all rules; the cases of each are told by a tag of its own."""

    database: Database
    settings: Settings
    tags: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        with factories.a_desk(self.database, self.settings, MARCH) as desk:
            factories.the_lists(desk)
            desk.session.add_all(Choice(list="tag", code=f"rule-{number}", name=f"Rule {number}", from_on=desk.today) for number in range(RULES))

    def rule(self) -> "Rule":
        return Rule(self, f"rule-{next(self.tags)}")


@dataclass
class Rule:
    """The cases of one rule, and how they count."""

    council: Council
    tag: str
    opened: ExitStack = field(default_factory=ExitStack)
    counting: Counting | None = None

    def done(self) -> None:
        """The facts are brought up to date when something is counted next."""
        self.opened.close()
        self.counting = None

    def case(self, at: datetime = JUNE, make: Any = factories.a_sent_complaint, said: dict[str, Any] | None = None, **sorting: Any) -> Any:
        """The id of a case received and sorted then; with `procedure` None it is not sorted."""
        self.done()
        with factories.a_desk(self.council.database, self.council.settings, at) as desk:
            case = make(desk, **(said or {}))
            if sorting.get("procedure", "") is not None:
                factories.sort(replace(desk, by=factories.a_user(desk)), case, **sorting)
            case.tags = [self.tag]
            return case.id

    def then(self, case_id: Any, happens: Any) -> None:
        """What staff did later: happens(desk, case)."""
        self.done()
        with factories.a_desk(self.council.database, self.council.settings, LATER) as desk:
            happens(replace(desk, brings_in=True, by=factories.a_user(desk)), desk.session.get_one(Case, case_id))

    def number(self, measure: str, period: str = THIS, **where: Any) -> Number | None:
        if self.counting is None:
            settings = self.council.settings
            opened = open_counting(settings, self.council.database, catalogue(settings.procedures), Calendar(settings.council.nation))
            self.counting = self.opened.enter_context(opened)
        table = one_table({"measure": measure, "where": {"tag": self.tag, **where}}, self.counting.words)
        return count_table(self.counting, table, year_named(period)).rows[0].cells[0].value

    def numbers(self, *measures: str, period: str = THIS) -> tuple[Number | None, ...]:
        return tuple(self.number(one, period) for one in measures)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory, keys_folder: Path, sqlite_template: Path) -> Iterator[Council]:
    instance = tmp_path_factory.mktemp("rules") / "instance"
    shutil.copytree(keys_folder, instance / "keys")
    shutil.copyfile(sqlite_template, instance / "heard.sqlite")
    settings = filled(instance, f"sqlite:///{instance / 'heard.sqlite'}")
    database = Database(settings, read_keys(settings.key_file.parent))
    yield Council(database, settings)
    database.close()


@pytest.fixture
def rule(council: Council) -> Iterator[Rule]:
    made = council.rule()
    yield made
    made.done()


def on(text: str) -> date:
    return date.fromisoformat(text)


def answered(desk: Desk, case: Case, day: str = "2026-06-16") -> None:
    find(desk, case, {str(one.id): "upheld" for one in issues(desk, case)}, on=on(day))
    escalate.respond(desk, case, 1, on(day))


def test_one_case(rule: Rule) -> None:
    rule.then(rule.case(), answered)
    assert rule.numbers("complaints_received", "issues_received", "stages_started", "stage_1_answered", "stage_1_concluded") == (1, 2, 1, 1, 1)
    assert rule.number("complaints_received", EARLIER) == 0
    assert rule.number("complaints_received", service="looked_after", procedure="statutory") == 1


def test_no_complaint(rule: Rule) -> None:
    rule.case(procedure=None)

    def signposted(desk: Desk, case: Case) -> None:
        case.procedure = "signposted"
        record(desk, case, Event.SIGNPOSTED, on=on("2026-06-03"))

    rule.then(rule.case(procedure=None), signposted)
    rule.case(said={"kind": "compliment", "praise_from": "child", "relation": None}, kind="compliment", procedure="compliment", points=())
    assert rule.numbers("complaints_received", "open_at_end", "unanswered_at_end", "compliments_received") == (0, 0, 0, 1)


def test_merged(rule: Rule) -> None:
    rule.then(rule.case(), lambda desk, case: record(desk, case, Event.MESSAGE_RECEIVED, on=on("2026-06-09")))
    assert rule.number("complaints_received") == 1
    rule.case()
    assert rule.number("complaints_received") == 2


def test_split(rule: Rule) -> None:
    points = (Point("Visits stopped", "communication", "looked_after"), Point("Letters not answered", "delay", "child_in_need"))
    case = rule.case(points=points)
    rule.then(case, lambda desk, case: setattr(case, "other_services", ["child_in_need"]))
    assert [rule.number("complaints_received", service=one) for one in ("looked_after", "child_in_need")] == [1, 0]
    assert [rule.number("issues_received", service=one) for one in ("looked_after", "child_in_need")] == [1, 1]


def test_joint(rule: Rule) -> None:
    rule.case(make=factories.a_couple)
    assert rule.numbers("complaints_received", "issues_received") == (1, 2)
    assert rule.number("complaints_received", complainant="parent", complainant_sex="couple") == 1


def test_same_person(rule: Rule) -> None:
    for case in (rule.case(), rule.case()):
        rule.then(case, lambda desk, case: setattr(case, "person_key", person_key(desk, "the same")))
    assert rule.number("complaints_received") == 2


def test_anonymous(rule: Rule) -> None:
    rule.case(said={"relation": None, "name": None})
    assert rule.number("complaints_received", complainant="", complainant_sex="unknown", subject_ethnicity="unknown", subject_age_band="unknown") == 1


def test_withdrawn(rule: Rule) -> None:
    endings = (withdraw.withdraw, withdraw.not_pursued, withdraw.not_accept)
    for end in endings:
        rule.then(rule.case(), lambda desk, case, end=end: end(desk, case, on("2026-06-09"), "other"))
    rule.then(rule.case(), lambda desk, case: record(desk, case, Event.WITHDRAWN, on=on("2026-06-09"), details={"is_day_known": False}))
    assert rule.numbers("complaints_received", "withdrawn", "open_at_end", "unanswered_at_end") == (4, 2, 0, 4)
    assert rule.number("complaints_received", status=["not_pursued", "not_accepted"], status_reason="other") == 2


def test_re_opened(rule: Rule) -> None:
    def happens(desk: Desk, case: Case) -> None:
        answered(desk, case)
        record(desk, case, Event.CLOSED, on=on("2026-06-30"))
        close.reopen(replace(desk, now=datetime(2026, 9, 1, 10, tzinfo=LONDON)), case, "More came in")

    rule.then(rule.case(), happens)
    assert rule.numbers("complaints_received", "stage_1_answered", "open_at_end") == (1, 1, 1)
    assert rule.number("complaints_received", status="open") == 1
    assert rule.number("longest_days_to_first_response") == 10


def test_carried_over(rule: Rule) -> None:
    def happens(desk: Desk, case: Case) -> None:
        answered(desk, case, "2026-04-07")
        escalate.request(desk, case, 2, on("2026-05-05"))

    rule.then(rule.case(MARCH), happens)
    assert rule.numbers("complaints_received", "stage_1_answered", "open_at_end", "unanswered_at_end", "gone_on_to_stage_2", period=EARLIER) == (1, 0, 1, 1, 0)
    assert rule.numbers("complaints_received", "stage_1_answered", "open_at_end", "unanswered_at_end", "gone_on_to_stage_2") == (0, 1, 1, 0, 0)
    assert rule.number("stage_1_concluded", received="earlier") == 1
    assert [rule.number("gone_on_to_stage_2_of_concluded", one) for one in (EARLIER, THIS)] == [0, 1]


def test_route_changed(rule: Rule) -> None:
    def happens(desk: Desk, case: Case) -> None:
        case.procedure = "corporate"
        record(desk, case, Event.ROUTE_CHANGED, on=on("2026-06-09"))
        answered(desk, case)

    rule.then(rule.case(), happens)
    assert [rule.number("complaints_received", procedure=one) for one in ("statutory", "corporate")] == [0, 1]
    assert rule.number("stage_1_answered", procedure="corporate") == 1


def test_taken_back(rule: Rule) -> None:
    case = rule.case()
    rule.then(case, answered)

    def take_back(desk: Desk, case: Case) -> None:
        answer = next(one for one in case.events if one.event == Event.ANSWERED)
        record(desk, case, Event.VOIDED, voids=answer.id)

    assert rule.numbers("stage_1_answered", "unanswered_at_end") == (1, 0)
    rule.then(case, take_back)
    assert rule.numbers("stage_1_answered", "unanswered_at_end") == (0, 1)
