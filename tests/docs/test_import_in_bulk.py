import asyncio
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import Factory

from registry.cli import local
from registry.cli.commands import somana
from registry.usecases.import_columns import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs/how-to/import-in-bulk.md").read_text("utf-8")


def sessions() -> list[tuple[list[str], str]]:
    """Return every command of the page with what it prints there."""
    blocks = "".join(re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL))
    return [
        (said.split(), told) for said, told in re.findall(r"^\$ somana (.*)\n((?:[^$].*\n)*)", blocks, re.MULTILINE)
    ]


async def _prepared(url: str) -> None:
    async with local.opened(url) as registry:
        await Factory(registry.database, registry.check).institutions("nida")


def test_every_command_of_the_page_prints_what_the_page_says(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(_prepared(database_url))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REGISTRY_DATABASE_URL", database_url)
    monkeypatch.setenv("SOMANA_LANG", "en")
    (name, content), *_ = re.findall(r"<!-- file: (.*?) -->\n```csv\n(.*?)```", PAGE, re.DOTALL)
    Path(name).write_text(content, "utf-8")
    assert len(sessions()) == 4
    for words, told in sessions():
        assert CliRunner().invoke(somana, words).stdout.replace("\r\n", "\n") == told


def test_the_columns_that_the_page_explains_are_columns() -> None:
    known = {name for columns in COLUMNS.values() for name in columns}
    explained = {
        name for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE) for name in re.findall("`(.*?)`", row)
    }
    assert explained
    assert explained <= known
