"""Run the migrations."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, Engine, create_engine, event, pool

from registry.db.models import Table

# The words of the search index are kept in the manner of each database, out of reach of the models.
OUTSIDE_THE_MODELS = ("search_words",)


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Say whether a table is one that the models describe."""
    return kind != "table" or not (name or "").startswith(OUTSIDE_THE_MODELS)


def keep_whole(engine: Engine) -> None:
    """Let SQLite take a migration whole or not at all: left alone, its driver commits before each change of a table."""

    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def run() -> None:
    """Run the migrations on the database whose URL the configuration holds."""
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    if engine.dialect.name == "sqlite":
        keep_whole(engine)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET lock_timeout = '5s'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Table.metadata,
            include_name=is_ours,
            render_as_batch=True,
            transaction_per_migration=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
