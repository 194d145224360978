"""Databases to measure on: an empty file of SQLite, and an empty database of the server for tests."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from registry.db import migrating
from registry.settings import sqlite_url

SERVER = "REGISTRY_TEST_POSTGRESQL"
KINDS = ("sqlite", "postgresql")


@contextmanager
def empty_database(kind: str, name: str) -> Iterator[str]:
    """Give the URL of a migrated database of one kind for as long as the block runs."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            url = sqlite_url(Path(folder) / f"{name}.db")
            migrating.upgrade(url)
            yield url
        return
    server = os.environ[SERVER]
    _administer(server, f"CREATE DATABASE {name}")
    try:
        migrating.upgrade(f"{server}/{name}")
        yield f"{server}/{name}"
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def kinds(only: str | None = None) -> Sequence[str]:
    """Return the kinds of database that can be measured: PostgreSQL only where a server is named."""
    there = [kind for kind in KINDS if kind == "sqlite" or SERVER in os.environ]
    return [kind for kind in there if only in {None, kind}]


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())
