"""An import in a process of its own that is killed in the middle of it."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from factories import Factory
from processes import ended, started
from sqlalchemy import func, select

from registry.db.models import System
from registry.usecases.audit import first_broken
from registry.usecases.imports import GROUP

ROWS = 2500
HEAD = "name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\n"


async def count(make: Factory) -> int:
    async with make.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(System)) or 0


@pytest.mark.slow
async def test_an_import_that_is_killed_and_done_again_ends_as_if_it_had_not_been(
    make: Factory, database_url: str, tmp_path: Path
) -> None:
    await make.institutions("nida")
    file = tmp_path / "systems.csv"
    file.write_text(HEAD + "".join(f"S {n},S{n},nida,P,ICT,ict@x.example\n" for n in range(ROWS)), "utf-8")
    process = started("import", str(file), REGISTRY_DATABASE_URL=database_url)
    async with asyncio.timeout(60):
        while await count(make) < GROUP:  # noqa: ASYNC110 another process does it
            await asyncio.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left = await count(make)
    assert GROUP <= left < ROWS
    assert left % GROUP == 0  # no group is half done
    assert await asyncio.to_thread(ended, "import", str(file), REGISTRY_DATABASE_URL=database_url) == 0
    async with make.database.reading() as session:
        rows = [tuple(row) for row in await session.execute(select(System.key, System.serial).order_by(System.serial))]
    assert rows == [(f"s{n}", n + 1) for n in range(ROWS)]
    async with make.reading() as work:
        assert await first_broken(work) is None
