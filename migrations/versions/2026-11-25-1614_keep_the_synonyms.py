"""Keep the names that mean the same, by which questions are widened.

The old code keeps running while this does: a table is added.
"""

import sqlalchemy as sa
from alembic import op

revision = "b3a9d2f61c47"
down_revision = "a7e2c4d81f06"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    kinds = ("synonym", "acronym", "former-name", "abbreviation")
    op.create_table(
        "synonym",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Enum(*kinds, name="synonymkind", native_enum=False, length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
        sa.UniqueConstraint("key", name=op.f("uq_synonym_key")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("synonym")
