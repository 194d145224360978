"""Whether the catalogue is still as it was, at the least cost."""

import sqlite3
from typing import Protocol

from registry.db.queries import records
from registry.db.session import Database


class Generation(Protocol):
    """Something that knows the number of the last change."""

    async def current(self) -> int:
        """Return the number of the last change that is committed."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class SqliteGeneration:
    """The number of the last change, asked only when another connection has committed something.

    `PRAGMA data_version` (SQLite, pragma.html) costs a few microseconds and needs no transaction.
    """

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._seen: int | None = None
        self._number = 0

    async def current(self) -> int:
        """Return the number of the last change that is committed."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._seen:
            (self._number,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()
            self._seen = version
        return self._number

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class AskedGeneration:
    """The number of the last change, asked each time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def current(self) -> int:
        """Return the number of the last change that is committed."""
        async with self._database.reading() as session:
            return await records.last_change(session)

    def close(self) -> None:
        """Do nothing: the sessions belong to the database."""


def generation_of(database: Database, url: str) -> Generation:
    """Return what knows the number of the last change of a database."""
    if database.dialect.name == "sqlite":
        return SqliteGeneration(url.removeprefix("sqlite:///"))
    return AskedGeneration(database)
