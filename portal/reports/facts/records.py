"""What is read of the council's records: codes and dates, one select a table; no sealed column stands here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from portal.procedure.event import CLOSINGS, OPENINGS, Event
from portal.store.models import Case, CaseEvent, CaseIssue, Conciliation, Contact, Finding, Party, StageRun

ID, CODE, DAY, WHOLE, YES_NO, NUMBER, JSON = "UUID", "VARCHAR", "DATE", "BIGINT", "BOOLEAN", "DOUBLE", "VARCHAR"
AT_ONCE = 500  # case ids in one select
A_BATCH = 20_000  # rows in memory

Of = Sequence[UUID] | None
"""Of which cases; None is all of them."""


@dataclass(frozen=True)
class Read:
    """A table read as it stands: its columns, their types, and the select that fills it. of: which rows are of some cases."""

    key: str
    columns: tuple[tuple[str, str, Any], ...]
    of_tables: Callable[[Any], sa.Select[Any]]
    of: Callable[[Sequence[UUID]], sa.ColumnElement[bool]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _type, _column in self.columns)

    @property
    def typed(self) -> str:
        """The columns as what they are; they are read as text."""
        return ", ".join(f"CAST({name} AS {type}) AS {name}" for name, type, _column in self.columns)

    def rows(self, connection: sa.Connection, cases: Of = None) -> Iterator[Sequence[Sequence[Any]]]:
        """Its rows in batches, everything as text: each database writes codes, dates and ids the same way then."""
        select: sa.Select[Any] = self.of_tables(sa.select(*(sa.cast(column, sa.String).label(name) for name, _type, column in self.columns)))
        if cases is None or self.of is None:
            yield from _batches(connection, select)
            return
        for start in range(0, len(cases), AT_ONCE):
            yield from _batches(connection, select.where(self.of(cases[start : start + AT_ONCE])))


def _batches(connection: sa.Connection, select: sa.Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """Straight from the driver's cursor: a named row around each of millions would take three times as long."""
    with connection.execute(select) as found:
        while found.cursor is not None and (rows := found.cursor.fetchmany(A_BATCH)):
            yield rows


def _plain(table: Any) -> Callable[[Any], sa.Select[Any]]:
    return lambda select: cast(sa.Select[Any], select.select_from(table))


def _of(column: Any) -> Callable[[Sequence[UUID]], sa.ColumnElement[bool]]:
    return lambda cases: column.in_(cases)


def _detail(key: str) -> Any:
    return CaseEvent.details[key].as_string()


CASES = Read(
    "coded_case",
    (
        ("id", ID, Case.id),
        ("received_on", DAY, Case.received_on),
        ("closed_on", DAY, Case.closed_on),
        ("procedure", CODE, Case.procedure),
        ("service", CODE, Case.service),
        ("channel", CODE, Contact.channel),
        ("from_whom", CODE, Case.from_whom),
        ("raised_by", CODE, Case.raised_by),
        ("state", CODE, Case.state),
        ("tags", JSON, Case.tags),
        ("is_subject_identified", YES_NO, Case.is_subject_identified),
    ),
    lambda select: select.select_from(Case).join(Contact, Case.contact_id == Contact.id),
    _of(Case.id),
)

PARTIES = Read(
    "coded_party",
    (("id", ID, Party.id), ("case_id", ID, Party.case_id), ("role", CODE, Party.role), ("relation", CODE, Party.relation)),
    _plain(Party),
    _of(Party.case_id),
)

STAGES = Read(
    "coded_stage",
    (
        ("case_id", ID, StageRun.case_id),
        ("stage", CODE, StageRun.stage),
        ("requested_on", DAY, StageRun.requested_on),
        ("started_on", DAY, StageRun.started_on),
        ("acknowledged_on", DAY, StageRun.acknowledged_on),
        ("statement_agreed_on", DAY, StageRun.statement_agreed_on),
        ("due_on", DAY, StageRun.due_on),
        ("extended_to", DAY, StageRun.extended_to),
        ("first_response_on", DAY, StageRun.first_response_on),
        ("concluded_on", DAY, StageRun.concluded_on),
        ("late_reason", CODE, StageRun.late_reason),
        ("outcome", CODE, StageRun.outcome),
    ),
    _plain(StageRun),
    _of(StageRun.case_id),
)

ISSUES = Read(
    "coded_issue",
    (("id", ID, CaseIssue.id), ("case_id", ID, CaseIssue.case_id), ("category", CODE, CaseIssue.category), ("service", CODE, CaseIssue.service)),
    _plain(CaseIssue),
    _of(CaseIssue.case_id),
)

FINDINGS = Read(
    "coded_finding",
    (("issue_id", ID, Finding.issue_id), ("stage", CODE, Finding.stage), ("result", CODE, Finding.result)),
    _plain(Finding),
    lambda cases: Finding.issue_id.in_(sa.select(CaseIssue.id).where(CaseIssue.case_id.in_(cases))),
)

BROUGHT_IN = Event.BROUGHT_IN.value
SAYS_STATUS = sorted(one.value for one in CLOSINGS | OPENINGS | {Event.HELD, Event.RESUMED, Event.BROUGHT_IN})
"""The events that a case's status and its reason are read from; what takes one back is read with them."""

EVENTS = Read(
    "coded_event",
    (
        ("id", ID, CaseEvent.id),
        ("case_id", ID, CaseEvent.case_id),
        ("number", WHOLE, CaseEvent.number),
        ("event", CODE, CaseEvent.event),
        ("on_day", DAY, CaseEvent.on),
        ("voids", ID, CaseEvent.voids_id),
        ("reason", CODE, _detail("reason")),
        ("ground", CODE, _detail("ground")),
        ("status", CODE, _detail("status")),
        ("status_reason", CODE, _detail("status_reason")),
        ("is_day_known", YES_NO, _detail("is_day_known")),
        ("is_earlier", YES_NO, _detail("earlier")),
        ("from_whom", CODE, _detail("from_whom")),
    ),
    lambda select: select.select_from(CaseEvent).where(CaseEvent.event.in_(SAYS_STATUS) | CaseEvent.voids_id.is_not(None)),
    _of(CaseEvent.case_id),
)

CONCILIATIONS = Read(
    "coded_conciliation",
    (
        ("case_id", ID, Conciliation.case_id),
        ("offered_on", DAY, Conciliation.offered_on),
        ("held_on", DAY, Conciliation.held_on),
        ("result", CODE, Conciliation.result),
    ),
    _plain(Conciliation),
    _of(Conciliation.case_id),
)

OF_CASES = (CASES, PARTIES, STAGES, ISSUES, FINDINGS, EVENTS, CONCILIATIONS)
