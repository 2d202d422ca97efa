"""What became of a case: its stages as they went, conciliation, what puts it right, and what the ombudsman said."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.sealing import SealedText


class StageRun(Row):
    """A stage of a case as it went: a projection of its events, rebuilt by `record`; what reports count.

    stage: stage1, stage2 or stage3. started_on: the day it began where that is not the day it was received or requested.
    due_on: the first date it was due; extended_to: the newest date set. first_response_on: the first answer; concluded_on: the
    day nothing more was to come at this stage. late_reason: why it took longer (a code of the list). outcome: only where an
    earlier system kept an outcome and no points.
    """

    __tablename__ = "stage_run"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"))
    stage: Mapped[str]
    requested_on: Mapped[date | None]
    started_on: Mapped[date | None]
    acknowledged_on: Mapped[date | None]
    statement_agreed_on: Mapped[date | None]
    due_on: Mapped[date | None]
    extended_to: Mapped[date | None]
    first_response_on: Mapped[date | None]
    concluded_on: Mapped[date | None]
    late_reason: Mapped[str | None]
    outcome: Mapped[str | None]

    __table_args__ = (sa.UniqueConstraint("case_id", "stage"), STRICT)


class Conciliation(Row):
    """A meeting to settle it: offered, perhaps held. result: resolved, unresolved or declined."""

    __tablename__ = "conciliation"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    offered_on: Mapped[date | None]
    held_on: Mapped[date | None]
    result: Mapped[str | None]


class OmbudsmanCase(Row):
    """A complaint as the ombudsman has it, about a case of ours or without one.

    reference: the ombudsman's. person_key: the same hash, the same person (see Case.person_key). recommended_pence: what the
    ombudsman recommends to pay. decision: upheld, not_upheld, closed_after_initial_enquiries, outside_jurisdiction, premature
    or referred_back.
    """

    __tablename__ = "ombudsman_case"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    person_key: Mapped[str | None]
    service: Mapped[str | None]
    received_on: Mapped[date]
    decided_on: Mapped[date | None]
    decision: Mapped[str | None]
    recommended_pence: Mapped[int | None]
    issue_sealed: Mapped[bytes | None]
    decision_text_sealed: Mapped[bytes | None]

    issue: Any = SealedText()
    decision_text: Any = SealedText()


class Remedy(Row):
    """Something agreed to put it right. decided_by: stage_1, stage_2, stage_3 or ombudsman; kind: a free code; amount_pence: where it is money."""

    __tablename__ = "remedy"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case.id"), index=True)
    ombudsman_case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("ombudsman_case.id"), index=True)
    decided_by: Mapped[str | None]
    kind: Mapped[str]
    amount_pence: Mapped[int | None]
    agreed_on: Mapped[date]
    done_on: Mapped[date | None]
    text_sealed: Mapped[bytes | None]

    text: Any = SealedText()
