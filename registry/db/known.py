"""The reports that are stored, found by their digests at the least cost."""

import sqlite3
from typing import Protocol

from registry.db.queries import versions
from registry.db.session import Database


class Known(Protocol):
    """Something that finds stored reports."""

    async def report(self, document: str, profile: str, engine: str) -> str | None:
        """Return the whole of the report that these inputs have as stored text, none where there is none."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class SqliteKnown:
    """Reports read in this thread, over a connection that can only read.

    Finding one by an index costs some ten microseconds; handing the question to the thread of the asynchronous driver
    and back, within a transaction, costs fifty times that. Readers of a write-ahead log wait for nobody.
    """

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA query_only=ON")

    async def report(self, document: str, profile: str, engine: str) -> str | None:
        """Return the whole of the report that these inputs have as stored text, none where there is none."""
        found = self._connection.execute(
            "SELECT tree FROM report WHERE document_digest = ? AND profile_digest = ? AND engine = ?",
            (document, profile, engine),
        ).fetchone()
        return found and str(found[0])

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class AskedKnown:
    """Reports asked for over the sessions of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def report(self, document: str, profile: str, engine: str) -> str | None:
        """Return the whole of the report that these inputs have as stored text, none where there is none."""
        async with self._database.reading() as session:
            return await versions.known_report(session, document, profile, engine)

    def close(self) -> None:
        """Do nothing: the sessions belong to the database."""


def known_of(database: Database, url: str) -> Known:
    """Return what finds the stored reports of a database."""
    if database.dialect.name == "sqlite":
        return SqliteKnown(url.removeprefix("sqlite:///"))
    return AskedKnown(database)
