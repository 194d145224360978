"""Keep the words by rank.

What search finds is ordered by its identity, the best of a kind first, and the words of the index keep neither texts
nor positions. The index is made from the entries, so what was in the old one is dropped; `somana database index` fills
the new one. Until then the old code finds nothing and cannot write: stop it before this step, or index at once after.
"""

from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "5b2f60c8d741"
down_revision = "5d0b7f3c92ea"
branch_labels = None
depends_on = None

KIND, RANK = 44, 36
API, SCHEMA, OPERATION, DATA_SCHEMA, FIELD = 6, 7, 8, 9, 10
STANDINGS = (16, 32, 64, 128, 192)
BOUNDS = (
    0,
    *(API << KIND | rank << RANK for rank in (0, *STANDINGS)),
    SCHEMA << KIND,
    *(OPERATION << KIND | rank << RANK for rank in (0, *STANDINGS)),
    *(DATA_SCHEMA << KIND | rank << RANK for rank in (0, 64)),
    FIELD << KIND,
    FIELD + 1 << KIND,
)
"""Where the parts of the index begin in PostgreSQL, which are read one after the other: the best ones first."""
FTS5 = "words, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0'"
TEXTS = (("title_sw", 300), ("title_en", 300), ("summary_sw", 400), ("summary_en", 400))


def upgrade() -> None:
    """Take the step."""
    sqlite = op.get_context().dialect.name == "sqlite"
    op.execute("DROP TABLE search_words")
    op.drop_table("search_entry")
    op.create_table(
        "search_entry",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("path", sa.String(length=600), nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in TEXTS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    op.create_index("ix_search_entry_source", "search_entry", ["source"])
    op.create_table(
        "search_facets",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_facets")),
    )
    op.create_table(
        "search_term",
        sa.Column("word", sa.String(length=60, collation=None if sqlite else "C"), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_term")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_build",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_build")),
    )
    if sqlite:
        _words_in_sqlite()
    else:
        _words_in_postgresql()


def downgrade() -> None:
    """Take it back; what was in the index is written again with each entry."""
    sqlite = op.get_context().dialect.name == "sqlite"
    if sqlite:
        for table in ("search_words_row", "search_words_serial"):
            op.execute(f"DROP TABLE {table}")
        op.execute("DROP TABLE IF EXISTS search_words_next")
    op.execute("DROP TABLE search_words")
    if not sqlite:
        op.execute("DROP SEQUENCE search_words_serial")
    for table in ("search_build", "search_term", "search_facets", "search_entry"):
        op.drop_table(table)
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(length=length), nullable=False)
            for name, length in (("source", 60), ("kind", 20), ("name", 200), ("path", 600), *TEXTS)
        ),
        *(
            sa.Column(name, sa.String(length=length), nullable=False)
            for name, length in (("institution", 64), ("institution_kind", 40), ("sector", 40), ("state", 40))
        ),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    op.create_index("ix_search_entry_source", "search_entry", ["source"])
    if sqlite:
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5"
            "(title, body, stems, tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
        )
        return
    op.execute(
        "CREATE TABLE search_words (id integer PRIMARY KEY REFERENCES search_entry (id), words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_search_words_words ON search_words USING gin (words)")


def _words_in_sqlite() -> None:
    op.execute(f"CREATE VIRTUAL TABLE search_words USING fts5({FTS5})")
    op.execute(
        "CREATE TABLE search_words_row "
        "(id INTEGER PRIMARY KEY, facets INTEGER NOT NULL, level TEXT NOT NULL, owner TEXT NOT NULL)"
    )
    op.execute("CREATE TABLE search_words_serial (last INTEGER NOT NULL)")
    op.execute("INSERT INTO search_words_serial VALUES (0)")


def _words_in_postgresql() -> None:
    op.execute("CREATE SEQUENCE search_words_serial")
    op.execute(
        "CREATE TABLE search_words (id bigint PRIMARY KEY, facets bigint NOT NULL, level text NOT NULL, "
        "owner text NOT NULL, words tsvector NOT NULL) PARTITION BY RANGE (id)"
    )
    for number, (low, high) in enumerate(pairwise(BOUNDS)):
        op.execute(f"CREATE TABLE search_words_{number} PARTITION OF search_words FOR VALUES FROM ({low}) TO ({high})")
    # What is still to be sorted in is read by every question, so that there must not be much of it.
    limit = "gin_pending_list_limit = 512"
    op.execute(f"CREATE INDEX ix_search_words_words ON search_words USING gin (words) WITH ({limit})")
