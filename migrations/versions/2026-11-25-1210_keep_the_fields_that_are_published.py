"""Keep the fields that are published.

The names of the properties that are told among the facts of each version that can be used; what they mean is not known
here, so `somana database fields` writes them anew with the dictionary.
The old code keeps running while this does: a table is added, and nothing that is there is touched.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from registry.domain.names import precedence_of
from registry.validators.concepts.folding import words_of

revision = "8c2f60d4a917"
down_revision = "3b9d51c07e24"
branch_labels = None
depends_on = None

LONGEST = 120
VERSIONS = sa.text(
    "SELECT version.id, version.interface_id, version.number, version.status, version.facts, interface.visibility "
    "FROM version JOIN interface ON interface.id = version.interface_id "
    "WHERE version.status IN ('published', 'deprecated') ORDER BY version.interface_id"
)


def upgrade() -> None:
    """Take the step."""
    table = op.create_table(
        "published_field",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.String(length=LONGEST), nullable=False),
        sa.Column("name", sa.String(length=LONGEST), nullable=False),
        sa.Column("concept", sa.String(length=80), nullable=True),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_published_field_version_id_version")),
        sa.PrimaryKeyConstraint("version_id", "folded", name=op.f("pk_published_field")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_published_field_folded", "published_field", ["folded", "visibility", "version_id"], unique=False
    )
    columns: dict[str, Any] = {"id": sa.Uuid(), "interface_id": sa.Uuid(), "facts": sa.JSON()}
    latest: dict[Any, Any] = {}
    for row in op.get_bind().execute(VERSIONS.columns(**columns)):
        known = latest.get(row.interface_id)
        if known is None or _rank(row) > _rank(known):
            latest[row.interface_id] = row
    for row in latest.values():
        if fields := list(_fields_of(row)):
            op.bulk_insert(table, fields)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("published_field")


def _rank(row: Any) -> tuple[bool, Any]:
    return row.status == "published", precedence_of(row.number)


def _fields_of(row: Any) -> Iterator[dict[str, Any]]:
    names = [*row.facts.get("properties", ())]
    names += [name for schema in row.facts.get("schemas", ()) for name in schema.get("properties", ())]
    found: dict[str, str] = {}
    for name in names:
        folded = "".join(words_of(name))
        if 0 < len(folded) <= LONGEST and len(name) <= LONGEST and name.isprintable():
            found.setdefault(folded, name)
    for folded, name in found.items():
        yield {"version_id": row.id, "folded": folded, "name": name, "concept": None, "visibility": row.visibility}
