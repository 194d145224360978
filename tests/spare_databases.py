"""Databases of a PostgreSQL server, emptied for the next test to use again: making a new one takes longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from registry.db import migrating

# What the migrations made; a test that leaves another shape behind leaves a database that nobody else may use.
SHAPE = SQL(
    "SELECT (SELECT sum(oid::bigint) FROM pg_class WHERE relnamespace = 'public'::regnamespace), "
    "(SELECT count(*) FROM pg_attribute), (SELECT sum(oid::bigint) FROM pg_trigger), "
    "(SELECT count(*) FROM pg_constraint)"
)
OTHERS = SQL(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
TABLES = SQL(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY tablename"
)
# These fire even as a replica, so that no restored copy loses the trail.
GUARDS = SQL("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled = 'A' ORDER BY tgname")
SEQUENCES = SQL("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename")


class SpareDatabases:
    """The databases that one run of the tests has made on a server."""

    def __init__(self, server: str, template: str) -> None:
        self._server, self._template = server, template
        self._spare: list[str] = []
        self._shape = self._ask(template, SHAPE)
        self._emptying = self._emptied_by()

    @contextmanager
    def one(self) -> Iterator[str]:
        """Lend an empty database, and empty it afterwards."""
        name = self._spare.pop() if self._spare else self._made()
        yield f"{self._server}/{name}"
        if self._emptied(name):
            self._spare.append(name)
        else:
            administer(self._server, f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Drop what is left."""
        for name in self._spare:
            administer(self._server, f"DROP DATABASE {name} WITH (FORCE)")

    def _made(self) -> str:
        name = f"test_{uuid4().hex}"
        # Copying the files is several times faster here than writing each page to the log.
        administer(self._server, f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        self._shape = self._ask(name, SHAPE)
        return name

    def _emptied(self, name: str) -> bool:
        with psycopg.connect(f"{self._server}/{name}", autocommit=True) as connection:
            connection.execute(OTHERS)
            if connection.execute(SHAPE).fetchall() != self._shape:
                return False
            connection.execute(self._emptying)
        return True

    def _emptied_by(self) -> Composed:
        tables = [str(row[0]) for row in self._ask(self._template, TABLES)]
        sequences = [str(row[0]) for row in self._ask(self._template, SEQUENCES)]
        guards = [(Identifier(str(table)), Identifier(str(name))) for table, name in self._ask(self._template, GUARDS)]
        # As a replica, the server asks no foreign key.
        return SQL("; ").join(
            [
                SQL("BEGIN; SET LOCAL session_replication_role = replica"),
                *(SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(*guard) for guard in guards),
                *(SQL("DELETE FROM {}").format(Identifier(table)) for table in tables),
                *(SQL("ALTER SEQUENCE {} RESTART").format(Identifier(sequence)) for sequence in sequences),
                *(SQL("ALTER TABLE {} ENABLE ALWAYS TRIGGER {}").format(*guard) for guard in guards),
                SQL("COMMIT"),
            ]
        )

    def _ask(self, name: str, question: SQL) -> list[tuple[object, ...]]:
        with psycopg.connect(f"{self._server}/{name}", autocommit=True) as connection:
            return connection.execute(question).fetchall()


@contextmanager
def spare_databases(server: str) -> Iterator[SpareDatabases]:
    """Make the template that the databases are copies of, and drop everything at the end."""
    template = f"template_{uuid4().hex}"
    administer(server, f"CREATE DATABASE {template}")
    try:
        migrating.upgrade(f"{server}/{template}")
        databases = SpareDatabases(server, template)
        yield databases
        databases.close()
    finally:
        administer(server, f"DROP DATABASE {template} WITH (FORCE)")


def administer(server: str, statement: str) -> None:
    """Run a statement about databases, outside of a transaction."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(SQL(statement))
