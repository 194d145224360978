"""Keep every state of an entry, and bind the records tighter.

The old code keeps running while this does: a table is added, and what the old code changes meanwhile is kept with the
next change. The states of today are the first ones. In SQLite a row that takes the place of another fires no trigger of
deletion, so what a row would take the place of is looked for before it is added. In PostgreSQL the triggers fire in
every session, also in one that says it replays what happened elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "8c41f0a96d25"
down_revision = "b41c7a90e6d3"
branch_labels = None
depends_on = None

BATCH = 500
KEPT = ("created_at", "updated_at")
JSON_PARTS = {
    *("names", "purpose", "contacts", "legal_basis", "hosting", "channels", "personal_data"),
    *("title", "description", "access", "message_security"),
}
TIMES = {*KEPT, "submitted_at", "decided_at", "published_at", "deprecated_at", "retired_at"}
PARTS = {
    "institution": ("key", "kind", "sector", "website"),
    "system": (
        *("key", "names", "purpose", "sector", "state", "standing", "contacts", "legal_basis", "hosting"),
        *("gisp_reference", "channels", "personal_data"),
    ),
    "interface": (
        *("name", "title", "description", "manner", "visibility", "access", "channels", "message_security", "concept"),
    ),
    "version": (
        *("number", "status", "digest", "submitted_at", "decided_at", "published_at", "deprecated_at", "sunset_on"),
        *("successor", "retired_at"),
    ),
}
REPORT = ("profile", "profile_digest", "engine", "result", "errors", "warnings", "score")
REPLACED = {
    "audit_entry": "NEW.seq <= (SELECT coalesce(max(seq), 0) FROM audit_entry)",
    "document": "EXISTS (SELECT 1 FROM document WHERE digest = NEW.digest OR rowid = NEW.rowid)",
    "revision": (
        "EXISTS (SELECT 1 FROM revision WHERE (entry_id, revision) = (NEW.entry_id, NEW.revision) OR rowid = NEW.rowid)"
    ),
    "version": (
        "EXISTS (SELECT 1 FROM version WHERE id = NEW.id OR (interface_id, number) = (NEW.interface_id, NEW.number) "
        "OR rowid = NEW.rowid)"
    ),
}
"""When a new row would take the place of one that is kept; SQLite knows no number of the row before it is there."""
ALWAYS = {
    **{table: (f"{table}_kept", f"{table}_not_emptied") for table in ("audit_entry", "document", "revision")},
    "version": ("version_kept",),
}


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "revision",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tree", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("entry_id", "revision", name=op.f("pk_revision")),
    )
    op.create_index("ix_revision_subject", "revision", ["kind", "subject", "at"], unique=False)
    bind = op.get_bind()
    for states in (_institutions, _systems, _interfaces, _versions):
        _keep(bind, states(bind))
    (_bind_sqlite if bind.dialect.name == "sqlite" else _bind_postgresql)()


def downgrade() -> None:
    """Take it back."""
    if op.get_context().dialect.name == "sqlite":
        for table in REPLACED:
            op.execute(f"DROP TRIGGER {table}_replaced")
        op.execute("DROP TRIGGER revision_update")
        op.execute("DROP TRIGGER revision_delete")
    else:
        op.execute("DROP TRIGGER revision_kept ON revision")
        op.execute("DROP TRIGGER revision_not_emptied ON revision")
        for table, triggers in ALWAYS.items():
            for trigger in triggers:
                if table != "revision":
                    op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    op.drop_table("revision")


def _bind_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER revision_{verb.lower()} BEFORE {verb} ON revision "
            "BEGIN SELECT RAISE(ABORT, 'revision is never changed'); END"
        )
    for table, taken in REPLACED.items():
        op.execute(
            f"CREATE TRIGGER {table}_replaced BEFORE INSERT ON {table} WHEN {taken} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        )


def _bind_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER revision_kept BEFORE UPDATE OR DELETE ON revision FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER revision_not_emptied BEFORE TRUNCATE ON revision "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    for table, triggers in ALWAYS.items():
        for trigger in triggers:
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


State = tuple[str, str, Any, dict[str, Any]]
"""The kind of an entry, its name, its row, and the names of what it belongs to."""


def _keep(bind: sa.Connection, states: Iterable[State]) -> None:
    kept = sa.table(
        "revision",
        *(sa.column(name) for name in ("kind", "subject")),
        *(sa.column("entry_id", sa.Uuid()), sa.column("revision", sa.Integer())),
        *(sa.column("at", sa.DateTime(timezone=True)), sa.column("tree", sa.JSON(none_as_null=True))),
    )
    now = datetime.now(UTC)
    waiting = iter(states)
    while some := list(islice(waiting, BATCH)):
        rows = [
            {"kind": kind, "subject": subject, "entry_id": row.id, "revision": row.revision, "at": now, "tree": tree}
            for kind, subject, row, tree in some
        ]
        bind.execute(sa.insert(kept), rows)


def _table(name: str, *more: str) -> Any:
    columns = [sa.column(part, _type_of(part)) for part in (*PARTS[name], *KEPT)]
    references = [sa.column(part, sa.Uuid()) for part in ("id", *more)]
    return sa.table(name, *references, sa.column("revision", sa.Integer()), *columns)


def _type_of(part: str) -> Any:
    if part in TIMES:
        return sa.DateTime(timezone=True)
    return sa.JSON() if part in JSON_PARTS else sa.Date() if part == "sunset_on" else sa.String()


def _tree(row: Any, name: str) -> dict[str, Any]:
    return {part: _plain(getattr(row, part)) for part in (*PARTS[name], *KEPT)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.isoformat() if isinstance(value, date) else value


def _institutions(bind: sa.Connection) -> Iterator[State]:
    institution = _table("institution")
    names = _grouped(
        bind,
        "SELECT institution_id, language, text, acronym, valid_from, valid_to FROM institution_name",
        lambda row: {
            part: _plain(getattr(row, part)) for part in ("language", "text", "acronym", "valid_from", "valid_to")
        },
    )
    parents = _grouped(
        bind,
        "SELECT institution_id, institution.key, valid_from, valid_to FROM institution_parent "
        "JOIN institution ON institution.id = parent_id",
        lambda row: {
            "institution": row.key,
            "valid_from": _plain(row.valid_from),
            "valid_to": _plain(row.valid_to),
        },
    )
    for row in bind.execute(sa.select(institution)).all():
        related = {"names": names.get(row.id, []), "parents": parents.get(row.id, [])}
        yield "institution", row.key, row, {**_tree(row, "institution"), **related}


def _grouped(bind: sa.Connection, question: str, told: Callable[[Any], dict[str, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in bind.execute(sa.text(question).columns(institution_id=sa.Uuid())):
        found.setdefault(row.institution_id, []).append(told(row))
    return {key: sorted(rows, key=str) for key, rows in found.items()}


def _systems(bind: sa.Connection) -> Iterator[State]:
    system = _table("system", "institution_id", "replaced_by_id")
    owners, keys = _names(bind, "institution", "key"), _names(bind, "system", "key")
    for row in bind.execute(sa.select(system)).all():
        related = {"institution": owners[row.institution_id], "replaced_by": keys.get(row.replaced_by_id)}
        yield "system", row.key, row, {**_tree(row, "system"), **related}


def _interfaces(bind: sa.Connection) -> Iterator[State]:
    interface = _table("interface", "institution_id", "system_id")
    kinds, owners = _names(bind, "interface", "kind"), _names(bind, "institution", "key")
    systems = _names(bind, "system", "key")
    for row in bind.execute(sa.select(interface)).all():
        related = {"institution": owners[row.institution_id], "system": systems.get(row.system_id)}
        yield kinds[row.id], row.name, row, {**_tree(row, "interface"), **related}


def _versions(bind: sa.Connection) -> Iterator[State]:
    version = _table("version", "interface_id", "report_id")
    names, owners = _names(bind, "interface", "name"), _names(bind, "institution", "key")
    interface = sa.table("interface", sa.column("id", sa.Uuid()), sa.column("institution_id", sa.Uuid()))
    owner_of = {row.id: row.institution_id for row in bind.execute(sa.select(interface))}
    report = sa.table("report", sa.column("id", sa.Uuid()), *(sa.column(part) for part in REPORT))
    question = sa.select(version, *(report.c[part].label(f"report_{part}") for part in REPORT))
    for row in bind.execute(question.join(report, report.c.id == version.c.report_id)).all():
        figures = {part: getattr(row, f"report_{part}") for part in REPORT}
        related = {"institution": owners[owner_of[row.interface_id]], "report": figures}
        yield "version", f"{names[row.interface_id]}@{row.number}", row, {**_tree(row, "version"), **related}


def _names(bind: sa.Connection, table: str, part: str) -> dict[Any, str]:
    named = sa.table(table, sa.column("id", sa.Uuid()), sa.column(part))
    return {one: name for one, name in bind.execute(sa.select(named.c.id, named.c[part]))}  # noqa: C416 a row is no pair
