"""What happened to a case in an earlier system, in the order in which it happened, by the verbs that staff use."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.casework.desk import Desk
from portal.casework.intake.bring_in.columns import STAGE_DAYS
from portal.casework.intake.bring_in.table import Row
from portal.casework.stage import escalate
from portal.casework.stage.close import close
from portal.casework.stage.find import find
from portal.casework.stage.hold import Pause, hold
from portal.casework.stage.record import record
from portal.casework.stage.withdraw import not_accept, not_pursued, withdraw
from portal.procedure.model import Event
from portal.store.models import Case, CaseIssue

LOOK_AGAIN = 20  # working days after the import in which somebody looks at a case that was on hold
STATEMENT = 2
"""The stage at which a statement of complaint is agreed."""


@dataclass(frozen=True)
class Point:
    """A point of the complaint and the line of issues.csv it was made of."""

    issue: CaseIssue
    row: Row


@dataclass(frozen=True)
class Step:
    """Something that happened on a day."""

    on: date
    do: Callable[[date], None]


def go_through(desk: Desk, case: Case, stages: Sequence[Row], points: Sequence[Point], every_stage: Sequence[Row]) -> None:
    """Write what these lines of stages.csv and the points' findings say, oldest first. every_stage: also the lines brought in before."""
    days = {int(row.text("stage")): row for row in every_stage}
    steps = [step for row in stages for step in _of_stage(desk, case, row)]
    steps += [step for stage in (1, 2, 3) for step in _findings(desk, case, stage, points, days.get(stage))]
    for step in sorted(steps, key=lambda one: one.on):
        step.do(step.on)


def _of_stage(desk: Desk, case: Case, row: Row) -> Iterator[Step]:
    stage = int(row.text("stage"))
    requested, started = row.day("requested_on"), row.day("started_on")
    answered, concluded = row.day("first_response_on"), row.day("concluded_on")
    begun = started or requested or case.received_on
    if requested and stage > 1:
        yield Step(requested, lambda on: escalate.request(desk, case, stage, on))
    if first := started or (requested if stage == 1 else None):
        yield Step(first, lambda on: escalate.start(desk, case, stage, on))
    if (agreed := row.day("statement_agreed_on")) and stage == STATEMENT:
        yield Step(agreed, lambda on: escalate.agree_statement(desk, case, on))
    yield Step(begun, lambda on: _said_of_stage(desk, case, stage, row, on))
    yield Step(begun, lambda on: escalate.set_due(desk, case, stage, row.day("due_on"), row.day("extended_to"), on))
    if answered:
        yield Step(answered, lambda on: escalate.respond(desk, case, stage, on, is_final=answered == concluded))
    if concluded and concluded != answered:
        yield Step(concluded, lambda on: escalate.conclude(desk, case, stage, on))
    if reason := row.text("late_reason"):
        yield Step(concluded or answered or begun, lambda on: escalate.explain_late(desk, case, stage, reason, on))


def _said_of_stage(desk: Desk, case: Case, stage: int, row: Row, on: date) -> None:
    """That there was such a stage, where no day says so; its outcome, where no finding does; days that no event of this stage here has."""
    says = {column: row.text(column) for column in ("outcome", *_ONLY_SAID.get(stage, ())) if row.text(column)}
    if says or not any(row.text(column) for column in row.cells if column not in ("case_ref", "stage")):
        record(desk, case, Event.BROUGHT_IN, on, {"stage": escalate.key(stage), **says})


_ONLY_SAID: Mapping[int, tuple[str, ...]] = {1: ("requested_on", "statement_agreed_on"), 3: ("statement_agreed_on",)}
"""Here stage 1 is not asked for, and only stage 2 has a statement: another system may have had both."""


def _findings(desk: Desk, case: Case, stage: int, points: Sequence[Point], row: Row | None) -> Iterator[Step]:
    results = {str(one.issue.id): found for one in points if (found := one.row.text(f"stage_{stage}_finding"))}
    if results:
        on = (row and (row.day("first_response_on") or row.day("concluded_on"))) or last_day(case.received_on, [row] if row else [])
        yield Step(on, lambda day: find(desk, case, results, escalate.key(stage), day))


def last_day(received_on: date, rows: Sequence[Row]) -> date:
    """The last day on which anything is known to have happened."""
    return max([received_on, *(day for row in rows for column in STAGE_DAYS if (day := row.day(column)))])


def end(desk: Desk, case: Case, row: Row, stages: Sequence[Row]) -> None:
    """How the case stands: closed, ended otherwise, on hold or open, and what the earlier system says of that."""
    status, reason, closed_on = status_of(row), row.text("status_reason"), row.day("closed_on")
    on = closed_on or last_day(case.received_on, stages)
    if status == "closed":
        close(desk, case, on=on)
    elif status == "on_hold":
        hold(desk, case, Pause("", (), desk.calendar.add(desk.today, LOOK_AGAIN), reason=reason), "", "", on=on)
    elif status in _ENDINGS:
        _ENDINGS[status](desk, case, on, reason)
    is_unknown = status in _ENDINGS and closed_on is None
    whom = row.text("complainant")
    says = {"status": status, **({"status_reason": reason} if reason else {}), **({"is_day_known": False} if is_unknown else {}), **from_whom(whom)}
    record(desk, case, Event.BROUGHT_IN, on, says)


def from_whom(code: str) -> Mapping[str, str]:
    """Who complains or gives thanks in the earlier system's own word: the case's may be another, and reports count this one."""
    return {"from_whom": code} if code else {}


def status_of(row: Row) -> str:
    """As it says; without a word of it, closed where there is the day it was closed."""
    return row.text("status") or ("closed" if row.text("closed_on") else "open")


_ENDINGS: Mapping[str, Callable[[Desk, Case, date, str], None]] = {"withdrawn": withdraw, "not_pursued": not_pursued, "not_accepted": not_accept}
