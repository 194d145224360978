"""Keep the weights of words, and the names by which things are offered to whoever types.

What is in these tables is made from the entries; `somana database index` fills them. Until then, whoever types is
offered nothing, and wrong letters are not put right; the old code learns words without a weight meanwhile.
"""

import sqlalchemy as sa
from alembic import op

revision = "c41f7d90be26"
down_revision = "e4a17c05b9d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    collation = None if op.get_context().dialect.name == "sqlite" else "C"
    op.add_column("search_term", sa.Column("weight", sa.BigInteger(), nullable=False, server_default="1"))
    op.create_table(
        "search_learnt",
        sa.Column("source", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_search_learnt")),
    )
    op.create_table(
        "search_name",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60, collation=collation), nullable=False),
        sa.PrimaryKeyConstraint("id", "name", name=op.f("pk_search_name")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_name_name", "search_name", ["name", "id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("search_name")
    op.drop_table("search_learnt")
    op.drop_column("search_term", "weight")
