"""Keep the board.

How many systems are known of each institution, how each day stood, and who confirmed the contacts of a system when.
The old code keeps running while this does: tables and one column that may be empty are added. A change of contacts
that the old code makes meanwhile leaves an earlier confirmation standing; before this step there is none.
"""

import sqlalchemy as sa
from alembic import op

revision = "8c41e7d09b35"
down_revision = "8c41f0a96d25"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "known_systems",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_known_systems_count_not_negative")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_known_systems_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_systems")),
    )
    op.create_index("ix_known_systems_institution_id", "known_systems", ["institution_id", "counted_on", "recorded_at"])
    op.create_table(
        "board_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("institution", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("day", "institution", name=op.f("pk_board_day")),
    )
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contacts", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
    )
    op.create_index("ix_confirmation_subject", "confirmation", ["subject_kind", "subject", "at"])
    op.create_index("ix_report_verdict", "report", ["id", "result", "score"])
    op.create_index("ix_version_counted", "version", ["status", "interface_id", "report_id"])
    op.add_column("system", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("system", "confirmed_at")
    op.drop_index("ix_version_counted", table_name="version")
    op.drop_index("ix_report_verdict", table_name="report")
    op.drop_index("ix_confirmation_subject", table_name="confirmation")
    op.drop_table("confirmation")
    op.drop_table("board_day")
    op.drop_index("ix_known_systems_institution_id", table_name="known_systems")
    op.drop_table("known_systems")
