"""What is read whole each time, being small: what belongs to no case, or to one only by name."""

import sqlalchemy as sa

from portal.reports.facts.records import CODE, DAY, JSON, NUMBER, WHOLE, Read
from portal.store.models import Case, Choice, ContextFigure, Learning, OmbudsmanCase, PublishedFigure, Remedy, Training

_BY_OMBUDSMAN = sa.orm.aliased(Case)
_USUAL = Choice.extra["procedure"].as_string()
"""A service's default procedure."""

REMEDIES = Read(
    "coded_remedy",
    (
        ("service", CODE, sa.func.coalesce(OmbudsmanCase.service, Case.service, _BY_OMBUDSMAN.service)),
        ("procedure", CODE, sa.func.coalesce(Case.procedure, _BY_OMBUDSMAN.procedure, _USUAL)),
        ("tags", JSON, sa.func.coalesce(sa.cast(Case.tags, sa.String), sa.cast(_BY_OMBUDSMAN.tags, sa.String))),
        ("decided_by", CODE, Remedy.decided_by),
        ("remedy", CODE, Remedy.kind),
        ("agreed_on", DAY, Remedy.agreed_on),
        ("pence", WHOLE, Remedy.amount_pence),
    ),
    lambda select: (
        select.select_from(Remedy)
        .outerjoin(Case, Remedy.case_id == Case.id)
        .outerjoin(OmbudsmanCase, Remedy.ombudsman_case_id == OmbudsmanCase.id)
        .outerjoin(_BY_OMBUDSMAN, OmbudsmanCase.case_id == _BY_OMBUDSMAN.id)
        .outerjoin(Choice, (Choice.list == "service") & (Choice.code == OmbudsmanCase.service))
    ),
)

OMBUDSMAN = Read(
    "coded_ombudsman",
    (
        ("service", CODE, sa.func.coalesce(OmbudsmanCase.service, Case.service)),
        ("procedure", CODE, sa.func.coalesce(Case.procedure, _USUAL)),
        ("tags", JSON, Case.tags),
        ("received_on", DAY, OmbudsmanCase.received_on),
        ("decided_on", DAY, OmbudsmanCase.decided_on),
        ("ombudsman_decision", CODE, OmbudsmanCase.decision),
    ),
    lambda select: (
        select.select_from(OmbudsmanCase)
        .outerjoin(Case, OmbudsmanCase.case_id == Case.id)
        .outerjoin(Choice, (Choice.list == "service") & (Choice.code == OmbudsmanCase.service))
    ),
)

LEARNING = Read(
    "coded_learning",
    (
        ("service", CODE, sa.func.coalesce(Learning.service, Case.service)),
        ("tags", JSON, sa.case((sa.cast(Learning.tags, sa.String) != "[]", sa.cast(Learning.tags, sa.String)), else_=sa.cast(Case.tags, sa.String))),
        ("shared_by", CODE, Learning.shared_by),
        ("agreed_on", DAY, Learning.agreed_on),
    ),
    lambda select: select.select_from(Learning).outerjoin(Case, Learning.case_id == Case.id),
)

TRAINING = Read(
    "coded_training",
    (("audience", CODE, Training.audience), ("held_on", DAY, Training.held_on), ("attended", WHOLE, Training.attended)),
    lambda select: select.select_from(Training),
)

CONTEXT = Read(
    "coded_context",
    (
        ("period", CODE, ContextFigure.period),
        ("measure", CODE, ContextFigure.measure),
        ("dimension", CODE, ContextFigure.dimension),
        ("value", CODE, ContextFigure.value),
        ("number", NUMBER, ContextFigure.number),
    ),
    lambda select: select.select_from(ContextFigure),
)

PUBLISHED = Read(
    "coded_published",
    (
        ("period", CODE, PublishedFigure.period),
        ("table_id", CODE, PublishedFigure.table_id),
        ("row_label", CODE, PublishedFigure.row_label),
        ("column_label", CODE, PublishedFigure.column_label),
        ("number", NUMBER, PublishedFigure.number),
    ),
    lambda select: select.select_from(PublishedFigure),
)

BESIDE = {"remedy": REMEDIES, "ombudsman": OMBUDSMAN, "learning": LEARNING, "training": TRAINING, "context": CONTEXT, "published": PUBLISHED}
"""The facts they become; their columns are those of the fact, in its order."""
