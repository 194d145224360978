"""Save searches, and ask for services.

The old code keeps running while this does: three tables are added.
"""

import sqlalchemy as sa
from alembic import op

revision = "e4a17c05b9d2"
down_revision = "b3a9d2f61c47"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.Column("feed_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_saved_search_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_saved_search_name")),
        sa.UniqueConstraint("feed_hash", name=op.f("uq_saved_search_feed_hash")),
    )
    op.create_table(
        "saved_match",
        sa.Column("search_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["search_id"], ["saved_search.id"], name=op.f("fk_saved_match_search_id")),
        sa.PrimaryKeyConstraint("search_id", "digest", name=op.f("pk_saved_match")),
    )
    op.create_table(
        "service_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("need", sa.String(length=4000), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=4000), nullable=True),
        sa.Column("answered_by", sa.String(length=64), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_service_request_account_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_service_request_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_request")),
    )
    op.create_index("ix_service_request_account_id", "service_request", ["account_id"])
    op.create_index("ix_service_request_institution_id", "service_request", ["institution_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("service_request")
    op.drop_table("saved_match")
    op.drop_table("saved_search")
