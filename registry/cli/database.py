"""`somana database`: bring the tables to the shape that this release expects."""

import asyncio
from typing import Final

import rich_click as click
from alembic.util.exc import CommandError

from registry.cli import local, output
from registry.cli.exits import FINDINGS, Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of
from registry.db import migrating
from registry.domain.actors import operator
from registry.messages import text
from registry.usecases import index_builds, index_checks, index_stages, published_fields
from registry.usecases.work import begin, read

AT_ONCE: Final = 100
ROWS_AT_ONCE: Final = 5_000


@click.group(
    help=help_of(
        "database",
        "somana database upgrade",
        "REGISTRY_DATABASE_URL=postgresql://somana@127.0.0.1/somana somana database upgrade",
    )
)
@language_option
def database() -> None:
    """Do nothing: each command does its own."""


@database.command(help=help_of("database-upgrade", "somana database upgrade"))
@click.argument("revision", default="head")
@language_option
def upgrade(revision: str) -> None:
    """Run the migrations up to a revision."""
    with local.reaching_database(), _known(revision):
        migrating.upgrade(local.settings().database_url, revision)
    if revision == "head":
        asyncio.run(index_where_wanting(local.settings().database_url))
    output.say(text("command.database.upgraded", chosen(), revision=revision))


@database.command(help=help_of("database-downgrade", "somana database downgrade -- -1"))
@click.argument("revision")
@language_option
def downgrade(revision: str) -> None:
    """Run the migrations back to a revision."""
    with local.reaching_database(), _known(revision):
        migrating.downgrade(local.settings().database_url, revision)
    output.say(text("command.database.downgraded", chosen(), revision=revision))


@database.command(help=help_of("database-check", "somana database check"))
@language_option
def check() -> None:
    """Say whether the tables are those of the models."""
    url = local.settings().database_url
    local.require_current(url)
    try:
        with local.reaching_database():
            migrating.check(url)
    except CommandError as problem:
        raise Stopped("database-drift", FINDINGS) from problem
    output.say(text("command.database.same", chosen()))


@database.command(help=help_of("database-fields", "somana database fields"))
@language_option
def fields() -> None:
    """Write anew which fields the catalogue publishes."""
    count = asyncio.run(_fields_written())
    output.say(text("command.database.fields", chosen(), count=count))


async def _fields_written() -> int:
    """Write the fields of a hundred entries at a time, so that nobody who writes has to wait for all."""
    after: str | None = ""
    count = 0
    async with local.opened() as registry:
        while after is not None:
            async with begin(registry.database, operator(), registry.check) as work:
                written, after = await published_fields.rebuild(work, after, AT_ONCE)
            count += written
    return count


@database.command(help=help_of("database-index", "somana database index"))
@language_option
def index() -> None:
    """Build the index of the search anew."""
    output.say(text("command.database.indexed", chosen(), count=asyncio.run(_indexed())))


@database.command(help=help_of("database-verify", "somana database verify"))
@language_option
def verify() -> None:
    """Compare the index of the search with the entries."""
    verdict = asyncio.run(_verified())
    for fault in verdict.faults[: index_checks.MOST_TOLD]:
        output.say(output.printable(fault))
    counts = {"entries": verdict.entries, "rows": verdict.rows, "unused": verdict.unused}
    output.say(text("command.database.verified", chosen(), faults=len(verdict.faults), **counts))
    if verdict.faults:
        raise SystemExit(FINDINGS)


async def index_where_wanting(url: str) -> None:
    """Build the index of the search where there are entries and none of them is in it."""
    async with local.opened(url) as registry:
        async with read(registry.database, operator(), registry.check) as work:
            wanting = await index_builds.is_wanting(work)
        if wanting:
            await _built(registry)


async def _indexed() -> int:
    async with local.opened() as registry:
        return await _built(registry)


async def _built(registry: local.Registry) -> int:
    count, done = 0, False
    while not done:
        async with begin(registry.database, operator(), registry.check) as work:
            built = await index_builds.build(work, AT_ONCE)
        count, done = count + built.entries, built.done
    return count


async def _verified() -> index_checks.Verdict:
    verdict = index_checks.Verdict()
    async with local.opened() as registry:
        for stage in index_stages.STAGES:
            after: str | None = ""
            while after is not None:
                async with read(registry.database, operator(), registry.check) as work:
                    after = await index_checks.verify_entries(work, verdict, stage, after, AT_ONCE)
        low: int | None = 0
        while low is not None:
            async with read(registry.database, operator(), registry.check) as work:
                low = await index_checks.verify_words(work, verdict, low, ROWS_AT_ONCE)
    return verdict


class _known:  # noqa: N801 it is used as a statement, like the context managers of the standard library
    """Stop with a sentence where no migration has that name."""

    def __init__(self, revision: str) -> None:
        self._revision = revision

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CommandError):
            raise Stopped("revision", revision=output.printable(self._revision)) from error
