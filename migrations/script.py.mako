"""${message[0].upper() + message[1:]}.

The old code keeps running while this does: add first, move data in batches, remove in a later release.
Each statement waits five seconds for its locks at most. A merged migration is never edited.
"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take it back."""
    ${downgrades if downgrades else "pass"}
