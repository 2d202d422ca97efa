"""The case: one matter on one procedure, its stages, its points and what was found."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.models.contact import Contact
from portal.store.models.event import CaseEvent
from portal.store.models.outcome import StageRun
from portal.store.models.party import Party
from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.models.staff import User
from portal.store.sealing import SealedData, SealedText

NOTHING_DUE = date(9999, 12, 31)


class Case(Row):
    """One matter. The six projections (stage, state, due_on, due_clock, rank, closed_on) are written by `record` only.

    state: new (not triaged), open, held, closed. rank: 0 urgent, 1 a freeze request, 2 to 4: see stage/projection.py.
    due_on: the next due date, or NOTHING_DUE. version: the second of two writers is told (version_id_col).
    is_childs_words: whether it holds a child's own words, so that nobody outside the team reads it unasked (rule A-11).
    other_services and tags: codes of the lists, beside the one service. raised_by: self, advocate, family_representative,
    professional or other. is_subject_identified: False where it is known that no child or young person is named. person_key: a
    keyed hash, the same where an earlier system said that it is the same person.
    events, stages and stage_runs are read once a session and grow in `record` only.
    """

    __tablename__ = "case"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    contact_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contact.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str]
    procedure: Mapped[str]
    service: Mapped[str | None]
    other_services: Mapped[list[str]] = mapped_column(sa.JSON, default=list, server_default="[]")
    tags: Mapped[list[str]] = mapped_column(sa.JSON, default=list, server_default="[]")
    from_whom: Mapped[str]
    raised_by: Mapped[str] = mapped_column(default="self", server_default="self")
    person_key: Mapped[str | None]
    is_subject_identified: Mapped[bool | None]
    received_on: Mapped[date]
    is_restricted: Mapped[bool] = mapped_column(default=False)
    is_childs_words: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    holder_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"), index=True)
    title_sealed: Mapped[bytes | None]
    stage: Mapped[str]
    state: Mapped[str] = mapped_column(default="new")
    due_on: Mapped[date] = mapped_column(default=NOTHING_DUE)
    due_clock: Mapped[str | None]
    rank: Mapped[int] = mapped_column(default=4)
    closed_on: Mapped[date | None]

    title: Any = SealedText()
    contact: Mapped[Contact] = relationship()
    holder: Mapped[User | None] = relationship()
    parties: Mapped[list[Party]] = relationship(order_by=Party.id)
    events: Mapped[list[CaseEvent]] = relationship(order_by=CaseEvent.number)
    stages: Mapped[list["CaseStage"]] = relationship(cascade="all, delete-orphan")
    stage_runs: Mapped[list[StageRun]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        # state, is_restricted and closed_on order nothing: with them the queue is counted from the index alone (figure P3).
        sa.Index(
            "ix_case_queue",
            *("rank", "due_on", "id", "state", "is_restricted", "closed_on"),
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        ),
        STRICT,
    )


class CaseStage(Row):
    """A clock of a stage as it stands: a projection, rebuilt from the events by `record`."""

    __tablename__ = "stage"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    procedure: Mapped[str]
    stage: Mapped[str]
    clock: Mapped[str]
    status: Mapped[str]
    started_on: Mapped[date | None]
    due_on: Mapped[date | None]
    stopped_on: Mapped[date | None]
    days_taken: Mapped[int | None]


class CaseIssue(Row):
    """A point of the complaint, in staff's words; its category and service are codes.

    unfair: the protected characteristics for which the person thinks they were treated unfairly, as triage confirmed them (F-42).
    """

    __tablename__ = "issue"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    number: Mapped[int]
    category: Mapped[str]
    service: Mapped[str | None]
    unfair: Mapped[list[str] | None] = mapped_column(sa.JSON)
    words_sealed: Mapped[bytes | None]

    words: Any = SealedText()
    findings: Mapped[list["Finding"]] = relationship(order_by="Finding.id")

    __table_args__ = (sa.UniqueConstraint("case_id", "number"), STRICT)


class Finding(Row):
    """What was found on a point at a stage: upheld, partly_upheld, not_upheld or undetermined."""

    __tablename__ = "finding"

    id: Mapped[uuid.UUID] = id_column()
    issue_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("issue.id"))
    stage: Mapped[str]
    result: Mapped[str]
    found_on: Mapped[date]

    __table_args__ = (sa.UniqueConstraint("issue_id", "stage"), STRICT)


class Risk(Row):
    """A risk ticked at triage, with who was told (F-48)."""

    __tablename__ = "risk"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    kind: Mapped[str]
    told_on: Mapped[date | None]
    told_sealed: Mapped[bytes | None]

    told: Any = SealedText()


class Proposal(Row):
    """An act that needs a second person: who asked, why, and what the second person decided (F-21)."""

    __tablename__ = "proposal"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    act: Mapped[str]
    reason: Mapped[str]
    content_sealed: Mapped[bytes | None]
    by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    at: Mapped[datetime]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decision: Mapped[str | None]

    content: Any = SealedData()
    by: Mapped[User] = relationship(foreign_keys=[by_id])


class Task(Row):
    """Something to do on a case by a day; done or not. party_id: for whom, where it is about one person's messages.

    text_id: which text a translation is asked of.
    """

    __tablename__ = "task"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    kind: Mapped[str]
    party_id: Mapped[uuid.UUID | None]
    text_id: Mapped[uuid.UUID | None]
    due_on: Mapped[date | None]
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))

    __table_args__ = (
        sa.Index("ix_task_open", "kind", "case_id", sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL")),
        STRICT,
    )


class Letter(Row):
    """A letter as written and as sent: route, extension, hold or answer; `number` counts within the case.

    channel: post (printed here and posted) or email. Once `sent_at` is set the letter is never changed.
    """

    __tablename__ = "letter"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    number: Mapped[int]
    party_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    kind: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    body_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    channel: Mapped[str | None]

    body: Any = SealedText()

    __table_args__ = (sa.UniqueConstraint("case_id", "number"), STRICT)
