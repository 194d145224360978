"""Name who may read an entry, and give its parts levels of their own.

The old code keeps running while this does: columns with defaults are added.
"""

import sqlalchemy as sa
from alembic import op

revision = "a7e2c4d81f06"
down_revision = "5d0b7f3c92ea"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    for table in ("system", "interface"):
        op.add_column(table, sa.Column("readers", sa.JSON(), nullable=False, server_default="[]"))
        op.add_column(table, sa.Column("levels", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index(
        "ix_interface_named",
        "interface",
        ["id"],
        sqlite_where=sa.text("visibility = 'named'"),
        postgresql_where=sa.text("visibility = 'named'"),
    )
    op.add_column("change", sa.Column("readers", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take it back; raise `RuntimeError` where an entry has a level that the old code would show to more people."""
    hidden = "SELECT count(*) FROM interface WHERE visibility IN ('named', 'ega')"
    if op.get_bind().execute(sa.text(hidden)).scalar():
        message = "entries are for named institutions or for e-GA alone: give them another level first"
        raise RuntimeError(message)
    op.execute("UPDATE change SET visibility = 'private' WHERE visibility IN ('named', 'ega')")
    op.drop_column("change", "readers")
    op.drop_index("ix_interface_named", "interface")
    for table in ("interface", "system"):
        op.drop_column(table, "levels")
        op.drop_column(table, "readers")
