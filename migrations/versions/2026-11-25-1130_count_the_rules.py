"""Count the rules.

What became of each rule in each report where it did not pass, so that nobody who counts reads the reports.
The old code keeps running while this does: a table and an index are added, and nothing that is there is touched.
A report that the old code writes meanwhile is counted as if every rule had passed, until a new report takes its place.
"""

import sqlalchemy as sa
from alembic import op

revision = "3b9d51c07e24"
down_revision = "5d0f7c3e9a12"
branch_labels = None
depends_on = None

LONGEST = 120
RULES = {
    "sqlite": "json_each(report.tree, '$.rules') AS one",
    "postgresql": "json_array_elements(report.tree -> 'rules') AS one(value)",
}
MEMBER = {"sqlite": "json_extract(one.value, '$.{0}')", "postgresql": "one.value ->> '{0}'"}


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "report_rule",
        sa.Column("rule", sa.String(length=LONGEST), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_rule_report_id_report")),
        sa.PrimaryKeyConstraint("rule", "outcome", "report_id", name=op.f("pk_report_rule")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_report_profile_digest", "report", ["profile_digest", "engine"], unique=False)
    dialect = op.get_context().dialect.name
    name, outcome = (MEMBER[dialect].format(member) for member in ("rule", "outcome"))
    # Two rules of one name are possible where a ruleset has one called as a diagnosis is; the one that failed counts.
    op.execute(
        "INSERT INTO report_rule (rule, outcome, report_id) "  # noqa: S608 every part is written here
        f"SELECT {name}, min({outcome}), report.id FROM report, {RULES[dialect]} "
        f"WHERE {outcome} <> 'pass' AND length({name}) <= {LONGEST} GROUP BY {name}, report.id"
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_report_profile_digest", table_name="report")
    op.drop_table("report_rule")
