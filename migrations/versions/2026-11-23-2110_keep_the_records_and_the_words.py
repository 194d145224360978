"""Keep the records and the words.

What was acknowledged stays: the database itself refuses to change an audit entry, a document, or the document of a
version that was submitted. The words of the search index are kept by FTS5 in SQLite and as `tsvector` in PostgreSQL.
"""

from alembic import op

revision = "6f0c2d8e41b7"
down_revision = "d60b245ec421"
branch_labels = None
depends_on = None

EDITABLE = "('draft', 'changes_requested')"
NEVER_CHANGED = ("audit_entry", "document")


def upgrade() -> None:
    """Take the step."""
    if op.get_context().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()


def downgrade() -> None:
    """Take it back."""
    op.execute("DROP TABLE search_words")
    if op.get_context().dialect.name == "sqlite":
        for table in NEVER_CHANGED:
            op.execute(f"DROP TRIGGER {table}_update")
            op.execute(f"DROP TRIGGER {table}_delete")
        op.execute("DROP TRIGGER version_update")
        return
    for table in NEVER_CHANGED:
        op.execute(f"DROP TRIGGER {table}_kept ON {table}")
        op.execute(f"DROP TRIGGER {table}_not_emptied ON {table}")
    op.execute("DROP TRIGGER version_kept ON version")
    op.execute("DROP FUNCTION refuse_change()")
    op.execute("DROP FUNCTION refuse_other_document()")


def _upgrade_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5"
        "(title, body, stems, tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
    )
    for table in NEVER_CHANGED:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
            )
    op.execute(
        "CREATE TRIGGER version_update BEFORE UPDATE OF digest, number, interface_id ON version "
        f"WHEN OLD.status NOT IN {EDITABLE} AND (OLD.digest, OLD.number, OLD.interface_id) "
        "IS NOT (NEW.digest, NEW.number, NEW.interface_id) "
        "BEGIN SELECT RAISE(ABORT, 'a submitted version is never changed'); END"
    )


def _upgrade_postgresql() -> None:
    op.execute(
        "CREATE TABLE search_words (id integer PRIMARY KEY REFERENCES search_entry (id), words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_search_words_words ON search_words USING gin (words)")
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$"
    )
    for table in NEVER_CHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE FUNCTION refuse_other_document() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF OLD.status NOT IN {EDITABLE} "
        "AND (OLD.digest, OLD.number, OLD.interface_id) IS DISTINCT FROM (NEW.digest, NEW.number, NEW.interface_id) "
        "THEN RAISE EXCEPTION 'a submitted version is never changed'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER version_kept BEFORE UPDATE ON version FOR EACH ROW EXECUTE FUNCTION refuse_other_document()"
    )
