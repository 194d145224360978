"""Keep the notices and the letters that carry them.

The old code keeps running while this does: two tables and a column with a default are added.
"""

import sqlalchemy as sa
from alembic import op

revision = "5d0b7f3c92ea"
down_revision = "8c41e7d09b35"
branch_labels = None
depends_on = None

KINDS = (
    "review-opened",
    "review-given",
    "review-taken",
    "review-approved",
    "review-changes",
    "review-rejected",
    "review-back",
    "review-commented",
    "review-due",
    "review-overdue",
    "waiver-asked",
    "waiver-granted",
    "waiver-refused",
    "waiver-withdrawn",
    "waiver-ending",
    "waiver-ended",
    "version-failing",
    "version-passing",
    "contacts-to-confirm",
    "personal-data-ending",
)


def upgrade() -> None:
    """Take the step."""
    op.add_column("account", sa.Column("mail", _word("mailchoice", *CHOICES), nullable=False, server_default="at-once"))
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("state", _word("letterstate", "queued", "sent", "failed"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_letter_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    queued = sa.text("state = 'queued'")
    op.create_index("ix_letter_due_at", "letter", ["due_at"], sqlite_where=queued, postgresql_where=queued)
    op.create_index("ix_letter_account_id", "letter", ["account_id"])
    _create_notices()


def downgrade() -> None:
    """Take it back."""
    op.drop_table("notice")
    op.drop_table("letter")
    op.drop_column("account", "mail")


CHOICES = ("at-once", "daily", "never")


def _word(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=40)


def _create_notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _word("noticekind", *KINDS), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("path", sa.String(length=600), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("cause", sa.String(length=200), nullable=False),
        sa.Column("mail", _word("mailchoice", *CHOICES), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notice_account_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_notice_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("account_id", "cause", name=op.f("uq_notice_cause")),
    )
    op.create_index("ix_notice_account_id", "notice", ["account_id", "read_at"])
    op.create_index("ix_notice_letter_id", "notice", ["letter_id"])
    waiting = sa.text("mail = 'daily' AND letter_id IS NULL")
    op.create_index("ix_notice_waiting", "notice", ["account_id", "id"], sqlite_where=waiting, postgresql_where=waiting)
