"""Find the versions whose last re-check gave a report.

Rules are counted by the newest report of each version. The old code keeps running while this does: an index is added.
"""

from alembic import op

revision = "5d0b7a3e91f4"
down_revision = "8c41e7d09b35"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_latest_check_report_id", "latest_check", ["report_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_latest_check_report_id", table_name="latest_check")
