import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from registry.db import migrating
from registry.db.session import connect
from registry.db.sqlite import DIALECT
from registry.settings import sqlite_url


async def test_what_is_acknowledged_is_on_the_disk_and_references_hold(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "a.db")
    migrating.upgrade(url)
    async with connect(url) as database:
        for sessions in (database.reading, database.writing):
            async with sessions() as session:
                for pragma, value in (
                    ("journal_mode", "wal"),
                    ("synchronous", 2),
                    ("foreign_keys", 1),
                    ("trusted_schema", 0),
                ):
                    assert await session.scalar(text(f"PRAGMA {pragma}")) == value


async def test_a_reader_does_not_wait_for_a_writer_and_sees_what_is_committed(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "a.db")
    migrating.upgrade(url)
    async with connect(url) as database, database.writing() as writer:
        await writer.execute(text("INSERT INTO allowance VALUES ('a', 1, '2026-01-01')"))
        async with asyncio.timeout(2), database.reading() as reader:
            assert await reader.scalar(text("SELECT count(*) FROM allowance")) == 0
        await writer.commit()
        async with database.reading() as reader:
            assert await reader.scalar(text("SELECT count(*) FROM allowance")) == 1


def test_migrations_open_the_same_file() -> None:
    assert DIALECT.synchronous_url("sqlite:////var/a.db") == "sqlite:////var/a.db"
    assert DIALECT.synchronous_url("sqlite+aiosqlite:////var/a.db") == "sqlite:////var/a.db"


async def test_a_quick_question_cannot_write(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "a.db")
    migrating.upgrade(url)
    async with connect(url) as database:
        writing: Any = text("INSERT INTO allowance VALUES ('a', 1, '2026-01-01')")
        with pytest.raises(OperationalError, match="readonly"):
            await database.quick.rows(writing)
