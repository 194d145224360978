"""`somana demo`: a registry with sample institutions, ready to be tried, on this machine alone."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import rich_click as click

from registry.cli import demonstration, local, output, receipt, seed, serve
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.db import migrating
from registry.domain.actors import Role
from registry.messages import text
from registry.settings import sqlite_url
from registry.usecases.seed import People

HOST: Final = "127.0.0.1"


@click.command(help=help_of("demo", "somana demo", "somana demo --port 8080 --data /tmp/somana"))
@click.option("--port", type=serve.PORTS, default=serve.PORT, show_default=True, help=hint("port"))
@click.option(
    "--data",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help=hint("data"),
)
@language_option
def demo(port: int, folder: Path) -> None:
    """Make the sample registry and serve it."""
    # What is made here, the database and its log too, is for whoever makes it.
    os.umask(0o077)
    port = serve.free_port(HOST, port)
    url, file = _database_in(folder), folder / demonstration.FILE
    accounts = asyncio.run(_prepared(url, file, written=file.is_file()))
    _show(accounts, file)
    os.environ["REGISTRY_DATABASE_URL"] = url
    os.environ["REGISTRY_RECEIPT_KEY"] = str(_receipt_key_in(folder))
    os.environ.setdefault("REGISTRY_MAIL", (folder / "outbox").resolve().as_uri())
    os.environ["REGISTRY_PUBLIC_URL"] = f"http://{HOST}:{port}"
    serve.run(HOST, port)


def _database_in(folder: Path) -> str:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Stopped("file", name=output.printable(str(folder)), problem=problem.strerror) from problem
    url = sqlite_url(folder / "somana.db")
    with local.reaching_database():
        migrating.upgrade(url)
    return url


def _receipt_key_in(folder: Path) -> Path:
    """Return the file of the key that signs receipts, made with the first start."""
    file = folder / "receipts.pem"
    if not file.exists():
        receipt.write_key(file)
    return file


async def _prepared(url: str, file: Path, *, written: bool) -> Sequence[dict[str, Any]]:
    """Load the seed and make the accounts; return those that were made now."""
    names = {account.institution: account.name for account in demonstration.ACCOUNTS if account.name == "publisher"}
    reviewers = [(one.name, one.institution) for one in demonstration.ACCOUNTS if one.role == "reviewer"]
    editor = next((one.name, one.institution) for one in demonstration.ACCOUNTS if one.role is Role.STANDARDS_EDITOR)
    output.tell(text("command.demo.loading", chosen()))
    output.tell(seed.sentence_of(await seed.load(seed.FOLDER, url, People(names, reviewers, editor))))
    async with local.opened(url) as registry:
        if written and await demonstration.are_made(registry):
            return ()
        return await demonstration.make(registry, file)


def _show(accounts: Sequence[dict[str, Any]], file: Path) -> None:
    for row in accounts:
        output.say(f"{row['name']:<18} {row['role']:<18} {row['institution']:<9} {row['password']}  {row['key']}")
    key = "command.demo.made" if accounts else "command.demo.kept"
    output.tell(text(key, chosen(), file=file))
