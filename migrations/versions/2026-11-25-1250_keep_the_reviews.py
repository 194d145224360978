"""Keep the reviews.

Tables are added, and a column with a default. What waits for a reviewer gets its request here, with four weeks from
its submission, which are twenty working days without holidays; what the old code submits meanwhile gets one with the
next step that is taken with it. A decision is never changed: the database itself refuses that too.
"""

from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "8c1f4e7a2d90"
down_revision = "8c2f60d4a917"
branch_labels = None
depends_on = None

KINDS = ("establish", "take_into_use", "modify", "end")
STATES = (
    *("draft", "submitted", "in_review", "changes_requested", "approved", "rejected", "withdrawn"),
    *("published", "suspended", "deprecated", "retired"),
)
ACTIONS = (
    *("submit", "take", "request_changes", "reject", "approve", "withdraw"),
    *("publish", "suspend", "resume", "deprecate", "retire", "appeal"),
)
SECTORS = (
    *("governance", "identity", "finance", "revenue", "business", "procurement", "health", "education", "lands"),
    *("justice", "agriculture", "water", "energy", "transport", "communication", "local-government", "labour"),
    *("statistics", "security", "environment", "other"),
)
OPEN = "state IN ('submitted', 'in_review', 'changes_requested')"


def upgrade() -> None:
    """Take the step."""
    op.add_column("system", sa.Column("critical", sa.Boolean(), server_default=sa.false(), nullable=False))
    _create_review()
    _create_decisions()
    _create_lists()
    _open_requests()
    if op.get_context().dialect.name == "sqlite":
        _protect_sqlite()
    else:
        _protect_postgresql()


def downgrade() -> None:
    """Take it back."""
    for table in ("review_conflict", "review_comment", "review_decision", "review"):
        op.drop_table(table)
    for table in ("decision_reason", "checklist_question", "holiday"):
        op.drop_table(table)
    op.drop_column("system", "critical")


