"""Keep the waivers.

The old code keeps running while this does: a table and an empty column are added, and nothing that is there is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "b41c7a90e6d3"
down_revision = "c41f7e90d2ab"
branch_labels = None
depends_on = None

STATES = ("asked", "granted", "refused", "withdrawn", "ended")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "waiver",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("interface_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column("profile", sa.String(length=64), nullable=True),
        sa.Column("pointer", sa.String(length=4000), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="waiverstate", native_enum=False, length=40), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(length=4000), nullable=True),
        sa.Column("renews_id", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name=op.f("ck_waiver_decided_by_another")),
        sa.CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_waiver_decided_whole")),
        sa.CheckConstraint(
            "state NOT IN ('granted', 'refused', 'ended') OR decided_by IS NOT NULL", name=op.f("ck_waiver_decided")
        ),
        sa.ForeignKeyConstraint(["interface_id"], ["interface.id"], name=op.f("fk_waiver_interface_id")),
        sa.ForeignKeyConstraint(["renews_id"], ["waiver.id"], name=op.f("fk_waiver_renews_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
        sa.UniqueConstraint("serial", name=op.f("uq_waiver_serial")),
    )
    op.create_index("ix_waiver_interface_id_state", "waiver", ["interface_id", "state"], unique=False)
    op.create_index("ix_waiver_rule_state", "waiver", ["rule", "state"], unique=False)
    op.create_index("ix_waiver_ends_on", "waiver", ["ends_on"], unique=False)
    asked = sa.text("state = 'asked'")
    op.create_index(
        "uq_waiver_asked",
        "waiver",
        ["interface_id", "rule", "fingerprint"],
        unique=True,
        sqlite_where=asked,
        postgresql_where=asked,
    )
    op.add_column("version", sa.Column("waived_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("version", "waived_until")
    op.drop_table("waiver")
