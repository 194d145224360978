"""The command as a test runs it: in this process, on the database of the test."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from click.testing import CliRunner, Result
from commands import Asked, Prepared, Run
from factories import Factory

from registry.cli import local
from registry.cli.commands import somana as group
from registry.cli.local import Registry


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOMANA_KEY", "SOMANA_SERVER", "LC_ALL", "LC_MESSAGES", "LANG", "REGISTRY_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOMANA_LANG", "en")


@pytest.fixture
def somana() -> Run:
    """Run the command and return what it printed and its status; a fault of ours is raised."""

    def run(*words: object, given: bytes | str | None = None) -> Result:
        result = CliRunner().invoke(group, [str(word) for word in words], input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def here(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make the database of the test that of the command."""
    monkeypatch.setenv("REGISTRY_DATABASE_URL", database_url)
    return database_url


@pytest.fixture
def prepared(here: str) -> Prepared:
    """Make entries in the database of the test before a command runs."""

    async def made(deed: Callable[[Factory], Coroutine[Any, Any, Any]]) -> Any:
        async with local.opened(here) as registry:
            return await deed(Factory(registry.database, registry.check))

    return lambda deed: asyncio.run(made(deed))


@pytest.fixture
def asked(here: str) -> Asked:
    """Ask the database of the test something after a command has run."""

    async def answered(question: Callable[[Registry], Coroutine[Any, Any, Any]]) -> Any:
        async with local.opened(here) as registry:
            return await question(registry)

    return lambda question: asyncio.run(answered(question))
