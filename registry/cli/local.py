"""Open the registry's own database for a command, and say who acts in it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError

from registry.cli.exits import REFUSED, UNREACHABLE, Stopped
from registry.db import migrating
from registry.db.session import Database, connect
from registry.domain.actors import Actor, ActorKind, operator
from registry.settings import Settings, from_environment
from registry.usecases import accounts
from registry.usecases.checking import checker
from registry.usecases.sessions import actor_of_user
from registry.usecases.work import Check, read
from registry.validators.pool import CheckPool


@dataclass(frozen=True, slots=True)
class Registry:
    """The open database, and the check that its use cases are given."""

    database: Database
    check: Check


def settings() -> Settings:
    """Return the settings of the environment; stop where they cannot be read."""
    try:
        return from_environment()
    except ValueError as problem:
        raise Stopped("setting", problem=problem) from problem


@contextmanager
def reaching_database() -> Iterator[None]:
    """Stop with a sentence where the database is away or its address is none."""
    try:
        yield
    except OperationalError as problem:
        raise Stopped("database-away", UNREACHABLE) from problem
    except ValueError as problem:
        raise Stopped("setting", problem=problem) from problem


def require_current(url: str) -> None:
    """Stop where the tables of the database are not those that this release expects."""
    with reaching_database():
        if not migrating.is_current(url):
            raise Stopped("database-behind", command="somana database upgrade")


@asynccontextmanager
async def opened(url: str | None = None) -> AsyncIterator[Registry]:
    """Open the database of the settings, or another one, for as long as the block runs."""
    url = url or settings().database_url
    require_current(url)
    # The pool starts a worker when the first document comes, so that a command without one does not wait for it.
    pool = CheckPool(1)
    async with connect(url) as database:
        try:
            yield Registry(database, checker(pool))
        finally:
            await pool.close()


async def acting(registry: Registry, name: str | None) -> Actor:
    """Return the person under whose name the operator of this machine acts, the operator where no name is given."""
    if name is None:
        return operator()
    async with read(registry.database, operator(), registry.check) as work:
        user = await accounts.get(work, name)
    if user.disabled_at is not None:
        raise Stopped("account-closed", REFUSED, name=name)
    return actor_of_user(user, ActorKind.OPERATOR)
