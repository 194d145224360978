"""Keep the profiles.

The old code keeps running while this does: a table is added, and nothing that is there is touched.
What was once active keeps its bytes and never comes back to an earlier state: the database itself refuses that too.
"""

import sqlalchemy as sa
from alembic import op

revision = "fa0c3fd10cfd"
down_revision = "6f0c2d8e41b7"
branch_labels = None
depends_on = None

ACTIVE = sa.text("state = 'active'")
DEFAULT = sa.text("is_default")
KEPT = "key, version, digest, bundle"
OTHERWISE = ", ".join(f"NEW.{name.strip()}" for name in KEPT.split(","))
BEFORE = ", ".join(f"OLD.{name.strip()}" for name in KEPT.split(","))
BACK = "NEW.state = 'draft' OR OLD.state = 'retired' AND NEW.state <> 'retired'"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "profile",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "active", "retired", name="profilestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("binding_on", sa.Date(), nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("loaded_by", sa.String(length=120), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT is_default OR state = 'active'", name=op.f("ck_profile_default_is_active")),
        sa.CheckConstraint("state = 'draft' OR binding_on IS NOT NULL", name=op.f("ck_profile_binds_from_a_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_profile_key_version")),
    )
    op.create_index("ix_profile_digest", "profile", ["digest"], unique=False)
    op.create_index("uq_profile_active", "profile", ["key"], unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE)
    op.create_index(
        "uq_profile_default", "profile", ["is_default"], unique=True, sqlite_where=DEFAULT, postgresql_where=DEFAULT
    )
    if op.get_context().dialect.name == "sqlite":
        _protect_sqlite()
    else:
        _protect_postgresql()


def downgrade() -> None:
    """Take it back."""
    op.drop_table("profile")
    if op.get_context().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_other_profile()")


def _protect_sqlite() -> None:
    op.execute(
        f"CREATE TRIGGER profile_update BEFORE UPDATE OF {KEPT} ON profile "
        f"WHEN OLD.state <> 'draft' AND ({BEFORE}) IS NOT ({OTHERWISE}) "
        "BEGIN SELECT RAISE(ABORT, 'a profile that was active is never changed'); END"
    )
    op.execute(
        f"CREATE TRIGGER profile_back BEFORE UPDATE OF state ON profile WHEN OLD.state <> 'draft' AND ({BACK}) "
        "BEGIN SELECT RAISE(ABORT, 'a profile that was active is never changed'); END"
    )
    op.execute(
        "CREATE TRIGGER profile_delete BEFORE DELETE ON profile WHEN OLD.state <> 'draft' "
        "BEGIN SELECT RAISE(ABORT, 'a profile that was active is never changed'); END"
    )


def _protect_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_other_profile() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF TG_OP = 'DELETE' THEN "
        "IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'a profile that was active is never changed'; END IF; "
        "RETURN OLD; END IF; "
        f"IF OLD.state <> 'draft' AND (({BEFORE}) IS DISTINCT FROM ({OTHERWISE}) OR {BACK}) "
        "THEN RAISE EXCEPTION 'a profile that was active is never changed'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER profile_kept BEFORE UPDATE OR DELETE ON profile "
        "FOR EACH ROW EXECUTE FUNCTION refuse_other_profile()"
    )
