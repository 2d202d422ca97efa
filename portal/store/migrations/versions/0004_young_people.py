"""Young people: the advocate they said yes to, and what they agreed before anybody else sees their words."""

import sqlalchemy as sa
from alembic import op

from portal.store.database import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("chased_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_referral_answered_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_referral_case_id_case")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_referral_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_referral_case_id"), "referral", ["case_id"])
    op.create_index("ix_referral_inbox", "referral", ["organisation", "answer"])

    op.add_column("case", sa.Column("is_childs_words", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(  # what came before by an advocate, or was passed on from a child, is a child's too
        "UPDATE \"case\" SET is_childs_words = true WHERE contact_id IN (SELECT id FROM contact WHERE audience = 'advocate')"
        " OR id IN (SELECT case_id FROM party WHERE role = 'complainant' AND relation = 'child')"
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("about_user_id", sa.Uuid(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("only_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_how", sa.String(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["about_user_id"], ["user.id"], name=op.f("fk_agreement_about_user_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_agreement_asked_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_agreement_case_id_case")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_agreement_decided_by_id_user")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_agreement_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_agreement_case_id"), "agreement", ["case_id"])
    op.create_index("ix_agreement_about", "agreement", ["about_user_id", "case_id", "answer"])

    op.create_table(
        "transcript",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_transcript_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_transcript_case_id_case")),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_transcript_file_id_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_transcript_file_id"), "transcript", ["file_id"])
    op.execute('UPDATE "case" SET rank = 4 WHERE rank = 2')  # children's new contacts come between


def downgrade() -> None:
    op.execute('UPDATE "case" SET rank = 2 WHERE rank > 2')
    op.drop_table("transcript")
    op.drop_table("agreement")
    op.execute('ALTER TABLE "case" DROP COLUMN is_childs_words')  # SQLite would make the whole table anew, which other tables point to
    op.drop_table("referral")
