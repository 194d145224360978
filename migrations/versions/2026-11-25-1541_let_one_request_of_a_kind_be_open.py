"""Let one request of a kind be open for an entry, and let questions of the checklist be required.

A request for a version names the api or the schema too, and of each kind one can be open for it. Where several are
open already, the first of each kind is the one that names it; the others go on as they are. What the old code opens
meanwhile names none, and is held back by the question that the new code asks first.
"""

import sqlalchemy as sa
from alembic import op

revision = "8c53d1f06a17"
down_revision = "5b2f60c8d741"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('submitted', 'in_review', 'changes_requested')")
FILLED = """
UPDATE review SET interface_id = (SELECT version.interface_id FROM version WHERE version.id = review.version_id)
WHERE version_id IS NOT NULL AND NOT (
  state IN ('submitted', 'in_review', 'changes_requested')
  AND EXISTS (
    SELECT 1 FROM review AS earlier
    JOIN version AS theirs ON theirs.id = earlier.version_id
    JOIN version AS own ON own.id = review.version_id
    WHERE theirs.interface_id = own.interface_id AND earlier.kind = review.kind AND earlier.serial < review.serial
    AND earlier.state IN ('submitted', 'in_review', 'changes_requested')
  )
)
"""


def upgrade() -> None:
    """Take the step."""
    op.add_column("review", sa.Column("interface_id", sa.Uuid(), nullable=True))
    op.add_column("checklist_question", sa.Column("required", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(sa.text(FILLED))
    op.create_index(
        "uq_review_interface_open",
        "review",
        ["interface_id", "kind"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("uq_review_interface_open", table_name="review")
    op.drop_column("checklist_question", "required")
    op.drop_column("review", "interface_id")
