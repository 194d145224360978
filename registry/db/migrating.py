"""Bring the tables of a database to the shape that this release expects."""

from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine

from registry.db.session import dialect_of

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations up to a revision."""
    command.upgrade(_configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Run the migrations back to a revision."""
    command.downgrade(_configuration(url), revision)


def check(url: str) -> None:
    """Raise where the tables that the migrations make are not those of the models."""
    command.check(_configuration(url))


def _configuration(url: str) -> Config:
    # What Alembic would print is said by the command, in the reader's language.
    configuration = Config(stdout=StringIO())
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    configuration.attributes["url"] = dialect_of(url).synchronous_url(url)
    return configuration


def make(url: str, message: str) -> None:
    """Write a new migration from what the models have and the database has not."""
    command.revision(_configuration(url), message, autogenerate=True)


def is_current(url: str) -> bool:
    """Say whether a database is there and has the tables that this release expects."""
    address = dialect_of(url).synchronous_url(url)
    # Opening an SQLite file that is not there would make an empty one.
    if address.startswith("sqlite:///") and not Path(address.removeprefix("sqlite:///")).is_file():
        return False
    engine = create_engine(address, poolclass=NullPool)
    with engine.connect() as connection:
        known = MigrationContext.configure(connection).get_current_heads()
    return set(known) == set(ScriptDirectory.from_config(_configuration(url)).get_heads())
