import json
import sqlite3
from pathlib import Path

import pytest
from commands import Asked, Prepared, Run
from factories import Factory, exchanging
from sqlalchemy import delete, select, update

from registry.cli import database, exits
from registry.cli.local import Registry
from registry.db import migrating
from registry.db.models import PublishedField, SearchEntry
from registry.domain.lifecycle import Status


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/somana.db"
    monkeypatch.setenv("REGISTRY_DATABASE_URL", url)
    return url


def test_upgrade_makes_the_tables_and_can_be_repeated(somana: Run, empty: str) -> None:
    assert not migrating.is_current(empty)
    assert somana("database", "upgrade").exit_code == exits.CLEAN
    assert migrating.is_current(empty)
    result = somana("database", "upgrade")
    assert result.output == "The tables are at revision: head.\n"


def test_an_upgrade_that_breaks_off_leaves_nothing_half_made(somana: Run, empty: str) -> None:
    file = empty.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE version (in_the TEXT, way TEXT)")
    connection.close()
    assert somana("database", "upgrade").exit_code == exits.UNREACHABLE
    with sqlite3.connect(file) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        connection.execute("DROP TABLE version")
    connection.close()
    assert names <= {"version", "alembic_version"}
    assert somana("database", "upgrade").exit_code == exits.CLEAN


@pytest.mark.usefixtures("here")
def test_check_agrees_with_what_upgrade_makes(somana: Run) -> None:
    result = somana("database", "check")
    assert (result.exit_code, result.output) == (exits.CLEAN, "The tables are those of this release.\n")


def test_check_finds_a_column_that_is_not_of_the_models(somana: Run, empty: str) -> None:
    somana("database", "upgrade")
    with sqlite3.connect(empty.removeprefix("sqlite:///")) as connection:
        connection.execute("ALTER TABLE institution ADD COLUMN strange TEXT")
    connection.close()
    assert somana("database", "check").exit_code == exits.FINDINGS


def test_downgrade_takes_steps_back(somana: Run, here: str) -> None:
    assert somana("database", "downgrade", "--", "-1").exit_code == exits.CLEAN
    assert not migrating.is_current(here)
    assert somana("database", "check").exit_code == exits.USAGE


@pytest.mark.usefixtures("here")
def test_a_revision_that_is_not_there_gives_status_2(somana: Run) -> None:
    result = somana("database", "upgrade", "nonsense")
    assert result.exit_code == exits.USAGE
    assert "nonsense" in result.stderr


def test_a_database_that_cannot_be_reached_gives_status_3(somana: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    for words in (("database", "upgrade"), ("search", "x"), ("serve",)):
        result = somana(*words)
        assert result.exit_code == exits.UNREACHABLE
        assert "cannot be reached" in result.stderr


def test_an_address_of_no_known_kind_gives_status_2(somana: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE_URL", "mysql://x")
    for words in (("database", "upgrade"), ("search", "x")):
        assert somana(*words).exit_code == exits.USAGE


@pytest.mark.usefixtures("here")
def test_the_published_fields_are_written_anew(
    somana: Run, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "AT_ONCE", 1)

    async def filled(make: Factory) -> None:
        await make.catalogue()
        await make.version(Status.PUBLISHED, **exchanging("nida_no", "kata"))
        await make.concept()

    async def concepts(make: Factory) -> set[str | None]:
        async with make.database.reading() as session:
            return set(await session.scalars(select(PublishedField.concept)))

    prepared(filled)
    assert prepared(concepts) == {None}
    result = somana("database", "fields")
    assert (result.exit_code, result.output) == (exits.CLEAN, "The fields of 1 entries were written anew.\n")
    assert prepared(concepts) == {"nin", None}


@pytest.mark.usefixtures("here")
def test_the_index_is_built_anew_and_verified(somana: Run, prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "AT_ONCE", 2)

    async def filled(make: Factory) -> None:
        await make.catalogue()
        await make.version(Status.PUBLISHED)

    async def spoilt(make: Factory) -> None:
        async with make.database.writing() as session, session.begin():
            await session.execute(update(SearchEntry).where(SearchEntry.name == "cig").values(title_en="Another"))

    prepared(filled)
    result = somana("database", "index")
    assert (result.exit_code, result.output.split()[:4]) == (exits.CLEAN, ["The", "index", "was", "built"])
    assert somana("database", "verify").exit_code == exits.CLEAN
    prepared(spoilt)
    result = somana("database", "verify")
    assert result.exit_code == exits.FINDINGS
    assert "missing or different: system cig" in result.output
    assert somana("database", "index").exit_code == somana("database", "verify").exit_code == exits.CLEAN


def test_an_upgrade_builds_the_index_where_there_are_entries_and_none(
    somana: Run, here: str, prepared: Prepared, asked: Asked
) -> None:
    prepared(lambda make: make.catalogue())

    async def emptied(registry: Registry) -> None:
        async with registry.database.writing() as session, session.begin():
            rows = list(await session.scalars(select(SearchEntry.id)))
            await registry.database.dialect.words.remove(session, rows)
            await session.execute(delete(SearchEntry))

    asked(emptied)
    assert json.loads(somana("search", "cig", "--format", "json").stdout)["items"] == []
    assert somana("database", "upgrade").exit_code == exits.CLEAN
    found = json.loads(somana("search", "cig", "--format", "json").stdout)["items"]
    assert "cig" in {one["name"] for one in found}
    assert here
