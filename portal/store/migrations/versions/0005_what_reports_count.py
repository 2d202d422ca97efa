"""What a year's report counts: stages as they went, conciliation, remedies, the ombudsman, learning, training, and an earlier system's records."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE finding SET result = 'undetermined' WHERE result = 'unable_to_determine'")
    op.create_table(
        "brought_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_in")),
        sa.UniqueConstraint("row_hash", name=op.f("uq_brought_in_row_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "context_figure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("number", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_context_figure")),
        sa.UniqueConstraint("period", "measure", "dimension", "value", name=op.f("uq_context_figure_period_measure_dimension_value")),
        sqlite_strict=True,
    )
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("table_id", sa.String(), nullable=False),
        sa.Column("row_label", sa.String(), nullable=False),
        sa.Column("column_label", sa.String(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
        sa.UniqueConstraint("period", "table_id", "row_label", "column_label", name=op.f("uq_published_figure_period_table_id_row_label_column_label")),
        sqlite_strict=True,
    )
    op.create_table(
        "training",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sqlite_strict=True,
    )
    op.create_table(
        "conciliation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_conciliation_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conciliation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_conciliation_case_id"), "conciliation", ["case_id"])
    op.create_table(
        "learning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("you_said", sa.String(), nullable=False),
        sa.Column("we_did", sa.String(), nullable=False),
        sa.Column("shared_by", sa.String(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_learning_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_learning_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_learning_case_id"), "learning", ["case_id"])
    op.create_table(
        "ombudsman_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("person_key", sa.String(), nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("recommended_pence", sa.Integer(), nullable=True),
        sa.Column("issue_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decision_text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_ombudsman_case_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ombudsman_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_ombudsman_case_reference")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_ombudsman_case_case_id"), "ombudsman_case", ["case_id"])
    op.create_table(
        "stage_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("statement_agreed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("first_response_on", sa.Date(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("late_reason", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_stage_run_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_run")),
        sa.UniqueConstraint("case_id", "stage", name=op.f("uq_stage_run_case_id_stage")),
        sqlite_strict=True,
    )
    op.create_table(
        "remedy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("ombudsman_case_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount_pence", sa.Integer(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_remedy_case_id")),
        sa.ForeignKeyConstraint(["ombudsman_case_id"], ["ombudsman_case.id"], name=op.f("fk_remedy_ombudsman_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_remedy_case_id"), "remedy", ["case_id"])
    op.create_index(op.f("ix_remedy_ombudsman_case_id"), "remedy", ["ombudsman_case_id"])
    op.add_column("case", sa.Column("other_services", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("case", sa.Column("tags", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("case", sa.Column("raised_by", sa.String(), server_default="self", nullable=False))
    op.add_column("case", sa.Column("person_key", sa.String(), nullable=True))
    op.add_column("case", sa.Column("is_subject_identified", sa.Boolean(), nullable=True))

    op.execute("UPDATE \"case\" SET raised_by = 'professional' WHERE contact_id IN (SELECT id FROM contact WHERE audience = 'pass_on')")
    op.execute("UPDATE \"case\" SET raised_by = 'advocate' WHERE from_whom = 'advocate'")
    op.execute("UPDATE \"case\" SET raised_by = 'family_representative' WHERE from_whom = 'representative'")
    op.execute("UPDATE \"case\" SET is_subject_identified = true WHERE from_whom = 'child'")


def downgrade() -> None:
    for column in ("is_subject_identified", "person_key", "raised_by", "tags", "other_services"):
        op.execute(f'ALTER TABLE "case" DROP COLUMN {column}')  # SQLite would make the whole table anew, which other tables point to
    op.drop_table("remedy")
    op.drop_table("stage_run")
    op.drop_table("ombudsman_case")
    op.drop_table("learning")
    op.drop_table("conciliation")
    op.drop_table("training")
    op.drop_table("published_figure")
    op.drop_table("context_figure")
    op.drop_table("brought_in")
    op.execute("UPDATE finding SET result = 'unable_to_determine' WHERE result = 'undetermined'")
