"""Check everything again.

Re-checks of what is published against a profile, what came of each version, and what was found of each last.
The old code keeps running while this does: tables are added, and nothing that is there is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "c41f7e90d2ab"
down_revision = "8c1f4e7a2d90"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "recheck",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("profile_key", sa.String(length=40), nullable=False),
        sa.Column("profile_version", sa.String(length=32), nullable=False),
        sa.Column("profile_digest", sa.String(length=71), nullable=False),
        sa.Column("binding_on", sa.Date(), nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cursor", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'running') = (holder IS NOT NULL)", name=op.f("ck_recheck_running_is_held")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
    )
    for name, columns, condition in (
        ("uq_recheck_running", ["state"], "state = 'running'"),
        ("uq_recheck_activation", ["purpose"], "purpose = 'activation' AND state IN ('waiting', 'running')"),
        (
            "uq_recheck_trial",
            ["profile_key", "profile_version"],
            "purpose = 'trial' AND state IN ('waiting', 'running')",
        ),
    ):
        where = sa.text(condition)
        op.create_index(name, "recheck", columns, unique=True, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "recheck_result",
        sa.Column("recheck_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("effect", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("appeared", sa.JSON(), nullable=False),
        sa.Column("raised", sa.JSON(), nullable=False),
        sa.Column("gone", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recheck_id"], ["recheck.id"], name=op.f("fk_recheck_result_recheck_id_recheck")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_recheck_result_version_id_version")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_recheck_result_report_id_report")),
        sa.PrimaryKeyConstraint("recheck_id", "version_id", name=op.f("pk_recheck_result")),
    )
    op.create_index("ix_recheck_result_effect", "recheck_result", ["recheck_id", "effect"])
    op.create_table(
        "recheck_rule",
        sa.Column("recheck_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("appeared", sa.Integer(), nullable=False),
        sa.Column("raised", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recheck_id"], ["recheck.id"], name=op.f("fk_recheck_rule_recheck_id_recheck")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_recheck_rule_version_id_version")),
        sa.PrimaryKeyConstraint("recheck_id", "rule", "version_id", name=op.f("pk_recheck_rule")),
    )
    op.create_table(
        "latest_check",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grace_until", sa.Date(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_latest_check_version_id_version")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_latest_check_report_id_report")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_latest_check")),
    )
    op.create_index("ix_latest_check_grace_until", "latest_check", ["grace_until"])


def downgrade() -> None:
    """Take it back."""
    for table in ("latest_check", "recheck_rule", "recheck_result", "recheck"):
        op.drop_table(table)
