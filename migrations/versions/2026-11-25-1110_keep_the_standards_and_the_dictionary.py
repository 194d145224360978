"""Keep the standards and the dictionary.

The old code keeps running while this does: tables are added, and nothing that is there is touched.
The canonical schema of a concept is never changed under its version: the database itself refuses that too.
"""

import sqlalchemy as sa
from alembic import op

revision = "5d0f7c3e9a12"
down_revision = "fa0c3fd10cfd"
branch_labels = None
depends_on = None

KINDS = ("standard", "guideline", "act", "regulation", "international", "government")
STATUSES = ("in_force", "superseded", "unknown", "proposed")
SEEN = ("text", "contents", "cover", "mention")
TYPES = ("string", "number", "integer", "boolean", "object", "array")
CERTAINTIES = ("stated", "reported", "disputed")
PERSONAL_DATA = (
    *("none", "identifier", "name", "contact", "location", "demographic", "biometric", "health", "financial"),
    *("family", "education_employment", "special"),
)


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "component",
        *_begun(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=True),
        sa.Column("note", sa.JSON(), nullable=False),
        *_ended("component"),
    )
    _create_standards()
    _create_concepts()
    if op.get_context().dialect.name == "sqlite":
        _protect_sqlite()
    else:
        _protect_postgresql()


def downgrade() -> None:
    """Take it back."""
    for table in ("concept_schema", "concept", "standard", "component"):
        op.drop_table(table)


def _begun() -> tuple[sa.Column, ...]:
    return sa.Column("id", sa.Uuid(), nullable=False), sa.Column("key", sa.String(length=64), nullable=False)


def _ended(table: str) -> tuple[sa.Column | sa.Constraint, ...]:
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
    )


def _word(name: str, kind: str, choices: tuple[str, ...]) -> sa.Column:
    return sa.Column(name, sa.Enum(*choices, name=kind, native_enum=False, length=40), nullable=False)


def _create_standards() -> None:
    op.create_table(
        "standard",
        *_begun(),
        sa.Column("component_id", sa.Uuid(), nullable=True),
        _word("kind", "standardkind", KINDS),
        sa.Column("code", sa.String(length=120), nullable=True),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=True),
        sa.Column("issued", sa.String(length=10), nullable=True),
        _word("status", "standardstatus", STATUSES),
        _word("seen", "seen", SEEN),
        sa.Column("publisher", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        *_ended("standard"),
        sa.ForeignKeyConstraint(["component_id"], ["component.id"], name=op.f("fk_standard_component_id")),
    )
    op.create_index("ix_standard_component_id", "standard", ["component_id"], unique=False)


def _create_concepts() -> None:
    op.create_table(
        "concept",
        *_begun(),
        sa.Column("version", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("names", "definition", "synonyms")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("field_names", "ambiguous")),
        _word("type", "jsontype", TYPES),
        sa.Column("format", sa.String(length=64), nullable=True),
        sa.Column("pattern", sa.String(length=1000), nullable=True),
        sa.Column("unit", sa.String(length=64), nullable=True),
        _word("personal_data", "personaldata", PERSONAL_DATA),
        _word("certainty", "certainty", CERTAINTIES),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("related", "sources")),
        *_ended("concept"),
    )
    op.create_table(
        "concept_schema",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("concept_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_schema_concept_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_schema")),
        sa.UniqueConstraint("concept_id", "version", name=op.f("uq_concept_schema_concept_id_version")),
    )


def _protect_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER concept_schema_{verb.lower()} BEFORE {verb} ON concept_schema "
            "BEGIN SELECT RAISE(ABORT, 'concept_schema is never changed'); END"
        )


def _protect_postgresql() -> None:
    # The function is the one that keeps audit entries and documents as they are.
    op.execute(
        "CREATE TRIGGER concept_schema_kept BEFORE UPDATE OR DELETE ON concept_schema "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER concept_schema_not_emptied BEFORE TRUNCATE ON concept_schema "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
