"""Create the catalogue.

The old code keeps running while this does: add first, move data in batches, remove in a later release.
Each statement waits five seconds for its locks at most. A merged migration is never edited.
"""

import sqlalchemy as sa
from alembic import op

revision = "d60b245ec421"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "allowance",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_allowance")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(length=12), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("institution", sa.String(length=64), nullable=True),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject"], unique=False)

    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("op", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("institution", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=True),
        sa.Column("digest", sa.String(length=71), nullable=True),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    op.create_table(
        "document",
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("format", sa.String(length=4), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_document")),
    )
    op.create_table(
        "institution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ministry",
                "authority",
                "agency",
                "department",
                "force",
                "central-bank",
                "constitutional-office",
                "unit",
                "office",
                "judiciary",
                "commission",
                "bureau",
                "secretariat",
                "parastatal",
                "fund",
                "council",
                "board",
                "institute",
                "water-authority",
                "local-government",
                "region",
                "other",
                name="institutionkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "sector",
            sa.Enum(
                "governance",
                "identity",
                "finance",
                "revenue",
                "business",
                "procurement",
                "health",
                "education",
                "lands",
                "justice",
                "agriculture",
                "water",
                "energy",
                "transport",
                "communication",
                "local-government",
                "labour",
                "statistics",
                "security",
                "environment",
                "other",
                name="sector",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
        sa.UniqueConstraint("key", name=op.f("uq_institution_key")),
        sa.UniqueConstraint("serial", name=op.f("uq_institution_serial")),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("path", sa.String(length=600), nullable=False),
        sa.Column("title_sw", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("summary_sw", sa.String(length=400), nullable=False),
        sa.Column("summary_en", sa.String(length=400), nullable=False),
        sa.Column("institution", sa.String(length=64), nullable=False),
        sa.Column("institution_kind", sa.String(length=40), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    op.create_index("ix_search_entry_source", "search_entry", ["source"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_account_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "institution_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("acronym", sa.String(length=40), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_institution_name_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution_name")),
    )
    op.create_index("ix_institution_name_institution_id", "institution_name", ["institution_id"], unique=False)

    op.create_table(
        "institution_parent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_institution_parent_institution_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["institution.id"], name=op.f("fk_institution_parent_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution_parent")),
    )
    op.create_index("ix_institution_parent_institution_id", "institution_parent", ["institution_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_digest", sa.String(length=71), nullable=False),
        sa.Column("profile", sa.String(length=80), nullable=False),
        sa.Column("profile_digest", sa.String(length=71), nullable=False),
        sa.Column("engine", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_digest"], ["document.digest"], name=op.f("fk_report_document_digest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "document_digest", "profile_digest", "engine", name=op.f("uq_report_document_digest_profile_digest_engine")
        ),
    )
    op.create_table(
        "system",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.JSON(), nullable=False),
        sa.Column(
            "sector",
            sa.Enum(
                "governance",
                "identity",
                "finance",
                "revenue",
                "business",
                "procurement",
                "health",
                "education",
                "lands",
                "justice",
                "agriculture",
                "water",
                "energy",
                "transport",
                "communication",
                "local-government",
                "labour",
                "statistics",
                "security",
                "environment",
                "other",
                name="sector",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("planned", "in-use", "retired", name="systemstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum("registered", "checked", "reviewed", name="standing", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("hosting", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("gisp_reference", sa.String(length=80), nullable=True),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("personal_data", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_system_institution_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["system.id"], name=op.f("fk_system_replaced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system")),
        sa.UniqueConstraint("key", name=op.f("uq_system_key")),
        sa.UniqueConstraint("serial", name=op.f("uq_system_serial")),
    )
    op.create_index("ix_system_institution_id", "system", ["institution_id"], unique=False)

    op.create_table(
        "api_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_api_key_institution_id")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_api_key_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_key_secret_hash")),
    )
    op.create_index("ix_api_key_institution_id", "api_key", ["institution_id"], unique=False)
    op.create_index("ix_api_key_user_id", "api_key", ["user_id"], unique=False)

    op.create_table(
        "interface",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "institution", "system", "api", "schema", "version", name="entrykind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=130), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("system_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column(
            "manner",
            sa.Enum("rest", "soap", "message", "file", "event", name="apikind", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "visibility",
            sa.Enum("public", "government", name="visibility", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("access", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("message_security", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("concept", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'api') = (system_id IS NOT NULL)", name=op.f("ck_interface_api_has_system")),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_interface_institution_id")),
        sa.ForeignKeyConstraint(["system_id"], ["system.id"], name=op.f("fk_interface_system_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interface")),
        sa.UniqueConstraint("name", name=op.f("uq_interface_name")),
    )
    op.create_index("ix_interface_institution_id", "interface", ["institution_id"], unique=False)
    op.create_index("ix_interface_system_id", "interface", ["system_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_session_user_id")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_session")),
    )
    op.create_index("ix_session_user_id", "session", ["user_id"], unique=False)

    op.create_table(
        "version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("interface_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "in_review",
                "changes_requested",
                "approved",
                "rejected",
                "withdrawn",
                "published",
                "suspended",
                "deprecated",
                "retired",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.String(length=120), nullable=False),
        sa.Column("submitted_by", sa.String(length=120), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.String(length=120), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(length=4000), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deprecated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sunset_on", sa.Date(), nullable=True),
        sa.Column("successor", sa.String(length=64), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> submitted_by", name=op.f("ck_version_decided_by_another")
        ),
        sa.ForeignKeyConstraint(["digest"], ["document.digest"], name=op.f("fk_version_digest")),
        sa.ForeignKeyConstraint(["interface_id"], ["interface.id"], name=op.f("fk_version_interface_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_version_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("interface_id", "number", name=op.f("uq_version_interface_id_number")),
    )
    op.create_index("ix_version_digest", "version", ["digest"], unique=False)
    op.create_index("ix_version_report_id", "version", ["report_id"], unique=False)
    op.create_index("ix_version_status", "version", ["status", "submitted_at"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_version_status", "version")
    op.drop_index("ix_version_report_id", "version")
    op.drop_index("ix_version_digest", "version")

    op.drop_table("version")
    op.drop_index("ix_session_user_id", "session")

    op.drop_table("session")
    op.drop_index("ix_interface_system_id", "interface")
    op.drop_index("ix_interface_institution_id", "interface")

    op.drop_table("interface")
    op.drop_index("ix_api_key_user_id", "api_key")
    op.drop_index("ix_api_key_institution_id", "api_key")

    op.drop_table("api_key")
    op.drop_index("ix_system_institution_id", "system")

    op.drop_table("system")
    op.drop_table("report")
    op.drop_index("ix_institution_parent_institution_id", "institution_parent")

    op.drop_table("institution_parent")
    op.drop_index("ix_institution_name_institution_id", "institution_name")

    op.drop_table("institution_name")
    op.drop_table("account")
    op.drop_index("ix_search_entry_source", "search_entry")

    op.drop_table("search_entry")
    op.drop_table("institution")
    op.drop_table("document")
    op.drop_table("change")
    op.drop_index("ix_audit_entry_subject", "audit_entry")

    op.drop_table("audit_entry")
    op.drop_table("allowance")