def _word(name: str, kind: str, choices: tuple[str, ...], *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Enum(*choices, name=kind, native_enum=False, length=40), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=120), nullable=nullable)


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        _word("kind", "requestkind", KINDS),
        sa.Column("system_id", sa.Uuid(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        _word("sector", "sector", SECTORS),
        sa.Column("personal_data", sa.Boolean(), nullable=False),
        sa.Column("approvals", sa.Integer(), nullable=False),
        _word("state", "status", STATES),
        sa.Column("reason", sa.String(length=4000), nullable=True),
        _person("opened_by"),
        _moment("opened_at"),
        sa.Column("allowed_days", sa.Integer(), nullable=False),
        sa.Column("used_days", sa.Integer(), nullable=False),
        sa.Column("running_since", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        _person("reviewer", nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        _moment("appealed_at", nullable=True),
        _moment("closed_at", nullable=True),
        _moment("updated_at"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("(system_id IS NULL) <> (version_id IS NULL)", name=op.f("ck_review_one_subject")),
        sa.ForeignKeyConstraint(["system_id"], ["system.id"], name=op.f("fk_review_system_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_review_version_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_review_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("serial", name=op.f("uq_review_serial")),
    )
    op.create_index("ix_review_state", "review", ["state", "due_on", "serial"])
    op.create_index("ix_review_reviewer", "review", ["reviewer", "state"])
    for column in ("institution_id", "version_id", "system_id"):
        op.create_index(f"ix_review_{column}", "review", [column])
    for name, columns in (("system", ["system_id", "kind"]), ("version", ["version_id"])):
        opened = sa.text(OPEN)
        op.create_index(
            f"uq_review_{name}_open", "review", columns, unique=True, sqlite_where=opened, postgresql_where=opened
        )


def _create_decisions() -> None:
    op.create_table(
        "review_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        _word("verdict", "action", ACTIONS),
        sa.Column("final", sa.Boolean(), nullable=False),
        _person("reviewer"),
        sa.Column("reviewer_institution", sa.String(length=64), nullable=True),
        _moment("at"),
        sa.Column("document_digest", sa.String(length=71), nullable=True),
        sa.Column("profile", sa.String(length=80), nullable=True),
        sa.Column("profile_digest", sa.String(length=71), nullable=True),
        sa.Column("engine", sa.String(length=80), nullable=True),
        sa.Column("fingerprints", sa.JSON(), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("entry_digest", sa.String(length=71), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("remark", sa.String(length=4000), nullable=True),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_decision_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_decision")),
    )
    op.create_index("ix_review_decision_review_id", "review_decision", ["review_id", "at"])
    op.create_table(
        "review_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        _person("author"),
        sa.Column("institution", sa.String(length=64), nullable=True),
        _moment("at"),
        sa.Column("text", sa.String(length=4000), nullable=False),
        _word("anchor_kind", "anchorkind", ("finding", "pointer"), nullable=True),
        sa.Column("anchor", sa.String(length=1000), nullable=True),
        _person("answered_by", nullable=True),
        _moment("answered_at", nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_comment_review_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["review_comment.id"], name=op.f("fk_review_comment_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_comment")),
    )
    op.create_index("ix_review_comment_review_id", "review_comment", ["review_id", "at"])
    op.create_table(
        "review_conflict",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        _person("reviewer"),
        _moment("at"),
        sa.Column("remark", sa.String(length=4000), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_conflict_review_id")),
        sa.PrimaryKeyConstraint("review_id", "reviewer", name=op.f("pk_review_conflict")),
    )


def _create_lists() -> None:
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday")),
    )
    for table, what in (("checklist_question", "kinds"), ("decision_reason", "verdicts")):
        op.create_table(
            table,
            sa.Column("key", sa.String(length=64), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("texts", sa.JSON(), nullable=False),
            sa.Column(what, sa.JSON(), nullable=False),
            sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{table}")),
        )


def _open_requests() -> None:
    bind = op.get_bind()
    metadata = sa.MetaData()
    names = ("version", "interface", "institution", "system", "review")
    version, interface, institution, system, review = (
        sa.Table(name, metadata, autoload_with=bind, resolve_fks=False) for name in names
    )
    public = ("published", "suspended", "deprecated", "retired")
    shown = set(bind.scalars(sa.select(version.c.interface_id).where(version.c.status.in_(public)).distinct()))
    waiting = (
        sa.select(version, interface.c.institution_id, institution.c.sector, system.c.personal_data)
        .join(interface, version.c.interface_id == interface.c.id)
        .join(institution, interface.c.institution_id == institution.c.id)
        .join(system, interface.c.system_id == system.c.id, isouter=True)
        .where(version.c.status.in_(("submitted", "in_review", "changes_requested")))
        .order_by(version.c.submitted_at, version.c.id)
    )
    for serial, row in enumerate(bind.execute(waiting).mappings().all(), 1):
        since = row["submitted_at"].date()
        stopped = row["status"] == "changes_requested"
        personal = bool((row["personal_data"] or {}).get("holds"))
        bind.execute(
            review.insert().values(
                id=uuid4().hex if bind.dialect.name == "sqlite" else uuid4(),
                serial=serial,
                kind="modify" if row["interface_id"] in shown else "establish",
                version_id=row["id"],
                institution_id=row["institution_id"],
                sector=row["sector"],
                personal_data=personal,
                approvals=2 if personal else 1,
                state=row["status"],
                opened_by=row["submitted_by"] or row["written_by"],
                opened_at=row["submitted_at"],
                allowed_days=20,
                used_days=0,
                running_since=None if stopped else since,
                due_on=None if stopped else since + timedelta(weeks=4),
                reviewer=None if stopped else row["taken_by"],
                round=1,
                updated_at=row["updated_at"],
                revision=1,
            )
        )


def _protect_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER review_decision_{verb.lower()} BEFORE {verb} ON review_decision "
            "BEGIN SELECT RAISE(ABORT, 'review_decision is never changed'); END"
        )


def _protect_postgresql() -> None:
    # The function is the one that keeps audit entries and documents as they are.
    op.execute(
        "CREATE TRIGGER review_decision_kept BEFORE UPDATE OR DELETE ON review_decision "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER review_decision_not_emptied BEFORE TRUNCATE ON review_decision "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
