"""Everyone's way in: files, threads, consents, a reference for each person, and what is kept apart from cases."""

import sqlalchemy as sa
from alembic import op

from portal.store.database import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "equality",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equality")),
        sa.UniqueConstraint("token", "about", "source", "question", "code", name=op.f("uq_equality_token_about_source_question_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "equality_slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number_hash", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equality_slip")),
        sa.UniqueConstraint("number_hash", name=op.f("uq_equality_slip_number_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "tally",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint("month", "kind", "form", "page", "question", "answer", name=op.f("uq_tally_month_kind_form_page_question_answer")),
        sqlite_strict=True,
    )
    op.create_table(
        "paper_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("sent_once", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True),
        sa.Column("to_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user.id"], name=op.f("fk_paper_request_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_request")),
        sa.UniqueConstraint("sent_once", name=op.f("uq_paper_request_sent_once")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("paper_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_request_due_on"), ["due_on"], unique=False)

    op.create_table(
        "translation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("pence", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("who_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_translation_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_translation_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_translation_of", ["of", "of_id"], unique=False)

    op.create_table(
        "file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("copy", sa.String(), nullable=True),
        sa.Column("copy_media", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("checked_at", Instant(), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_file_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_file_case_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_file_contact_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_file_draft_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_file_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("copy", name=op.f("uq_file_copy")),
        sa.UniqueConstraint("original", name=op.f("uq_file_original")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sent_once", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_message_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_message_case_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_message_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("sent_once", name=op.f("uq_message_sent_once")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_party_id"), ["party_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_statement_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_statement_case_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_statement_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_case_id"), ["case_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_visit_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_visit_token_hash")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_party_id"), ["party_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_consent_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_consent_case_id")),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_consent_file_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_consent_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_case_id"), ["case_id"], unique=False)

    op.add_column("contact", sa.Column("is_unreadable", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("contact", sa.Column("is_not_screened", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("contact", sa.Column("entered_by_id", sa.Uuid(), nullable=True))

    op.add_column("draft", sa.Column("user_id", sa.Uuid(), nullable=True))
    op.add_column("draft", sa.Column("channel", sa.String(), server_default="web", nullable=False))
    op.add_column("draft", sa.Column("heard_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_draft_user_id"), "draft", ["user_id"], unique=False)
    op.add_column("draft", sa.Column("with_reference", sa.String(), nullable=True))
    op.add_column("draft", sa.Column("with_code_hash", sa.String(), nullable=True))
    op.add_column("draft", sa.Column("with_words_sealed", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_draft_with_reference"), "draft", ["with_reference"], unique=True)

    op.add_column("issue", sa.Column("unfair", sa.JSON(), nullable=True))

    op.add_column("party", sa.Column("reference", sa.String(), nullable=True))
    op.add_column("party", sa.Column("code_made_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("speaks_for_id", sa.Uuid(), nullable=True))
    op.add_column("party", sa.Column("language", sa.String(), server_default="en", nullable=False))
    op.create_index(op.f("ix_party_reference"), "party", ["reference"], unique=True)

    op.add_column("user", sa.Column("organisation", sa.String(), nullable=True))

    op.add_column("task", sa.Column("party_id", sa.Uuid(), nullable=True))
    op.add_column("task", sa.Column("text_id", sa.Uuid(), nullable=True))
    still_open = sa.text("done_at IS NULL")
    op.create_index("ix_task_open", "task", ["kind", "case_id"], unique=False, sqlite_where=still_open, postgresql_where=still_open)

    # Whoever had a code has it under the reference of what they sent; the columns of keys without a foreign key need no new table.
    op.execute(
        'UPDATE party SET reference = (SELECT contact.reference FROM contact JOIN "case" ON "case".contact_id = contact.id '
        'WHERE "case".id = party.case_id) WHERE code_hash IS NOT NULL'
    )


def _drop(table: str, column: str) -> None:
    """SQLite would make the whole table anew, which other tables point to."""
    op.execute(f'ALTER TABLE "{table}" DROP COLUMN {column}')


def downgrade() -> None:

    op.drop_index("ix_task_open", "task")
    _drop("task", "text_id")
    _drop("task", "party_id")

    _drop("user", "organisation")

    op.drop_index("ix_party_reference", "party")
    _drop("party", "language")
    _drop("party", "speaks_for_id")
    _drop("party", "code_made_on")
    _drop("party", "reference")

    _drop("issue", "unfair")

    op.drop_index("ix_draft_with_reference", "draft")
    _drop("draft", "with_words_sealed")
    _drop("draft", "with_code_hash")
    _drop("draft", "with_reference")
    op.drop_index("ix_draft_user_id", "draft")
    _drop("draft", "heard_on")
    _drop("draft", "channel")
    _drop("draft", "user_id")

    _drop("contact", "entered_by_id")
    _drop("contact", "is_not_screened")
    _drop("contact", "is_unreadable")

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_case_id"))

    op.drop_table("consent")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_party_id"))

    op.drop_table("visit")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_case_id"))

    op.drop_table("statement")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_party_id"))
        batch_op.drop_index(batch_op.f("ix_message_case_id"))

    op.drop_table("message")
    with op.batch_alter_table("file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_draft_id"))
        batch_op.drop_index(batch_op.f("ix_file_contact_id"))
        batch_op.drop_index(batch_op.f("ix_file_case_id"))

    op.drop_table("file")
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.drop_index("ix_translation_of")
        batch_op.drop_index(batch_op.f("ix_translation_case_id"))

    op.drop_table("translation")
    with op.batch_alter_table("paper_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_request_due_on"))

    op.drop_table("paper_request")
    op.drop_table("tally")
    op.drop_table("equality_slip")
    op.drop_table("equality")
